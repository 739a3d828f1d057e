/** Projects over the whole value chain: what they take, who works on what, and what happens when somebody leaves. */
import { describe, expect, it } from 'vitest';
import { advanceChain, chainWork, engageChain, formChain, leaveChains } from '../../../src/models/trihelix/chain-projects.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { startProjects } from '../../../src/models/trihelix/phases/start-projects.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, figure, know, SMALL, simulationOf, tie } from './tiny-world.js';

/** Firm 0 is the anchor of a chain of three stages; firms 1, 2 are of the stages 1, 2 and trusted without reserve. */
function anchored(overrides: Partial<Parameters> = {}): TrihelixWorld {
  const world = blankWorld({
    production_stages: 3,
    production_durations: [3],
    team_scope: 'multilateral',
    overlap: 0,
    stage_patience: 1,
    chain_projects: 1,
    ...overrides,
  });
  const o = world.organisations.columns;
  o.stage.set([3, 1, 2, 1, 1, 1]);
  o.anchor[0] = 1;
  o.tieCapacity.fill(9);
  tie(world, 0, 1, 1);
  tie(world, 0, 2, 1);
  return world;
}

/** Runs the chain of firm 0 to its end and returns how many quarters it took. */
function duration(world: TrihelixWorld): number {
  formChain(world, 0);
  engageChain(world, 0);
  world.projects.columns.running[0] = 1;
  for (let t = 0; t < 200; t++) {
    world.step = t;
    world.streams.team.moveTo(t);
    world.streams.consensus.moveTo(t);
    advanceChain(world, 0);
    if (world.projects.columns.endsAt[0] === t) return t + 1;
  }
  return Number.NaN;
}

describe('a project over the chain', () => {
  it('takes the sum of its stages one after another, and the longest where they run side by side', () => {
    expect(duration(anchored())).toBe(9);
    expect(duration(anchored({ overlap: 0.7 }))).toBe(5);
    expect(duration(anchored({ production_durations: [2, 5, 1] }))).toBe(8);
  });

  it('takes longer where the leader works alone, slower at stages that are not its own', () => {
    const world = anchored({ team_scope: 'none', stage_skill: 0.5 });
    expect(chainWork(world, 0)).toBe(15);
    expect(duration(world)).toBe(15);
    // Alone it works on one stage at a time, whatever the overlap.
    expect(duration(anchored({ team_scope: 'none', stage_skill: 0.5, overlap: 1 }))).toBeGreaterThan(13);
  });

  it('asks one partner after another where only pairs work together', () => {
    const world = anchored({ team_scope: 'bilateral' });
    formChain(world, 0);
    engageChain(world, 0);
    const { engagedBy } = world.organisations.columns;
    expect([...engagedBy.subarray(0, 3)]).toEqual([0, 0, 0]);
    world.projects.columns.running[0] = 1;
    const engaged: string[] = [];
    for (let t = 0; t < 9; t++) {
      world.step = t;
      advanceChain(world, 0);
      engaged.push([...engagedBy.subarray(1, 3)].join(''));
    }
    expect(engaged).toEqual(['10', '10', '00', '01', '01', '00', '00', '00', '00']);
  });

  it('waits for a member that leads a project of its own', () => {
    const world = anchored();
    world.projects.columns.running[1] = 1;
    formChain(world, 0);
    engageChain(world, 0);
    advanceChain(world, 0);
    expect([world.projects.columns.cost[0], world.projects.columns.stageLeft[0]]).toEqual([0, 3]);
    world.projects.columns.running[1] = 0;
    advanceChain(world, 0);
    expect(world.projects.columns.stageLeft[0]).toBe(2);
    expect(world.projects.columns.cost[0]).toBe(1_500_000);
  });

  it('is done by the leader where nobody is found in time', () => {
    const world = anchored({ stage_patience: 2 });
    world.organisations.columns.engagedBy[2] = 4;
    // Two quarters of waiting, then six at half speed.
    expect(duration(world)).toBe(3 + 2 + 6 + 3);
    expect(world.projects.columns.through[0]).toBe(0);
  });

  it('begins with its quorum only, and is a through project with all members', () => {
    const world = anchored({ chain_quorum: 0.6 });
    expect(formChain(world, 0)).toBe(true);
    expect(world.projects.columns.through[0]).toBe(1);
    world.organisations.columns.engagedBy[2] = 4;
    expect([formChain(world, 0), world.projects.columns.through[0]]).toEqual([true, 0]);
    world.organisations.columns.engagedBy[1] = 4;
    expect(formChain(world, 0)).toBe(false);
  });

  it('is started by anchors, whose members start nothing else meanwhile', () => {
    const world = anchored({ project_rate: 1, university_project_rate: 0 });
    know(world, Object.fromEntries([0, 1, 2, 3, 4, 5].map((i) => [i, [0.9, 0.9, 0.9, 0.9]])));
    startProjects.run(world);
    const { running, chain, teamSize } = world.projects.columns;
    const { engagedBy } = world.organisations.columns;
    // Members whose turn came before the anchor's finish their own projects first.
    expect([running[0], chain[0], teamSize[0], engagedBy[1], engagedBy[2]]).toEqual([1, 1, 3, 1, 1]);
    running.fill(0, 1);
    world.step = 1;
    startProjects.run(world);
    expect([running[1], running[2], running[3]]).toEqual([0, 0, 1]);
  });

  it('looks for somebody else when a member leaves, and lets all go when its leader does', () => {
    const world = anchored();
    formChain(world, 0);
    engageChain(world, 0);
    leaveChains(world, 1);
    expect([...world.projects.columns.stageMember.subarray(0, 3)]).toEqual([0, 3, 1]);
    leaveChains(world, 0);
    expect(world.organisations.columns.engagedBy.every((row) => row === 0)).toBe(true);
  });
});

describe('an ecosystem with projects over the chain', () => {
  it.each(['none', 'bilateral', 'multilateral'] as const)('keeps every law with %s teams, and times what reaches production', (scope) => {
    const values = { ...SMALL, anchors: 3, chain_projects: 1, team_scope: scope, consensus: 0.8, environment: 0.9, chain_quorum: 0 };
    const simulation = simulationOf({ ...values, production_durations: [1] }, { steps: 40, checked: true });
    for (let t = 0; t < 40; t++) simulation.advance();
    const result = simulation.finish();
    expect(figure(result, 'chain_innovations', 40)).toBeGreaterThan(0);
    expect(figure(result, 'time_to_production', 40)).toBeGreaterThanOrEqual(scope === 'none' ? 9 : 3);
  });

  it('has no time to production without such projects', () => {
    const simulation = simulationOf({ ...SMALL, anchors: 3 }, { steps: 12 });
    for (let t = 0; t < 12; t++) simulation.advance();
    expect(figure(simulation.finish(), 'time_to_production')).toBeNaN();
  });
});
