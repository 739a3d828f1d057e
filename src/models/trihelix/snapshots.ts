/** Rows of the world for export and pictures: organisations, ties, innovations. */
import type { Snapshot } from '../../core/model.js';
import type { TrihelixWorld } from './world.js';

export function snapshots(world: TrihelixWorld): readonly Snapshot[] {
  return [organisations(world), ties(world), innovations(world)];
}

function organisations(world: TrihelixWorld): Snapshot {
  const o = world.organisations.columns;
  const rows = Array.from({ length: world.rows }, (_, i) => i).filter((i) => o.alive[i] === 1);
  const take = (column: ArrayLike<number>): number[] => rows.map((i) => column[i]);
  return {
    name: 'organisations',
    columns: {
      id: rows,
      key: take(o.key),
      kind: take(o.kind),
      region: take(o.region),
      country: rows.map((i) => world.regions.columns.country[o.region[i]]),
      industry: take(o.industry),
      stage: take(o.stage),
      anchor: take(o.anchor),
      government_level: take(o.level),
      supplier: rows.map((i) => o.supplier[i] - 1),
      world_openness: take(o.worldOpenness),
      born_at: take(o.bornAt),
      size: take(o.size),
      capital_eur: rows.map((i) => o.capital[i] / 100),
      quality: take(o.quality),
      market_share: take(o.share),
      absorptive: take(o.absorptive),
      trained: take(o.trained),
      ties: rows.map((i) => world.network.degree(i)),
      knowledge: rows.map((i) => sum(o.expertise, i * world.domains, world.domains)),
    },
  };
}

function sum(values: Float64Array, from: number, count: number): number {
  let total = 0;
  for (let p = from; p < from + count; p++) total += values[p];
  return total;
}

function ties(world: TrihelixWorld): Snapshot {
  const { network } = world;
  const { trust, distance, bornAt, channel } = world.ties.columns;
  const rows = Array.from({ length: network.rows }, (_, e) => e).filter((e) => network.alive[e] === 1);
  const take = (column: ArrayLike<number>): number[] => rows.map((e) => column[e]);
  return {
    name: 'ties',
    columns: {
      id: rows,
      a: take(network.endA),
      b: take(network.endB),
      trust: take(trust),
      level: rows.map((e) => rungOf(world, trust[e])),
      distance: take(distance),
      born_at: take(bornAt),
      channel: take(channel),
    },
  };
}

/** Rung of the ladder, 0 below networking … 4 collaboration. */
export function rungOf(world: TrihelixWorld, trust: number): number {
  let rung = 0;
  while (rung < 4 && trust >= world.ladder[rung]) rung++;
  return rung;
}

function innovations(world: TrihelixWorld): Snapshot {
  const log = world.innovations.columns;
  const count = world.innovationCount;
  const take = (column: ArrayLike<number>): number[] => Array.from({ length: count }, (_, n) => column[n]);
  return {
    name: 'innovations',
    columns: Object.fromEntries(
      Object.entries(log).map(([name, column]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), take(column)]),
    ),
  };
}
