/** Rows of the rehearsal model at the end of a run: organisations and ties. */
import type { Snapshot } from '../../src/core/model.js';
import { clip, INDUSTRIES, REGIONS, type RehearsalWorld } from './rehearsal-world.js';

/** Firms, then two universities and one government per region. */
export function organisations(world: RehearsalWorld): Snapshot {
  const { firms } = world.parameters;
  const count = firms + 3 * REGIONS.length;
  const ids = Array.from({ length: count }, (_, i) => i);
  const kind = ids.map((i) => (i < firms ? 0 : i < firms + 2 * REGIONS.length ? 1 : 2));
  const region = ids.map(
    (i) => (i < firms ? Math.trunc(world.luck.unit(i, 50) * world.luck.unit(i, 54) * 24 + i) : i - firms) % REGIONS.length,
  );
  return {
    name: 'organisations',
    columns: {
      id: ids,
      kind,
      region,
      industry: ids.map((i) => world.luck.below(INDUSTRIES.length, i, 51)),
      size: ids.map((i) => Math.round(5 / (0.02 + world.luck.unit(i, 52)))),
    },
  };
}

export function ties(world: RehearsalWorld): Snapshot {
  const columns = organisations(world).columns as Record<'id' | 'region', number[]>;
  const total = Math.round(world.rungs.reduce((sum, rung) => sum + rung, 0));
  const a: number[] = [];
  const b: number[] = [];
  for (let e = 0; a.length < total && e < 40 * total; e++) {
    const [i, j] = [world.luck.below(columns.id.length, e, 60), world.luck.below(columns.id.length, e, 61)];
    if (i === j || (columns.region[i] !== columns.region[j] && world.luck.unit(e, 62) > 0.035)) continue;
    a.push(i);
    b.push(j);
  }
  const bounds = world.rungs.map((_, r) => world.rungs.slice(0, r + 1).reduce((sum, rung) => sum + rung, 0));
  const level = a.map((_, e) => Math.max(1, bounds.findIndex((bound) => e < bound) + 1));
  return { name: 'ties', columns: { a, b, level, trust: level.map((rung, e) => clip(0.25 * rung - 0.2 * world.luck.unit(e, 63))) } };
}
