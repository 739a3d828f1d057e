/** Market shares of an industry as parts of one, after what changed them one by one. */
import type { TrihelixWorld } from './world.js';

/** Shares of every industry add up to one again. */
export function normaliseShares(world: TrihelixWorld): void {
  const { alive, industry, share } = world.organisations.columns;
  const { industrySum } = world.scratch;
  industrySum.fill(0);
  for (let i = 0; i < world.universityAt; i++) if (alive[i] === 1) industrySum[industry[i]] += share[i];
  for (let i = 0; i < world.universityAt; i++) {
    const sum = industrySum[industry[i]];
    if (alive[i] === 1 && sum > 0) share[i] = share[i] / sum;
  }
}
