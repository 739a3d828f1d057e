/** Owner and workers around a real Redis while things are killed, frozen and emptied: every run counts once, with the numbers of a run without a queue. */
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/experiment/study.js';
import { answersName, jobsName } from '../../src/node/queue/place.js';
import { isStopped } from '../faults/study.js';
import { poolChild, toyPlan, toyWorker } from '../node/toy-study.js';
import { hasRedis } from '../support/redis.js';
import { expected, hashes, ORIGIN, placeOf, STUDY } from './desk.js';
import { Stage, wait } from './stage.js';

/** A lock that no worker of a busy machine loses, where jobs are counted whose worker fell silent. */
const UNHURRIED = { lock: 120_000 };

/** Some hundred runs of some milliseconds. */
const long = (replicates = 60): Plan =>
  toyPlan({ replicates, steps: 5, variants: { plain: { busy: 200_000 }, many: { walkers: 20, busy: 200_000 } } });

describe.skipIf(!hasRedis)('a queue', () => {
  const stage = new Stage();

  test('gives the numbers of runs without it, in two computings of one executor, and leaves little behind', async () => {
    const plan = toyPlan({ replicates: 100 });
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    for (let n = 0; n < 2; n++) await stage.worker(placeOf(stage.redis.url), UNHURRIED);
    await one.compute();
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    let again = 0;
    await one.executor.execute(plan.runs.slice(0, 5), () => void again++);
    expect(again).toBe(5);
    expect(one.executor.counts).toEqual({ repeated: 0, unknown: 0, refused: 0, lost: 0, silent: 0 });
    await one.executor.close();
    expect((await stage.client.keys('*')).filter((key) => key.includes(STUDY))).toEqual([]);
  });

  test('goes on when workers are killed in the middle of it', async () => {
    const plan = long();
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    const first = stage.separate();
    const done = one.compute();
    await one.reached(10);
    first.child.kill('SIGKILL');
    stage.separate();
    await done;
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
  });

  test.each([
    ['emptied', async () => void (await stage.client.flushall())],
    [
      'killed and started again with nothing in it',
      async () => {
        await stage.redis.kill();
        await wait(300);
        await stage.redis.start();
      },
    ],
  ])('fills itself again when Redis is %s', async (_, harm) => {
    const plan = long();
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    await stage.worker(placeOf(stage.redis.url));
    const done = one.compute();
    for (const count of [5, 60]) {
      await one.reached(count);
      await harm();
    }
    await done;
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    expect(one.executor.counts.lost).toBeGreaterThan(0);
  });

  test('a worker that is frozen beyond its lock and goes on does no harm', async () => {
    const plan = toyPlan({ replicates: 1, variants: { held: { fault: 'hold' } } });
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    const frozen = stage.separate();
    const done = one.compute();
    await stage.begun();
    frozen.child.kill('SIGSTOP');
    while (!isStopped(frozen.child.pid as number)) await wait(20);
    stage.letGo();
    await stage.worker(placeOf(stage.redis.url));
    await done;
    // A machine that is busy may keep the other worker from its lock as well.
    expect(one.executor.counts.silent).toBeGreaterThanOrEqual(1);
    frozen.child.kill('SIGCONT');
    // Its late result is equal to the one that was counted.
    const again = one.executor.execute(plan.runs, async () => {
      while (one.executor.counts.repeated === 0) await wait(20);
    });
    await again;
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    expect(one.executor.counts).toMatchObject({ unknown: 0, refused: 0 });
  });

  test('a run that kills its worker has failed with its cause, and all others are done', async () => {
    const poison = toyPlan({ replicates: 1, variants: { bad: { fault: 'parent' } } }).runs.map((run) => ({ ...run, id: 1000 }));
    const plan = toyPlan({ replicates: 10 });
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    let going = true;
    let deaths = 0;
    const respawn = async (): Promise<void> => {
      for (; going; deaths++) await stage.separate().gone;
    };
    const supervisor = respawn();
    await one.compute([...plan.runs.slice(0, 5), ...poison, ...plan.runs.slice(5)]);
    going = false;
    expect(one.outcomes.get(1000)).toMatchObject({
      status: 'failed',
      failure: { kind: 'crash', message: expect.stringContaining('died 2 times') },
    });
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    expect(deaths).toBeGreaterThanOrEqual(2);
    for (const { child } of stage.processes) child.kill('SIGKILL');
    await supervisor;
  });

  test('the time of a run is bounded as without a queue', async () => {
    const plan = toyPlan({ replicates: 1, variants: { plain: {}, endless: { fault: 'loop' }, broken: { fault: 'throw' } } });
    const one = await stage.owner(placeOf(stage.redis.url), plan, { timeLimit: 500 });
    const place = placeOf(stage.redis.url);
    await stage.worker(place);
    await one.compute();
    expect(
      plan.runs
        .map(({ id }) => one.outcomes.get(id))
        .map((outcome) => (outcome?.status === 'failed' ? outcome.failure.kind : outcome?.status)),
    ).toEqual(['done', 'time', 'error']);
  });

  test('the memory of a run is bounded as without a queue: the thread or the process of the worker dies, the worker does not', async () => {
    const plan = toyPlan({ replicates: 1, variants: { plain: {}, heap: { fault: 'eat' }, arrays: { fault: 'typed' }, other: {} } });
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    const served = await stage.worker(placeOf(stage.redis.url), {
      pool: { worker: toyWorker.href, child: poolChild, workers: 1, heapMegabytes: 32, residentMegabytes: 400 },
    });
    await one.compute();
    expect(
      plan.runs
        .map(({ id }) => one.outcomes.get(id))
        .map((outcome) => (outcome?.status === 'failed' ? outcome.failure.kind : outcome?.status)),
    ).toEqual(['done', 'memory', 'memory', 'done']);
    served.stop();
    expect((await served.ended).runs).toBeGreaterThanOrEqual(2);
  });

  test('an owner that comes back takes the answers that came while it was away', async () => {
    const plan = toyPlan({ replicates: 1, variants: { held: { fault: 'hold' } } });
    const first = await stage.owner(placeOf(stage.redis.url), plan);
    const served = await stage.worker(placeOf(stage.redis.url), UNHURRIED);
    const done = first.compute();
    await stage.begun();
    await first.executor.stop();
    await done;
    await first.executor.close();
    stage.letGo();
    const inbox = stage.queueOf(answersName(STUDY));
    while ((await inbox.getWaitingCount()) === 0) await wait(20);
    await inbox.close();
    served.stop();
    await served.ended;
    const second = await stage.owner(placeOf(stage.redis.url), plan);
    await second.compute();
    expect(hashes(plan, second.outcomes)).toEqual(expected(plan));
  });

  test('a worker whose threads take longer to begin than it may be idle still does its work', async () => {
    const plan = toyPlan({ replicates: 3 });
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    const done = one.compute();
    const jobs = stage.queueOf(jobsName(ORIGIN.engine));
    while ((await jobs.getWaitingCount()) === 0) await wait(20);
    await jobs.close();
    const child = new URL('../node/fixtures/late-child.mjs', import.meta.url);
    const served = await stage.worker(placeOf(stage.redis.url), { idle: 1000, pool: { worker: toyWorker.href, child, workers: 1 } });
    expect((await served.ended).runs).toBeGreaterThan(0);
    await stage.worker(placeOf(stage.redis.url));
    await done;
  });

  test('a worker that is told to stop gives back what it had begun', async () => {
    const plan = toyPlan({ replicates: 1, variants: { held: { fault: 'hold' }, plain: {} } });
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    const first = await stage.worker(placeOf(stage.redis.url), UNHURRIED);
    const done = one.compute();
    await stage.begun();
    first.stop();
    expect((await first.ended).runs).toBe(0);
    stage.letGo();
    await stage.worker(placeOf(stage.redis.url), UNHURRIED);
    await done;
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    expect(one.executor.counts.silent).toBe(0);
  });
});
