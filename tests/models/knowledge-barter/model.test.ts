/** The model whole: its network, its limits, its laws, its bytes, and what the paper says comes out of it. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { mean } from '../../../src/core/kernels.js';
import { defaultsOf } from '../../../src/core/model.js';
import type { Network } from '../../../src/core/network.js';
import { createRng } from '../../../src/core/rng.js';
import { createSimulation, type Simulation, simulate } from '../../../src/core/simulate.js';
import { readScenario } from '../../../src/experiment/scenario.js';
import { knowledgeBarter } from '../../../src/models/knowledge-barter/index.js';
import { type Parameters, parameters, problems } from '../../../src/models/knowledge-barter/parameters.js';
import { type BarterWorld, createRing } from '../../../src/models/knowledge-barter/world.js';

const defaults = defaultsOf(parameters);
const small: Parameters = { ...defaults, organisations: 60, neighbours: 6 };
const METRICS = knowledgeBarter.metrics.length;

function start(values: Parameters, steps: number, replicate = 0): Simulation<BarterWorld> {
  return createSimulation(knowledgeBarter, {
    parameters: values,
    policies: [],
    key: { high: 7, low: replicate },
    steps,
    burnIn: 0,
    checked: true,
  });
}

function ring(values: Parameters): Network {
  return createRing(values, createRng({ high: 1, low: 1 }).stream('rewire'));
}

/** Share of pairs of neighbours that are tied to each other, over all organisations. */
function clustering(network: Network): number {
  let closed = 0;
  let pairs = 0;
  for (let i = 0; i < network.nodes; i++) {
    for (let r = 0; r < network.degree(i); r++) {
      for (let q = 0; q < r; q++) {
        pairs++;
        if (network.find(network.neighbour(i, r), network.neighbour(i, q)) >= 0) closed++;
      }
    }
  }
  return closed / pairs;
}

/** How many ties join organisations that are near on the ring. */
function nearTies({ organisations, neighbours }: Parameters, network: Network): number {
  let near = 0;
  for (let e = 0; e < network.rows; e++) {
    const distance = Math.abs((network.endA[e] as number) - (network.endB[e] as number));
    if (network.alive[e] === 1 && Math.min(distance, organisations - distance) <= neighbours / 2) near++;
  }
  return near;
}

describe('the ring', () => {
  it('without rewiring is the lattice with the clustering of the formula 3 (n − 2) / (4 (n − 1))', () => {
    const network = ring({ ...defaults, rewiring: 0 });
    for (let i = 0; i < 500; i++) expect(network.degree(i)).toBe(10);
    expect(clustering(network)).toBeCloseTo((3 * 8) / (4 * 9), 12);
  });

  it('keeps its number of ties and has far ones in the wanted share', () => {
    for (const rewiring of [0.09, 0.5, 1]) {
      const values = { ...defaults, rewiring };
      const network = ring(values);
      expect(network.count).toBe(2500);
      // A rewired tie lands near by chance with probability 10/499.
      const expected = 2500 * (1 - rewiring * (1 - 10 / 499));
      expect(Math.abs(nearTies(values, network) - expected)).toBeLessThan(5 * Math.sqrt(2500 * 0.25));
    }
    expect(clustering(ring({ ...defaults, rewiring: 1 }))).toBeLessThan(0.05);
  });

  it('ends also where almost everyone is tied to everyone', () => {
    const values = { ...defaults, organisations: 10, neighbours: 8, rewiring: 1 };
    expect(problems(values)).toEqual([]);
    expect(ring(values).count).toBe(40);
  });
});

describe('knowledge barter', () => {
  it('keeps its laws in checked mode, and its mean never falls', () => {
    const simulation = start({ ...small, similarity: 0.01 }, 60);
    for (let t = 0; t < 60; t++) simulation.advance();
    const result = simulation.finish();
    for (let t = 1; t < 60; t++) expect(result[t * METRICS]).toBeGreaterThanOrEqual((result[(t - 1) * METRICS] as number) * (1 - 1e-12));
  });

  it('starts with the levels and experts of its parameters', () => {
    const { level } = start({ ...defaults, experts: 0.2 }, 1).world.organisations.columns;
    expect(level.filter((value) => value === 30)).toHaveLength(100);
    const common = level.filter((value) => value !== 30);
    expect(Math.max(...common)).toBeLessThan(10);
    expect(mean(common)).toBeCloseTo(5, 0);
    const rows = Array.from({ length: 500 }, (_, i) => level.slice(5 * i, 5 * i + 5).filter((value) => value === 30).length);
    expect(Math.max(...rows)).toBe(1);
  });

  it('stands still where nothing is absorbed', () => {
    const simulation = start({ ...small, absorptive_capacity: 0 }, 1);
    const before = simulation.world.organisations.columns.level.slice();
    simulation.advance();
    expect(simulation.world.trades).toBeGreaterThan(0);
    expect(simulation.world.organisations.columns.level).toEqual(before);
  });

  it('starts with the same knowledge whatever the network', () => {
    const lattice = start({ ...defaults, rewiring: 0 }, 1);
    const random = start({ ...defaults, rewiring: 1 }, 1);
    expect(random.world.organisations.columns.level).toEqual(lattice.world.organisations.columns.level);
  });

  it('says what ranges cannot: odd numbers of neighbours, and more neighbours than there are', () => {
    expect(problems({ ...defaults, neighbours: 7 })).toHaveLength(1);
    expect(problems({ ...defaults, organisations: 10, neighbours: 10 })).toHaveLength(1);
    expect(problems(defaults)).toEqual([]);
  });

  it('has the bytes it had', () => {
    const result = simulate(knowledgeBarter, { parameters: small, policies: [], key: { high: 20, low: 4 }, steps: 50, burnIn: 10 });
    const golden = JSON.parse(readFileSync(new URL('../../golden/knowledge-barter.json', import.meta.url), 'utf8')) as { sha256: string };
    expect(createHash('sha256').update(new Uint8Array(result.buffer)).digest('hex')).toBe(golden.sha256);
  });

  it('shows its organisations and ties', () => {
    const [organisations, ties] = knowledgeBarter.snapshots(start(small, 1).world);
    expect(organisations?.columns.stock).toHaveLength(60);
    expect(ties?.columns.a).toHaveLength(180);
  });
});

interface Outcome {
  readonly mean: number;
  readonly variation: number;
}

describe('the paper', () => {
  const replicates = 12;
  const outcome = (rewiring: number, replicate: number): Outcome => {
    const result = simulate(knowledgeBarter, {
      parameters: { ...defaults, rewiring },
      policies: [],
      key: { high: 1557, low: replicate },
      steps: 1000,
      burnIn: 0,
    });
    return { mean: result.at(-4) as number, variation: result.at(-2) as number };
  };
  let lattice: Outcome[] = [];
  let smallWorld: Outcome[] = [];
  let random: Outcome[] = [];
  beforeAll(() => {
    const runs = (rewiring: number): Outcome[] => Array.from({ length: replicates }, (_, r) => outcome(rewiring, r));
    [lattice, smallWorld, random] = [runs(0), runs(0.09), runs(1)];
  });
  /** Lower end of the paired 99 % t interval; 3.106 is the quantile at 11 degrees of freedom. */
  const leastDifference = (a: readonly number[], b: readonly number[]): number => {
    const differences = a.map((value, r) => value - (b[r] as number));
    const centre = differences.reduce((sum, d) => sum + d, 0) / replicates;
    const squares = differences.reduce((sum, d) => sum + (d - centre) ** 2, 0);
    return centre - 3.106 * Math.sqrt(squares / (replicates - 1) / replicates);
  };

  it('finds most knowledge in the small world', () => {
    const means = (of: Outcome[]): number[] => of.map((run) => run.mean);
    expect(leastDifference(means(smallWorld), means(lattice))).toBeGreaterThan(0);
    expect(leastDifference(means(smallWorld), means(random))).toBeGreaterThan(0);
  });

  it('finds the least relative inequality nearer to the small world than to the random network', () => {
    const variations = (of: Outcome[]): number[] => of.map((run) => run.variation);
    expect(leastDifference(variations(random), variations(smallWorld))).toBeGreaterThan(0);
  });

  it('has its scenario, which reads without problems', async () => {
    const path = new URL('../../../scenarios/replications/knowledge-barter.yaml', import.meta.url);
    const reading = await readScenario({
      path: 'knowledge-barter.yaml',
      text: readFileSync(path, 'utf8'),
      models: [knowledgeBarter],
      readText: () => Promise.reject(new Error('extends nothing')),
    });
    expect(reading.ok ? [] : reading.problems).toEqual([]);
    expect(reading.ok && reading.scenario.variants.map(({ name, parameters: { rewiring } }) => [name, rewiring])).toEqual([
      ['lattice', 0],
      ['few-far', 0.04],
      ['small-world', 0.09],
      ['quarter-far', 0.25],
      ['random', 1],
    ]);
    expect(reading.ok && reading.scenario.claims).toHaveLength(6);
  });
});
