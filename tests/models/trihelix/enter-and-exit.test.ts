/** Who leaves and who comes: debt, what goes along, spin-offs, novelty, luck that is the entrants' own. */
import { describe, expect, it } from 'vitest';
import { HOUSEHOLDS, totalMoney } from '../../../src/models/trihelix/money.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { commitTies } from '../../../src/models/trihelix/phases/commit-ties.js';
import { enterAndExit } from '../../../src/models/trihelix/phases/enter-and-exit.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, know, knownBy, rebase, tie, UNIVERSITY_ROW } from './tiny-world.js';

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
