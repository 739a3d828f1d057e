/**
 * `npm run test:lts`: the same runs have the same bytes under other versions of Node, and on Arm.
 *
 * Also that a study that is killed under one and goes on under the next ends in the same hash (tests/faults/changing-nodes.mjs),
 * and that code in a thread can reach nothing, where that version of Node can hold it (tests/faults/wall.mjs).
 *
 * Runs a script that prints hashes as JSON (tests/golden/print-hashes.mjs, or the one named) under this Node and under
 * the other major versions, also as they are built for Arm, whose own elementary functions differ from those of x64 in
 * their last bits.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { armNode, MAJORS, otherNode } from './nodes.mjs';
import { place, run, say, stop } from './tools.mjs';

const DEFAULT_SCRIPT = 'tests/golden/print-hashes.mjs';

/**
 * Compares this Node with the others, those of Arm as named by their major versions.
 * @returns {Promise<boolean>} false when hashes differ or another Node cannot be had in CI
 */
export async function compareNodes({ script = DEFAULT_SCRIPT, onArm = MAJORS.slice(-1) } = {}) {
  if (!existsSync(place(script))) return fail(`${script} is missing.`);
  const here = await hashesOf([process.execPath], script);
  if (here === undefined) return false;
  const others = MAJORS.filter((major) => !isThis(major)).map((major) => ({ name: `Node ${major}`, program: otherNode(major) }));
  // The emulator is one for Linux; where this Node is one for Arm, all that was compared was.
  if (process.platform === 'linux' && process.arch === 'x64')
    for (const major of onArm) others.push({ name: `Node ${major} on Arm (emulated)`, program: armNode(major) });
  // All at once, because fetching waits for others and the emulator uses one processor for a minute.
  const equal = await Promise.all(others.map(async ({ name, program }) => compareWith({ name, program: await program, here, script })));
  return equal.every(Boolean);
}

const isThis = (major) => process.versions.node.startsWith(`${major}.`);

async function compareWith({ name: other, program, here, script }) {
  if (program === undefined) {
    say(`\n*** ${other} could not be fetched: the comparison of its numbers DID NOT RUN. ***`);
    say('*** Repeat it with a connection: npm run test:lts ***\n');
    return !process.env.CI;
  }
  const there = await hashesOf(program, script);
  if (there === undefined) return false;
  const names = [...new Set([...Object.keys(here), ...Object.keys(there)])];
  if (names.length === 0) return fail(`${script} printed no hashes.`);
  const differing = names.filter((name) => JSON.stringify(here[name]) !== JSON.stringify(there[name]));
  for (const name of differing)
    say(`${name}: ${JSON.stringify(here[name])} under ${process.version}, ${JSON.stringify(there[name])} under ${other}`);
  say(`${names.length - differing.length} of ${names.length} hashes are equal under ${process.version} and ${other}.`);
  return differing.length === 0;
}

/** Whether a study that several Nodes computed, killed in between, is that of this Node alone. @returns {Promise<boolean>} */
export async function nodesTakeTurns() {
  const programs = [];
  for (const major of MAJORS.filter((each) => !isThis(each))) {
    const program = await otherNode(major);
    if (program === undefined && process.env.CI) return fail(`Node ${major} could not be fetched.`);
    programs.push(...(program ?? []));
  }
  const { code } = await run(process.execPath, [place('tests/faults/changing-nodes.mjs'), ...programs]);
  return code === 0;
}

/** Whether a hostile worker is held in its thread by every Node that can. @returns {Promise<boolean>} */
export async function wallHolds() {
  let holds = true;
  for (const major of MAJORS) {
    const program = isThis(major) ? [process.execPath] : await otherNode(major);
    const { code } = program === undefined ? { code: process.env.CI ? 1 : 0 } : await start(program, [place('tests/faults/wall.mjs')]);
    holds = code === 0 && holds;
  }
  return holds;
}

/** The JSON object that the script prints under that program. */
async function hashesOf(program, script) {
  const { code, stdout } = await start(program, [place(script)], { capture: true });
  if (code !== 0) return fail(`${script} failed under ${program.join(' ')}.`) || undefined;
  return JSON.parse(stdout);
}

/** Runs a program that is given with the words that come before its own. */
const start = ([program, ...words], more, options) => run(program, [...words, ...more], options);

function fail(sentence) {
  say(sentence);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await install();
  if (!(await build())) stop('The build failed.');
  const equal = await compareNodes({ script: process.argv[2], onArm: MAJORS });
  process.exitCode = equal && (await nodesTakeTurns()) && (await wallHolds()) ? 0 : 1;
}
