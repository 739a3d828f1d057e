/** The pool with real threads: same numbers whatever the thread count, and every way to die ends in a row. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { executeRun } from '../../src/experiment/run.js';
import type { Run } from '../../src/experiment/study.js';
import { createBatchSizer } from '../../src/node/batch-size.js';
import type { TriedOutcome } from '../../src/node/records.js';
import { createWatch } from '../../src/node/watch.js';
import { collect, pool } from './pools.js';
import { models, toyPlan } from './toy-study.js';

const bytes = (outcome: TriedOutcome | undefined): string => {
  if (outcome?.status !== 'done') return outcome?.failure.kind ?? 'nothing';
  const { buffer, byteOffset, byteLength } = outcome.values;
  return Buffer.from(buffer, byteOffset, byteLength).toString('hex');
};

describe('numbers', () => {
  test('1, 2 and 5 threads give the bytes of the inline executor', async () => {
    const { runs } = toyPlan({ replicates: 60 });
    const inline = runs.map((run) => bytes(executeRun(run, models)));
    for (const workers of [1, 2, 5]) {
      const outcomes = await collect(pool({ workers }), runs);
      expect(runs.map((run) => bytes(outcomes.get(run.id)))).toEqual(inline);
    }
    expect(new Set(inline).size).toBe(runs.length);
  });

  test('runs of hundreds of thousands of numbers come back bit for bit, beside short ones', async () => {
    const long = toyPlan({ replicates: 2, steps: 150_000 }).runs;
    const short = toyPlan({ replicates: 10 }).runs.map((run) => ({ ...run, id: run.id + 100 }));
    const all = [...short.slice(0, 10), ...long, ...short.slice(10)];
    const outcomes = await collect(pool(), all);
    for (const run of all) expect(bytes(outcomes.get(run.id))).toBe(bytes(executeRun(run, models)));
    const [first] = long;
    expect(outcomes.get(first?.id ?? -1)).toMatchObject({ values: { length: expect.toSatisfy((length) => length > 2 ** 18) } });
  });

  test('one pool serves several calls, and an empty one starts nothing', async () => {
    const { runs } = toyPlan({ replicates: 4 });
    const one = pool();
    await collect(one, []);
    const first = await collect(one, runs.slice(0, 3));
    const second = await collect(one, runs.slice(3));
    expect([...first.keys(), ...second.keys()].sort((a, b) => a - b)).toEqual(runs.map((run) => run.id));
  });
});

describe('faults', () => {
  const healthy = (outcomes: Map<number, TriedOutcome>, runs: readonly Run[]): void => {
    expect(outcomes.size).toBe(runs.length);
    for (const run of runs) {
      if (run.variant === 'plain') expect(bytes(outcomes.get(run.id))).toBe(bytes(executeRun(run, models)));
    }
  };
  const bad = (outcomes: Map<number, TriedOutcome>, runs: readonly Run[]): (TriedOutcome | undefined)[] =>
    runs.filter((run) => run.variant === 'bad').map((run) => outcomes.get(run.id));

  test.each([
    ['throw', 'error', 'the toy broke', 1],
    ['deep', 'error', 'call stack', 1],
    ['exit', 'crash', 'exited with code: 3', 2],
  ])('a run that ends by "%s" fails as %s and the others are done', async (fault, kind, message, attempt) => {
    const { runs } = toyPlan({ replicates: 6, variants: { plain: {}, bad: { fault } } });
    const outcomes = await collect(pool(), runs);
    healthy(outcomes, runs);
    for (const outcome of bad(outcomes, runs)) {
      expect(outcome).toMatchObject({ status: 'failed', attempt, failure: { kind } });
      expect(outcome?.status === 'failed' && outcome.failure.message).toContain(message);
    }
  });

  test('a run that fills its heap fails as memory', async () => {
    const { runs } = toyPlan({ replicates: 1, variants: { plain: {}, bad: { fault: 'eat' } } });
    const outcomes = await collect(pool({ heapMegabytes: 32 }), runs);
    healthy(outcomes, runs);
    expect(bad(outcomes, runs)[0]).toMatchObject({ status: 'failed', failure: { kind: 'memory' } });
  });

  test('an endless run fails by the time limit, counted from its own start, and its batch-mates are done', async () => {
    const { runs } = toyPlan({ replicates: 40, variants: { plain: {} } });
    const endless = toyPlan({ replicates: 3, variants: { bad: { fault: 'loop' } } }).runs.map((run) => ({ ...run, id: run.id + 1000 }));
    const all = [...runs.slice(0, 30), ...endless, ...runs.slice(30)];
    const outcomes = await collect(pool({ timeLimit: 300 }), all);
    healthy(outcomes, all);
    for (const outcome of bad(outcomes, all))
      expect(outcome).toMatchObject({ status: 'failed', failure: { kind: 'time', message: expect.stringContaining('0.3 s') } });
  });

  test('a run whose thread dies once is done at the second try', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trihelix-pool-'));
    const once = join(folder, 'died');
    const { runs } = toyPlan({ replicates: 1, variants: { plain: {}, bad: { fault: 'exit', once } } });
    const outcomes = await collect(pool({ workers: 1 }), runs);
    expect(existsSync(once)).toBe(true);
    expect(bad(outcomes, runs)[0]).toMatchObject({ status: 'done', attempt: 2 });
    rmSync(folder, { recursive: true });
  });

  test('a worker that cannot load ends the call with its reason', async () => {
    const { runs } = toyPlan({ replicates: 2 });
    await expect(collect(pool({ worker: new URL('./fixtures/broken-worker.mjs', import.meta.url) }), runs)).rejects.toThrow(
      'no luck today',
    );
    await expect(collect(pool({ worker: new URL('./fixtures/missing.mjs', import.meta.url) }), runs)).rejects.toThrow('cannot start');
  });

  test('a store that refuses ends the call with its reason', async () => {
    const { runs } = toyPlan({ replicates: 50 });
    let stored = 0;
    const work = pool().execute(runs, async () => {
      if (++stored > 3) throw new Error('disk full');
    });
    await expect(work).rejects.toThrow('disk full');
  });
});

describe('the death of the process that holds the threads', () => {
  test.each([
    ['push', 'memory', 'memory'],
    ['map', 'memory', 'memory'],
    ['typed', 'memory', 'beyond the memory'],
    ['kill', 'crash', 'SIGKILL'],
  ])('by "%s" costs the run that caused it, as %s, and no other', async (fault, kind, words) => {
    const { runs } = toyPlan({ replicates: 8, variants: { plain: {}, many: { walkers: 20 } } });
    const poison = toyPlan({ replicates: 1, variants: { bad: { fault } } }).runs.map((run) => ({ ...run, id: 1000 }));
    const all = [...runs.slice(0, 8), ...poison, ...runs.slice(8)];
    const outcomes = await collect(pool({ heapMegabytes: 48, residentMegabytes: 300 }), all);
    for (const run of runs) expect(bytes(outcomes.get(run.id))).toBe(bytes(executeRun(run, models)));
    const outcome = outcomes.get(1000);
    expect(outcome).toMatchObject({ status: 'failed', attempt: 2, failure: { kind } });
    expect(outcome?.status === 'failed' && outcome.failure.message).toContain(words);
  });

  test('once is survived by all runs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trihelix-pool-'));
    const { runs } = toyPlan({ replicates: 10, variants: { plain: {}, bad: { fault: 'kill', once: join(folder, 'died') } } });
    const outcomes = await collect(pool(), runs);
    expect(runs.every((run) => outcomes.get(run.id)?.status === 'done')).toBe(true);
    rmSync(folder, { recursive: true });
  });

  test('at its start ends the call with its reason', async () => {
    const { runs } = toyPlan({ replicates: 2 });
    await expect(collect(pool({ child: new URL('./fixtures/broken-worker.mjs', import.meta.url) }), runs)).rejects.toThrow('ended at once');
  });
});

describe('stopping', () => {
  test('after stop nothing is reported and the call ends, even over an endless run', async () => {
    const { runs } = toyPlan({ replicates: 20, variants: { plain: {}, bad: { fault: 'loop' } } });
    const one = pool();
    let reported = 0;
    const work = one.execute(runs, () => {
      reported++;
    });
    setTimeout(() => void one.stop(), 400);
    await work;
    const before = reported;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(reported).toBe(before);
    expect(reported).toBeLessThan(runs.length);
    await one.execute(runs, () => {
      throw new Error('a stopped pool must not start again');
    });
  });
});

describe('batch size', () => {
  test('starts with one run, grows with short runs, never takes more than an eighth of what is left', () => {
    const sizer = createBatchSizer();
    expect(sizer.next(1000)).toBe(1);
    for (let n = 0; n < 10; n++) sizer.measured([{ milliseconds: 0.5 }]);
    expect(sizer.next(100_000)).toBe(70);
    expect(sizer.next(80)).toBe(10);
    expect(sizer.next(3)).toBe(1);
    expect(sizer.next(0)).toBe(0);
    for (let n = 0; n < 10; n++) sizer.measured([{ milliseconds: 500 }]);
    expect(sizer.next(100_000)).toBe(1);
  });
});

describe('watch', () => {
  // Time is told here: a loaded machine lets more of it pass between two steps of a test than a run may take.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  test('counts from the start of each run and not from the start of the task', () => {
    const watch = createWatch(200);
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const late: number[] = [];
    watch.add(progress, (position) => late.push(position));
    vi.advanceTimersByTime(400);
    for (const position of [1, 2]) {
      Atomics.store(progress, 0, position);
      vi.advanceTimersByTime(200);
    }
    expect(late).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(late).toEqual([1]);
    watch.close();
  });
});
