/** Projects on behalf of clusters: whom cluster organisations bring in, and what those learn from a success. */
import { describe, expect, it } from 'vitest';
import { channelGain } from '../../../src/models/trihelix/knowledge-ledger.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { runProjects } from '../../../src/models/trihelix/phases/run-projects.js';
import { listBroughtIn } from '../../../src/models/trihelix/project-members.js';
import { CHANNEL } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, know, knownBy, tie } from './tiny-world.js';

/** Firms 0 and 2 are one cluster, 1 another, 3 and 5 a third, 4 alone. Firm 0 leads a project with these on domains 0 and 1. */
function project(team: readonly number[], overrides: Partial<Parameters> = {}): TrihelixWorld {
  const world = blankWorld({ technical_risk: 0, market_risk: 0, member_reach: 1, project_learning: 0.5, ...overrides });
  know(world, { 0: [1, 1, 0, 0] });
  const p = world.projects.columns;
  p.running[0] = 1;
  p.endsAt[0] = 1;
  p.low[0] = 0b11;
  p.teamSize[0] = team.length;
  p.team.set(team, 0);
  p.donor[0] = -1;
  for (const j of team) if (j !== 0) tie(world, 0, j, 0.9);
  world.organisations.columns.receptivity.fill(0.5);
  return world;
}

const broughtIn = (world: TrihelixWorld): number[] => [...world.scratch.rows.subarray(0, listBroughtIn(world, 0))].sort();

function settle(world: TrihelixWorld): TrihelixWorld {
  world.step = 1;
  runProjects.run(world);
  return world;
}

describe('firms brought into a project', () => {
  it('are those of the clusters of its team that are not in the team', () => {
    expect(broughtIn(project([0, 1]))).toEqual([2]);
    expect(broughtIn(project([0, 3]))).toEqual([2, 5]);
    expect(broughtIn(project([0, 3, 5, 2]))).toEqual([]);
  });

  it('are as many as the reach says, and the same whenever it is asked', () => {
    expect(broughtIn(project([0, 3], { member_reach: 0 }))).toEqual([]);
    let count = 0;
    for (let start = 0; start < 400; start++) {
      const world = project([0, 3], { member_reach: 0.25 });
      world.projects.columns.startedAt[0] = start;
      const first = broughtIn(world);
      world.step = start + 7;
      expect(broughtIn(world)).toEqual(first);
      count += first.length;
    }
    expect(count / 800).toBeCloseTo(0.25, 1);
  });

  it('have left when they have left', () => {
    const world = project([0, 3]);
    world.organisations.columns.alive[5] = 0;
    expect(broughtIn(world)).toEqual([2]);
  });
});

describe('what they learn', () => {
  it('is what the team knows better, as far as they can take it in, booked as learnt in a project', () => {
    const world = settle(project([0, 3]));
    // A teammate closes half of the lead; who was brought in half of that.
    expect(knownBy(world, 3)).toEqual([0.5, 0.5, 0, 0]);
    expect(knownBy(world, 5)).toEqual([0.25, 0.25, 0, 0]);
    expect(knownBy(world, 2)).toEqual([0.25, 0.25, 0, 0]);
    expect(knownBy(world, 4)).toEqual([0, 0, 0, 0]);
    expect(channelGain(world.ledger.step, world.ledger.sectors, CHANNEL.project)).toBeCloseTo(2, 12);
  });

  it('is nothing from a failure, from a project of one alone, or where nobody brings anybody in', () => {
    expect(knownBy(settle(project([0, 3], { technical_risk: 1 })), 5)).toEqual([0, 0, 0, 0]);
    expect(knownBy(settle(project([0])), 2)).toEqual([0, 0, 0, 0]);
    expect(knownBy(settle(project([0, 3], { member_reach: 0 })), 5)).toEqual([0, 0, 0, 0]);
  });
});
