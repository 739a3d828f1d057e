import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expectedLongestDrought,
  longestDroughtGiven,
  longestDroughtIndependent,
} from '../../../../src/models/trihelix/measures/drought.js';
import { streamOf } from './networks.js';

function longestRun(filled: ArrayLike<number | boolean>): number {
  let longest = 0;
  let run = 0;
  for (let t = 0; t < filled.length; t++) {
    run = filled[t] ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Mean over all ways to choose the steps that are not empty. */
function byEnumeration(occupied: number, steps: number): number {
  let sum = 0;
  let ways = 0;
  for (let set = 0; set < 1 << steps; set++) {
    const filled = Array.from({ length: steps }, (_, t) => ((set >> t) & 1) === 1);
    if (filled.filter(Boolean).length !== occupied) continue;
    sum += longestRun(filled);
    ways++;
  }
  return sum / ways;
}

function bySimulation(count: number, steps: number, samples: number): number {
  const stream = streamOf('drought', count, steps);
  let sum = 0;
  for (let s = 0; s < samples; s++) {
    const filled = new Uint8Array(steps);
    for (let n = 0; n < count; n++) filled[stream.below(steps, s, n)] = 1;
    sum += longestRun(filled);
  }
  return sum / samples;
}

describe('longest drought by luck alone', () => {
  it('equals the mean over every arrangement of up to twelve steps', () => {
    const scratch = new Float64Array(13);
    for (let steps = 1; steps <= 12; steps++) {
      for (let occupied = 0; occupied <= steps; occupied++) {
        expect(longestDroughtGiven(occupied, steps, scratch)).toBeCloseTo(byEnumeration(occupied, steps), 10);
      }
    }
  });

  it('equals the binomial mixture of all arrangements when steps are independent', () => {
    const scratch = new Float64Array(13);
    for (const q of [0.05, 0.5, 0.9]) {
      let expected = 0;
      for (let occupied = 0, ways = 1; occupied <= 12; ways *= (12 - occupied) / ++occupied) {
        expected += ways * q ** (12 - occupied) * (1 - q) ** occupied * longestDroughtGiven(occupied, 12, scratch);
      }
      expect(longestDroughtIndependent(q, 12)).toBeCloseTo(expected, 8);
    }
  });

  it('lies within 1 % and 0.03 steps of simulated Poisson streams of a given count', () => {
    for (const steps of [5, 10, 20, 80, 200]) {
      const scratch = new Float64Array(steps + 1);
      for (const count of [1, 2, 5, 10, 20, 80, 300]) {
        const simulated = bySimulation(count, steps, 8000);
        const expected = expectedLongestDrought(count, steps, scratch);
        expect(Math.abs(expected - simulated), `${count} in ${steps}`).toBeLessThan(0.01 * simulated + 0.03);
      }
    }
  });

  it('approaches the broken stick, T/(n+1)·H(n+1), for few events in many steps', () => {
    const steps = 5000;
    const scratch = new Float64Array(steps + 1);
    for (const n of [1, 3, 10]) {
      let harmonic = 0;
      for (let k = 1; k <= n + 1; k++) harmonic += 1 / k;
      const stick = (steps / (n + 1)) * harmonic;
      expect(longestDroughtGiven(n, steps, scratch) / stick).toBeCloseTo(1, 2);
    }
  });

  it('falls with the count but for the seam of two methods, stays within 0 … T and is finite for long runs', () => {
    const scratch = new Float64Array(20001);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 2000 }), (steps, count) => {
        const fewer = expectedLongestDrought(count, steps, scratch);
        const more = expectedLongestDrought(count + 1, steps, scratch);
        return fewer >= 0 && fewer <= steps && more <= fewer + 0.03;
      }),
    );
    for (const count of [1, 50, 5000, 1e6]) expect(expectedLongestDrought(count, 20000, scratch)).toBeGreaterThanOrEqual(0);
  });

  it('knows the borders: nothing happened, everything happened', () => {
    const scratch = new Float64Array(11);
    expect(expectedLongestDrought(0, 10, scratch)).toBe(10);
    expect(longestDroughtGiven(10, 10, scratch)).toBe(0);
    expect(expectedLongestDrought(3, 1, scratch)).toBe(0);
  });
});
