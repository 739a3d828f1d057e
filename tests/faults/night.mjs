/**
 * The night of many runs as one script: a study is killed twice, once in the middle of a write, goes on with other numbers of
 * threads, is asked for its state meanwhile, refuses a second owner, is computed once more in shards of three machines, and
 * all ways end in the hash of one thread left alone. `node tests/faults/night.mjs 100000` takes the full number of runs.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBench, scenario, stored, trihelix, wait } from './proofs/bench.mjs';

const runs = Number(process.argv[2] ?? 4000);
if (!Number.isSafeInteger(runs) || runs < 100) throw new RangeError('the number of runs is a whole number from 100 on');
const bench = createBench(scenario({ replicates: Math.ceil(runs / 2), steps: 10, organisations: 40, seed: 'night' }));
const wrong = [];
const check = (holds, sentence) => {
  process.stdout.write(`${holds ? 'held  ' : 'FAILED'}  ${sentence}\n`);
  if (!holds) wrong.push(sentence);
};

let peak = 0;
/** Starts the study and watches the memory of its owner. */
function begin(out, ...more) {
  const run = trihelix(bench, ['run', 'proof', '-q', '-o', out, '--progress', 'none', ...more]);
  const timer = setInterval(() => {
    try {
      peak = Math.max(peak, Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${run.child.pid}/status`, 'utf8'))[1]) / 1024);
    } catch {
      // It has ended, or this system does not tell.
    }
  }, 100);
  run.end.finally(() => clearInterval(timer));
  return run;
}

/** Waits until a share of the runs is stored, at most two minutes. */
async function until(out, share) {
  for (let n = 0; n < 240; n++) {
    const { ids, planned } = stored(bench.study(out));
    if (planned > 0 && ids.length >= share * planned) return ids.length;
    await wait(500);
  }
  return 0;
}

try {
  await begin('alone', '-j', '1').end;
  const { hash, planned } = stored(bench.study('alone'));
  process.stdout.write(`${planned} runs, results ${hash}\n`);

  const first = begin('night', '-j', '2');
  const early = await until('night', 0.1);
  first.child.kill('SIGKILL');
  await first.end;
  const journal = join(bench.study('night'), 'journal-0001.thx');
  const bytes = readFileSync(journal);
  appendFileSync(journal, bytes.subarray(64, 64 + 40));
  check(stored(bench.study('night')).ids.length >= early, 'the first kill, in the middle of a write, loses nothing that was stored');

  const second = begin('night', '-j', '1');
  await until('night', 0.3);
  const rival = await trihelix(bench, ['run', 'proof', '-q', '-o', 'night']).end;
  check(rival.code === 4 || second.child.exitCode !== null, 'a second owner is refused while the first is at work');
  const asked = await trihelix(bench, ['verify', 'night/proof', '-q']).end;
  check(asked.code === 0, 'the study can be verified while it grows');
  second.child.kill('SIGKILL');
  await second.end;

  const { code } = await begin('night', '-j', '3').end;
  check(
    code === 0 && stored(bench.study('night')).hash === hash,
    'after two kills and with 2, 1 and 3 threads the hash is that of one thread left alone',
  );

  const parts = ['1/3', '2/3', '3/3'].map((shard) => begin(`part-${shard[0]}`, '-j', '1', '--shard', shard).end);
  await Promise.all(parts);
  await trihelix(bench, ['merge', 'part-1/proof', 'part-2/proof', 'part-3/proof', '-o', 'merged']).end;
  check(stored(bench.study('merged')).hash === hash, 'three shards put together have the same hash');

  writeFileSync(join(bench.study('merged'), 'plan.json'), 'x');
  await trihelix(bench, ['repair', 'merged/proof']).end;
  const verified = await trihelix(bench, ['verify', 'merged/proof', '--sample', '3', '-q']).end;
  check(verified.code === 0, 'a plan that was lost is repaired, and a sample comes out the same');
  check(peak < 500, `the owner of the results never took more than 500 MB (${peak.toFixed(0)})`);
} finally {
  bench.clear();
}
process.exitCode = wrong.length === 0 ? 0 : 1;
