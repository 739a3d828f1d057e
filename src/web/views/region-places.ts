/** Places for the regions of a world on a schematic map: countries as boxes in rows, their regions inside as a small grid. */
import type { ParameterValues } from '../../core/model.js';
import { placeOf } from '../../models/trihelix/geography.js';
import type { Parameters } from '../../models/trihelix/parameters/index.js';

export interface RegionPlace {
  readonly region: number;
  readonly x: number;
  readonly y: number;
}

export interface CountryBox {
  readonly country: number;
  readonly grouping: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly regions: readonly RegionPlace[];
}

/** Side of a region's cell, also on a telephone; head of a box, space between boxes, in pixels. */
const CELL = 78;
const SMALL_CELL = 70;
const TELEPHONE = 340;
const HEAD = 22;
const GAP = 10;

/** Boxes in rows no wider than `width`, and the height that they take. */
export function regionPlaces(parameters: ParameterValues, width: number): { boxes: CountryBox[]; height: number } {
  const cell = width < TELEPHONE ? SMALL_CELL : CELL;
  const members = new Map<number, { grouping: number; regions: number[] }>();
  for (let region = 0; region < Number(parameters.regions); region++) {
    const { country, grouping } = placeOf(region, parameters as unknown as Parameters);
    const entry = members.get(country) ?? { grouping, regions: [] };
    members.set(country, { grouping, regions: [...entry.regions, region] });
  }
  const boxes: CountryBox[] = [];
  let [x, y, tallest] = [0, 0, 0];
  for (const [country, { grouping, regions }] of members) {
    const most = Math.max(1, Math.floor(width / cell));
    const across = Math.min(most, Math.ceil(Math.sqrt(regions.length)));
    const size = { width: across * cell, height: HEAD + Math.ceil(regions.length / across) * cell };
    if (x > 0 && x + size.width > width) [x, y, tallest] = [0, y + tallest + GAP, 0];
    const place = (region: number, k: number): RegionPlace => ({
      region,
      x: x + ((k % across) + 0.5) * cell,
      y: y + HEAD + (Math.floor(k / across) + 0.5) * cell,
    });
    boxes.push({ country, grouping, x, y, ...size, regions: regions.map(place) });
    x += size.width + GAP;
    tallest = Math.max(tallest, size.height);
  }
  return { boxes, height: y + tallest };
}
