/** A studio is killed while it computes an experiment; another studio goes on, at last the command line. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { familyOf, isRunning } from '../../../support/processes.mjs';
import { createBench, kill, scenario, stored, trihelix, wait } from '../bench.mjs';

const NAME = 'drawn';
const PARTS = 6;
/** Milliseconds in which what a killed studio leaves behind must have ended. */
const ORPHANS = 5000;

export async function killStudios({ draw, isDone, tally }) {
  const bench = createBench(scenario({ steps: 60, organisations: 120 }));
  const variants = ['ring', 'random'].map((name) => ({ name, title: name, from: name, changes: {}, policies: null }));
  const draft = { base: 'proof', run: true, name: NAME, title: 'Drawn', replicates: 500, variants };
  const words = (out) => ['run', `scenarios/studio/${NAME}.yaml`, '-q', '-o', out, '--progress', 'none'];
  let hash;
  try {
    for (let round = 0; !isDone(); round++) {
      const out = `round-${round}`;
      const study = bench.study(out, NAME);
      for (let part = 0, isWhole = false; part < PARTS && !isWhole && !isDone(); part++) {
        const studio = await open(bench, out);
        await studio.save(draft);
        await wait(draw(1500));
        const family = familyOf(studio.pid);
        kill(studio.pid);
        for (let waited = 0; waited < ORPHANS && family.some(isRunning); waited += 20) await wait(20);
        isWhole = tally.killed('studio', study);
        const left = family.filter(isRunning);
        if (left.length > 0) tally.failed.push(`kill ${tally.tried}: the studio left processes ${left.join(', ')} behind`);
      }
      if (hash === undefined) {
        // The studio has written the scenario file by now.
        await trihelix(bench, words('undisturbed')).end;
        hash = stored(bench.study('undisturbed', NAME)).hash;
      }
      tally.ended(study, await trihelix(bench, words(out)).end, hash);
    }
  } finally {
    bench.clear();
  }
}

/** A studio that has begun to listen, and a visitor who was let in. */
async function open(bench, out) {
  const { child, end } = trihelix(bench, ['serve', '-o', out], { stdout: 'pipe' });
  const listens = once(createInterface(child.stdout), 'line');
  const [address] = await Promise.race([listens, end.then(({ stderr }) => Promise.reject(new Error(`the studio ended: ${stderr}`)))]);
  const { origin, hash } = new URL(address);
  const headers = { 'content-type': 'application/json', 'x-trihelix': '1' };
  const post = (path, body) => fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const { headers: got } = await post('/api/enter', { token: hash.replace('#token=', '') });
  headers.cookie = got.get('set-cookie').split(';')[0];
  const save = async (draft) => {
    const answer = await post('/api/drafts', draft);
    if (!answer.ok) throw new Error(`the studio refused a draft: ${await answer.text()}`);
  };
  return { pid: child.pid, save };
}
