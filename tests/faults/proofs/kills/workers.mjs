/** The workers of a queue are killed again and again, each soon after its start, while an owner waits for what they compute. */
import { findRedis, HOW_TO_GET } from '../../../../.build/redis.mjs';
import { createBench, endOf, isOver, scenario, stored, trihelix, wait } from '../bench.mjs';
import { createServerOf } from '../redis.mjs';

const WORKERS = 3;
/** Milliseconds that a worker lives at least and at most, when it is killed: from before it has a job to after several. */
const LIFE = [400, 3000];

export async function killWorkers({ draw, isDone, tally }) {
  const found = findRedis();
  if (found === undefined) throw new Error(`there is no Redis server; ${HOW_TO_GET} brings one`);
  const bench = createBench(scenario({ replicates: 300, steps: 140, organisations: 140 }));
  const server = await createServerOf(found);
  const queue = ['--queue', `redis://127.0.0.1:${server.port}`];
  const words = (out, ...more) => ['run', 'proof', '-q', '-o', out, '--progress', 'none', ...more];
  try {
    await trihelix(bench, words('undisturbed')).end;
    const { hash } = stored(bench.study('undisturbed'));
    for (let round = 0; !isDone(); round++) {
      const out = `round-${round}`;
      const study = bench.study(out);
      let isFinished = false;
      const work = async () => {
        while (!isFinished) {
          const { child, end } = trihelix(bench, ['worker', ...queue, '-j', '1', '--lock', '2s', '-q']);
          const life = LIFE[0] + draw(LIFE[1] - LIFE[0]);
          // When there are kills enough it is left to work, and told to go when the study is over.
          for (let lived = 0; !isFinished && !isOver(child) && (lived < life || isDone()); lived += 20) await wait(20);
          const isKilled = !isFinished && !isOver(child);
          child.kill(isKilled ? 'SIGKILL' : 'SIGTERM');
          await end;
          if (isKilled) tally.killed('worker of a queue', study);
        }
      };
      const workers = Array.from({ length: WORKERS }, work);
      const owner = trihelix(bench, words(out, ...queue));
      const first = await endOf(owner.end, () => stored(study).ids.length);
      isFinished = true;
      owner.child.kill('SIGKILL');
      await Promise.all(workers);
      // A run that was alone under several workers when they were killed is blamed for it; its user computes it again.
      const isBlamed = first?.code === 3;
      if (isBlamed) tally.blamed++;
      tally.ended(study, isBlamed ? await trihelix(bench, words(out, '--retry')).end : first, hash);
    }
  } finally {
    await server.end();
    bench.clear();
  }
}
