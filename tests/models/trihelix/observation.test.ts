/** What is seen of the world: continuity of clusters, snapshots, matrices, presets. */
import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../../src/core/model.js';
import { closeContinuity, createContinuityTracker, PARTS, trackInnovation } from '../../../src/models/trihelix/continuity-tracker.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { spilloverGain } from '../../../src/models/trihelix/knowledge-ledger.js';
import { continuityOf } from '../../../src/models/trihelix/measures/continuity-stream.js';
import { parameters } from '../../../src/models/trihelix/parameters/index.js';
import { presets } from '../../../src/models/trihelix/presets.js';
import { blankWorld, everything, figure, SMALL, simulationOf, tie } from './tiny-world.js';

describe('continuity of clusters', () => {
  it('leaves out clusters of fewer than five firms', () => {
    const tracker = createContinuityTracker(Float64Array.of(4, 5, 0, 12), 10, 8);
    expect([...tracker.streamOf]).toEqual([-1, 0, -1, 1]);
    expect([...tracker.weight]).toEqual([5, 12, 0]);
    expect(tracker.streams).toHaveLength(3);
  });

  it('is each stream’s, and the mean weighted by firms', () => {
    const steps = 8;
    const tracker = createContinuityTracker(Float64Array.of(5, 15), 10, steps);
    // Cluster 0 innovates in every step, firm 1 and 2 by turns; cluster 1 in three steps, firm 7 alone.
    const counts = [new Array<number>(steps).fill(0), new Array<number>(steps).fill(0)];
    for (let t = 0; t < steps; t++) {
      innovate(0, t, 1 + (t % 2), 1 << t);
      if (t % 3 === 0) innovate(1, t, 7, 256 << t);
      tracker.active.set([5, 15, 20]);
      closeContinuity(tracker);
    }
    function innovate(cluster: number, t: number, row: number, low: number): void {
      trackInnovation(tracker, cluster, row, low, 0, true);
      (counts[cluster] as number[])[t] = 1;
    }
    const ones = (of: readonly number[]): number[] => of.map((_, t) => of.slice(0, t + 1).reduce((sum, n) => sum + n, 0));
    const expected = [
      { cluster: 0, perInnovator: [4, 4], firms: 5 },
      { cluster: 1, perInnovator: [3], firms: 15 },
    ].map(({ cluster, perInnovator, firms }) => {
      const own = counts[cluster] as number[];
      return continuityOf({ counts: own, perInnovator, active: own.map(() => firms), total: ones(own), distinct: ones(own) });
    });
    for (const [p, part] of PARTS.entries()) {
      const mean = (5 * (expected[0]?.[part] as number) + 15 * (expected[1]?.[part] as number)) / 20;
      expect(tracker.clusters[p], part).toBeCloseTo(mean, 12);
    }
    expect(tracker.whole[PARTS.indexOf('coverage')]).toBe(1);
    expect(tracker.whole[PARTS.indexOf('continuity')]).toBeGreaterThan(0);
  });

  it('counts a repeated combination as no renewal, and what is not new as no innovation', () => {
    const tracker = createContinuityTracker(Float64Array.of(6), 10, 4);
    trackInnovation(tracker, 0, 1, 3, 0, true);
    trackInnovation(tracker, 0, 1, 3, 0, false);
    expect([tracker.total[0], tracker.distinct[0], tracker.newCount[0], tracker.byInnovator[1]]).toEqual([2, 1, 1, 1]);
    closeContinuity(tracker);
    expect([tracker.total[0], tracker.newCount[0]]).toEqual([2, 0]);
  });

  it('of an innovation outside all clusters is the whole’s alone', () => {
    const tracker = createContinuityTracker(Float64Array.of(6, 2), 10, 4);
    trackInnovation(tracker, 1, 9, 3, 0, true);
    expect([...tracker.total]).toEqual([0, 1]);
  });

  it('is 0 where nothing happens, and has no value without a cluster', () => {
    const tracker = createContinuityTracker(Float64Array.of(6), 10, 4);
    closeContinuity(tracker);
    expect(tracker.clusters[PARTS.indexOf('continuity')]).toBe(0);
    expect(tracker.clusters[PARTS.indexOf('steadiness')]).toBeNaN();
    const none = createContinuityTracker(Float64Array.of(2), 10, 4);
    closeContinuity(none);
    expect(none.clusters[PARTS.indexOf('continuity')]).toBeNaN();
  });
});

describe('snapshots', () => {
  const tables = (world: Parameters<typeof trihelix.snapshots>[0]): Record<string, Record<string, number[]>> =>
    Object.fromEntries(
      trihelix
        .snapshots(world)
        .map(({ name, columns }) => [
          name,
          Object.fromEntries(Object.entries(columns).map(([column, values]) => [column, Array.from(values as ArrayLike<number>)])),
        ]),
    );

  it('show the living, their ties and no others', () => {
    const world = blankWorld();
    tie(world, 0, 1, 0.6);
    const gone = tie(world, 0, 2, 0.3);
    world.network.drop(gone);
    world.network.commit();
    const { organisations, ties, innovations } = tables(world);
    expect(organisations?.id).toEqual([0, 1, 2, 3, 4, 5, 9, 10, 11]);
    expect(organisations?.ties).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(organisations?.capital_eur?.[0]).toBe(1e6);
    expect([ties?.a, ties?.b, ties?.level, ties?.trust]).toEqual([[0], [1], [3], [0.6]]);
    expect(innovations?.step).toEqual([]);
  });

  it('have columns of equal length with names in snake case', () => {
    const simulation = simulationOf(SMALL, { policies: everything(), steps: 30 });
    for (let t = 0; t < 30; t++) simulation.advance();
    const all = tables(simulation.world);
    expect(all.innovations?.step?.length).toBe(simulation.world.innovationCount);
    expect(all.ties?.a?.length).toBe(simulation.world.network.count);
    for (const [name, columns] of Object.entries(all)) {
      expect(new Set(Object.values(columns).map(({ length }) => length)).size, name).toBe(1);
      for (const column of Object.keys(columns)) expect(column).toMatch(/^[a-z][a-z_]*$/);
    }
  });
});

describe('matrices', () => {
  it('agree with each other and with the metrics', () => {
    const simulation = simulationOf(SMALL, { steps: 12, burnIn: 2 });
    for (let t = 0; t < 12; t++) simulation.advance();
    const result = simulation.finish();
    const sums = Object.fromEntries(
      simulation.layout.matrices.map(({ name, at, rows, columns }) => {
        const cells = result.subarray(at, at + rows.length * columns.length);
        return [name, cells.reduce((sum, cell) => sum + cell, 0)];
      }),
    );
    const { ledger } = simulation.world;
    const spilled = spilloverGain(ledger.total, ledger.sectors);
    expect(spilled).toBeGreaterThan(0);
    expect(sums.spillover_by_industry).toBeCloseTo(spilled, 9);
    expect(sums.spillover_by_region).toBeCloseTo(spilled, 9);
    expect(sums.spillover_by_distance).toBeCloseTo(spilled, 9);
    const shares = ['own', 'project', 'tie', 'local', 'public', 'mobility', 'analogy'].map((channel) =>
      figure(result, `channel_${channel}`),
    );
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect((figure(result, 'spillovers') * 10) / (sums.gains_by_channel as number)).toBeCloseTo(
      spilled / (sums.gains_by_channel as number),
      9,
    );
  });
});

describe('presets', () => {
  it('are values that the schema admits, and make no impossible set', () => {
    for (const { name, parameters: values } of presets) {
      for (const [parameter, value] of Object.entries(values)) {
        const spec = parameters[parameter as keyof typeof parameters];
        expect(spec, `${name} ${parameter}`).toBeDefined();
        if (spec.type === 'choice') expect(spec.choices, name).toContain(value);
        else expect(Number(value) >= Number(spec.minimum) && Number(value) <= Number(spec.maximum), `${name} ${parameter}`).toBe(true);
      }
      expect(trihelix.problems?.({ ...defaultsOf(parameters), ...values }) ?? [], name).toEqual([]);
    }
  });

  it('of one group set the same parameters', () => {
    for (const group of ['innovation', 'helix']) {
      const sets = presets.filter(({ name }) => name.startsWith(`${group}.`)).map((preset) => Object.keys(preset.parameters).sort().join());
      expect(new Set(sets).size, group).toBe(1);
    }
  });
});
