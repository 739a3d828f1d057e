/** Luck of product lines with their customers: by hand from the draws, and what it does to firms of different size. */
import { describe, expect, it } from 'vitest';
import { market } from '../../../src/models/trihelix/phases/market.js';
import { shakeDemand } from '../../../src/models/trihelix/phases/shake-demand.js';
import { blankWorld, runOf, SMALL } from './tiny-world.js';

const THIRD = 1 / 3;

describe('demand noise', () => {
  it('multiplies shares by exp(noise·z/√lines) and lets them add up to one', () => {
    const world = blankWorld({ demand_noise: 0.3, line_size: 5 });
    const { share, size, key } = world.organisations.columns;
    share.set([THIRD, THIRD, THIRD, 0.5, 0.25, 0.25]);
    size.set([2, 20, 500, 5, 5, 5]);
    world.step = 3;
    world.streams.demand.moveTo(3);
    const luck = [0, 1, 2].map((i) => {
      const [u, v] = [world.streams.demand.unit(key[i], 0), world.streams.demand.unit(key[i], 1)];
      const z = Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
      return Math.exp((0.3 * z) / Math.sqrt([1, 4, 100][i] as number));
    });
    const sum = luck.reduce((total, each) => total + each, 0);
    shakeDemand(world);
    for (const [i, each] of luck.entries()) expect(share[i]).toBeCloseTo(each / sum, 12);
    expect(share[3] + share[4] + share[5]).toBeCloseTo(1, 12);
  });

  it('moves a firm of many lines less', () => {
    const moves = [0, 0];
    for (let step = 0; step < 400; step++) {
      const world = blankWorld({ demand_noise: 0.2, line_size: 5 });
      const { share, size } = world.organisations.columns;
      // Firm 2 is so small beside them that adding up to one changes next to nothing.
      share.set([1e-9, 1e-9, 1, 1, 0, 0]);
      size.set([5, 500, 1e9, 5, 5, 5]);
      world.step = step;
      shakeDemand(world);
      for (const i of [0, 1]) moves[i] = (moves[i] as number) + Math.log(share[i] / 1e-9) ** 2 / 400;
    }
    // Standard deviations 0.2 and 0.02.
    expect(Math.sqrt(moves[0] as number)).toBeCloseTo(0.2, 1);
    expect(Math.sqrt(moves[1] as number)).toBeCloseTo(0.02, 2);
  });

  it('is off by default', () => {
    const world = blankWorld();
    world.organisations.columns.share.set([THIRD, THIRD, THIRD, THIRD, THIRD, THIRD]);
    world.organisations.columns.quality.fill(1);
    market.run(world);
    expect([...world.organisations.columns.share.subarray(0, 3)]).toEqual([THIRD, THIRD, THIRD]);
    expect(runOf({ ...SMALL, line_size: 50 })).toEqual(runOf(SMALL));
  });
});
