/**
 * The only loop of the project: zero levers, policies, phases, metrics, once per step.
 *
 * The same code runs in a worker thread, in the page and inline. It returns one Float64Array whose layout follows
 * from the model and the parameters alone, so that results can be stored, moved and compared byte by byte.
 */
import { InvariantError } from './errors.js';
import {
  type ActivePolicy,
  type AnyModel,
  type BenchRun,
  type Metric,
  type Model,
  measuresOf,
  type ParameterValues,
  type Policy,
  type Schedule,
  type World,
} from './model.js';
import { createRng, type RunKey } from './rng.js';
import { zeroTable } from './table.js';

export interface SimulationInput<W extends World, P extends ParameterValues> {
  /** Complete: every parameter of the schema has a value. */
  readonly parameters: P;
  readonly policies: readonly ActivePolicy<W>[];
  readonly key: RunKey;
  readonly steps: number;
  readonly burnIn: number;
  /** Check every invariant after every phase; the numbers stay the same. */
  readonly checked?: boolean;
  /** Called after each phase with its name, for profiling. The clock belongs to the caller. */
  readonly afterPhase?: (phase: string) => void;
}

/** Where to find what in a run's result. All positions count numbers, not bytes. */
export interface ResultLayout {
  readonly steps: number;
  readonly burnIn: number;
  /** Step metrics in model order: series value of metric m at step t is at t * stepMetrics.length + m. */
  readonly stepMetrics: readonly string[];
  /** All metrics in model order, then the measures of the run's evaluations: figure f is at `figuresAt + f`. */
  readonly metrics: readonly string[];
  readonly figuresAt: number;
  readonly matrices: readonly {
    readonly name: string;
    readonly at: number;
    readonly rows: readonly string[];
    readonly columns: readonly string[];
  }[];
  readonly length: number;
}

/** The layout of a result, known before anything runs. Without evaluations it is that of `simulate`. */
export function layoutOf(
  model: AnyModel,
  parameters: ParameterValues,
  steps: number,
  burnIn: number,
  evaluations: readonly string[] = [],
): ResultLayout {
  const stepMetrics = model.metrics.filter((metric) => metric.when === 'step').map((metric) => metric.name);
  const figuresAt = steps * stepMetrics.length;
  const metrics = [...model.metrics, ...measuresOf(model, evaluations)].map((figure) => figure.name);
  let at = figuresAt + metrics.length;
  const matrices = model.matrices.map((matrix) => {
    const rows = matrix.rows(parameters);
    const columns = matrix.columns(parameters);
    const place = { name: matrix.name, at, rows, columns };
    at += rows.length * columns.length;
    return place;
  });
  return { steps, burnIn, stepMetrics, metrics, figuresAt, matrices, length: at };
}

export interface Simulation<W extends World> extends BenchRun<W> {
  readonly layout: ResultLayout;
  /** The result after the last step; end metrics and matrices are taken at the first call. */
  finish(): Float64Array;
}

/** Makes a world and stands ready before its first step. */
export function createSimulation<W extends World, P extends ParameterValues>(
  model: Model<W, P>,
  input: SimulationInput<W, P>,
): Simulation<W> {
  const simulation = new RunningSimulation(model, input);
  if (input.checked) simulation.check('initialise');
  return simulation;
}

/** A run under way: its world, its result so far, its place in time. */
class RunningSimulation<W extends World, P extends ParameterValues> implements Simulation<W> {
  readonly world: W;
  readonly layout: ResultLayout;
  step = 0;
  private readonly model: Model<W, P>;
  private readonly input: SimulationInput<W, P>;
  private readonly result: Float64Array;
  private readonly stepMetrics: readonly Metric<W>[];
  private readonly settings: readonly ((world: W, step: number, read: (metric: string) => number) => void)[];
  private readonly read: (metric: string) => number;
  private finished = false;

  constructor(model: Model<W, P>, input: SimulationInput<W, P>) {
    const { parameters, policies, steps, burnIn } = input;
    this.model = model;
    this.input = input;
    this.world = model.createWorld({ parameters, rng: createRng(input.key), steps, burnIn, leversInUse: policies.length > 0 });
    this.layout = layoutOf(model, parameters, steps, burnIn);
    this.result = new Float64Array(this.layout.length);
    this.stepMetrics = model.metrics.filter((metric) => metric.when === 'step');
    this.settings = policies.map((active) => prepare(active));
    const position = new Map(this.stepMetrics.map((metric, m) => [metric.name, m]));
    this.read = (metric) => {
      const m = position.get(metric);
      return m === undefined || this.step === 0 ? Number.NaN : (this.result[(this.step - 1) * this.stepMetrics.length + m] as number);
    };
  }

  check(phase: string): void {
    for (const invariant of this.model.invariants) {
      const broken = invariant.check(this.world);
      if (broken !== undefined) throw new InvariantError(invariant.name, this.step, phase, broken);
    }
  }

  advance(): void {
    const { model, input, world, step, stepMetrics } = this;
    if (step >= input.steps) throw new RangeError(`the run has ${input.steps} steps and all are done`);
    world.step = step;
    // Without policies nobody has written a lever.
    if (this.settings.length > 0) zeroTable(world.levers);
    model.openStep?.(world);
    for (const setting of this.settings) setting(world, step, this.read);
    if (this.settings.length > 0) this.phaseDone('policies');
    for (const phase of model.phases) {
      phase.run(world);
      this.phaseDone(phase.name);
    }
    for (let m = 0; m < stepMetrics.length; m++)
      this.result[step * stepMetrics.length + m] = clean((stepMetrics[m] as Metric<W>).measure(world));
    input.afterPhase?.('measure');
    this.step++;
  }

  private phaseDone(phase: string): void {
    this.input.afterPhase?.(phase);
    if (this.input.checked) this.check(phase);
  }

  finish(): Float64Array {
    const { step, input } = this;
    if (step < input.steps) throw new RangeError(`the run has ${input.steps} steps and only ${step} are done`);
    if (!this.finished) {
      this.takeFigures();
      this.takeMatrices();
      this.finished = true;
      input.afterPhase?.('finish');
    }
    return this.result;
  }

  private takeFigures(): void {
    const { model, input, result, layout } = this;
    const width = this.stepMetrics.length;
    let m = 0;
    for (const [f, metric] of model.metrics.entries()) {
      const figure =
        metric.when === 'end' ? clean(metric.measure(this.world)) : summarise(metric, result, m++, width, input.burnIn, input.steps);
      result[layout.figuresAt + f] = figure;
    }
  }

  private takeMatrices(): void {
    for (const [k, { at, rows, columns }] of this.layout.matrices.entries()) {
      const out = this.result.subarray(at, at + rows.length * columns.length);
      this.model.matrices[k]?.fill(this.world, out);
      for (let c = 0; c < out.length; c++) out[c] = clean(out[c] as number);
    }
  }
}

/** Runs all steps and returns the result. */
export function simulate<W extends World, P extends ParameterValues>(model: Model<W, P>, input: SimulationInput<W, P>): Float64Array {
  const simulation = createSimulation(model, input);
  for (let t = 0; t < input.steps; t++) simulation.advance();
  return simulation.finish();
}

/** Canonical undefined (one NaN bit pattern) and no negative zero, so that equal results have equal bytes. */
export function clean(value: number): number {
  if (value === 0) return 0;
  return Number.isFinite(value) ? value : Number.NaN;
}

function summarise<W>(metric: Metric<W>, result: Float64Array, m: number, width: number, burnIn: number, steps: number): number {
  const summary = metric.summary ?? 'mean';
  if (summary === 'last') return clean(result[(steps - 1) * width + m] ?? Number.NaN);
  let sum = 0;
  let count = 0;
  for (let t = burnIn; t < steps; t++) {
    const value = result[t * width + m] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  if (count === 0) return Number.NaN;
  return clean(summary === 'sum' ? sum : sum / count);
}

/** Turns a policy in use into one call per step that fills its values and applies it when its budget is above zero. */
function prepare<W>({ policy, values }: ActivePolicy<W>): (world: W, step: number, read: (metric: string) => number) => void {
  const scheduled = Object.entries(values).filter((entry): entry is [string, Schedule] => typeof entry[1] === 'function');
  const now: Record<string, number | string | boolean> = {};
  for (const [name, value] of Object.entries(values)) now[name] = typeof value === 'function' ? 0 : value;
  return (world, step, read) => {
    for (const [name, schedule] of scheduled) now[name] = within(policy, name, schedule(step, read));
    if ((now.budget as number) > 0) policy.apply(world, now);
  };
}

/** A scheduled value is held inside the parameter's range; a formula without a value (no metric yet) gives the minimum. */
function within<W>(policy: Policy<W>, name: string, value: number): number {
  const spec = policy.parameters[name];
  if (spec === undefined || (spec.type !== 'real' && spec.type !== 'integer')) return value;
  if (Number.isNaN(value)) return spec.minimum;
  const held = value < spec.minimum ? spec.minimum : value > spec.maximum ? spec.maximum : value;
  return spec.type === 'integer' ? Math.floor(held) : held;
}
