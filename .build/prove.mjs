/**
 * `npm run prove`: tries to break what docs/guide/reliability.md promises and says how often it tried and failed. The short
 * form is made for every change, `npm run prove -- --release` for a night before a version; `--seed 7` draws other faults,
 * `--page` puts the short form into docs/proof.md too, `--minutes 30` ends each proof with its share of that time, other words
 * choose proofs, whose page is .cache/proof.md. A failure is written down with its seed, never tried again until it passes.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { place, run, runNode, say, stop, tools } from './tools.mjs';

/** The proofs in order, with the share of the time that each may take where there is a limit. */
const PROOFS = {
  nights: 0.15,
  night: 0.08,
  crash: 0.22,
  power: 0.08,
  same: 0.05,
  input: 0.1,
  disk: 0.12,
  rot: 0.05,
  reach: 0.02,
  queue: 0.13,
};
const INPUT = 'Bad input gets a message, never a crash; a formula from a stranger can only compute a number.';
/** How many a second are judged, so that the proof of input ends with its share of the time: damaged files, and formulas of each kind. */
const MUTATIONS_A_SECOND = 60;
const FORMULAS_A_SECOND = 250;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));

async function main(args) {
  const release = args.includes('--release');
  const numberOf = (name, otherwise) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise);
  const seed = numberOf('--seed', 20261121);
  if (!Number.isSafeInteger(seed)) stop('--seed takes a whole number.', 2);
  const minutes = numberOf('--minutes', Number.POSITIVE_INFINITY);
  if (!(minutes > 0)) stop('--minutes takes a number above 0.', 2);
  const words = args.filter((arg, n) => !arg.startsWith('--') && !['--seed', '--minutes'].includes(args[n - 1]));
  await install();
  if (!(await build())) stop('The build failed.');
  process.exitCode = (await prove({ release, seed, minutes, words, page: words.length === 0 && (release || args.includes('--page')) }))
    ? 0
    : 1;
}

/** Runs the proofs and writes the page. @returns whether none failed */
export async function prove({ release = false, seed = 20261121, minutes = Number.POSITIVE_INFINITY, words = [], page = false } = {}) {
  const rows = [];
  const { stdout } = await run('git', ['rev-parse', '--short=12', 'HEAD'], { capture: true, quiet: true }).catch(() => ({ stdout: '' }));
  const path = page ? 'docs/proof.md' : '.cache/proof.md';
  mkdirSync(place('.cache'), { recursive: true });
  for (const name of Object.keys(PROOFS).filter((each) => words.length === 0 || words.includes(each))) {
    const began = performance.now();
    const row = { name, ...(await attempt(name, { release, seed, seconds: 60 * minutes * PROOFS[name] })), seconds: 0 };
    row.seconds = (performance.now() - began) / 1000;
    rows.push(row);
    say(
      `${row.failed.length === 0 ? 'held  ' : 'FAILED'}  ${name.padEnd(6)}  ${row.tried} ${row.what}, ${row.failed.length} failed (${row.seconds.toFixed(0)} s)`,
    );
    for (const failure of row.failed.slice(0, 5)) say(`        ${failure}`);
    // After each of them, so that a night that is interrupted has its page.
    writeFileSync(place(path), pageOf(rows, { release, seed, minutes, words, commit: stdout.trim() || 'unknown' }));
  }
  say(`written to ${path}`);
  return rows.every(({ failed }) => failed.length === 0);
}

async function attempt(name, { seconds, ...rest }) {
  const began = performance.now();
  /** Whether a share of the time is over. */
  const until = (share = 1) => performance.now() - began > 1000 * seconds * share;
  const options = { ...rest, seconds, until };
  const module =
    name === 'input' ? { prove: proveInput, promise: INPUT } : import(pathToFileURL(place('tests/faults/proofs', `${name}.mjs`)).href);
  const { prove: tryIt, promise } = await module;
  try {
    return { promise, ...(await tryIt(options)) };
  } catch (error) {
    return { promise, tried: 0, what: 'attempts', failed: [`the proof itself ended: ${error instanceof Error ? error.stack : error}`] };
  }
}

/** P4 and P5: the tables of wrong input, damaged scenario files by the thousand, formulas by the ten thousand. */
async function proveInput({ release, seed, seconds }) {
  const mutations = Math.min(release ? 200_000 : 2000, Math.round(seconds * MUTATIONS_A_SECOND));
  // Two tests draw as many: formulas that are compared with mathjs, and texts of which few are one.
  const formulas = Math.min(release ? 500_000 : 5000, Math.round(seconds * FORMULAS_A_SECOND));
  const report = place('.cache', 'input.json');
  const counts = { TRIHELIX_MUTATIONS: String(mutations), TRIHELIX_FORMULAS: String(formulas), TRIHELIX_SEED: String(seed) };
  const env = { ...process.env, TRIHELIX_BUILT: '1', ...counts };
  rmSync(report, { force: true });
  const files = ['tests/input', 'tests/experiment/formula', 'tests/experiment/bad-scenarios'];
  await runNode(tools.vitest, ['run', '--config', 'tests/vitest.config.ts', '--reporter=json', `--outputFile=${report}`, ...files], {
    env,
  });
  const { numTotalTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  const what = `cases, of which ${mutations} are damaged scenario files and ${2 * formulas} drawn formulas`;
  return { tried: numTotalTests - 3 + mutations + 2 * formulas, what, failed };
}

function pageOf(rows, { release, seed, minutes, words, commit }) {
  const [cpu] = cpus();
  const given = [...words, ...(release ? ['--release'] : []), ...(Number.isFinite(minutes) ? ['--minutes', minutes] : [])];
  const behind = given.length === 0 ? '' : ` -- ${given.join(' ')}`;
  return [
    '# What was tried to break it',
    '',
    `Made by \`npm run prove${behind}\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit}, seed ${seed};`,
    `Node ${process.version} on ${process.platform} ${process.arch}, ${cpu?.model?.trim() ?? 'processor unknown'}, ${availableParallelism()} processors, ${Math.round(totalmem() / 2 ** 30)} GiB.`,
    '',
    '| proof | promise | tried | failed | seconds |',
    '| --- | --- | --- | ---: | ---: |',
    ...rows.map(
      ({ name, promise, tried, what, failed, seconds }) =>
        `| ${name} | ${promise} | ${tried} ${what} | ${failed.length} | ${seconds.toFixed(0)} |`,
    ),
    '',
    ...rows.flatMap(({ name, failed }) => failed.slice(0, 20).map((failure) => `- ${name}: ${failure.replaceAll('\n', ' ')}`)),
    'The same bytes hold for one version of the engine. A disk that lies about what it has stored is out of reach, and so are models',
    'of others. Not tried here: a network of several machines, a week of computing.',
    '',
  ].join('\n');
}
