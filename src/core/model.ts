/**
 * The contract between the engine and a model: what a model hands in, and nothing more.
 *
 * A model is plain data plus functions over a world of typed arrays. The engine does not know what a firm is;
 * it zeroes the levers, lets the active policies write them, runs the phases in order and takes the metrics.
 */
import type { AcceptedRange, Pattern } from './pattern.js';
import type { Rng, Stream } from './rng.js';
import type { Table, TableSchema } from './table.js';
import type { Replay, Trace } from './trace.js';

/** A sentence or a title in the two languages of page and report. Both are required; a missing one does not compile. */
export interface Text {
  readonly en: string;
  readonly ru: string;
}

interface Described {
  /** Unit of the value, e.g. `EUR`, `share`, `1/quarter`; `-` where it has none. */
  readonly unit: string;
  /** One sentence that says what the value means. */
  readonly text: Text;
  /** Where the default comes from: a publication, an evidence file, or the word `assumed`. */
  readonly source: string;
  /** The symbol of the equation it belongs to, if the paper has one. */
  readonly symbol?: string;
  /** Heading under which lists and pages show it. */
  readonly group?: string;
}

export interface NumberParameter extends Described {
  readonly type: 'real' | 'integer';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}
export interface FlagParameter extends Described {
  readonly type: 'flag';
  readonly default: boolean;
}
export interface ChoiceParameter extends Described {
  readonly type: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}
/** A list of reals, e.g. one number per industry. Each entry lies within minimum … maximum. */
export interface ListParameter extends Described {
  readonly type: 'list';
  readonly default: readonly number[];
  readonly minimum: number;
  readonly maximum: number;
  readonly maximumLength: number;
  /** Names of the numbers of one entry, where the list is a table row by row; such a list may stand in a CSV file. */
  readonly columns?: readonly string[];
}
export type ParameterSpec = NumberParameter | FlagParameter | ChoiceParameter | ListParameter;

/** Parameters by snake_case name. One schema feeds types, validation, `explain`, sliders and the ODD document. */
export type ParameterSchema = Readonly<Record<string, ParameterSpec>>;
export type ParameterValue = number | boolean | string | readonly number[];
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** The typed values of a schema. */
export type ValuesOf<S extends ParameterSchema> = {
  readonly [K in keyof S]: S[K] extends { type: 'flag' }
    ? boolean
    : S[K] extends { type: 'choice'; choices: readonly (infer C)[] }
      ? C
      : S[K] extends { type: 'list' }
        ? readonly number[]
        : number;
};

/** A named set of parameter values, e.g. an innovation model or a helix regime. Presets never reach behaviours. */
export interface Preset {
  /** `group.name`, e.g. `innovation.open`; presets of one group exclude each other. */
  readonly name: string;
  /** Two to four words, as the heading of a table row, e.g. `Spillover share` / `Доля переливов`; no full stop. */
  readonly title: Text;
  /** One sentence. */
  readonly text: Text;
  readonly source: string;
  readonly parameters: ParameterValues;
}

/** One behaviour of the step. Its file's header gives formula, what it reads and writes, and the source. */
export interface Phase<W> {
  readonly name: string;
  run(world: W): void;
}

/**
 * A policy instrument. It only writes levers and books money; no behaviour asks whether it is on.
 * Every numeric parameter may be scheduled (number, window with ramp, formula); `apply` receives the values of this
 * step. The engine skips a policy whose `budget` is 0 in a step, so zero dose equals absence bit for bit.
 */
export interface Policy<W> {
  readonly name: string;
  /** Two to four words, as a table heading. */
  readonly title: Text;
  readonly text: Text;
  /** Must contain `budget` (money per step), the dose of the instrument. */
  readonly parameters: ParameterSchema;
  apply(world: W, values: Readonly<Record<string, number | string | boolean>>): void;
}

/** A policy in use: for each of its parameters the value as a function of the step and of the published metrics. */
export interface ActivePolicy<W> {
  readonly policy: Policy<W>;
  readonly values: Readonly<Record<string, number | string | boolean | Schedule>>;
}

/** Value at a step; `read(metric)` is that step metric's value at the end of the step before, NaN at first. */
export type Schedule = (step: number, read: (metric: string) => number) => number;

/** How the run's single figure comes from the values of the steps after burn-in. */
export type Summary = 'mean' | 'sum' | 'last';

/** A number of the world: one pure function, never null as 0. `NaN` means undefined and is shown as "no value". */
export interface Metric<W> {
  readonly name: string;
  /** Two to four words, as a table heading. */
  readonly title: Text;
  readonly unit: string;
  readonly kind: 'stock' | 'flow' | 'index' | 'count';
  readonly better: 'higher' | 'lower' | 'neither';
  readonly group: string;
  readonly text: Text;
  /** Publication that defines it, where there is one. */
  readonly source?: string;
  /** `step`: taken at the end of every step; `end`: once, after the last step. */
  readonly when: 'step' | 'end';
  /** Only for `step` metrics; default `mean`. */
  readonly summary?: Summary;
  measure(world: W): number;
}

/** A number that an evaluation gives, described like a metric. */
export interface Measure {
  readonly name: string;
  /** Two to four words, as a table heading. */
  readonly title: Text;
  readonly unit: string;
  readonly better: 'higher' | 'lower' | 'neither';
  readonly text: Text;
  /** Publication that defines it, where there is one. */
  readonly source?: string;
  /** Where the field expects it to lie: with it the measure is a stylised fact. */
  readonly accepted?: AcceptedRange;
}

/**
 * Measures that one run's figures cannot give: it runs the same luck more than once, or looks inside worlds. A pure
 * function of the run it is asked about, so that its measures are stored and compared like metrics.
 */
export interface Evaluation<W extends World, P> {
  /** snake_case; measures of all evaluations and metrics have different names. */
  readonly name: string;
  /** Two to four words, as a table heading. */
  readonly title: Text;
  readonly text: Text;
  readonly measures: readonly Measure[];
  /** Writes one number per measure, in their order; `NaN` means undefined. */
  evaluate(bench: Bench<W, P>, out: Float64Array): void;
}

/** Where an evaluation runs worlds: the run that it is asked about, and the same luck under other settings. */
export interface Bench<W extends World, P> {
  readonly parameters: P;
  readonly policies: readonly ActivePolicy<W>[];
  readonly steps: number;
  readonly burnIn: number;
  /** Draws from the run's own luck, for what the evaluation itself chooses. */
  stream(name: string): Stream;
  /** A world before its first step, on the run's luck; what `change` leaves out is as in the run. */
  start(change?: BenchChange<W, P>): BenchRun<W>;
  /** What `make` gives, made once per run: evaluations that need the same twin run it once between them. */
  shared<T>(name: string, make: () => T): T;
}

export interface BenchChange<W, P> {
  readonly parameters?: Partial<P>;
  readonly policies?: readonly ActivePolicy<W>[];
}

/** A run under way: its world and its place in time. */
export interface BenchRun<W extends World> {
  readonly world: W;
  /** Steps done so far. */
  readonly step: number;
  /** One step. Throws RangeError after the last one, InvariantError in checked mode. */
  advance(): void;
}

/** A table of numbers taken once at the end of a run, e.g. spillovers from industry to industry. */
export interface Matrix<W> {
  readonly name: string;
  /** Two to four words, as a table heading. */
  readonly title: Text;
  readonly unit: string;
  readonly text: Text;
  /** Labels of rows and columns; they follow from the parameters alone so that the size is known before a run. */
  rows(parameters: ParameterValues): readonly string[];
  columns(parameters: ParameterValues): readonly string[];
  /** Writes rows × columns numbers, row by row. */
  fill(world: W, out: Float64Array): void;
}

/** A law that must hold after every phase. Returns undefined when it holds, else what is wrong with both sides. */
export interface Invariant<W> {
  readonly name: string;
  check(world: W): string | undefined;
}

/** What a model is told when a world is made. */
export interface WorldInput<P> {
  readonly parameters: P;
  readonly rng: Rng;
  /** Number of steps that the run will have, and how many of them are not measured. */
  readonly steps: number;
  readonly burnIn: number;
  /** False where no policy can write a lever, so that a world may skip what levers alone bring about; else true or left out. */
  readonly leversInUse?: boolean;
}

/** Every world has these two; the engine moves `step` and zeroes `levers` before the policies write them. */
export interface World {
  step: number;
  readonly levers: Table;
}

/** Rows of a world for export, e.g. organisations or ties; columns have equal length. */
export interface Snapshot {
  readonly name: string;
  readonly columns: Readonly<Record<string, ArrayLike<number> | readonly string[]>>;
  /** What the codes of a column stand for: code k is `words[column][k]`. Exports show the words. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
}

export interface Model<W extends World = World, P extends ParameterValues = ParameterValues> {
  /** kebab-case, the name used in scenario files. */
  readonly name: string;
  /** Raised whenever the numbers of a run change. */
  readonly version: string;
  /** Two to four words, as a table heading. */
  readonly title: Text;
  readonly text: Text;
  /** Length of a step in words, e.g. `quarter`. */
  readonly stepUnit: string;
  readonly defaultSteps: number;
  readonly defaultBurnIn: number;
  readonly parameters: ParameterSchema;
  readonly presets: readonly Preset[];
  /** Names of all random streams the model draws from. A test asserts that no two collide. */
  readonly streams: readonly string[];
  /** What the rows of a world are, by entity, for documents; a model of plain arrays need not say. */
  readonly tables?: Readonly<Record<string, TableSchema>>;
  /** Checks across parameters; returns one sentence per problem. Ranges are checked by the schema. */
  problems?(parameters: P): readonly string[];
  createWorld(input: WorldInput<P>): W;
  /** Clears the counters of the last step, before the policies act. */
  openStep?(world: W): void;
  /** The step, in order. The array is the schedule. */
  readonly phases: readonly Phase<W>[];
  readonly policies: readonly Policy<W>[];
  readonly metrics: readonly Metric<W>[];
  readonly matrices: readonly Matrix<W>[];
  readonly evaluations: readonly Evaluation<W, P>[];
  /** What the model is validated against, in the order of its documentation. */
  readonly patterns?: readonly Pattern[];
  readonly invariants: readonly Invariant<W>[];
  /** Rows for export and pictures; may allocate, never called in a step. */
  snapshots(world: W): readonly Snapshot[];
  /** What lies behind the events of a run, from watching it run again; a model need not have it. */
  trace?(replay: Replay<W>): Trace;
}

/** Model with its type parameters forgotten: what registries and the experiment layer pass around. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds models of different worlds; each model is checked where it is defined.
export type AnyModel = Model<any, any>;

/** The schema's defaults. */
export function defaultsOf<S extends ParameterSchema>(schema: S): ValuesOf<S> {
  return Object.fromEntries(Object.entries(schema).map(([name, spec]) => [name, spec.default])) as ValuesOf<S>;
}

/** The measures of the named evaluations, in the model's order. */
export function measuresOf(model: AnyModel, evaluations: readonly string[]): readonly Measure[] {
  return model.evaluations.flatMap((evaluation) => (evaluations.includes(evaluation.name) ? evaluation.measures : []));
}

/** What is said about a metric or measure of that name. */
export function figureOf(model: AnyModel, name: string): Measure | undefined {
  const metrics: readonly Measure[] = model.metrics;
  return (
    metrics.find((metric) => metric.name === name) ??
    model.evaluations.flatMap(({ measures }) => measures).find((measure) => measure.name === name)
  );
}
