/** The network of the start: there before the first step, as given, without a draw, and absent by default. */
import { describe, expect, it } from 'vitest';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { cognitiveDistance } from '../../../src/models/trihelix/knowledge.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { MEETING, START } from '../../../src/models/trihelix/schema.js';
import { projectNode } from '../../../src/models/trihelix/trace/project-node.js';
import { at, defaults, runOf, SMALL, simulationOf, use } from './tiny-world.js';
import { recordedOf } from './trace/recorded.js';

/** Firms of SMALL have the rows 0 … 39; universities and governments follow after room for entrants. */
const FIRST_UNIVERSITY = 40 + Math.ceil(40 * SMALL.spare_rows);

/** Everybody among the first `count` firms knows everybody. */
function clique(count: number, trust: number): number[] {
  const pairs: number[] = [];
  for (let i = 0; i < count; i++) for (let j = 0; j < i; j++) pairs.push(i, j, trust);
  return pairs;
}

describe('the network of the start', () => {
  it('is there before the first step, with the trust given', () => {
    const { network, ties, organisations, domains } = simulationOf({
      ...SMALL,
      first_ties: [0, 1, 0.6, FIRST_UNIVERSITY, 2, 0.25],
    }).world;
    expect(network.count).toBe(2);
    const e = network.find(1, 0);
    const { trust, bornAt, channel, distance } = ties.columns;
    expect([trust[e], bornAt[e], channel[e]]).toEqual([0.6, START, MEETING.hand]);
    expect(distance[e]).toBe(cognitiveDistance(organisations.columns.expertise, domains, 0, 1));
    expect(trust[network.find(2, FIRST_UNIVERSITY)]).toBe(0.25);
  });

  it('is empty by default, and changes neither who is there nor what they know', () => {
    const without = simulationOf(SMALL).world;
    const tied = simulationOf({ ...SMALL, first_ties: [0, 1, 0.6] }).world;
    expect(without.network.count).toBe(0);
    expect(tied.organisations.columns).toEqual(without.organisations.columns);
  });

  it('may give more ties than size lets anybody keep up: they are kept, and no new ones are taken on', () => {
    const { world } = simulationOf({ ...SMALL, first_ties: clique(30, 0.8), tie_capacity_base: 2, tie_capacity_slope: 0 });
    expect([world.network.degree(0), world.organisations.columns.tieCapacity[0]]).toEqual([29, 29]);
    expect(world.organisations.columns.tieCapacity[35]).toBe(2);
  });

  it('keeps the laws of the model, all instruments in use', () => {
    const policies = [use('matchmaking', { budget: 100_000 }), use('cluster_management', { budget: 100_000 })];
    const crowded = { ...SMALL, first_ties: clique(30, 0.9), tie_capacity_base: 2, tie_capacity_slope: 0 };
    const run = (values: Parameters): Float64Array => runOf(values, { policies, steps: 12, burnIn: 2, checked: true });
    expect(run(crowded)).not.toEqual(run({ ...crowded, first_ties: [] }));
  });

  it('makes projects of teams possible in the first quarter, which strangers cannot have', () => {
    const teams = (first_ties: number[]): number => at(runOf({ ...SMALL, first_ties }, { steps: 1, burnIn: 0 }), 'team_projects', 0);
    expect(teams([])).toBe(0);
    expect(teams(clique(20, 0.9))).toBeGreaterThan(0);
  });

  it('is named by a trace as there from the start', () => {
    const recording = recordedOf({ ...SMALL, first_ties: clique(20, 0.9), team_scope: 'bilateral' }, { steps: 8, burnIn: 0 });
    const project = recording.projects.projects.find(({ ties }) => ties.some(({ step }) => step === START));
    if (project === undefined) throw new Error('no project over a tie of the start');
    expect(JSON.stringify(projectNode(recording, project))).toContain('there from the start');
  });

  it.each([
    [[1, 2], 'first_ties needs 3 numbers per tie, got 2'],
    [[0, 1, 0.5, 3, 3, 0.5], 'first_ties, tie 2: 3 is tied to itself'],
    [[0, 1, 1.5], 'first_ties, tie 1: trust is 0 … 1, got 1.5'],
    [[0, 1, 0.5, 1, 0, 0.5], 'first_ties, tie 2: 1 and 0 are tied twice'],
    [[0, 1.5, 0.5], 'first_ties, tie 1: nobody has the row 1.5 at the start; firms have 0 … 399, the others 600 … 623'],
    [[0, 400, 0.5], 'first_ties, tie 1: nobody has the row 400 at the start; firms have 0 … 399, the others 600 … 623'],
    [[0, 624, 0.5], 'first_ties, tie 1: nobody has the row 624 at the start; firms have 0 … 399, the others 600 … 623'],
  ])('refuses %j', (first_ties, problem) => {
    expect(trihelix.problems?.({ ...defaults, first_ties })).toEqual([problem]);
  });
});
