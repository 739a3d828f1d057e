/**
 * Fifty pages open on one studio while it computes an experiment: how long its answers take, how old what the pages show is, and
 * how much the experiment is slowed. Five of them read slowly. Aims: 95 of 100 answers within 200 ms, progress at most one second
 * old, 10 % slower. SESSIONS sets the number of pages, REPLICATES the length (600: about half a minute an experiment).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SESSIONS = Number(process.env.SESSIONS ?? 50);
const REPLICATES = Number(process.env.REPLICATES ?? 600);
const SLOW = 5;
/** How often a page asks, in milliseconds, as the page of the studio does. */
const PERIOD = 800;
const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'trihelix-sessions-'));
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const quantile = (values, p) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(p * values.length))] ?? Number.NaN;

const studio = spawn(process.execPath, [main, 'serve'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
const address = await new Promise((resolve) => studio.stdout.once('data', (data) => resolve(String(data).split('\n')[0])));
const port = Number(/:(\d+)\//.exec(address)[1]);

/** One call; a slow reader waits before it takes the answer. */
function call(path, { cookie = '', body, agent, slow = false } = {}) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const own =
    text === undefined ? {} : { 'content-type': 'application/json', 'x-trihelix': '1', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, agent, method: text === undefined ? 'GET' : 'POST', headers: { cookie, ...own } },
      async (response) => {
        if (slow) await wait(300);
        let said = '';
        response.setEncoding('utf8');
        for await (const piece of response) said += piece;
        resolve({ status: response.statusCode, headers: response.headers, text: said });
      },
    );
    asked.on('error', reject);
    asked.end(text);
  });
}

const cookie = (await call('/api/enter', { body: { token: /token=(\w+)/.exec(address)[1] } })).headers['set-cookie'][0].split(';')[0];

/** Computes a study of that name; `pages` are open meanwhile. @returns its seconds, and the milliseconds of the answers they got */
async function experiment(name, pages) {
  const variants = ['nothing', 'process'].map((from) => ({ name: from, title: from, from, changes: { firms: 100 }, policies: null }));
  const body = { base: 'golden-rule', run: true, name, title: name, replicates: REPLICATES, variants };
  const { status, text } = await call('/api/drafts', { cookie, body });
  if (status !== 200) throw new Error(`the studio refused: ${status} ${text.slice(0, 300)}`);
  const began = performance.now();
  const path = `/api/experiments/${JSON.parse(text).experiment.id}`;
  const look = async () => JSON.parse((await call(path, { cookie })).text);
  const answers = [];
  const ages = [];
  let over = false;
  const open = Array.from({ length: pages }, async (_, page) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let seen = performance.now();
    for (let n = 0; !over; n++) {
      await wait(n === 0 ? (PERIOD * page) / pages : PERIOD);
      const asked = performance.now();
      await call(n % 10 === 9 ? '/api/studies' : path, { cookie, agent, slow: page < SLOW });
      if (page >= SLOW) {
        answers.push(performance.now() - asked);
        ages.push(performance.now() - seen);
      }
      seen = asked;
    }
    agent.destroy();
  });
  let progress = await look();
  while (progress.state === 'running' || progress.state === 'finishing') {
    await wait(PERIOD);
    progress = await look();
  }
  const seconds = (performance.now() - began) / 1000;
  over = true;
  await Promise.all(open);
  if (progress.state !== 'done') throw new Error(`the experiment: ${progress.state} ${progress.message}`);
  return { seconds, answers, ages, hash: progress.hash };
}

try {
  await experiment('warm-up', 0);
  const alone = await experiment('alone', 0);
  const shared = await experiment('shared', SESSIONS);
  console.log(`${SESSIONS} pages, ${SLOW} of them slow; an experiment of ${2 * REPLICATES} runs`);
  console.log(
    `  answers: 95 of 100 within ${quantile(shared.answers, 0.95).toFixed(0)} ms, the slowest ${Math.max(...shared.answers).toFixed(0)} ms`,
  );
  console.log(`  what a page shows is renewed after ${quantile(shared.ages, 0.95).toFixed(0)} ms (95 of 100)`);
  console.log(
    `  the experiment takes ${shared.seconds.toFixed(1)} s against ${alone.seconds.toFixed(1)} s alone (${((shared.seconds / alone.seconds - 1) * 100).toFixed(0)} %)`,
  );
} finally {
  studio.kill('SIGTERM');
  await new Promise((resolve) => studio.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}
