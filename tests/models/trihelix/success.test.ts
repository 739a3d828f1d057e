/** What comes after a success or a failure: quality, trust, knowledge, publications, new partners, credit. */
import { describe, expect, it } from 'vitest';
import { channelGain } from '../../../src/models/trihelix/knowledge-ledger.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { commitTies } from '../../../src/models/trihelix/phases/commit-ties.js';
import { runProjects } from '../../../src/models/trihelix/phases/run-projects.js';
import { CHANNEL, MEETING } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, know, knownBy, tie, UNIVERSITY_ROW } from './tiny-world.js';

const SURE = { technical_risk: 0, market_risk: 0, user_involvement: 0 } as const;

/** A project of leader 0 with this team on domains 0 and 1; the leader masters both fully, so that risk alone decides. */
function project(team: readonly number[], overrides: Partial<Parameters> = {}): TrihelixWorld {
  const world = blankWorld({ ...SURE, ...overrides });
  know(world, { 0: [1, 1, 0, 0] });
  const p = world.projects.columns;
  p.running[0] = 1;
  p.endsAt[0] = 1;
  p.low[0] = 0b11;
  p.teamSize[0] = team.length;
  p.team.set(team, 0);
  p.donor[0] = -1;
  return world;
}

function settle(world: TrihelixWorld): TrihelixWorld {
  world.step = 1;
  runProjects.run(world);
  return world;
}

describe('quality', () => {
  it('rises by competence, for the leader and as a share for partners who are firms', () => {
    const world = project([0, 1, 3, UNIVERSITY_ROW], { quality_gain: 0.1, partner_share: 0.3 });
    world.organisations.columns.quality.fill(1);
    settle(world);
    const { quality } = world.organisations.columns;
    expect(quality[0]).toBeCloseTo(1.1, 12);
    expect(quality[1]).toBeCloseTo(1 + (0.1 * 0.3) / 3, 12);
    expect([quality[2], quality[UNIVERSITY_ROW]]).toEqual([1, 1]);
  });

  it('rises more by a radical innovation', () => {
    const world = project([0], { quality_gain: 0.1, radical_gain: 3 });
    know(world, { 0: [1, 1, 1, 0] });
    world.projects.columns.low[0] = 0b111;
    world.organisations.columns.quality.fill(1);
    expect(settle(world).organisations.columns.quality[0]).toBeCloseTo(1.3, 12);
  });
});

describe('trust', () => {
  it('grows between all who worked together', () => {
    const world = project([0, 1, 3], { trust_success: 0.2 });
    const ties = [tie(world, 0, 1, 0.6), tie(world, 1, 3, 0.5), tie(world, 0, 4, 0.6)];
    settle(world);
    const { trust } = world.ties.columns;
    expect(ties.map((e) => Math.round(trust[e] * 1e9) / 1e9)).toEqual([0.68, 0.6, 0.6]);
  });

  it('is lost by a failure, never below nothing', () => {
    const world = project([0, 1, 3], { technical_risk: 1, trust_failure: 0.1 });
    const ties = [tie(world, 0, 1, 0.6), tie(world, 1, 3, 0.05)];
    settle(world);
    expect(ties.map((e) => Math.round(world.ties.columns.trust[e] * 1e9) / 1e9)).toEqual([0.5, 0]);
    expect([world.counts.failures, world.counts.successes, world.innovationCount]).toEqual([1, 0, 0]);
    expect(world.projects.columns.running[0]).toBe(0);
  });
});

describe('knowledge', () => {
  it('passes from the best to all in the team, inside the project', () => {
    const world = project([0, 1, 3], { project_learning: 0.5, practice: 0 });
    know(world, { 0: [1, 1, 0.9, 0], 1: [0.4, 0, 0.1, 0], 3: [0.6, 0.2, 0, 0] });
    settle(world);
    const rounded = (i: number): number[] => knownBy(world, i).map((mastery) => Math.round(mastery * 1e9) / 1e9);
    expect(rounded(1)).toEqual([0.7, 0.5, 0.1, 0]);
    expect(rounded(3)).toEqual([0.8, 0.6, 0, 0]);
    const { step, sectors } = world.ledger;
    expect(channelGain(step, sectors, CHANNEL.project)).toBeCloseTo(0.3 + 0.5 + 0.2 + 0.4, 12);
    expect([...step.byRegion]).toEqual([0, 0, 0, 0]);
  });

  it('grows by practice where something is missing', () => {
    const world = project([0], { practice: 0.1, market_risk: 0 });
    know(world, { 0: [0.999999, 0.999999, 0.5, 0] });
    world.projects.columns.low[0] = 0b11;
    settle(world);
    expect(world.counts.successes).toBe(1);
    expect(knownBy(world, 0)[0]).toBeCloseTo(0.999999 + 0.1 * 1e-6, 12);
    expect(knownBy(world, 0)[2]).toBe(0.5);
  });

  it('comes from the donor of an analogy as a spillover', () => {
    const world = project([0], { project_learning: 0.5, outbound_openness: 0.4, practice: 0, analogy_risk: 0, working_level: 1 });
    // What is taken over works at the working level, here 1: success is sure.
    know(world, { 0: [1, 0.2, 0, 0], 4: [0, 0.8, 0, 0] });
    world.projects.columns.analogy[0] = 1;
    world.projects.columns.donor[0] = 4;
    settle(world);
    expect(world.counts.successes).toBe(1);
    // Half of the lead of 0.6, as far as the donor is open.
    expect(knownBy(world, 0)[1]).toBeCloseTo(0.2 + 0.3 * 0.4, 12);
    expect(channelGain(world.ledger.step, world.ledger.sectors, CHANNEL.analogy)).toBeCloseTo(0.12, 12);
    expect(world.ledger.step.nonPartner).toBeCloseTo(0.12, 12);
  });

  it('stays where it is after a failure', () => {
    const world = project([0, 1], { technical_risk: 1 });
    settle(world);
    expect(knownBy(world, 1)).toEqual([0, 0, 0, 0]);
    expect(world.regions.columns.pool[0]).toBe(0);
  });
});

describe('results', () => {
  it('enter the public pool by the leader’s openness', () => {
    const world = project([0], { publication_of_results: 0.5, outbound_openness: 0.4 });
    world.regions.columns.pool[0] = 0.5;
    settle(world);
    expect([...world.regions.columns.pool].map((mastery) => Math.round(mastery * 1e9) / 1e9)).toEqual([0.6, 0.2, 0, 0, 0, 0, 0, 0]);
  });
});

describe('shared strategy', () => {
  it('makes partners of teammates, within their capacity', () => {
    const world = project([0, 1, 2, 3], { consensus: 1 });
    world.organisations.columns.tieCapacity[1] = 1;
    for (const j of [1, 2, 3]) tie(world, 0, j, 0.8);
    settle(world);
    commitTies.run(world);
    // Firm 1 is full with its tie to the leader.
    expect([world.network.find(1, 2), world.network.find(1, 3)]).toEqual([-1, -1]);
    const e = world.network.find(2, 3);
    expect(world.ties.columns.channel[e]).toBe(MEETING.team);
  });

  it('does not exist without consensus', () => {
    const world = project([0, 1, 2], { consensus: 0 });
    settle(world);
    commitTies.run(world);
    expect(world.network.count).toBe(0);
  });
});

describe('credit', () => {
  it('goes to every instrument behind the project, once', () => {
    const world = project([0]);
    world.projects.columns.exposure[0] = 0b101001;
    settle(world);
    expect([...world.programmes.credit.slice(0, 6)]).toEqual([1, 0, 0, 1, 0, 1]);
    expect(world.innovations.columns.exposure[0]).toBe(0b101001);
  });
});

describe('participation', () => {
  it('is shared by the kinds that took part', () => {
    const world = settle(project([0, 1, UNIVERSITY_ROW]));
    const { shareIndustry, shareUniversity, shareGovernment } = world.counts;
    expect([shareIndustry, shareUniversity, shareGovernment]).toEqual([0.5, 0.5, 0]);
    expect(world.innovations.columns.kinds[0]).toBe(0b11);
  });
});
