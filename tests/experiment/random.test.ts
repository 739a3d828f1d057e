/** Positions drawn many at a time are those that the generator gives one by one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGenerator, createPositions } from '../../src/experiment/random.js';

test('positions are the floors of the quick draws, however many are asked for at once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 4 }),
      (below, seed, parts) => {
        const one = createGenerator('test', seed, below);
        const many = createPositions(below, 'test', seed, below);
        for (const part of parts) {
          const target = new Uint32Array(part);
          many.fill(target);
          expect([...target]).toEqual(Array.from({ length: part }, () => Math.floor(one.quick() * below)));
        }
      },
    ),
    { numRuns: 50 },
  );
});
