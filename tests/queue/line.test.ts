/** A queue over bad lines, and a Redis that takes nothing: nothing hangs, nothing is lost, and what is wrong is said. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toyPlan } from '../node/toy-study.js';
import { hasRedis, startRedis } from '../support/redis.js';
import { expected, hashes, placeOf, work } from './desk.js';
import { Line } from './line.js';
import { Stage, wait } from './stage.js';

// Programs are started, killed and waited for; a loaded machine takes its time.
vi.setConfig({ testTimeout: 240_000 });

/** Milliseconds that an answer of Redis is waited for; a worker without work asks for five seconds at a time. */
const SILENCE = 7000;
const plan = toyPlan({ replicates: 60, steps: 5, variants: { plain: { busy: 200_000 }, many: { walkers: 20, busy: 200_000 } } });

describe.skipIf(!hasRedis)('a queue', () => {
  let line: Line;
  beforeEach(async () => {
    line = await Line.to(stage.redis.port);
  });
  afterEach(() => line.close());
  // What is begun last ends first: owner and workers take leave over the line.
  const stage = new Stage();

  test('goes on when the line of owner and worker falls silent without being closed', async () => {
    const place = placeOf(line.url);
    const one = await stage.owner(place, plan, { silence: SILENCE });
    await stage.worker(place, { silence: SILENCE });
    const done = one.compute();
    await one.reached(10);
    expect(line.swallow()).toBeGreaterThan(3);
    await done;
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    expect(one.notes.join()).toContain('cannot be reached; waiting for it');
  });

  test('goes on when everything is held up for longer than a lock, and then arrives at once', async () => {
    const place = placeOf(line.url);
    const one = await stage.owner(place, plan);
    await stage.worker(place);
    const done = one.compute();
    await one.reached(10);
    line.hold();
    await wait(2500);
    const before = one.outcomes.size;
    await wait(500);
    expect(one.outcomes.size).toBe(before);
    line.letGo();
    await done;
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
  });

  test('comes to its end over a slow line', async () => {
    line.delay = 40;
    const small = toyPlan({ replicates: 5 });
    const one = await stage.owner(placeOf(line.url), small);
    await stage.worker(placeOf(line.url));
    await one.compute();
    expect(hashes(small, one.outcomes)).toEqual(expected(small));
    expect(one.executor.counts.refused).toBe(0);
  });

  test('is used by many workers that come and go all the time', async () => {
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    let guests = 0;
    const come = async (): Promise<void> => {
      while (one.outcomes.size < plan.runs.length) {
        const guest = await work(placeOf(stage.redis.url));
        // Threads take a while to start, how long depends on the machine.
        await wait(300 * ++guests);
        guest.stop();
        await guest.ended;
      }
    };
    const doors = [come(), come(), come()];
    await one.compute();
    await Promise.all(doors);
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    expect(guests).toBeGreaterThan(3);
  });

  test('waits for a server whose memory is full, and says so', async () => {
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    const served = await stage.worker(placeOf(stage.redis.url));
    const done = one.compute();
    await one.reached(10);
    await stage.client.config('SET', 'maxmemory', '1');
    try {
      while (!one.notes.join().includes('OOM')) await wait(20);
      await expect(work(placeOf(stage.redis.url))).rejects.toThrow(/takes nothing: OOM/);
    } finally {
      await stage.client.config('SET', 'maxmemory', '0');
    }
    await done;
    served.stop();
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
  });

  test('is refused at once where it is a copy that takes nothing', async () => {
    const copy = await startRedis({ config: ['--replicaof', '127.0.0.1', '9'] });
    try {
      await expect(work(placeOf(copy.url))).rejects.toThrow('is a copy of another server and takes nothing');
    } finally {
      await copy.stop();
    }
  });
});
