/** A queue over bad lines, and a Redis that takes nothing: nothing hangs, nothing is lost, and what is wrong is said. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDraw } from '../input/mutations.js';
import { toyPlan } from '../node/toy-study.js';
import { Line } from '../support/line.mjs';
import { hasRedis, startRedis } from '../support/redis.js';
import { expected, hashes, placeOf, work } from './desk.js';
import { Stage, wait } from './stage.js';

/** Milliseconds that an answer of Redis is waited for. */
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

  test.each([
    ['brings nothing to the server any more', ['there']],
    ['brings nothing from the server any more', ['back']],
  ] as const)('goes on when the line of owner and worker %s without being closed', async (_, ways) => {
    const place = placeOf(line.url);
    const one = await stage.owner(place, plan, { silence: SILENCE });
    await stage.worker(place, { silence: SILENCE });
    const done = one.compute();
    await one.reached(10);
    expect(line.swallow(ways)).toBeGreaterThan(3);
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
    line.mend();
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

  test('comes to its end over a line on which pieces are late or break it', async () => {
    const place = placeOf(line.url);
    const one = await stage.owner(place, plan);
    await stage.worker(place);
    const draw = createDraw(7);
    line.delay = () => (draw(20) === 0 ? 200 + draw(300) : 10);
    const done = one.compute();
    await one.reached(20);
    line.sever();
    await done;
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
  });

  test('forgets workers that died, however many there were', async () => {
    const dead = Array.from({ length: 12_000 }, (_, n) => [`w-${n}`, JSON.stringify([1, JSON.stringify(['e', 'a', '1 threads']), ''])]);
    await stage.client.hset('trihelix:default:workers', Object.fromEntries(dead) as Record<string, string>);
    // A lock that no busy machine loses, so that nobody falls silent but those who are dead.
    await stage.worker(placeOf(stage.redis.url), { lock: 120_000 });
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    await one.compute();
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    expect(one.executor.counts).toMatchObject({ silent: 0, lost: 0 });
    expect(await stage.client.hlen('trihelix:default:workers')).toBe(1);
  });

  test('is used by many workers that come and go all the time', async () => {
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    let guests = 0;
    const come = async (): Promise<void> => {
      while (one.outcomes.size < plan.runs.length) {
        const guest = await work(placeOf(stage.redis.url));
        // The first leave before they have begun anything, the others when something was done while they were there.
        const enough = ++guests <= 3 ? 0 : Math.min(plan.runs.length, one.outcomes.size + 5 * guests);
        while (one.outcomes.size < enough) await wait(20);
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
