/**
 * `npm run sbom`: the list of all packages that come with an installation, as CycloneDX JSON, from the lock file alone. What
 * would differ from one making to the next (serial number, time, folder name) is left out, so equal locks give equal bytes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { place, runNpm, say, stop } from './tools.mjs';

/** @returns the document as text; throws when npm cannot make it */
export async function listPackages() {
  // npm's own --omit=dev leaves out packages that are needed and that a tool of ours may use as well.
  const words = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--loglevel=error'];
  const { code, stdout } = await runNpm(words, { capture: true, quiet: true });
  if (code !== 0) throw new Error(`npm could not list the packages (code ${code})`);
  const { serialNumber: _, metadata, components, dependencies, ...head } = JSON.parse(stdout);
  const { timestamp: __, ...about } = metadata;
  about.component.name = readJson('package.json').name;
  const kept = new Set([about.component['bom-ref'], ...installed()]);
  const mine = ({ 'bom-ref': ref, ref: of }) => kept.has(ref ?? of);
  const ties = dependencies.filter(mine).map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) }));
  return `${JSON.stringify({ ...head, metadata: about, components: components.filter(mine), dependencies: ties }, null, 2)}\n`;
}

const readJson = (file) => JSON.parse(readFileSync(place(file), 'utf8'));

/** Name and version of every package that is not for development alone. */
function installed() {
  const entries = Object.entries(readJson('package-lock.json').packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  return entries.map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = resolve(process.argv[2] ?? place('.cache', 'sbom.json'));
  try {
    const text = await listPackages();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    say(`written to ${path}: ${JSON.parse(text).components.length} packages`);
  } catch (error) {
    stop(error.message);
  }
}
