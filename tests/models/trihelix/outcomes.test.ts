/** The work on projects and its outcome: who is paid, when a project succeeds, what is written into the log. */
import { describe, expect, it } from 'vitest';
import { recordUse, usesOf } from '../../../src/models/trihelix/combination.js';
import { HOUSEHOLDS, totalMoney } from '../../../src/models/trihelix/money.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { competenceOf, runProjects } from '../../../src/models/trihelix/phases/run-projects.js';
import { INNOVATION } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, know, UNIVERSITY_ROW } from './tiny-world.js';

const COST = 1_500_000;

/** Firms 0 … 5 who master domains 0 and 1. */
function firms(overrides: Partial<Parameters> = {}): TrihelixWorld {
  const world = blankWorld(overrides);
  know(world, Object.fromEntries([0, 1, 2, 3, 4, 5].map((i) => [i, [0.5, 0.5, 0, 0]])));
  return world;
}

/** Puts a project of leader 0 with this team on domains 0 and 1, whose outcome falls in step 1. */
function running(world: TrihelixWorld, team: readonly number[], domains = 0b11): TrihelixWorld {
  const p = world.projects.columns;
  p.running[0] = 1;
  p.startedAt[0] = 0;
  p.endsAt[0] = 1;
  p.low[0] = domains;
  p.teamSize[0] = team.length;
  p.team.set(team, 0);
  p.cost[0] = COST;
  p.donor[0] = -1;
  return world;
}

/** Full mastery succeeds. */
const SURE = { technical_risk: 0, market_risk: 0 } as const;

/** Lets the outcome fall. */
function settle(world: TrihelixWorld): TrihelixWorld {
  world.step = 1;
  runProjects.run(world);
  return world;
}

describe('the work', () => {
  it('is paid step by step: partners their share, people the rest', () => {
    const world = running(firms(), [0, 1, 3]);
    const total = totalMoney(world.money);
    const households = world.money.sectors[HOUSEHOLDS];
    world.step = 0;
    runProjects.run(world);
    const { capital, research } = world.organisations.columns;
    // Each of two partners gets 0.15 of the cost and passes half of it on as wages.
    const each = 0.15 * COST;
    expect([capital[0], capital[1], capital[3]]).toEqual([1e8 - COST, 1e8 + each / 2, 1e8 + each / 2]);
    expect(world.money.sectors[HOUSEHOLDS]).toBe(households + COST - each);
    expect(totalMoney(world.money)).toBe(total);
    expect(research[0]).toBe(COST);
    expect([world.projects.columns.running[0], world.counts.successes + world.counts.failures]).toEqual([1, 0]);
  });

  it('does not pay partners who are gone', () => {
    const world = running(firms(), [0, 1]);
    world.organisations.columns.alive[1] = 0;
    world.step = 0;
    runProjects.run(world);
    expect(world.organisations.columns.capital[1]).toBe(1e8);
    expect(world.organisations.columns.capital[0]).toBe(1e8 - COST);
  });
});

describe('competence', () => {
  it('is the geometric mean of the best mastery in the team', () => {
    const world = running(firms(), [0, 1]);
    know(world, { 0: [0.9, 0.1, 0, 0], 1: [0.2, 0.4, 0, 0] });
    expect(competenceOf(world, 0)).toBeCloseTo(Math.sqrt(0.9 * 0.4), 12);
  });

  it('counts what is not mastered at the working level where a solution is taken over', () => {
    const world = running(firms(), [0], 0b1101);
    know(world, { 0: [0.8, 0, 0.5, 0.1] });
    world.projects.columns.analogy[0] = 1;
    expect(competenceOf(world, 0)).toBeCloseTo((0.8 * 0.5 * 0.3) ** (1 / 3), 12);
    know(world, { 0: [0.2, 0, 0.2, 0.1] });
    expect(competenceOf(world, 0)).toBeCloseTo(0.3, 12);
  });

  it('counts a domain that a third actor lent at the working level', () => {
    const world = running(firms(), [0], 0b101);
    know(world, { 0: [0.8, 0, 0, 0] });
    world.projects.columns.helix[0] = 1;
    expect(competenceOf(world, 0)).toBeCloseTo(Math.sqrt(0.8 * 0.3), 12);
  });

  it('is next to nothing where a domain was lost on the way', () => {
    const world = running(firms(), [0], 0b101);
    know(world, { 0: [0.8, 0, 0, 0] });
    expect(competenceOf(world, 0)).toBeLessThan(0.001);
  });
});

describe('the chance of success', () => {
  /** In which of many steps leader 0 succeeds; the addressed draws say it for a chance p. */
  function expectChance(p: number, overrides: Partial<Parameters>, prepare: (world: TrihelixWorld) => void = () => undefined): void {
    const steps = Array.from({ length: 120 }, (_, t) => t);
    const make = (): TrihelixWorld => {
      const world = running(firms(overrides), [0]);
      know(world, { 0: [0.9, 0.4, 0, 0] });
      prepare(world);
      return world;
    };
    const { outcome } = make().streams;
    const lucky = steps.filter((t) => {
      outcome.moveTo(t);
      return outcome.unit(0, 0) < p;
    });
    const succeeded = steps.filter((t) => {
      const world = make();
      world.projects.columns.endsAt[0] = t;
      world.step = t;
      runProjects.run(world);
      return world.counts.successes === 1;
    });
    expect(succeeded).toEqual(lucky);
    expect(lucky.length).toBeGreaterThan(0);
    expect(lucky.length).toBeLessThan(120);
  }

  it('is (1 − risk) · (1 − market risk · (1 − users)) · competence', () => {
    expectChance(0.6 * (1 - 0.3 * 0.7) * 0.6, {});
    expectChance(0.8 * (1 - 0.5 * 0.2) * 0.6, { technical_risk: 0.2, market_risk: 0.5, user_involvement: 0.8 });
  });

  it('has the smaller risk of a proven solution', () => {
    expectChance(0.9 * (1 - 0.3 * 0.7) * 0.6, {}, (world) => {
      world.projects.columns.analogy[0] = 1;
    });
  });

  it('falls with every use of the combination in the industry', () => {
    expectChance((0.6 * (1 - 0.3 * 0.7) * 0.6) / (1 + 0.6 * 2), {}, (world) => {
      for (const industry of [0, 0, 1]) recordUse(world.usage, 0b11, 0, industry);
    });
  });
});

describe('a success', () => {
  it('is written into the log and counted', () => {
    const world = running(firms(SURE), [0]);
    know(world, { 0: [1, 1, 0, 0] });
    settle(world);
    const log = world.innovations.columns;
    expect(world.innovationCount).toBe(1);
    expect([log.step[0], log.low[0], log.leader[0], log.leaderRow[0], log.industry[0], log.region[0]]).toEqual([1, 0b11, 0, 0, 0, 0]);
    expect([log.teamSize[0], log.kinds[0], log.leadTime[0], log.uses[0]]).toEqual([1, 1, 2, 0]);
    expect(log.flags[0]).toBe(INNOVATION.newToWorld | INNOVATION.newToIndustry);
    expect(log.competence[0]).toBe(1);
    expect([usesOf(world.usage, 0b11, 0, 0), usesOf(world.worldUsage, 0b11, 0, 0)]).toEqual([1, 1]);
    const { innovations, newToIndustry, newToWorld, radical, domains, leadTime, shareIndustry } = world.counts;
    expect([innovations, newToIndustry, newToWorld, radical, domains, leadTime, shareIndustry]).toEqual([1, 1, 1, 0, 2, 2, 1]);
    expect(world.projects.columns.running[0]).toBe(0);
    expect(world.regions.columns.news[0]).toBe(1);
  });

  /** What kind of innovation comes of this team and combination. */
  function flagsOf(team: readonly number[], domains: number, prepare: (world: TrihelixWorld) => void = () => undefined): number {
    const world = running(firms({ ...SURE, analogy_risk: 0, exhaustion: 0 }), team, domains);
    know(world, { 0: [1, 1, 1, 1] });
    prepare(world);
    settle(world);
    expect(world.innovationCount).toBe(1);
    return world.innovations.columns.flags[0];
  }

  it('is new where the combination was not used before', () => {
    const used = (industry: number) => (world: TrihelixWorld) => {
      recordUse(world.usage, 0b11, 0, industry);
      recordUse(world.worldUsage, 0b11, 0, 0);
    };
    expect(flagsOf([0], 0b11, used(1))).toBe(INNOVATION.newToIndustry);
    expect(flagsOf([0], 0b11, used(0))).toBe(0);
  });

  it('is radical with three domains from two industries, if new to its industry', () => {
    const { newToWorld, newToIndustry, radical } = INNOVATION;
    const fresh = newToWorld | newToIndustry;
    expect(flagsOf([0], 0b0111)).toBe(fresh | radical);
    expect(flagsOf([0], 0b0101)).toBe(fresh);
  });

  it('crosses industries, clusters and borders by its team', () => {
    const { crossIndustry, crossCluster, crossBorder } = INNOVATION;
    const crossing = crossIndustry | crossCluster | crossBorder;
    expect(flagsOf([0, 2], 0b11) & crossing).toBe(0);
    expect(flagsOf([0, 4], 0b11) & crossing).toBe(crossIndustry | crossCluster);
    expect(flagsOf([0, 1], 0b11) & crossing).toBe(crossCluster | crossBorder);
    expect(flagsOf([0, 5], 0b11) & crossing).toBe(crossing);
    // A university has no industry of its own.
    expect(flagsOf([0, UNIVERSITY_ROW], 0b11) & crossing).toBe(0);
  });

  it('crosses industries by an analogy, and tells what came from outside', () => {
    const { crossIndustry, analogy, outside } = INNOVATION;
    const flags = flagsOf([0], 0b11, (world) => {
      world.projects.columns.analogy[0] = 1;
      world.projects.columns.outside[0] = 1;
    });
    expect(flags & (crossIndustry | analogy | outside)).toBe(crossIndustry | analogy | outside);
  });
});
