/** The network picture: every organisation has a place of its own inside its region, the same in every variant. */
import { describe, expect, it } from 'vitest';
import { layoutNetwork, type Seat } from '../../src/report/network-layout.js';
import { networkSvg } from '../../src/report/network-svg.js';
import { networkRows } from '../../src/report/sections/network-rows.js';
import { rehearseStudy } from '../support/rehearsal-study.js';

const rows = networkRows(rehearseStudy().snapshots.process ?? []);
if (rows === undefined) throw new Error('the rehearsal model has organisations and ties');
const words = { label: 'Network of "A" & <B>', kinds: ['Firm', 'University', 'Government'], region: (region: number) => `R<${region}>` };

describe('layout', () => {
  const layout = layoutNetwork(rows.organisations);

  it('puts every organisation inside the disc of its region', () => {
    expect(rows.organisations.length).toBe(424);
    for (const { id, region } of rows.organisations) {
      const place = layout.places.get(id);
      const disc = layout.discs.find((candidate) => candidate.region === region);
      if (place === undefined || disc === undefined) throw new Error(`no place for ${id}`);
      expect(Math.hypot(place.x - disc.x, place.y - disc.y)).toBeLessThan(disc.radius);
    }
  });

  it('keeps discs and organisations apart', () => {
    for (const [d, disc] of layout.discs.entries()) {
      for (const other of layout.discs.slice(d + 1))
        expect(Math.hypot(disc.x - other.x, disc.y - other.y)).toBeGreaterThan(disc.radius + other.radius);
    }
    const places = [...layout.places.values()];
    let nearest = Number.POSITIVE_INFINITY;
    for (const [k, one] of places.entries())
      for (const other of places.slice(k + 1)) nearest = Math.min(nearest, Math.hypot(one.x - other.x, one.y - other.y));
    expect(nearest).toBeGreaterThan(7);
  });

  it('is the same for the same organisations in any order', () => {
    const again = layoutNetwork([...rows.organisations].reverse());
    expect([...again.places].sort((a, b) => a[0] - b[0])).toEqual([...layout.places].sort((a, b) => a[0] - b[0]));
  });

  it('stands for one region and for two', () => {
    const seat = (id: number, region: number): Seat => ({ id, region, kind: 0, industry: 0 });
    expect(layoutNetwork([seat(1, 0), seat(2, 0)]).discs).toHaveLength(1);
    const two = layoutNetwork([seat(1, 0), seat(2, 4)]);
    expect(Math.hypot((two.discs[0]?.x ?? 0) - (two.discs[1]?.x ?? 0), (two.discs[0]?.y ?? 0) - (two.discs[1]?.y ?? 0))).toBeGreaterThan(
      28,
    );
  });
});

describe('picture', () => {
  const svg = networkSvg(rows, layoutNetwork(rows.organisations), words);

  it('draws each organisation and each tie once, and few elements for many ties', () => {
    expect(svg.match(/<title>/g)).toHaveLength(424);
    const paths = svg.match(/<path class="level-\d"[^>]*>/g) ?? [];
    expect(paths.length).toBeLessThanOrEqual(16);
    expect(paths.join('').match(/M/g)).toHaveLength(rows.ties.length);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('escapes names and needs no style of its own', () => {
    expect(svg).toContain('aria-label="Network of &quot;A&quot; &amp; &lt;B&gt;"');
    expect(svg).toContain('R&lt;3&gt;');
    expect(svg).not.toContain('style=');
  });
});

describe('rows of snapshots', () => {
  it('reads nothing where key columns are missing', () => {
    expect(networkRows([])).toBeUndefined();
    expect(networkRows([{ name: 'organisations', columns: { id: [1] } }])).toBeUndefined();
  });

  it('leaves out ties to organisations that are not there', () => {
    const read = networkRows([
      { name: 'organisations', columns: { id: [1, 2] } },
      { name: 'ties', columns: { a: [1, 1], b: [2, 9] } },
    ]);
    expect(read?.ties).toEqual([{ a: 1, b: 2, trust: 0.5, level: 1 }]);
  });
});
