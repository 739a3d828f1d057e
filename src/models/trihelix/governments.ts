/** Levels of government: beside the regional ones a national one per country and a supranational one per grouping. */
import { placeOf } from './geography.js';
import type { Parameters } from './parameters/index.js';
import type { TrihelixWorld } from './world.js';

const countriesOf = (p: Parameters): number => Math.min(p.countries, p.regions);
const groupingsOf = (p: Parameters): number => Math.min(p.integration_groups, countriesOf(p));

/** Rows that governments need: regional ones first, then national, then supranational. */
export function governmentCount(p: Parameters): number {
  return p.regions + (p.government_levels > 1 ? countriesOf(p) : 0) + (p.government_levels > 2 ? groupingsOf(p) : 0);
}

/** Makes the levels above the regions, seated in the first region of theirs, and says who is above whom. */
export function makeUpperGovernments(world: TrihelixWorld, make: (i: number, region: number) => void): void {
  const { parameters: p, governmentAt } = world;
  const { level, superior } = world.organisations.columns;
  if (p.government_levels === 1) return;
  const nationalAt = governmentAt + p.regions;
  const supranationalAt = nationalAt + countriesOf(p);
  for (let r = p.regions - 1; r >= 0; r--) {
    const { country, grouping } = placeOf(r, p);
    superior[governmentAt + r] = nationalAt + country + 1;
    const isSeat = r === 0 || placeOf(r - 1, p).country !== country;
    if (!isSeat) continue;
    make(nationalAt + country, r);
    level[nationalAt + country] = 2;
    if (p.government_levels < 3) continue;
    superior[nationalAt + country] = supranationalAt + grouping + 1;
    if (r > 0 && placeOf(r - 1, p).grouping === grouping) continue;
    make(supranationalAt + grouping, r);
    level[supranationalAt + grouping] = 3;
  }
}
