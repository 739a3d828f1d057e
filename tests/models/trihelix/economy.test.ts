/** Market, entry, exit, environment: by hand on a handful of firms, and what must hold for any. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABROAD, HOUSEHOLDS, totalMoney } from '../../../src/models/trihelix/money.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { adaptEnvironment } from '../../../src/models/trihelix/phases/adapt-environment.js';
import { closeStep } from '../../../src/models/trihelix/phases/close-step.js';
import { commitTies } from '../../../src/models/trihelix/phases/commit-ties.js';
import { enterAndExit } from '../../../src/models/trihelix/phases/enter-and-exit.js';
import { capacityOf, market } from '../../../src/models/trihelix/phases/market.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, GOVERNMENT_ROW, know, knownBy, rebase, tie, UNIVERSITY_ROW } from './tiny-world.js';

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

describe('exit', () => {
  const never = { entry_rate: 0 } as const;

  function step(world: TrihelixWorld, t: number): void {
    world.step = t;
    enterAndExit.run(world);
    commitTies.run(world);
  }

  it('comes after so many quarters of debt in a row', () => {
    const world = blankWorld({ ...never, insolvency_steps: 3 });
    const { capital, alive } = world.organisations.columns;
    const lived: number[] = [];
    for (const [t, money] of [-1, -1, 0, -1, -1, -1, -1].entries()) {
      if (alive[2] === 1) capital[2] = money;
      step(world, t);
      lived.push(alive[2]);
    }
    expect(lived).toEqual([1, 1, 1, 1, 1, 0, 0]);
    expect([world.counts.exits, world.aliveFirms]).toEqual([1, 5]);
  });

  it('takes everything along: money, ties, knowledge, project, place in teams', () => {
    const world = blankWorld({ ...never, insolvency_steps: 1 });
    know(world, { 2: [0.5, 0.5, 0, 0] });
    tie(world, 2, 0, 0.5);
    const { capital, alive, share } = world.organisations.columns;
    const p = world.projects.columns;
    p.running[2] = p.running[0] = 1;
    p.teamSize[0] = 3;
    p.team.set([0, 2, 4], 0);
    capital[2] = -500;
    rebase(world);
    const households = world.money.sectors[HOUSEHOLDS];
    step(world, 0);
    expect([alive[2], capital[2], share[2], p.running[2]]).toEqual([0, 0, 0, 0]);
    expect(world.money.sectors[HOUSEHOLDS]).toBe(households - 500);
    expect(totalMoney(world.money)).toBe(world.moneyAtStart);
    expect([world.network.count, world.network.degree(0)]).toEqual([0, 0]);
    expect(knownBy(world, 2)).toEqual([0, 0, 0, 0]);
    expect(world.ledger.left).toBe(1);
    expect([p.teamSize[0], p.team[1]]).toEqual([2, 4]);
    expect([...world.members.subarray(0, world.memberStart[1])]).not.toContain(2);
  });

  it('leaves no analogy whose donor is gone', () => {
    const world = blankWorld({ ...never, insolvency_steps: 1 });
    world.projects.columns.running[0] = 1;
    world.projects.columns.donor[0] = 4;
    world.organisations.columns.capital[4] = -1;
    step(world, 0);
    expect(world.projects.columns.donor[0]).toBe(-1);
  });

  it('leaves shares that add up to 1', () => {
    const world = blankWorld({ ...never, insolvency_steps: 1 });
    const { share, capital } = world.organisations.columns;
    share.set([0.5, 0.3, 0.2]);
    capital[0] = -1;
    step(world, 0);
    expect([share[0], share[1], share[2]].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0, 0.6, 0.4]);
  });
});

describe('entry', () => {
  /** One entrant per region and quarter: rate · firms ÷ regions = 1. */
  const SURE = { entry_rate: 1 / 3, entry_novelty: 0, insolvency_steps: 100 } as const;

  function entering(overrides: Partial<Parameters> = {}): TrihelixWorld {
    const world = blankWorld({ ...SURE, ...overrides });
    know(world, {
      ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((i) => [i, [0.8, 0.8, 0.8, 0.8]])),
      [UNIVERSITY_ROW]: [0.5, 0.5, 0.5, 0.5],
    });
    rebase(world);
    enterAndExit.run(world);
    return world;
  }

  const entrants = ({ organisations }: TrihelixWorld): number[] => [6, 7, 8].filter((i) => organisations.columns.alive[i] === 1);

  it('brings the expected number of firms into free rows, region by region', () => {
    const world = entering();
    expect(entrants(world)).toEqual([6, 7]);
    const { region, kind, bornAt, key, openness, share, industry } = world.organisations.columns;
    expect([region[6], region[7], kind[6], bornAt[6], openness[6]]).toEqual([0, 1, 0, 0, 0.4]);
    expect([world.counts.entries, world.aliveFirms]).toEqual([2, 8]);
    expect(new Set(key.filter((_, i) => world.organisations.columns.alive[i] === 1)).size).toBe(11);
    for (const a of [0, 1]) expect(share.reduce((sum, value, i) => sum + (industry[i] === a ? value : 0), 0)).toBeCloseTo(1, 12);
    expect(totalMoney(world.money)).toBe(world.moneyAtStart);
  });

  it('is closed without freedom or without a rate, and refused without room', () => {
    expect(entrants(entering({ entry_freedom: 0 }))).toEqual([]);
    expect(entrants(entering({ entry_rate: 0 }))).toEqual([]);
    const full = blankWorld({ ...SURE, spare_rows: 0 });
    expect(() => enterAndExit.run(full)).toThrow(/^no room for more than 6 firms$/);
  });

  it('inherits a part, but enough of two core domains to begin', () => {
    const world = entering({ inheritance: 0.25, spinoff_university: 0 });
    for (const i of entrants(world)) {
      const row = knownBy(world, i);
      expect(row.every((mastery) => mastery === 0.2 || mastery === 0.3)).toBe(true);
      expect(row.filter((mastery) => mastery === 0.3).length).toBeGreaterThan(0);
      expect(world.organisations.columns.foundedLow[i]).toBe(row.reduce((set, mastery, d) => (mastery === 0.3 ? set | (1 << d) : set), 0));
    }
    expect(world.ledger.entered).toBeCloseTo(
      entrants(world)
        .flatMap((i) => knownBy(world, i))
        .reduce((sum, mastery) => sum + mastery, 0),
      12,
    );
  });

  it('comes out of universities or firms, in their industry', () => {
    // Region 0 holds the only university; its field is the home industry of region 0.
    const spinoffs = entering({ spinoff_university: 1, inheritance: 1 });
    expect(knownBy(spinoffs, 6)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(spinoffs.organisations.columns.industry[6]).toBe(0);
    expect(knownBy(entering({ spinoff_university: 0, inheritance: 1 }), 6)).toEqual([0.8, 0.8, 0.8, 0.8]);
  });

  it('goes where novelty is', () => {
    const world = blankWorld({ ...SURE, entry_novelty: 1, entry_rate: 1 / 6 });
    know(world, { 0: [0.8, 0.8, 0.8, 0.8] });
    world.regions.columns.news[1] = 10;
    enterAndExit.run(world);
    expect(world.regions.columns.novelty[1]).toBeCloseTo(2, 12);
    // Relative novelty 0 and 2: no entrant in region 0, one in region 1.
    expect(entrants(world).map((i) => world.organisations.columns.region[i])).toEqual([1]);
    expect([...world.regions.columns.news]).toEqual([0, 0]);
  });

  it('starts with the quality of the field also where the industry died out', () => {
    const world = blankWorld({ ...SURE, spinoff_university: 1 });
    // What the market leaves of an industry without firms.
    world.industries.columns.meanQuality.fill(0);
    enterAndExit.run(world);
    expect(world.organisations.columns.quality[6]).toBeGreaterThan(0.5);
  });

  it('has the same luck in a world where others left', () => {
    const knowledge = (world: TrihelixWorld): number[] => knownBy(world, entrants(world)[0] ?? 0);
    const more = blankWorld({ ...SURE, insolvency_steps: 1, spinoff_university: 1 });
    know(more, { [UNIVERSITY_ROW]: [0.5, 0.4, 0.3, 0.2] });
    const fewer = blankWorld({ ...SURE, insolvency_steps: 1, spinoff_university: 1 });
    know(fewer, { [UNIVERSITY_ROW]: [0.5, 0.4, 0.3, 0.2] });
    fewer.organisations.columns.capital[5] = -1;
    enterAndExit.run(more);
    enterAndExit.run(fewer);
    expect(fewer.organisations.columns.alive[5]).toBe(1);
    expect(knownBy(fewer, 5)).toEqual(knowledge(more));
    expect(fewer.organisations.columns.key[5]).toBe(more.organisations.columns.key[6]);
  });
});

describe('the environment', () => {
  it('moves its norm of trust toward the trust of the region’s ties', () => {
    const world = blankWorld({ environment: 0.6, environment_speed: 0.1 });
    tie(world, 0, 1, 0.9);
    tie(world, 0, 2, 0.3);
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
    world.ledger.step.byDistance[1] = 5;
    world.step = 2;
    closeStep.run(world);
    expect(world.ledger.total.nonPartner).toBe(0);
    for (world.step = 3; world.step < 5; world.step++) closeStep.run(world);
    expect([world.ledger.total.nonPartner, world.ledger.total.byDistance[1]]).toEqual([4, 10]);
    expect(world.continuity.whole[5]).toBe(0);
  });
});
