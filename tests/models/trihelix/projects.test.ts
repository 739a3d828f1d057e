/** How projects start: who can, with whose money, and what is written down. */
import { describe, expect, it } from 'vitest';
import { offerTo, openCall } from '../../../src/models/trihelix/calls.js';
import { CALL } from '../../../src/models/trihelix/levers.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { startProjects } from '../../../src/models/trihelix/phases/start-projects.js';
import { fillPurse } from '../../../src/models/trihelix/programmes.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, GOVERNMENT_ROW, know, tie, UNIVERSITY_ROW } from './tiny-world.js';

/** Every idle organisation begins, alone; a project takes two quarters of 15,000 EUR. */
const EAGER = { project_rate: 1, university_project_rate: 1, team_scope: 'none', analogy: 0, stage_durations: [2], inertia: 0 } as const;
const COST = 1_500_000;

/** Firms 0 … 5 who master domains 0 and 1. */
function able(overrides: Partial<Parameters> = {}): TrihelixWorld {
  const world = blankWorld({ ...EAGER, ...overrides });
  know(world, Object.fromEntries([0, 1, 2, 3, 4, 5].map((i) => [i, [0.5, 0.5, 0, 0]])));
  return world;
}

function started(world: TrihelixWorld, step = 0): number[] {
  world.step = step;
  startProjects.run(world);
  const { running } = world.projects.columns;
  return Array.from({ length: world.rows }, (_, i) => i).filter((i) => running[i] === 1);
}

/** Lets only these have money. */
function fund(world: TrihelixWorld, capital: Readonly<Record<number, number>>): void {
  world.organisations.columns.capital.fill(0);
  for (const [i, cents] of Object.entries(capital)) world.organisations.columns.capital[Number(i)] = cents;
}

describe('a start', () => {
  it('writes down the plan of the project', () => {
    const world = able();
    expect(started(world, 3)).toEqual([0, 1, 2, 3, 4, 5]);
    const p = world.projects.columns;
    expect([p.startedAt[0], p.endsAt[0], p.teamSize[0], p.team[0], p.cost[0], p.granted[0]]).toEqual([3, 4, 1, 0, COST, 0]);
    expect([p.low[0], p.high[0], p.analogy[0], p.donor[0], p.helix[0]]).toEqual([0b11, 0, 0, -1, 0]);
    expect(world.organisations.columns.lastLow[0]).toBe(0b11);
    expect([world.counts.projectsStarted, world.counts.teamProjectsStarted, world.counts.grantedProjects]).toEqual([6, 0, 0]);
  });

  it('needs money for all of it', () => {
    const world = able();
    fund(world, { 1: 2 * COST, 2: 2 * COST - 1 });
    expect(started(world)).toEqual([1]);
  });

  it('is as likely as its rate, for universities as a share of it; governments never start', () => {
    const world = able({ project_rate: 0.5, university_project_rate: 0.4 });
    know(world, { [UNIVERSITY_ROW]: [0.5, 0.5, 0, 0], [GOVERNMENT_ROW]: [0.5, 0.5, 0, 0] });
    world.organisations.columns.capital[GOVERNMENT_ROW] = 1e9;
    const times = new Int32Array(world.rows);
    for (let t = 0; t < 400; t++) {
      for (const i of started(world, t)) times[i] += 1;
      world.projects.columns.running.fill(0);
    }
    for (const [i, p] of [
      [0, 0.5],
      [5, 0.5],
      [UNIVERSITY_ROW, 0.2],
    ] as const) {
      expect(Math.abs(times[i] - 400 * p), `row ${i}`).toBeLessThan(5 * Math.sqrt(400 * p * (1 - p)));
    }
    expect([times[6], times[GOVERNMENT_ROW]]).toEqual([0, 0]);
  });

  it('waits for the project that is running', () => {
    const world = able();
    started(world, 0);
    world.counts.projectsStarted = 0;
    started(world, 1);
    expect(world.counts.projectsStarted).toBe(0);
  });

  it('says whether it combines what the leader did not bring along', () => {
    const world = able();
    world.organisations.columns.foundedLow[0] = 0b11;
    world.organisations.columns.foundedLow[1] = 0b01;
    started(world);
    expect([world.projects.columns.outside[0], world.projects.columns.outside[1]]).toEqual([0, 1]);
  });
});

describe('a grant', () => {
  const single = { grant: 100_000, from: 0 };

  function offer(world: TrihelixWorld, purse: number): void {
    fillPurse(world, single.from, purse / 100);
    openCall(world, CALL.research, single.from, {});
    for (let i = 0; i < 6; i++) offerTo(world, CALL.research, i, 1, single.grant);
  }

  it('fills what is missing, and goes to the leader at the start', () => {
    const world = able();
    fund(world, { 2: 2 * COST - single.grant, 3: 2 * COST - single.grant - 1 });
    offer(world, 1e6);
    expect(started(world)).toEqual([2]);
    expect(world.projects.columns.granted[2]).toBe(single.grant);
    expect(world.organisations.columns.capital[2]).toBe(2 * COST);
    expect(world.programmes.purse[0]).toBe(1e6 - single.grant);
    expect(world.projects.columns.exposure[2]).toBe(1);
    expect(world.counts.grantedProjects).toBe(1);
  });

  it('never exceeds the cost', () => {
    const world = able();
    fund(world, { 2: 0 });
    fillPurse(world, 0, 1e6);
    openCall(world, CALL.research, 0, {});
    offerTo(world, CALL.research, 2, 1, 1e9);
    expect(started(world)).toEqual([2]);
    expect(world.projects.columns.granted[2]).toBe(2 * COST);
  });

  it('is handed out until the purse is empty, in an order drawn by lot', () => {
    const winners = new Set<number>();
    for (let t = 0; t < 30; t++) {
      const world = able();
      fund(world, Object.fromEntries([0, 1, 2, 3, 4, 5].map((i) => [i, 2 * COST - single.grant])));
      offer(world, 2.5 * single.grant);
      const [first, second, third] = started(world, t);
      expect([third, world.programmes.purse[0]]).toEqual([undefined, 0.5 * single.grant]);
      winners.add(first).add(second);
    }
    expect(winners.size).toBe(6);
  });

  it('for teams pays its share of the cost to teams that span enough', () => {
    const call = (kinds: number, regions: number): TrihelixWorld => {
      const world = able({ team_scope: 'bilateral' });
      fund(world, { 0: COST });
      tie(world, 0, 1, 1);
      fillPurse(world, 1, 1e6);
      openCall(world, CALL.team, 1, { team: 2, kinds, regions });
      for (let i = 0; i < 6; i++) offerTo(world, CALL.team, i, 0.5);
      return world;
    };
    const world = call(1, 2);
    expect(started(world)).toEqual([0]);
    expect([world.projects.columns.granted[0], world.projects.columns.exposure[0]]).toEqual([COST, 0b10]);
    expect(world.counts.teamProjectsStarted).toBe(1);
    expect(started(call(2, 2))).toEqual([]);
    expect(started(call(1, 3))).toEqual([]);
  });

  it('for teams is not for one alone', () => {
    const world = able();
    fund(world, { 0: COST });
    fillPurse(world, 1, 1e6);
    openCall(world, CALL.team, 1, { team: 2 });
    offerTo(world, CALL.team, 0, 0.5);
    expect(started(world)).toEqual([]);
    expect(world.programmes.purse[1]).toBe(1e8);
  });

  it('of both kinds together pays the cost at most', () => {
    const world = able({ team_scope: 'bilateral' });
    fund(world, { 0: 0 });
    tie(world, 0, 1, 1);
    fillPurse(world, 0, 1e6);
    fillPurse(world, 1, 1e6);
    openCall(world, CALL.research, 0, {});
    offerTo(world, CALL.research, 0, 1, 2_500_000);
    openCall(world, CALL.team, 1, { team: 2 });
    offerTo(world, CALL.team, 0, 0.5);
    expect(started(world)).toEqual([0]);
    expect(world.projects.columns.granted[0]).toBe(2 * COST);
    expect([1e8 - world.programmes.purse[0], 1e8 - world.programmes.purse[1]]).toEqual([2_500_000, 500_000]);
    expect(world.projects.columns.exposure[0]).toBe(0b11);
  });

  it('is credited together with what brought the team together', () => {
    const world = able({ team_scope: 'bilateral' });
    fund(world, { 0: 2 * COST });
    const e = tie(world, 0, 1, 1);
    world.ties.columns.exposure[e] = 0b100;
    openCall(world, CALL.research, 0, {});
    offerTo(world, CALL.research, 0, 1, 1000);
    fillPurse(world, 0, 10);
    started(world);
    expect(world.projects.columns.exposure[0]).toBe(0b101);
  });
});
