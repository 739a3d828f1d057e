/** Teams: who joins, what they span, and the third actor of a triangle. */
import { describe, expect, it } from 'vitest';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { countriesSpanned, distinct, formTeam, TEAM_WIDTH, thirdActor } from '../../../src/models/trihelix/teams.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, GOVERNMENT_ROW, tie, UNIVERSITY_ROW } from './tiny-world.js';

/** Firm 0 tied to firms 1 … 5 with these trusts; what team does it form in step t? */
function teamOf(trusts: readonly number[], overrides: Partial<Parameters>, t = 0): number[] {
  const world = blankWorld(overrides);
  trusts.forEach((trust, n) => {
    tie(world, 0, n + 1, trust);
  });
  world.streams.team.moveTo(t);
  world.streams.consensus.moveTo(t);
  return members(world, 0, formTeam(world, 0));
}

function members(world: TrihelixWorld, i: number, size: number): number[] {
  return Array.from(world.projects.columns.team.subarray(i * TEAM_WIDTH, i * TEAM_WIDTH + size));
}

/** Puts these rows into the team of leader 0. */
function setTeam(world: TrihelixWorld, ...rows: number[]): void {
  world.projects.columns.team.set(rows, 0);
}

describe('a team', () => {
  const sure = [1, 1, 1, 1, 1];

  it('has as many members as its scope allows, leader first', () => {
    expect(teamOf(sure, { team_scope: 'none' })).toEqual([0]);
    const pair = teamOf(sure, { team_scope: 'bilateral' });
    expect(pair).toHaveLength(2);
    expect(pair[0]).toBe(0);
    expect(teamOf(sure, { team_scope: 'multilateral' }).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(teamOf(sure, { team_scope: 'multilateral', team_limit: 3 })).toHaveLength(3);
  });

  it('is the leader alone where nobody is tied', () => {
    expect(teamOf([], { team_scope: 'multilateral' })).toEqual([0]);
  });

  it('admits nobody below the rung cooperation', () => {
    for (let t = 0; t < 50; t++) expect(teamOf([0.49, 0.4, 0.3], { team_scope: 'multilateral', consensus: 1 }, t)).toEqual([0]);
  });

  it('asks for collaboration beyond the first partner, unless strategy is shared', () => {
    for (let t = 0; t < 50; t++) {
      expect(teamOf([0.7, 0.7, 0.7], { team_scope: 'multilateral', consensus: 0 }, t).length).toBeLessThanOrEqual(2);
    }
    const largest = Math.max(
      ...Array.from({ length: 50 }, (_, t) => teamOf([0.7, 0.7, 0.7], { team_scope: 'multilateral', consensus: 1 }, t).length),
    );
    expect(largest).toBe(4);
  });

  it('is joined with the probability of trust', () => {
    const joined = Array.from({ length: 2000 }, (_, t) => teamOf([0.6], { team_scope: 'bilateral' }, t).length - 1);
    const share = joined.reduce((sum, one) => sum + one, 0) / 2000;
    // Five standard deviations of a share of 2000 draws.
    expect(Math.abs(share - 0.6)).toBeLessThan(5 * Math.sqrt((0.6 * 0.4) / 2000));
  });

  it('takes the luckiest first', () => {
    const first = new Set(Array.from({ length: 60 }, (_, t) => teamOf(sure, { team_scope: 'bilateral' }, t)[1]));
    expect(first.size).toBe(5);
    const world = blankWorld({ team_scope: 'multilateral', team_limit: 4 });
    for (const j of [1, 2, 3, 4, 5]) tie(world, 0, j, 1);
    const luck = (j: number): number => world.streams.team.unit(0, j);
    expect(members(world, 0, formTeam(world, 0))).toEqual([0, ...[1, 2, 3, 4, 5].sort((a, b) => luck(a) - luck(b)).slice(0, 3)]);
  });
});

describe('what a team spans', () => {
  it('is counted in different values', () => {
    const world = blankWorld();
    const { kind, industry, region } = world.organisations.columns;
    setTeam(world, 0, 2, 3, UNIVERSITY_ROW);
    expect([1, 2, 3, 4].map((size) => distinct(world, region, 0, size))).toEqual([1, 1, 2, 2]);
    expect([1, 2, 3, 4].map((size) => distinct(world, industry, 0, size))).toEqual([1, 1, 2, 2]);
    expect([1, 2, 3, 4].map((size) => distinct(world, kind, 0, size))).toEqual([1, 1, 1, 2]);
  });

  it('is counted in countries, which regions may share', () => {
    const world = blankWorld({ regions: 3, firms: 6, countries: 2 });
    expect([...world.regions.columns.country.subarray(0, 3)]).toEqual([0, 0, 1]);
    setTeam(world, 0, 1, 2);
    expect([1, 2, 3].map((size) => countriesSpanned(world, 0, size))).toEqual([1, 1, 2]);
  });
});

describe('the third actor', () => {
  /** Triangle of firm 0, the university and the government of region 0 with these trusts. */
  function triangle(toUniversity: number, toGovernment: number, between: number): TrihelixWorld {
    const world = blankWorld();
    tie(world, 0, UNIVERSITY_ROW, toUniversity);
    tie(world, 0, GOVERNMENT_ROW, toGovernment);
    tie(world, UNIVERSITY_ROW, GOVERNMENT_ROW, between);
    setTeam(world, 0);
    return world;
  }

  it('is the one whose kind the team lacks', () => {
    const world = triangle(0.3, 0.3, 0.3);
    expect(thirdActor(world, 0, 1)).toBe(UNIVERSITY_ROW);
    setTeam(world, 0, UNIVERSITY_ROW);
    expect(thirdActor(world, 0, 2)).toBe(GOVERNMENT_ROW);
    setTeam(world, 0, GOVERNMENT_ROW);
    expect(thirdActor(world, 0, 2)).toBe(UNIVERSITY_ROW);
  });

  it('needs all three sides from the rung coordination on', () => {
    expect(thirdActor(triangle(0.24, 0.3, 0.3), 0, 1)).toBe(-1);
    expect(thirdActor(triangle(0.3, 0.24, 0.3), 0, 1)).toBe(-1);
    expect(thirdActor(triangle(0.3, 0.3, 0.24), 0, 1)).toBe(-1);
  });

  it('needs three kinds', () => {
    const world = blankWorld();
    tie(world, 0, 1, 1);
    tie(world, 0, UNIVERSITY_ROW, 1);
    tie(world, 1, UNIVERSITY_ROW, 1);
    expect(thirdActor(world, 0, 1)).toBe(-1);
  });

  it('serves universities that lead too', () => {
    const world = triangle(0.3, 0.3, 0.3);
    expect([0, GOVERNMENT_ROW]).toContain(thirdActor(world, UNIVERSITY_ROW, 1));
  });
});
