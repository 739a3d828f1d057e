/** Unions of clusters and levels of government: by hand on a few clusters, and in a whole ecosystem. */
import { describe, expect, it } from 'vitest';
import { viableClusters } from '../../../src/models/trihelix/metrics/unions.js';
import { totalMoney } from '../../../src/models/trihelix/money.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { govern } from '../../../src/models/trihelix/phases/govern.js';
import { market } from '../../../src/models/trihelix/phases/market.js';
import { research } from '../../../src/models/trihelix/phases/research.js';
import { unite } from '../../../src/models/trihelix/phases/unite.js';
import { INNOVATION, MEETING } from '../../../src/models/trihelix/schema.js';
import { formUnions, joinedShare, someoneInUnion, united } from '../../../src/models/trihelix/unions.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { at, blankWorld, defaults, GOVERNMENT_ROW, rebase, runOf, SMALL, seriesOf, simulationOf } from './tiny-world.js';

/** Firms 0, 2 sit in cluster 0·0, firm 4 in 0·1, firm 1 in 1·0, firms 3, 5 in 1·1; two regions of one country. */
const unitedWorld = (overrides: Partial<Parameters>): TrihelixWorld => {
  const world = blankWorld({ countries: 1, ...overrides });
  formUnions(world);
  return world;
};
const pairs = (world: TrihelixWorld): string[] =>
  [0, 1, 2, 3, 4, 5].flatMap((i) => [0, 1, 2, 3, 4, 5].filter((j) => j > i && united(world, i, j)).map((j) => `${i}${j}`));

describe('a union', () => {
  it('binds what its level says', () => {
    expect(pairs(unitedWorld({ cluster_union: 'project' }))).toEqual(['02', '04', '13', '15', '24', '35']);
    expect(pairs(unitedWorld({ cluster_union: 'super_regional' }))).toEqual(['01', '02', '12', '34', '35', '45']);
    expect(pairs(unitedWorld({ cluster_union: 'super_regional', countries: 2 }))).toEqual(['02', '35']);
    expect(pairs(unitedWorld({ cluster_union: 'metacluster' }))).toHaveLength(15);
  });

  it('is joined by the schedule', () => {
    const p = { ...defaults, union_share: 0.5, union_from: 4, union_growth: 0.1 };
    expect([0, 3, 4, 6, 8, 80].map((step) => joinedShare(p, step))).toEqual([0, 0, 0.1, 0.30000000000000004, 0.5, 0.5]);
    const world = unitedWorld({ cluster_union: 'metacluster', union_from: 3, regions: 6, union_growth: 0.25 });
    const joined = [0, 3, 4, 5, 6].map((step) => {
      world.step = step;
      formUnions(world);
      return world.unions.joined;
    });
    expect([joined[0], joined[4]]).toEqual([0, 12]);
    expect([...joined].sort((a, b) => a - b)).toEqual(joined);
  });

  it('lists all its members, who meet nobody else there', () => {
    const world = unitedWorld({ cluster_union: 'super_regional' });
    const found = new Set([0, 0.2, 0.4, 0.6, 0.8, 0.99].map((u) => someoneInUnion(world, 1, u)));
    for (const i of found) expect(world.organisations.columns.industry[i]).toBe(0);
    // Firms 0, 1, 2, the university and the government of region 0, whose home industry is 0.
    expect(found.size).toBe(5);
  });

  it('takes its fee from firms that can pay', () => {
    const world = blankWorld({ cluster_union: 'metacluster', union_fee: 1000 });
    world.organisations.columns.capital[3] = 5;
    rebase(world);
    unite.run(world);
    expect([...world.organisations.columns.capital.subarray(0, 6)]).toEqual([
      99_900_000, 99_900_000, 99_900_000, 5, 99_900_000, 99_900_000,
    ]);
    expect(totalMoney(world.money)).toBe(world.moneyAtStart);
  });

  it('brings publications nearer', () => {
    const read = (union_pool: number): number => {
      const world = unitedWorld({ cluster_union: 'metacluster', union_pool, public_distance: 0.5, publication: 0, basic_research: 0 });
      world.regions.columns.pool[0] = 0.8;
      research.run(world);
      return world.regions.columns.reach[world.domains];
    };
    expect([read(0), read(0.5), read(1)]).toEqual([0.4, 0.6000000000000001, 0.8]);
  });

  it('makes meetings and ties in a whole ecosystem, and leaves every law as it is', () => {
    const values = { ...SMALL, cluster_union: 'metacluster', union_meetings: 0.5, union_from: 6 } as const;
    const simulation = simulationOf(values, { steps: 12, checked: true });
    for (let t = 0; t < 12; t++) simulation.advance();
    const { network, ties } = simulation.world;
    const born = (channel: number): number =>
      Array.from({ length: network.rows }, (_, e) => e).filter((e) => network.alive[e] === 1 && ties.columns.channel[e] === channel).length;
    expect(born(MEETING.union)).toBeGreaterThan(5);
    const result = simulation.finish();
    expect([at(result, 'united_clusters', 5), at(result, 'united_clusters', 6)]).toEqual([0, 1]);
    // Before the first cluster joins nothing is different.
    expect(seriesOf(result, 6)).toEqual(seriesOf(runOf(SMALL, { steps: 12 }), 6));
  });
});

describe('viability', () => {
  it('asks for firms and recent news in every cluster that counts', () => {
    const { world } = simulationOf({ ...SMALL, viability_window: 4 }, { steps: 12 });
    const { streamOf } = world.continuity;
    const counted = [...streamOf.keys()].filter((c) => (streamOf[c] as number) >= 0);
    expect(counted.length).toBeGreaterThan(1);
    expect(viableClusters(world)).toBe(0);
    const [first] = counted as [number];
    const { step, region, industry, flags } = world.innovations.columns;
    world.step = 9;
    step[0] = 6;
    region[0] = Math.floor(first / world.industryCount);
    industry[0] = first % world.industryCount;
    flags[0] = INNOVATION.newToIndustry;
    world.innovationCount = 1;
    expect(viableClusters(world)).toBe(1 / counted.length);
    world.step = 10;
    expect(viableClusters(world)).toBe(0);
  });
});

describe('levels of government', () => {
  it('are as many as asked for, each under the one above', () => {
    const { organisations, governmentAt, rows } = simulationOf({ ...SMALL, government_levels: 3, integration_groups: 1 }).world;
    const { level, superior, alive, kind } = organisations.columns;
    expect([...level.subarray(governmentAt)]).toEqual([1, 1, 1, 1, 2, 2, 3]);
    expect([...superior.subarray(governmentAt)].map((row) => (row === 0 ? -1 : row - 1 - governmentAt))).toEqual([4, 4, 5, 5, 6, 6, -1]);
    for (let i = governmentAt; i < rows; i++) expect([alive[i], kind[i]]).toEqual([1, 2]);
  });

  it('pass a share of their money upward, to the cent', () => {
    const world = blankWorld({ government_levels: 2, tax_sharing: 0.25, government_spending: 0, tax_rate: 0 });
    const { capital } = world.organisations.columns;
    capital.set([1001, 2000], GOVERNMENT_ROW);
    rebase(world);
    market.run(world);
    expect([...capital.subarray(GOVERNMENT_ROW)]).toEqual([751, 1500, 250, 500]);
    expect(totalMoney(world.money)).toBe(world.moneyAtStart);
  });

  it('hold every law together with all that is new', () => {
    const all = {
      government_levels: 3,
      cluster_union: 'super_regional',
      outsourcing: 0.4,
      opening_rate: 0.1,
      anchors: 1,
      chain_projects: 1,
    } as const;
    const simulation = simulationOf({ ...SMALL, ...all }, { steps: 24, checked: true });
    for (let t = 0; t < 24; t++) simulation.advance();
    expect(simulation.world.innovationCount).toBeGreaterThan(0);
  });
});

describe('the memory of governments', () => {
  it('keeps a share of what instruments returned before', () => {
    const world = blankWorld({ government_feedback: 1, feedback_period: 1, feedback_memory: 0.5 });
    const { asked, credit, received, pastCredit, pastReceived } = world.programmes;
    for (let t = 0; t < 2; t++) {
      asked.set([100, 100]);
      credit.set([4, 2]);
      received.set([100, 100]);
      govern.run(world);
    }
    expect([pastCredit[0], pastCredit[1], pastReceived[0], credit[0], received[0]]).toEqual([3, 1.5, 75, 0, 0]);
  });
});
