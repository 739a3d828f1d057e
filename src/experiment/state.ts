/**
 * The whole state of a world as named columns, found by walking it, so that any two runs can be set side by side and the
 * first place where they part be named: step, column, row.
 *
 * Works on every model without its help: a world is plain data, tables and networks of typed arrays and numbers.
 */
import type { AnyModel } from '../core/model.js';
import { createSimulation } from '../core/simulate.js';
import { simulationInput } from './run.js';
import { Sha256, toHex } from './sha256.js';
import type { Run } from './study.js';

/** A column or a single value of a world. */
export interface StateColumn {
  /** Where it lies, e.g. `organisations.knowledge`. */
  readonly name: string;
  readonly values: ArrayLike<number>;
  /** Rows of its table; numbers per row follow from the length. 0 for what is no table's. */
  readonly rows: number;
}

export interface Divergence {
  /** The step after which the states differ; −1 for the worlds as they begin. */
  readonly step: number;
  readonly column: string;
  /** Row in the table, e.g. the number of the organisation, and the place within the row where it is wide. */
  readonly row: number;
  readonly position: number;
  readonly left: number | undefined;
  readonly right: number | undefined;
}

const DEEPEST = 8;

/**
 * What of a world is not its state: what the run's input says, known beforehand while the question is what came of it, and
 * working memory (streams of luck, whose draws follow from seed, step and address, among it), which a phase fills before it
 * reads and a skipped phase leaves as it was.
 */
const NOT_STATE: ReadonlySet<string> = new Set(['parameters', 'leversInUse', 'streams', 'scratch']);

/** All columns of a world, in the order in which they stand there. */
export function stateColumns(world: object): StateColumn[] {
  const found: StateColumn[] = [];
  const seen = new Set<object>();
  walk(world, '', 0, 0);
  return found;

  function walk(value: unknown, name: string, rows: number, depth: number): void {
    if (typeof value === 'number' || typeof value === 'boolean') found.push({ name, values: [Number(value)], rows: 0 });
    if (typeof value !== 'object' || value === null || depth > DEEPEST || seen.has(value)) return;
    seen.add(value);
    if (ArrayBuffer.isView(value)) {
      found.push({ name, values: value as unknown as ArrayLike<number>, rows });
      return;
    }
    const capacity = 'capacity' in value && typeof value.capacity === 'number' ? value.capacity : rows;
    for (const [key, part] of Object.entries(value)) {
      if (key === 'schema' || (depth === 0 && NOT_STATE.has(key)) || typeof part === 'function') continue;
      walk(part, name === '' ? key : key === 'columns' ? name : `${name}.${key}`, capacity, depth + 1);
    }
  }
}

/** Where two runs first part, computed side by side; undefined when they never do. */
export function firstDivergence(left: Run, right: Run, models: readonly AnyModel[]): Divergence | undefined {
  const [one, other] = [left, right].map((run) => {
    const model = models.find(({ name }) => name === run.model) as AnyModel;
    return createSimulation(model, simulationInput(run, models));
  }) as [ReturnType<typeof createSimulation>, ReturnType<typeof createSimulation>];
  for (let step = -1; step < Math.min(left.steps, right.steps); step++) {
    if (step >= 0) {
      one.advance();
      other.advance();
    }
    const found = differenceOf(stateColumns(one.world), stateColumns(other.world));
    if (found !== undefined) return { step, ...found };
  }
  return undefined;
}

function differenceOf(left: readonly StateColumn[], right: readonly StateColumn[]): Omit<Divergence, 'step'> | undefined {
  const others = new Map(right.map((column) => [column.name, column]));
  for (const { name, values, rows } of left) {
    const other = others.get(name)?.values ?? [];
    for (let i = 0; i < Math.max(values.length, other.length); i++) {
      if (Object.is(values[i], other[i])) continue;
      const width = rows > 0 ? Math.max(1, Math.floor(values.length / rows)) : 1;
      return { column: name, row: Math.floor(i / width), position: i % width, left: values[i], right: other[i] };
    }
  }
  return undefined;
}

/** One short hash per column after every step, the beginning first: small enough to carry to another machine. */
export type StateRecord = readonly Readonly<Record<string, string>>[];

/** Computes a run and hashes its state as it goes. */
export function recordStates(run: Run, models: readonly AnyModel[]): StateRecord {
  const model = models.find(({ name }) => name === run.model) as AnyModel;
  const simulation = createSimulation(model, simulationInput(run, models));
  const steps: Record<string, string>[] = [hashesOf(simulation.world)];
  for (let step = 0; step < run.steps; step++) {
    simulation.advance();
    steps.push(hashesOf(simulation.world));
  }
  return steps;
}

function hashesOf(world: object): Record<string, string> {
  return Object.fromEntries(
    stateColumns(world).map(({ name, values }) => {
      const bytes = new Uint8Array(Float64Array.from(values).buffer);
      return [name, toHex(new Sha256().update(bytes).digest()).slice(0, 16)];
    }),
  );
}

/** The first step and column in which two records differ; step −1 is the beginning. */
export function recordDifference(left: StateRecord, right: StateRecord): { readonly step: number; readonly column: string } | undefined {
  for (let n = 0; n < Math.max(left.length, right.length); n++) {
    const [one, other] = [left[n] ?? {}, right[n] ?? {}];
    const column = [...new Set([...Object.keys(one), ...Object.keys(other)])].find((name) => one[name] !== other[name]);
    if (column !== undefined) return { step: n - 1, column };
  }
  return undefined;
}
