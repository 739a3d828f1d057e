/** Applying one instrument to the tiny world, and seeing which levers it wrote. */
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import type { Instrument } from '../../../src/models/trihelix/policies/instruments.js';
import { INNOVATION } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, use } from './tiny-world.js';

export type Values = Readonly<Record<string, number | string>>;

/** The tiny world after the instrument acted once. */
export function applied(name: Instrument, values: Values, overrides: Partial<Parameters> = {}): TrihelixWorld {
  const world = blankWorld(overrides);
  act(world, name, values);
  return world;
}

/** The tiny world in which every firm brought out something new, so that there is something to buy. */
export function readyWorld(): TrihelixWorld {
  const world = blankWorld();
  const log = world.innovations.columns;
  for (let i = 0; i < 6; i++) {
    log.leader[i] = log.leaderRow[i] = i;
    log.flags[i] = INNOVATION.newToIndustry;
  }
  world.innovationCount = 6;
  return world;
}

export function act(world: TrihelixWorld, name: Instrument, values: Values): void {
  const { policy, values: all } = use(name, values);
  policy.apply(world, all as Record<string, number | string>);
}

/** Everything of a world that is neither a lever nor public money. */
export function restOf(world: TrihelixWorld): unknown {
  const { organisations, ties, projects, innovations, regions, industries, ledger, meetings, counts } = world;
  const tables = [organisations, ties, projects, innovations, regions, industries].map(({ columns }) => columns);
  return structuredClone({ tables, ledger, meetings, counts, ties: world.network.count, world: [world.step, world.innovationCount] });
}

/** Rows in which some lever of an organisation is set; some levers have rows of their own. */
export function rowsWithLevers({ levers }: TrihelixWorld): number[] {
  const { schema, columns, capacity } = levers;
  const own = Object.entries(schema).filter(([, { text }]) => !text.includes('row ='));
  const row = (column: ArrayLike<number>, i: number): number[] => {
    const width = column.length / capacity;
    return Array.from({ length: width }, (_, n) => column[i * width + n]);
  };
  return Array.from({ length: capacity }, (_, i) => i).filter((i) =>
    own.some(([name]) => row(columns[name as keyof typeof columns], i).some((value) => value !== 0)),
  );
}
