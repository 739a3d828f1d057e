/** What the process that holds the threads sends of a batch comes out as it was, whatever its runs returned. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Gathered, messagesOf } from '../../src/node/pool-messages.js';
import type { TriedOutcome } from '../../src/node/records.js';
import type { BatchResult } from '../../src/node/threads.js';

const done = (id: number, values: Float64Array): TriedOutcome => ({ id, status: 'done', values, milliseconds: id / 7 });
const failed = (id: number): TriedOutcome => ({ id, status: 'failed', failure: { kind: 'error', message: 'broke' }, milliseconds: 1 });
const numbers = fc.float64Array({ maxLength: 40 });
/** Few of them are longer than a piece. */
const many = fc.integer({ min: 2 ** 17 - 1, max: 2 ** 18 + 1 }).map((length) => Float64Array.from({ length }, (_, n) => n + 0.5));

/** The result as the owner has it; every message is copied on its way, but for the one at `lost`. */
function received(result: BatchResult, lost = -1): BatchResult | undefined {
  const gathered = new Gathered();
  let came: BatchResult | undefined;
  for (const [position, message] of [...messagesOf(7, result)].entries()) {
    if (position === lost) continue;
    const copy = structuredClone(message);
    expect(came).toBeUndefined();
    if ('numbers' in copy) {
      expect(copy.numbers.length).toBeLessThanOrEqual(2 ** 17);
      gathered.add(copy);
    } else if ('result' in copy) came = gathered.complete(copy.result, copy.counts);
    expect('batch' in copy && copy.batch).toBe(7);
  }
  return came;
}

/** With the bytes of the numbers, which compare far quicker than numbers do. */
const inBytes = (result: BatchResult | undefined): unknown =>
  result !== undefined && 'outcomes' in result
    ? result.outcomes.map((outcome) =>
        outcome.status === 'done'
          ? {
              ...outcome,
              values: Buffer.from(outcome.values.buffer, outcome.values.byteOffset, outcome.values.byteLength).toString('latin1'),
            }
          : outcome,
      )
    : result;

describe('a batch on its way to the owner', () => {
  test('comes out as it was', () => {
    const run = fc.oneof({ weight: 8, arbitrary: numbers }, { weight: 1, arbitrary: many }, { weight: 2, arbitrary: fc.constant(null) });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), (runs) => {
        const outcomes = runs.map((values, id) => (values === null ? failed(id) : done(id, values)));
        expect(inBytes(received({ outcomes }))).toEqual(inBytes({ outcomes }));
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('of which a part was lost is a failure that blames no run', () => {
    const outcomes = [done(0, new Float64Array(2 ** 17).fill(1)), failed(1), done(2, Float64Array.of(1, 2, 3))];
    expect(received({ outcomes }, 0)).toMatchObject({ failure: { position: -2, message: '3 of the 131075 numbers of a batch came back' } });
    expect(received({ outcomes }, 1)).toMatchObject({ failure: { position: -2 } });
    const gathered = new Gathered();
    expect(gathered.complete({ outcomes: [done(2, new Float64Array(0))] }, [3])).toMatchObject({ failure: { position: -2 } });
  });

  test('of which nothing came says why', () => {
    const failure = { position: 2, cause: 'death', message: 'gone' } as const;
    expect(received({ failure })).toEqual({ failure });
  });
});
