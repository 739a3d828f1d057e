/**
 * A queue over a real Redis while owner, workers and Redis are killed, Redis is emptied, a worker is frozen for longer than its
 * lock or cut off, and every answer that can be caught is delivered twice, every other time late: each run counts once, and
 * the end has the bytes of one thread left alone.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { findRedis, HOW_TO_GET } from '../../../.build/redis.mjs';
import { createBench, createDraw, scenario, stored, trihelix, wait } from './bench.mjs';

export const promise =
  'Over a queue every run counts once, with the numbers of one machine, whatever is killed, emptied, frozen, cut off, late or delivered twice.';

const PREFIX = 'trihelix:default';
/** What may happen, the likelier the more often it stands here. */
const HARMS = [
  'owner killed',
  'Redis emptied',
  'Redis killed',
  'Redis killed',
  'worker killed',
  'worker killed',
  'worker frozen',
  'worker cut off',
];
/** Harms that are done however little time there is. */
const LEAST = 6;
/** Milliseconds of a lock of a worker, and for how long one is frozen or cut off. */
const LOCK = 2000;
const AWAY = 3000;

export async function prove({ release, seed, until }) {
  const rounds = release ? 200 : 4;
  const harms = release ? 12 : 6;
  const draw = createDraw(seed);
  const bench = createBench(scenario({ replicates: 300, steps: 140, organisations: 140 }));
  const stage = await createStage(bench);
  if (stage === undefined) return { tried: 0, what: 'harms', failed: [`there is no Redis server; ${HOW_TO_GET} brings one`] };
  const failed = [];
  let tried = 0;
  let atWork = 0;
  try {
    await trihelix(bench, ['run', 'proof', '-q', '-o', 'undisturbed', '--progress', 'none']).end;
    const { hash: undisturbed } = stored(bench.study('undisturbed'));
    for (let round = 0; round < rounds && (tried < LEAST || !until()); round++) {
      const out = `round-${round}`;
      const owner = stage.own(out);
      for (let harm = 0; harm < harms && !owner.ended && (tried < LEAST || !until()); harm++, tried++) {
        await wait(500 + draw(2000));
        const { ids, planned } = stored(bench.study(out));
        if (ids.length > 0 && ids.length < planned) atWork++;
        await stage.harm(draw(HARMS.length), owner);
      }
      const code = await Promise.race([owner.done, deadline(180)]);
      if (code !== 0) failed.push(`round ${round}: ended with ${code ?? 'nothing for three minutes'}: ${owner.said().slice(-300)}`);
      else if (stored(bench.study(out)).hash !== undisturbed) failed.push(`round ${round}: other results than undisturbed`);
    }
    if (atWork === 0) failed.push('no harm came while runs were being stored, so nothing was tried');
    const what = `harms (${stage.told()}), ${atWork} of them with a part of the runs stored; ${stage.doubled()} answers delivered twice`;
    return { tried, what, failed };
  } finally {
    await stage.end();
    bench.clear();
  }
}

/** A server, two workers that come back when they are killed, and someone who sends every answer once more. */
async function createStage(bench) {
  const found = findRedis();
  if (found === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-redis-'));
  const port = await freePort();
  const address = `redis://127.0.0.1:${port}`;
  let server = await startServer(found, port, folder);
  let over = false;
  const line = await createLine(port);
  const workers = [address, `redis://127.0.0.1:${line.port}`].map((way) =>
    keep(
      () => trihelix(bench, ['worker', '--queue', way, '-j', '1', '--lock', `${LOCK / 1000}s`, '-q']),
      () => over,
    ),
  );
  const counts = new Map();
  const client = new Redis({ port, host: '127.0.0.1', maxRetriesPerRequest: null, retryStrategy: () => 200 });
  client.on('error', () => {});
  const doubler = doubleAnswers(client, () => over);

  /** An owner that is started again when it is killed, as its user would. */
  function own(out) {
    const owner = { ended: false, done: undefined, kill: () => {}, said: () => said };
    let said = '';
    const attempt = async () => {
      for (;;) {
        const run = trihelix(bench, ['run', 'proof', '-q', '-o', out, '--queue', address, '--progress', 'none']);
        owner.kill = () => run.child.kill('SIGKILL');
        const { code, signal, stderr } = await run.end;
        said += stderr;
        // Redis may be away at the moment at which the owner starts.
        if (signal === 'SIGKILL' || (code === 2 && stderr.includes('cannot use the queue'))) continue;
        owner.ended = true;
        return code;
      }
    };
    owner.done = attempt();
    return owner;
  }

  async function harm(n, owner) {
    const kind = HARMS[n];
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (kind === 'owner killed') owner.kill();
    else if (kind === 'Redis emptied') await Promise.race([client.flushall(), wait(1000)]);
    else if (kind === 'Redis killed') {
      server.kill('SIGKILL');
      await wait(300);
      server = await startServer(found, port, folder);
    } else if (kind === 'worker killed') workers[n % 2].kill();
    else if (kind === 'worker frozen') await workers[n % 2].freeze(AWAY);
    else await line.cut(AWAY);
  }

  async function end() {
    over = true;
    client.disconnect();
    line.end();
    for (const worker of workers) worker.kill();
    server.kill('SIGKILL');
    await Promise.all([...workers.map(({ done }) => done), doubler.done]);
    rmSync(folder, { recursive: true, force: true });
  }
  const told = () => [...counts].map(([kind, count]) => `${count} × ${kind}`).join(', ');
  return { own, harm, end, told, doubled: () => doubler.count };
}

/** Undefined after so many seconds; keeps no process alive. */
const deadline = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds).unref());

/** A program that is started again whenever it ends. */
function keep(start, isOver) {
  const kept = { kill: () => {}, freeze: async () => {}, done: undefined };
  const live = async () => {
    while (!isOver()) {
      const { child, end } = start();
      kept.kill = () => child.kill('SIGKILL');
      kept.freeze = async (milliseconds) => {
        child.kill('SIGSTOP');
        await wait(milliseconds);
        child.kill('SIGCONT');
      };
      await end;
      await wait(100);
    }
  };
  kept.done = live();
  return kept;
}

/** A line to the server that can be cut: what goes through it ends, and nobody comes through until it is there again. */
async function createLine(port) {
  const open = new Set();
  let isCut = false;
  const line = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ]) {
      open.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise((resolve) => line.listen(0, '127.0.0.1', resolve));
  const sever = () => {
    for (const each of open) each.destroy();
  };
  return {
    port: line.address().port,
    async cut(milliseconds) {
      isCut = true;
      sever();
      await wait(milliseconds);
      isCut = false;
    },
    end() {
      line.close();
      sever();
    },
  };
}

/** Puts every answer that it sees into its queue once more, under another name, every other time after a while. */
function doubleAnswers(client, isOver) {
  const doubler = { count: 0, done: undefined };
  const seen = new Set();
  const watch = async () => {
    while (!isOver()) {
      await Promise.race([look().catch(() => {}), wait(1000)]);
      await wait(5);
    }
  };
  const look = async () => {
    for (const key of await client.keys(`${PREFIX}:answers-*:*-w*-*`)) {
      const [, , name, job] = key.split(':');
      const data = seen.has(key) || job.startsWith('again-') ? null : await client.hget(key, 'data');
      if (data === null) continue;
      seen.add(key);
      const queue = new Queue(name, { connection: client, prefix: PREFIX });
      queue.on('error', () => {});
      const delay = doubler.count++ % 2 === 0 ? 0 : AWAY;
      await queue.add('answer', JSON.parse(data), { jobId: `again-${job}`, delay, removeOnComplete: true, removeOnFail: true });
    }
  };
  doubler.done = watch();
  return doubler;
}

function startServer({ program, env }, port, folder) {
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (part) => part.includes('Ready to accept') && resolve(child));
    child.once('exit', () => reject(new Error('the Redis server does not start')));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
