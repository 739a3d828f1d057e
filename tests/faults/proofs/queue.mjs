/**
 * A queue over a real Redis while owner, workers and Redis are killed, Redis is emptied or comes back with what it had kept, a worker
 * is frozen for longer than its lock, further workers come and are killed or sent away as they begin to work, the line of a worker or
 * of the owner is cut, slow or held up one way, and every answer that can be caught is delivered twice, every other time late: each
 * run counts once, and the end has the bytes of one thread left alone.
 */
import { Redis } from 'ioredis';
import { findRedis, HOW_TO_GET } from '../../../.build/redis.mjs';
import { Line } from '../../support/line.mjs';
import { createBench, createDraw, endOf, scenario, stored, trihelix, wait } from './bench.mjs';
import { doubleAnswers } from './doubler.mjs';
import { createServerOf, KEPT } from './redis.mjs';

export const promise =
  'Over a queue every run counts once, with the numbers of one machine, whatever is killed, emptied, forgotten, frozen, cut off, late or delivered twice.';

/** What may happen, the likelier the more often it stands here. */
const HARMS = [
  'owner killed',
  'Redis emptied',
  'Redis killed',
  'Redis killed',
  'worker killed',
  'worker killed',
  'worker frozen',
  'workers come and go',
  'line cut',
  'line slow',
  'one way held up',
];
/** Harms that are done however little time there is. */
const LEAST = 6;
/** Milliseconds of a lock of a worker; for how long one is frozen or a line is bad, and how late a slow one is. */
const LOCK = 2000;
const AWAY = 3000;
const LATE = 1000;
/** Workers that come and go one after another, and for how many milliseconds each is there: long enough to begin a run. */
const PASSING = 4;
const STAY = 1500;

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
      await stage.keep(KEPT[(seed + round) % KEPT.length]);
      const owner = stage.own(out);
      for (let harm = 0; harm < harms && !owner.ended && (tried < LEAST || !until()); harm++, tried++) {
        await wait(500 + draw(2000));
        const { ids, planned } = stored(bench.study(out));
        if (ids.length > 0 && ids.length < planned) atWork++;
        await stage.harm(HARMS[draw(HARMS.length)], draw(2), owner);
      }
      const code = await endOf(owner.done, () => stored(bench.study(out)).ids.length);
      if (code !== 0) failed.push(`round ${round}: ended with ${code ?? 'no run for three minutes'}: ${owner.said().slice(-300)}`);
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
  const server = await createServerOf(found);
  const { port } = server;
  let over = false;
  /** The owner's, and that of one of two workers. */
  const lines = [await Line.to(port), await Line.to(port)];
  const direct = `redis://127.0.0.1:${port}`;
  const work = (way) => trihelix(bench, ['worker', '--queue', way, '-j', '1', '--lock', `${LOCK / 1000}s`, '-q']);
  const workers = [direct, lines[1].url].map((way) =>
    keep(
      () => work(way),
      () => over,
    ),
  );
  const gone = [];
  const counts = new Map();
  const client = new Redis({ port, host: '127.0.0.1', maxRetriesPerRequest: null, retryStrategy: () => 200 });
  client.on('error', () => {});
  const doubler = doubleAnswers(client, AWAY, () => over);

  /** An owner that is started again when it is killed, as its user would. */
  function own(out) {
    const owner = { ended: false, done: undefined, kill: () => {}, said: () => said };
    let said = '';
    const attempt = async () => {
      for (;;) {
        const run = trihelix(bench, ['run', 'proof', '-q', '-o', out, '--queue', lines[0].url, '--progress', 'none']);
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

  async function harm(kind, n, owner) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (kind === 'owner killed') owner.kill();
    else if (kind === 'Redis emptied') await Promise.race([client.flushall(), wait(1000)]);
    else if (kind === 'Redis killed') await server.restart();
    else if (kind === 'worker killed') workers[n].kill();
    else if (kind === 'worker frozen') await workers[n].freeze(AWAY);
    else if (kind === 'workers come and go') await pass();
    else await spoil(lines[n], kind);
  }

  async function pass() {
    for (let n = 0; n < PASSING; n++) {
      const { child, end } = work(direct);
      gone.push(end);
      await wait(STAY);
      child.kill(n % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
    }
  }

  async function spoil(line, kind) {
    if (kind === 'line cut') line.cut();
    else if (kind === 'line slow') line.delay = LATE;
    else line.hold([counts.get(kind) % 2 === 0 ? 'there' : 'back']);
    await wait(AWAY);
    line.mend();
  }

  async function end() {
    over = true;
    client.disconnect();
    for (const line of lines) line.close();
    for (const worker of workers) worker.kill();
    await Promise.all([...workers.map(({ done }) => done), ...gone, doubler.done]);
    await server.end();
  }
  const told = () => [...counts].map(([kind, count]) => `${count} × ${kind}`).join(', ');
  return { own, harm, end, told, keep: (what) => server.restart(what), doubled: () => doubler.count };
}

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
