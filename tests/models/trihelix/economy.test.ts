/** Market and environment: by hand on a handful of firms, and what must hold for any. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABROAD, totalMoney } from '../../../src/models/trihelix/money.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { adaptEnvironment } from '../../../src/models/trihelix/phases/adapt-environment.js';
import { closeStep } from '../../../src/models/trihelix/phases/close-step.js';
import { growTrust } from '../../../src/models/trihelix/phases/grow-trust.js';
import { capacityOf, market } from '../../../src/models/trihelix/phases/market.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, GOVERNMENT_ROW, rebase, tie, UNIVERSITY_ROW } from './tiny-world.js';

describe('market', () => {
  /** Industry 0: firms 0, 1, 2 with shares ½, ¼, ¼ of a demand of 1,000,000 EUR; industry 1 has no demand. */
  function trading(overrides: Partial<Parameters> = {}): TrihelixWorld {
    const world = blankWorld({ university_funding: 0, obsolescence: 0, demand_elasticity: 0, ...overrides });
    const o = world.organisations.columns;
    o.quality.fill(1);
    o.capital.fill(0);
    o.share.set([0.5, 0.25, 0.25, 1 / 3, 1 / 3, 1 / 3]);
    world.industries.columns.demand.set([1e8, 0]);
    rebase(world);
    return world;
  }

  it('pays revenue, costs, research, tax and dividends to the cent', () => {
    const world = trading({
      margin: 0.2,
      fixed_cost: 1_000,
      research_share: 0.02,
      tax_rate: 0.25,
      export_share: 0.1,
      cushion: 0,
      dividend: 0.5,
    });
    market.run(world);
    const { capital, revenue } = world.organisations.columns;
    // Firm 0: revenue 50,000,000; margin 10,000,000 − fixed 100,000 − research 1,000,000 = 8,900,000; a quarter is tax,
    // half of the rest dividend.
    expect(revenue[0]).toBe(5e7);
    expect(capital[0]).toBe((8_900_000 * 3) / 4 / 2);
    // Governments spend 90 % at once: region 0 taxed firms 0 and 2.
    const taxes = (8_900_000 + 4_400_000) / 4;
    expect(capital[GOVERNMENT_ROW]).toBe(taxes - Math.floor(taxes * 0.9));
    expect(world.money.sectors[ABROAD]).toBe(-1e7);
    expect(totalMoney(world.money)).toBe(world.moneyAtStart);
    expect([world.counts.output, world.counts.exported, world.counts.research]).toEqual([1e8, 1e7, 2e6]);
  });

  it('taxes no loss', () => {
    const world = trading({ fixed_cost: 1e6 });
    market.run(world);
    expect(world.organisations.columns.capital[GOVERNMENT_ROW]).toBe(0);
    expect(world.organisations.columns.capital[0]).toBe(12e6 / 2 - 1e8 - 1e6);
  });

  it('keeps the cushion', () => {
    const world = trading({ fixed_cost: 0, research_share: 0, tax_rate: 0, margin: 0.2, cushion: 3, dividend: 1 });
    world.organisations.columns.capital[0] = 4e7;
    rebase(world);
    market.run(world);
    expect(world.organisations.columns.capital[0]).toBe(3e7);
  });

  it('moves shares toward quality by the replicator equation', () => {
    const world = trading({ share_inertia: 0.9, competition: 2 });
    world.organisations.columns.quality.set([1, 2, 1]);
    market.run(world);
    // Σ share · q² = 0.5 + 1 + 0.25 = 1.75.
    const { share } = world.organisations.columns;
    expect(share[0]).toBeCloseTo(0.5 * (0.9 + 0.1 / 1.75), 12);
    expect(share[1]).toBeCloseTo(0.25 * (0.9 + 0.4 / 1.75), 12);
    expect(world.industries.columns.meanQuality[0]).toBeCloseTo(1.25, 12);
  });

  it('lets demand follow mean quality', () => {
    const world = trading({ demand_elasticity: 0.5 });
    world.organisations.columns.quality.set([1.21, 1.21, 1.21]);
    market.run(world);
    expect(world.counts.output).toBe(1.1e8);
  });

  it('ages quality above 1', () => {
    const world = trading({ obsolescence: 0.1 });
    world.organisations.columns.quality.set([3, 1, 0.5]);
    market.run(world);
    expect([...world.organisations.columns.quality.subarray(0, 3)]).toEqual([2.8, 1, 0.5]);
  });

  it('lets size, ties and absorptive capacity follow', () => {
    const world = trading({ revenue_per_employee: 10_000, absorptive_capacity: 0.5, absorptive_growth: 0.1 });
    const o = world.organisations.columns;
    o.size.fill(100);
    o.absorptive.fill(0.5);
    world.projects.columns.running[1] = 1;
    market.run(world);
    expect(o.size[0]).toBeCloseTo(100 + 0.2 * (50 - 100), 9);
    expect(o.tieCapacity[0]).toBe(Math.floor(4 + Math.sqrt(90)));
    expect([o.absorptive[0], o.absorptive[1]]).toEqual([0.5, 0.55]);
  });

  it('funds universities, whose surplus goes to their people', () => {
    const world = trading({ university_funding: 100, university_wages: 0.8 });
    market.run(world);
    const { capital } = world.organisations.columns;
    expect(capital[UNIVERSITY_ROW]).toBe(2_000);
    for (let t = 0; t < 100; t++) market.run(world);
    expect(capital[UNIVERSITY_ROW]).toBe(80_000);
  });

  it('leaves shares of an industry within 0 and 1, adding up to 1', () => {
    const number = fc.nat(1000).map((n) => n / 1000);
    const firms = fc.array(fc.tuple(number, number), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(firms, number, fc.nat(10), (sizes, inertia, competition) => {
        const world = trading({ share_inertia: inertia, competition });
        const { share, quality, industry } = world.organisations.columns;
        sizes.forEach(([size, level], i) => {
          const total = sizes.reduce((sum, [other], j) => sum + (industry[j] === industry[i] ? other : 0), 0);
          share[i] = total > 0 ? size / total : 0;
          quality[i] = level * 20;
        });
        const sum = (a: number): number => share.reduce((total, value, i) => total + (industry[i] === a && i < 6 ? value : 0), 0);
        const before = [sum(0), sum(1)];
        market.run(world);
        for (const value of share) expect(value >= 0 && value <= 1, String(value)).toBe(true);
        for (const a of [0, 1]) expect(sum(a)).toBeCloseTo(before[a] ?? 0, 9);
      }),
    );
  });

  it('gives larger organisations more ties', () => {
    const world = blankWorld({ tie_capacity_base: 3, tie_capacity_slope: 0.5 });
    expect([0, 1, 4, 100, 1e6].map((size) => capacityOf(world, size))).toEqual([3, 3, 4, 8, 503]);
  });
});

describe('the environment', () => {
  it('moves its norm of trust toward the trust of the region’s ties', () => {
    const world = blankWorld({ environment: 0.6, environment_speed: 0.1, trust_growth: 0, trust_decay: 0 });
    tie(world, 0, 1, 0.9);
    tie(world, 0, 2, 0.3);
    growTrust.run(world);
    adaptEnvironment.run(world);
    const { trustNorm, opennessNorm, environment } = world.regions.columns;
    // Region 0 has both ends of the second tie.
    expect(trustNorm[0]).toBeCloseTo(0.6 + 0.1 * (0.5 - 0.6), 12);
    expect(trustNorm[1]).toBeCloseTo(0.6 + 0.1 * (0.9 - 0.6), 12);
    expect(opennessNorm[0]).toBe(0.6);
    expect(environment[0]).toBeCloseTo((0.59 + 0.6 + 0.6) / 3, 12);
  });

  it('stands still at speed 0, but can be lifted up to 1', () => {
    const world = blankWorld({ environment: 0.9, environment_speed: 0 });
    adaptEnvironment.run(world);
    expect(world.regions.columns.environment[0]).toBeCloseTo(0.9, 12);
    world.levers.columns.environmentLift[1] = 0.05;
    adaptEnvironment.run(world);
    expect(world.regions.columns.environment[1]).toBeCloseTo(0.95, 12);
    adaptEnvironment.run(world);
    adaptEnvironment.run(world);
    expect(world.regions.columns.environment[1]).toBe(1);
    expect(world.regions.columns.environment[0]).toBeCloseTo(0.9, 12);
  });
});

describe('the end of a step', () => {
  it('adds to the totals after burn-in only', () => {
    const world = blankWorld({}, { steps: 12, burnIn: 3 });
    world.ledger.step.nonPartner = 2;
    world.ledger.step.byRegion[1] = 5;
    world.step = 2;
    closeStep.run(world);
    expect(world.ledger.total.nonPartner).toBe(0);
    for (world.step = 3; world.step < 5; world.step++) closeStep.run(world);
    expect([world.ledger.total.nonPartner, world.ledger.total.byRegion[1]]).toEqual([4, 10]);
    expect(world.continuity.whole[5]).toBe(0);
  });
});
