/** Rows of the world for export and pictures: organisations, ties, innovations. */
import type { Snapshot } from '../../core/model.js';
import { hasDomain } from './combination.js';
import { MEETING } from './schema.js';
import type { TrihelixWorld } from './world.js';

export function snapshots(world: TrihelixWorld): readonly Snapshot[] {
  return [organisations(world), ties(world), innovations(world), industries(world)];
}

function organisations(world: TrihelixWorld): Snapshot {
  const o = world.organisations.columns;
  const rows = Array.from({ length: world.rows }, (_, i) => i).filter((i) => o.alive[i] === 1);
  const take = (column: ArrayLike<number>): number[] => rows.map((i) => column[i]);
  return {
    name: 'organisations',
    words: { kind: ['firm', 'university', 'government'] },
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

/** Names of the rungs of the ladder, from `rungOf`. */
const RUNGS = ['below networking', 'networking', 'coordination', 'cooperation', 'collaboration'];

function ties(world: TrihelixWorld): Snapshot {
  const { network } = world;
  const { trust, distance, bornAt, channel } = world.ties.columns;
  const rows = Array.from({ length: network.rows }, (_, e) => e).filter((e) => network.alive[e] === 1);
  const take = (column: ArrayLike<number>): number[] => rows.map((e) => column[e]);
  return {
    name: 'ties',
    words: { channel: Object.keys(MEETING) },
    columns: {
      id: rows,
      a: take(network.endA),
      b: take(network.endB),
      trust: take(trust),
      level: rows.map((e) => rungOf(world, trust[e])),
      rung: rows.map((e) => RUNGS[rungOf(world, trust[e])] ?? ''),
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

/** Industries that exist, with names made from parents and core, so that the same birth has the same name everywhere. */
function industries(world: TrihelixWorld): Snapshot {
  const { demand, bornAt, parentA, parentB, coreLow, coreHigh } = world.industries.columns;
  const { alive, industry } = world.organisations.columns;
  const rows = Array.from({ length: world.births.living }, (_, a) => a);
  const core = rows.map((a) =>
    Array.from({ length: world.domains }, (_, d) => d + 1)
      .filter((d) => hasDomain(coreLow[a], coreHigh[a], d - 1))
      .join(' '),
  );
  const name = (word: string, domains: string, a: number): string => {
    if (bornAt[a] < 0) return `${word} ${a + 1}`;
    return `${word} ${parentA[a] + 1} × ${parentB[a] + 1} (${domains} ${core[a]})`;
  };
  return {
    name: 'industries',
    columns: {
      id: rows,
      name: rows.map((a) => name('Industry', 'domains', a)),
      name_ru: rows.map((a) => name('Отрасль', 'области', a)),
      born_at: rows.map((a) => bornAt[a]),
      parent_a: rows.map((a) => parentA[a]),
      parent_b: rows.map((a) => parentB[a]),
      core: core,
      firms: rows.map((a) => Array.from(alive).filter((lives, i) => i < world.universityAt && lives === 1 && industry[i] === a).length),
      demand_eur: rows.map((a) => demand[a] / 100),
    },
  };
}
