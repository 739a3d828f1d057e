/**
 * `npm run test:lts`: the same runs have the same bytes under other versions of Node.
 *
 * Also that code in a thread can reach nothing, where that version of Node can hold it (tests/faults/wall.mjs).
 *
 * Runs a script that prints hashes as JSON (tests/golden/print-hashes.mjs, or the one named) under this Node and under
 * the other major versions, and compares. The others come as packages of the npm registry that hold the program
 * itself, so no install script and no download page is needed; they are kept in .cache.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { place, run, runNpm, say, stop } from './tools.mjs';

/** From the oldest that is supported to the current long-term release. */
const MAJORS = ['20', '22', '24'];
const DEFAULT_SCRIPT = 'tests/golden/print-hashes.mjs';

/** Compares this Node with the others. @returns {Promise<boolean>} false when hashes differ or another Node cannot be had in CI */
export async function compareNodes(script = DEFAULT_SCRIPT) {
  if (!existsSync(place(script))) return fail(`${script} is missing.`);
  const here = await hashesOf(process.execPath, script);
  if (here === undefined) return false;
  let equal = true;
  for (const major of MAJORS) if (!process.versions.node.startsWith(`${major}.`)) equal = (await compareWith(major, here, script)) && equal;
  return equal;
}

async function compareWith(major, here, script) {
  const other = await fetchNode(major);
  if (other === undefined) {
    say(`\n*** Node ${major} could not be fetched: the comparison of its numbers DID NOT RUN. ***`);
    say('*** Repeat it with a connection: npm run test:lts ***\n');
    return !process.env.CI;
  }
  const there = await hashesOf(other, script);
  if (there === undefined) return false;
  const names = [...new Set([...Object.keys(here), ...Object.keys(there)])];
  if (names.length === 0) return fail(`${script} printed no hashes.`);
  const differing = names.filter((name) => JSON.stringify(here[name]) !== JSON.stringify(there[name]));
  for (const name of differing)
    say(`${name}: ${JSON.stringify(here[name])} under ${process.version}, ${JSON.stringify(there[name])} under Node ${major}`);
  say(`${names.length - differing.length} of ${names.length} hashes are equal under ${process.version} and Node ${major}.`);
  return differing.length === 0;
}

/** Whether a hostile worker is held in its thread by every Node that can. @returns {Promise<boolean>} */
export async function wallHolds() {
  let holds = true;
  for (const major of MAJORS) {
    const program = process.versions.node.startsWith(`${major}.`) ? process.execPath : await fetchNode(major);
    const { code } = program === undefined ? { code: process.env.CI ? 1 : 0 } : await run(program, [place('tests/faults/wall.mjs')]);
    holds = code === 0 && holds;
  }
  return holds;
}

/** Path of the program of that major version, fetched once; undefined when it cannot be had. */
async function fetchNode(major) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const family = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = `${family}-${system}-${process.arch}`;
  const folder = place('.cache', `node${major}`);
  const home = join(folder, 'node_modules', name);
  if (!existsSync(join(home, 'package.json'))) {
    say(`Fetching Node ${major} (once) …`);
    const { code } = await runNpm([
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `${name}@${major}`,
    ]);
    if (code !== 0) return undefined;
  }
  return join(home, JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).bin.node);
}

/** The JSON object that the script prints under that program. */
async function hashesOf(program, script) {
  const { code, stdout } = await run(program, [place(script)], { capture: true });
  if (code !== 0) return fail(`${script} failed under ${program}.`) || undefined;
  return JSON.parse(stdout);
}

function fail(sentence) {
  say(sentence);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await install();
  if (!(await build())) stop('The build failed.');
  process.exitCode = (await compareNodes(process.argv[2])) && (await wallHolds()) ? 0 : 1;
}
