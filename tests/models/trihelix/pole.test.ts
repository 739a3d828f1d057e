/** Metrics of a growth pole: by hand on two regions, and in a whole ecosystem. */
import { describe, expect, it } from 'vitest';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { knowledgeGradient } from '../../../src/models/trihelix/metrics/pole.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, GOVERNMENT_ROW, know, rebase, runOf, SMALL, seriesOf, UNIVERSITY_ROW } from './tiny-world.js';

const measured = (name: string, world: TrihelixWorld): number => {
  const metric = trihelix.metrics.find((m) => m.name === name);
  return metric === undefined ? Number.NaN : metric.measure(world);
};
const pole = (world: TrihelixWorld) =>
  ['knowledge_at_pole', 'knowledge_near_pole', 'knowledge_around_pole', 'knowledge_far_from_pole'].map((name) => measured(name, world));

describe('knowledge by distance from the pole', () => {
  it('is the mean of firms and universities, governments left out', () => {
    // Firms 0, 2, 4 and the university sit in region 0, firms 1, 3, 5 in region 1; both countries are of one grouping.
    const world = blankWorld();
    know(world, { 0: [0.5, 0.5], 2: [1], 1: [0.3], [UNIVERSITY_ROW]: [1, 1], [GOVERNMENT_ROW]: [1, 1, 1, 1] });
    rebase(world);
    const [at, near, around, far] = pole(world);
    expect(at).toBeCloseTo(4 / 4, 12);
    expect(around).toBeCloseTo(0.3 / 3, 12);
    expect([near, far]).toEqual([Number.NaN, Number.NaN]);
    // One other region gives no slope.
    expect(knowledgeGradient(world)).toBeNaN();
  });

  it('counts from the region that is named', () => {
    const world = blankWorld({ pole_region: 1 });
    know(world, { 1: [0.6] });
    rebase(world);
    expect(pole(world)[0]).toBeCloseTo(0.2, 12);
    expect(pole(world)[2]).toBe(0);
  });

  it('falls along the distance where the near know more', () => {
    // Region 1 shares the pole's country, region 2 does not; one firm each but for the pole's four.
    const world = blankWorld({ regions: 3, countries: 2, integration_groups: 1 });
    const levels = [0, 1, 2].map((r) => world.distance[r]);
    expect(levels).toEqual([0, 1, 2]);
    know(world, { 1: [0.8], 4: [0.8], 2: [0.2], 5: [0.2] });
    rebase(world);
    expect(knowledgeGradient(world)).toBeCloseTo(-0.6, 12);
  });

  it('changes nothing else, and refuses a region that is not there', () => {
    const names = trihelix.metrics.filter((m) => m.group === 'growth pole').map((m) => m.name);
    const [a, b] = [0, 3].map((region) => runOf({ ...SMALL, pole_region: region }, { steps: 12 }));
    expect(seriesOf(a as Float64Array, 12, names)).toEqual(seriesOf(b as Float64Array, 12, names));
    expect(trihelix.problems?.({ ...SMALL, pole_region: 4 })).toEqual([expect.stringContaining('pole_region 4')]);
  });
});
