/** The owner's book under every order of events, without a server. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/experiment/study.js';
import { Book, meaningOf } from '../../src/node/queue/book.js';
import type { TriedOutcome } from '../../src/node/records.js';
import { toyPlan } from '../node/toy-study.js';
import { alone } from './desk.js';

describe('the book', () => {
  const plan = toyPlan({ replicates: 20 });
  const book = (more = {}) =>
    new Book({ runs: plan.runs, name: 'b', known: () => undefined, lengthOf: () => 10, mostValues: 1e6, ...more });

  test('whatever is lost, repeated, answered in part or given again, every run counts exactly once', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(9)), (choices) => {
        const one = book();
        const counted: number[] = [];
        for (let turn = 0; !one.isDone; turn++) {
          if (turn > 5000) throw new Error('no end');
          for (const { job: name, runs: batch } of one.take(4 - Math.min(4, one.size), 2)) {
            const choice = turn > 300 ? 9 : (choices.next().value as number);
            if (choice === 0) one.giveAgain(name, true);
            else if (choice === 1) continue;
            else {
              const part = choice === 2 ? batch.slice(1) : batch;
              const outcomes = part.map(alone);
              for (const outcome of choice === 3 ? [...outcomes, ...outcomes] : outcomes)
                if (one.judge(outcome, true) === 'new') counted.push(outcome.id);
              one.answered(name, outcomes);
            }
          }
          if (one.size === 4 || turn > 300) for (const name of one.names()) one.giveAgain(name, false);
        }
        expect([...counted].sort((a, b) => a - b)).toEqual(plan.runs.map(({ id }) => id));
      }),
      { numRuns: 30, seed: 11 },
    );
  });

  test('a death in company counts for nobody, the second death alone is a failure', () => {
    const one = book({ runs: plan.runs.slice(0, 2) });
    const jobs = one.take(9, 1);
    const first = jobs[0]?.job as string;
    expect(one.died(first, false)).toBeUndefined();
    const [again] = one.take(1, 1);
    expect(again).toMatchObject({ alone: true, runs: [plan.runs[0]] });
    expect(one.died(again?.job as string, true)).toBeUndefined();
    const [third] = one.take(1, 1);
    expect(one.died(third?.job as string, true)).toMatchObject({ id: 0, status: 'failed', attempt: 2, failure: { kind: 'crash' } });
    // A late result of the run that has failed does no harm.
    expect(one.judge(alone(plan.runs[0] as Run), true)).toBe('equal');
  });

  /** Lets the run of a job that is out die so often while it is alone; what came of the last death. */
  const kill = (one: Book, run: Run, times: number): TriedOutcome | undefined => {
    let failed: TriedOutcome | undefined;
    for (let n = 0; n < times; n++) {
      const name = one.names().find((each) => one.handout(each)?.runs.some(({ id }) => id === run.id)) as string;
      failed = one.died(name, true);
      one.take(1, 1);
    }
    return failed;
  };
  const finish = (one: Book, run: Run): string => one.judge(alone(run), true);

  test('where runs that a worker died under are done after all, more deaths are asked of the next, and five at most', () => {
    for (const mishaps of [0, 1, 2, 3, 4, 9]) {
      const one = book({ mostRuns: 1 });
      one.take(plan.runs.length, 1);
      const [poison, innocent, ...others] = plan.runs as [Run, Run, ...Run[]];
      for (const run of others.slice(0, mishaps)) {
        kill(one, run, 1);
        expect(finish(one, run)).toBe('new');
      }
      expect(one.mishaps).toBe(mishaps);
      const most = 2 + Math.min(mishaps, 3);
      expect(kill(one, innocent, most - 1)).toBeUndefined();
      expect(kill(one, poison, most - 1)).toBeUndefined();
      expect(kill(one, poison, 1)).toMatchObject({ id: poison.id, status: 'failed', attempt: most });
      expect(finish(one, innocent)).toBe('new');
      expect(one.mishaps).toBe(mishaps + most - 1);
    }
  });

  test('neither deaths in company nor runs that fail are mishaps, and mishaps of a computing before count', () => {
    const one = book({ mostRuns: 1 });
    const [first, second] = plan.runs as [Run, Run];
    const [job] = one.take(plan.runs.length, 1);
    one.died(job?.job as string, false);
    expect(finish(one, first)).toBe('new');
    kill(one, second, 1);
    expect(one.judge({ id: second.id, status: 'failed', failure: { kind: 'error', message: '' }, milliseconds: 0 }, true)).toBe('new');
    expect(one.mishaps).toBe(0);
    const next = book({ mostRuns: 1, mishaps: 1 });
    next.take(1, 1);
    expect(kill(next, first, 2)).toBeUndefined();
    expect(kill(next, first, 1)).toMatchObject({ status: 'failed', attempt: 3 });
  });

  test('whoever dies of what, and in whatever order, a run that kills fails after two to five deaths alone, and no other', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(9)), fc.uniqueArray(fc.nat(39), { maxLength: 5 }), (choices, poison) => {
        const one = book({ mostRuns: 4 });
        const struck = new Set<number>();
        const deaths = new Map<number, number>();
        for (let turn = 0; !one.isDone; turn++) {
          if (turn > 1000) throw new Error('no end');
          for (const { job: name, runs: batch } of one.take(4, 1)) {
            const [{ id }] = batch as [Run];
            // Chance strikes each innocent run once at most while it is alone.
            const isStruck = choices.next().value === 0 && (batch.length > 1 || !struck.has(id));
            if (isStruck || batch.some((run) => poison.includes(run.id))) {
              if (batch.length === 1) {
                struck.add(id);
                deaths.set(id, (deaths.get(id) ?? 0) + 1);
              }
              const failed = one.died(name, true);
              if (failed === undefined) continue;
              expect(poison).toContain(failed.id);
              expect(failed.attempt).toBe(deaths.get(failed.id));
              expect(failed.attempt).toBeGreaterThanOrEqual(2);
              expect(failed.attempt).toBeLessThanOrEqual(Math.min(5, 2 + one.mishaps));
            } else {
              for (const run of batch) expect(finish(one, run)).toBe('new');
              one.answered(name, []);
            }
          }
        }
        expect(one.mishaps).toBe([...struck].filter((id) => !poison.includes(id)).length);
      }),
      { numRuns: 50, seed: 13 },
    );
  });

  test('tells equal, unequal and unknown outcomes apart, also against what was stored before', () => {
    const [run, other] = plan.runs as [Run, Run];
    const one = book({ runs: [run], known: (id: number) => (id === other.id ? meaningOf(alone(other)) : undefined) });
    const twisted = { ...alone(run), values: new Float64Array(3) } as ReturnType<typeof alone>;
    expect(one.judge(alone(run), false)).toBe('unknown');
    expect(one.judge(alone(run), true)).toBe('new');
    expect(one.judge(alone(run), true)).toBe('equal');
    expect(one.judge(twisted, true)).toBe('unequal');
    expect(one.judge(alone(other), true)).toBe('equal');
    expect(one.judge({ ...twisted, id: other.id }, true)).toBe('unequal');
    expect(one.judge({ ...alone(run), id: 999 }, true)).toBe('unknown');
    expect(one.judge({ id: run.id, status: 'failed', failure: { kind: 'time', message: '' }, milliseconds: 0 }, true)).toBe('equal');
  });

  test('puts no more numbers into a job than may travel together', () => {
    const one = book({ lengthOf: () => 600, mostValues: 1000 });
    for (let n = 0; n < 3; n++)
      for (const { job: name, runs: batch } of one.take(5, 1))
        one.answered(
          name,
          batch.map((run) => ({ ...alone(run), milliseconds: 0.01 })),
        );
    expect(one.take(5, 1).every(({ runs: batch }) => batch.length === 1)).toBe(true);
  });
});
