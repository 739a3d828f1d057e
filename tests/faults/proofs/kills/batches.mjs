/** The owner of a batch, or the process of its threads, is killed at random moments. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf } from '../../../support/processes.mjs';
import { createBench, isOver, kill, scenario, stored, trihelix, wait } from '../bench.mjs';

/** After so many kills a study is finished, whatever is left. */
const PARTS = 12;

export async function killBatches({ draw, isDone, tally }) {
  const bench = createBench(scenario({ replicates: 500, steps: 60, organisations: 120 }));
  const words = (out, workers) => ['run', 'proof', '-q', '-o', out, '-j', String(workers), '--progress', 'none'];
  try {
    await trihelix(bench, words('undisturbed', 1)).end;
    const { hash } = stored(bench.study('undisturbed'));
    for (let round = 0; !isDone(); round++) {
      const out = `round-${round}`;
      for (let part = 0, isWhole = false; part < PARTS && !isWhole && !isDone(); part++) {
        const run = trihelix(bench, words(out, 1 + draw(3)));
        // Two kills of three wait until records are being written; the others come before that, or just as well after.
        const writing = draw(3) > 0;
        if (writing) await grown(join(bench.study(out), 'journal-0001.thx'), run.child);
        await wait(draw(writing ? 300 : 1200));
        const ofThreads = draw(3) === 0;
        if (ofThreads) {
          for (const pid of childrenOf(run.child.pid)) kill(pid);
          // Others begin in their place, before the owner goes as well.
          await Promise.race([run.end, wait(draw(800))]);
        }
        kill(run.child.pid);
        await run.end;
        isWhole = tally.killed(ofThreads ? 'threads’ process' : 'owner', bench.study(out));
      }
      tally.ended(bench.study(out), await trihelix(bench, words(out, 2)).end, hash);
    }
  } finally {
    bench.clear();
  }
}

/** Waits until a file grows, or the process that should write it has ended. */
async function grown(path, child) {
  const size = () => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const before = size();
  while (size() <= before + 64 && !isOver(child)) await wait(20);
}
