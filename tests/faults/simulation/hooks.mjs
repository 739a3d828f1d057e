/**
 * Loader hooks: the compiled code of src/node gets the simulated disk, processes and random bytes in place of Node's, and is
 * otherwise loaded as it is shipped. A broken variant changes one place of it, and it is an error when that place is not there.
 */
const REPLACED = {
  'node:fs': new URL('fs.mjs', import.meta.url).href,
  'node:fs/promises': new URL('fs.mjs', import.meta.url).href,
  'node:child_process': new URL('child-process.mjs', import.meta.url).href,
  'node:crypto': new URL('crypto.mjs', import.meta.url).href,
};
const STORE = new URL('../../../dist/src/node/', import.meta.url).href;

let changes = [];

export function initialize(given) {
  changes = given;
}

export function resolve(specifier, context, next) {
  const url = context.parentURL?.startsWith(STORE) ? REPLACED[specifier] : undefined;
  return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
}

export async function load(url, context, next) {
  const loaded = await next(url, context);
  const mine = url.startsWith(STORE) ? changes.filter(({ file }) => url === STORE + file) : [];
  if (mine.length === 0) return loaded;
  const source = mine.reduce((text, { from, to }) => {
    if (text.split(from).length !== 2) throw new Error(`${url} has not one place "${from}"`);
    return text.replace(from, () => to);
  }, loaded.source.toString());
  return { ...loaded, source };
}
