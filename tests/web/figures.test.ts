/** What the studio's pictures show, from small made-up runs. */
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/web/engine/messages.js';
import { clusterRows, differenceOf, flowsOf, ladderCounts, ladderFlows, regionRows } from '../../src/web/views/figures.js';
import { regionPlaces } from '../../src/web/views/region-places.js';
import { surfaceRows } from '../../src/web/views/surface-grid.js';

/** A frame of organisations (region, knowledge) and ties (a, b, level). */
function frame(organisations: [number, number][], ties: [number, number, number][]): Frame {
  const column = (k: number): Int32Array => Int32Array.from(ties, (tie) => tie[k] as number);
  const none = new Int32Array(organisations.length);
  return {
    id: Int32Array.from(organisations, (_, row) => row),
    kind: new Uint8Array(organisations.length),
    region: Int32Array.from(organisations, ([region]) => region),
    industry: none,
    size: new Float32Array(organisations.length),
    knowledge: Float32Array.from(organisations, ([, knowledge]) => knowledge),
    a: column(0),
    b: column(1),
    level: Uint8Array.from(column(2)),
    born: new Int32Array(ties.length),
  };
}

describe('innovations by cluster', () => {
  it('are counted per step, most first, with the share of measured steps that bring something new', () => {
    const chronicle = {
      step: Int32Array.of(0, 2, 2, 3, 3),
      region: Int32Array.of(0, 1, 1, 1, 0),
      industry: Int32Array.of(0, 1, 1, 1, 0),
      kinds: new Int32Array(5),
      flags: Int32Array.of(2, 0, 2, 0, 2),
    };
    const rows = clusterRows(chronicle, 5, 1);
    expect(rows.map(({ region, industry, total, coverage }) => [region, industry, total, coverage])).toEqual([
      [1, 1, 3, 0.25],
      [0, 0, 2, 0.25],
    ]);
    expect(rows[0]?.events).toEqual([
      { step: 3, count: 2, fresh: true },
      { step: 4, count: 1, fresh: false },
    ]);
  });
});

describe('the ladder', () => {
  const before = frame(
    [],
    [
      [0, 1, 1],
      [1, 2, 2],
      [2, 3, 3],
    ],
  );
  const after = frame(
    [],
    [
      [1, 0, 2],
      [1, 2, 2],
      [4, 5, 0],
    ],
  );

  it('says where every tie went, whichever end stands first', () => {
    expect(ladderFlows(before, after)).toEqual([
      { from: 1, to: 2, value: 1 },
      { from: 2, to: 2, value: 1 },
      { from: 3, to: 5, value: 1 },
      { from: 5, to: 0, value: 1 },
    ]);
  });

  it('counts ties by rung', () => {
    expect(ladderCounts([before, after])).toEqual([
      [0, 1],
      [1, 0],
      [1, 2],
      [1, 0],
      [0, 0],
    ]);
  });
});

describe('matrices', () => {
  it('become flows without zeros, the largest of them', () => {
    expect(
      flowsOf(
        [
          [5, 0],
          [1, -7],
        ],
        2,
      ),
    ).toEqual([
      { from: 0, to: 0, value: 5 },
      { from: 1, to: 1, value: -7 },
    ]);
  });

  it('have a difference where their shapes agree', () => {
    expect(differenceOf([[1, 2]], [[4, 2]])).toEqual([[3, 0]]);
    expect(differenceOf([[1, 2]], [[4], [2]])).toBeUndefined();
  });
});

describe('regions', () => {
  it('have a mean of what their organisations know', () => {
    expect(
      regionRows(
        frame(
          [
            [0, 1],
            [0, 3],
            [2, 5],
          ],
          [],
        ),
        3,
      ),
    ).toEqual([
      { region: 0, organisations: 2, knowledge: 2 },
      { region: 1, organisations: 0, knowledge: 0 },
      { region: 2, organisations: 1, knowledge: 5 },
    ]);
  });

  it('lie in their countries, none on another, none beyond the width', () => {
    const { boxes } = regionPlaces({ regions: 12, countries: 4, integration_groups: 2 }, 400);
    expect(boxes.map(({ country, grouping, regions }) => [country, grouping, regions.length])).toEqual([
      [0, 0, 3],
      [1, 0, 3],
      [2, 1, 3],
      [3, 1, 3],
    ]);
    const places = boxes.flatMap(({ regions }) => regions.map(({ x, y }) => `${x} ${y}`));
    expect(new Set(places).size).toBe(12);
    for (const { x, width } of boxes) expect(x + width).toBeLessThanOrEqual(400);
  });
});

describe('the rows of a surface', () => {
  it('are the variants that differ in more than the parameter along it', () => {
    const variant = (name: string, title: string, strategy: string, environment: number) => ({
      ...{ name, title, policies: [] },
      parameters: { strategy, environment },
    });
    const variants = [
      variant('a-2', 'Open, environment 0.2', 'open', 0.2),
      variant('a-8', 'Open, environment 0.8', 'open', 0.8),
      variant('b-2', 'Closed, environment 0.2', 'closed', 0.2),
      variant('c', 'Alone', 'alone', 0.5),
    ];
    expect(surfaceRows(variants, 'environment')).toEqual([
      { name: 'a-2', title: { en: 'Open', ru: 'Open' } },
      { name: 'b-2', title: { en: 'Closed, environment 0.2', ru: 'Closed, environment 0.2' } },
      { name: 'c', title: { en: 'Alone', ru: 'Alone' } },
    ]);
    const [low, high] = variants as [(typeof variants)[0], (typeof variants)[0]];
    const pairs = [
      { ...low, title: { en: 'Open, environment 0.2', ru: 'Открытая, среда 0,2' } },
      { ...high, title: { en: 'Open, environment 0.8', ru: 'Открытая, среда 0,8' } },
    ];
    expect(surfaceRows(pairs, 'environment')).toEqual([{ name: 'a-2', title: { en: 'Open', ru: 'Открытая' } }]);
    expect(surfaceRows(variants, 'other').map(({ name }) => name)).toEqual(['a-2', 'a-8', 'b-2', 'c']);
  });
});
