/**
 * The night of many runs as one script: a study is killed twice, once in the middle of a write, goes on with other numbers of
 * threads, is read all the while, refuses a second owner, is computed once more in shards of three machines, and all ways end
 * in the hash of one thread left alone; a study of which runs fail ends with rows that say so and exit code 3; the process that
 * owns the results stays small. `node tests/faults/night.mjs 100000` takes the full number of runs, 4,000 are the default.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ownerOf } from '../../dist/src/node/owner.js';
import { readStudy } from '../../dist/src/node/result-folder.js';
import { createBench, isOver, scenario, stored, trihelix, wait } from './proofs/bench.mjs';

const MOST_MEGABYTES = 500;
/** Fewer runs than this are made larger, so that the night is long enough to be disturbed. */
const MANY = 5000;
/** Runs of one variant fail: firms enter, and there is no room for them. */
const CRAMPED = `title: Too little room
model: trihelix
seed: night
steps: 12
burn_in: 2
replicates: 6
parameters: { firms: 30, entry_rate: 0.05 }
variants:
  roomy: { parameters: { spare_rows: 2 } }
  full: { parameters: { spare_rows: 0 } }
`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const runs = Number(process.argv[2] ?? 4000);
  if (!Number.isSafeInteger(runs) || runs < 100) throw new RangeError('the number of runs is a whole number from 100 on');
  const { wrong } = await playNight(runs, (sentence) => process.stdout.write(`${sentence}\n`));
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

/** Plays the night with so many runs. @returns how many sentences were checked, and those that do not hold */
export async function playNight(runs, say) {
  const size = runs < MANY ? { steps: 100, organisations: 100 } : { steps: 10, organisations: 40 };
  const bench = createBench(scenario({ replicates: Math.ceil(runs / 2), seed: 'night', ...size }));
  writeFileSync(join(bench.folder, 'scenarios', 'cramped.yaml'), CRAMPED);
  const night = { bench, say, tried: 0, wrong: [], peak: 0 };
  try {
    await begin(night, 'alone', '-j', '1').end;
    night.undisturbed = stored(bench.study('alone'));
    say(`${night.undisturbed.planned} runs, results ${night.undisturbed.hash}`);
    await killTwice(night);
    await inShards(night);
    await someFail(night);
    check(
      night,
      night.peak < MOST_MEGABYTES,
      `the owner of the results never took more than ${MOST_MEGABYTES} MB (${night.peak.toFixed(0)})`,
    );
    return night;
  } finally {
    bench.clear();
  }
}

function check(night, holds, sentence) {
  night.say(`${holds ? 'held  ' : 'FAILED'}  ${sentence}`);
  night.tried++;
  if (!holds) night.wrong.push(sentence);
}

/** Starts the study and watches the memory of its owner. */
function begin(night, out, ...more) {
  const run = trihelix(night.bench, ['run', 'proof', '-q', '-o', out, '--progress', 'none', ...more]);
  const timer = setInterval(() => {
    try {
      const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${run.child.pid}/status`, 'utf8'));
      night.peak = Math.max(night.peak, Number(kilobytes) / 1024);
    } catch {
      // It has ended, or this system does not tell.
    }
  }, 100);
  run.end.finally(() => clearInterval(timer));
  return run;
}

/** Waits until a share of the runs is stored or the process has ended. @returns runs stored */
async function until({ bench }, { child }, out, share) {
  for (;;) {
    const study = readStudy(bench.study(out));
    const count = study?.results.ids.length ?? 0;
    if ((study !== undefined && count >= share * study.plan.runs.length) || isOver(child)) return count;
    await wait(100);
  }
}

/** Waits until a process has the study for its own, or has ended. */
async function untilOwner({ bench }, { child }, out) {
  while (!isOver(child)) {
    if (ownerOf(bench.study(out))?.startsWith(`process ${child.pid} `)) return;
    await wait(20);
  }
}

async function killTwice(night) {
  const { bench, undisturbed } = night;
  const reader = keepReading(bench.study('night'), readStudy(bench.study('alone')).results);
  const first = begin(night, 'night', '-j', '2');
  const early = await until(night, first, 'night', 0.1);
  first.child.kill('SIGKILL');
  await first.end;
  const journal = join(bench.study('night'), 'journal-0001.thx');
  appendFileSync(journal, readFileSync(journal).subarray(64, 64 + 40));
  check(night, stored(bench.study('night')).ids.length >= early, 'the first kill, in the middle of a write, loses nothing that was stored');

  const second = begin(night, 'night', '-j', '1');
  await untilOwner(night, second, 'night');
  await until(night, second, 'night', 0.3);
  await askWhileAtWork(night, second.child);
  second.child.kill('SIGKILL');
  await second.end;

  const { code } = await begin(night, 'night', '-j', '3').end;
  const same = code === 0 && stored(bench.study('night')).hash === undisturbed.hash;
  check(night, same, 'after two kills and with 2, 1 and 3 threads the hash is that of one thread left alone');
  const { readings, wrong } = await reader.end();
  check(
    night,
    wrong === undefined,
    `read ${readings} times in between it never had fewer runs than before, nor other numbers${wrong ?? ''}`,
  );
}

/** The owner holds still for the time of the questions, so that it is at work however long they take. */
async function askWhileAtWork(night, owner) {
  owner.kill('SIGSTOP');
  const rival = await trihelix(night.bench, ['run', 'proof', '-q', '-o', 'night']).end;
  const refused = rival.code === 4 && rival.stderr.includes(`${owner.pid}`);
  check(night, refused, 'a second owner is refused while the first is at work, and told who that is');
  for (const words of [
    ['verify', 'night/proof', '-q'],
    ['hash', 'night/proof'],
    ['report', 'night/proof', '-o', 'meanwhile.html'],
  ]) {
    const { code, stderr } = await trihelix(night.bench, words).end;
    check(
      night,
      code === 0,
      `\`trihelix ${words[0]}\` works while the study grows${code === 0 ? '' : `: ${code} ${stderr.slice(0, 300)}`}`,
    );
  }
  owner.kill('SIGCONT');
}

/** Reads the study again and again, as a page or a notebook would, and compares the latest run with the undisturbed one. */
function keepReading(folder, undisturbed) {
  let over = false;
  let readings = 0;
  let most = 0;
  const read = async () => {
    while (!over) {
      await wait(200);
      const { ids = [], results } = seen(folder);
      if (ids.length < most) return ` (${ids.length} after ${most})`;
      most = ids.length;
      const outcome = results?.outcome(ids.at(-1));
      if (outcome === undefined) continue;
      readings++;
      const expected = undisturbed.outcome(outcome.id).values;
      if (!outcome.values.every((value, v) => Object.is(value, expected[v]))) return ` (run ${outcome.id})`;
    }
  };
  const done = read().catch((error) => ` (${error.message})`);
  return {
    async end() {
      over = true;
      return { wrong: await done, readings };
    },
  };
}

function seen(folder) {
  const results = readStudy(folder)?.results;
  return { ids: results?.ids, results };
}

async function inShards(night) {
  const { bench, undisturbed } = night;
  await Promise.all(['1/3', '2/3', '3/3'].map((shard) => begin(night, `part-${shard[0]}`, '-j', '1', '--shard', shard).end));
  await trihelix(bench, ['merge', 'part-1/proof', 'part-2/proof', 'part-3/proof', '-o', 'merged']).end;
  check(night, stored(bench.study('merged')).hash === undisturbed.hash, 'three shards put together have the same hash');
  writeFileSync(join(bench.study('merged'), 'plan.json'), 'x');
  await trihelix(bench, ['repair', 'merged/proof']).end;
  const { code } = await trihelix(bench, ['verify', 'merged/proof', '--sample', '3', '-q']).end;
  check(night, code === 0, 'a plan that was lost is repaired, and a sample comes out the same');
}

async function someFail(night) {
  const { bench } = night;
  const folder = (out) => join(bench.folder, out, 'cramped');
  const run = (out, ...more) => trihelix(bench, ['run', 'cramped', '-q', '-o', out, '--progress', 'none', ...more]).end;
  const first = await run('failing', '-j', '2');
  const rows = readFileSync(join(folder('failing'), 'views', 'runs.csv'), 'utf8')
    .trimEnd()
    .split('\r\n')
    .slice(1);
  const done = rows.filter((row) => row.includes(',roomy,') && row.includes(',done,'));
  const failed = rows.filter((row) => row.includes(',full,') && row.includes(',failed,') && /,error,.*no room for more than/.test(row));
  check(night, first.code === 3, `where runs fail the exit code is 3 (${first.code})`);
  const told = `${done.length} done, ${failed.length} failed with their cause`;
  check(night, rows.length === 12 && done.length === 6 && failed.length === 6, `every run is a row with its status (${told})`);
  const { hash } = stored(folder('failing'));
  const again = [await run('failing', '--retry', '-j', '1'), await run('once-more', '-j', '1')];
  const equal = stored(folder('failing')).hash === hash && stored(folder('once-more')).hash === hash;
  check(night, equal && again.every(({ code }) => code === 3), 'computed again, and by another number of threads, the same runs fail');
}
