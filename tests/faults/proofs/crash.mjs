/** P1: the owner or its threads' process is killed at random moments; what was stored stays, and the end has the same bytes. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, createBench, createDraw, isOver, scenario, stored, trihelix, wait } from './bench.mjs';

export const promise = 'A run shown as done is never lost and never counted twice, whatever is killed and whenever.';

/** Kills that are made however little time there is. */
const LEAST = 6;

export async function prove({ release, seed, until }) {
  const kills = release ? 3000 : 60;
  const draw = createDraw(seed);
  const failed = [];
  let atWork = 0;
  let tried = 0;
  const bench = createBench(scenario({ replicates: 500, steps: 60, organisations: 120 }));
  const words = (out, workers) => ['run', 'proof', '-q', '-o', out, '-j', String(workers), '--progress', 'none'];
  try {
    await trihelix(bench, words('undisturbed', 1)).end;
    const { hash: undisturbed } = stored(bench.study('undisturbed'));
    for (let round = 0; tried < kills && (tried < LEAST || !until()); round++) {
      const out = `round-${round}`;
      let before = [];
      for (let part = 0; part < 12 && tried < kills && (tried < LEAST || !until()); part++) {
        tried++;
        const run = trihelix(bench, words(out, 1 + draw(3)));
        // Two kills of three wait until records are being written; the others come before that, or just as well after.
        const writing = draw(3) > 0;
        if (writing) await grown(join(bench.study(out), 'journal-0001.thx'), run.child);
        await wait(draw(writing ? 300 : 1200));
        if (draw(3) === 0) for (const pid of childrenOf(run.child.pid)) kill(pid);
        else kill(run.child.pid);
        await Promise.race([run.end, wait(200)]);
        kill(run.child.pid);
        await run.end;
        const { ids, planned } = stored(bench.study(out));
        if (ids.length > 0 && ids.length < planned) atWork++;
        const lost = before.filter((id) => !ids.includes(id));
        if (lost.length > 0) failed.push(`kill ${tried}: runs ${lost.join(', ')} lost`);
        before = ids;
        // Of a study that is whole there is nothing to lose by a kill.
        if (planned > 0 && ids.length === planned) break;
      }
      const { code, stderr } = await trihelix(bench, words(out, 2)).end;
      if (code !== 0) failed.push(`round ${round}: the last command ended with ${code}: ${stderr.slice(0, 200)}`);
      else if (stored(bench.study(out)).hash !== undisturbed) failed.push(`round ${round}: other results than undisturbed`);
    }
    if (atWork === 0) failed.push('no kill came while runs were being stored, so nothing was tried');
    return { tried, what: `kills of owner or thread process, ${atWork} of them with a part of the runs stored`, failed };
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

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
