/**
 * What-if from the results of a design: emulators of the indicators, checked by leaving out one point after the other, and
 * their predictions at places within the design. Beyond it nothing is known, and nothing is said.
 */
import { tQuantile } from '#distributions';
import { UserError } from '../../core/errors.js';
import { log } from '../../core/maths.js';
import { type AnyModel, figureOf } from '../../core/model.js';
import { shortKey } from '../keys.js';
import { suggestion } from '../problem.js';
import { type FigureTable, readFigures } from '../results.js';
import { mean, variance } from '../statistics.js';
import type { Results } from '../study.js';
import { fitGaussianProcess, type GaussianProcess } from './gaussian-process.js';

/** A parameter that the design varies. */
export interface EmulatedInput {
  readonly key: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Drawn from a loguniform distribution: the emulator sees its logarithm. */
  readonly logarithmic: boolean;
}

/** An emulator of one indicator of one variant, or of its difference from the baseline on the same luck. */
export interface Emulator {
  readonly metric: string;
  readonly unit: string;
  readonly variant: string;
  readonly of: 'mean' | 'difference';
  readonly points: number;
  /** 1 − squared errors of leaving one out ÷ squared deviations: 1 is perfect, 0 no better than the mean; null without spread. */
  readonly explained: number | null;
  /** Share of the points within the 95 % interval that the others predict. */
  readonly inside: number;
  readonly process: GaussianProcess;
}

export interface Prediction {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

const MOST_POINTS = 1000;

/** Numbers that the points of a study vary. @throws UserError where nothing varies, or something that is no number */
export function emulatedInputs({ plan }: Results): readonly EmulatedInput[] {
  const points = plan.points ?? [];
  const isLogarithmic = (key: string): boolean =>
    plan.scenario.uncertainty?.find((uncertain) => uncertain.key === key)?.distribution.kind === 'loguniform';
  if (points.length > MOST_POINTS)
    throw new UserError(
      `the study has ${points.length} points; an emulator takes at most ${MOST_POINTS}`,
      'use a design with fewer points',
    );
  const keys = [...new Set(points.flatMap(({ values }) => Object.keys(values)))];
  const inputs = keys.flatMap((key): EmulatedInput[] => {
    const values = points.map((point) => point.values[key]);
    if (values.every((value) => value === values[0])) return [];
    const numbers = values.filter((value): value is number => typeof value === 'number');
    if (numbers.length < values.length)
      throw new UserError(`"${key}" varies and is no number, so it cannot be emulated`, 'fix it to one value');
    const [minimum, maximum] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))];
    return [{ key, minimum, maximum, logarithmic: minimum > 0 && isLogarithmic(key) }];
  });
  const least = Math.max(8, 2 * (inputs.length + 1));
  if (inputs.length === 0)
    throw new UserError(`nothing varies in the study ${plan.study}`, 'give a scenario with uncertain parameters, or a swept study');
  if (points.length < least)
    throw new UserError(
      `${points.length} points are too few for ${inputs.length} ${inputs.length === 1 ? 'parameter' : 'parameters'}; at least ${least} are needed`,
      `emulate a scenario with uncertain parameters and --points ${least}, or sweep more values`,
    );
  return inputs;
}

/** The place of values among the design, each 0 … 1. */
export function placeOf(inputs: readonly EmulatedInput[], values: Readonly<Record<string, unknown>>): Float64Array {
  return Float64Array.from(inputs, ({ key, minimum, maximum, logarithmic }) => {
    const value = values[key] as number;
    return logarithmic ? log(value / minimum) / log(maximum / minimum) : (value - minimum) / (maximum - minimum);
  });
}

/**
 * Values for every input: those that are asked for by key or by name alone, the others in the middle of the design.
 * @throws UserError for an unknown name and for what lies outside the design
 */
export function completeQuery(inputs: readonly EmulatedInput[], asked: ReadonlyMap<string, number>): Record<string, number> {
  const values = Object.fromEntries(inputs.map((input) => [input.key, middleOf(input)]));
  for (const [name, value] of asked) {
    const input = inputs.find(({ key }) => key === name || shortKey(key) === name);
    const known = inputs.map(({ key }) => shortKey(key));
    if (input === undefined) throw new UserError(`the design does not vary "${name}"`, suggestion(name, known));
    const { key, minimum, maximum } = input;
    if (!(value >= minimum && value <= maximum))
      throw new UserError(
        `${name}=${value} lies outside the design, which covers ${shown(minimum)} to ${shown(maximum)}: an emulator does not extrapolate`,
        'ask within it, or sweep a wider range',
      );
    values[key] = value;
  }
  return values;
}

/** Four digits for a message. */
const shown = (value: number): string => String(Number(value.toPrecision(4)));

function middleOf({ minimum, maximum, logarithmic }: EmulatedInput): number {
  return logarithmic ? Math.sqrt(minimum * maximum) : (minimum + maximum) / 2;
}

/** One emulator per metric and variant, and per difference from the baseline; metrics without enough values are left out. */
export function emulators(
  results: Results,
  inputs: readonly EmulatedInput[],
  model: AnyModel,
  metrics: readonly string[],
): readonly Emulator[] {
  const { points = [], scenario } = results.plan;
  const places = points.map(({ values }) => placeOf(inputs, values));
  const tables = points.map((_, point) => readFigures(results, point));
  return metrics.flatMap((metric) =>
    (['mean', 'difference'] as const).flatMap((of) =>
      scenario.variants.flatMap(({ name: variant }) => {
        if (of === 'difference' && variant === scenario.baseline) return [];
        const over = of === 'difference' ? scenario.baseline : undefined;
        const figures = tables.map((table) => figureAt(table, metric, variant, over));
        const known = [...figures.keys()].filter((p) => !Number.isNaN(figures[p]));
        if (known.length < Math.max(8, 2 * (inputs.length + 1))) return [];
        const rows = known.map((p) => places[p] as Float64Array);
        const values = Float64Array.from(known, (p) => figures[p] as number);
        const unit = figureOf(model, metric)?.unit ?? '-';
        return [{ metric, unit, variant, of, points: known.length, ...checked(rows, values, scenario.seed) }];
      }),
    ),
  );
}

/** Mean over the luck, of a difference over the pairs. */
function figureAt(table: FigureTable, metric: string, variant: string, over: string | undefined): number {
  const own = table.figures(variant, metric);
  const base = over === undefined ? undefined : table.figures(over, metric);
  return mean(own.map((value, r) => value - (base === undefined ? 0 : (base[r] as number))).filter((value) => !Number.isNaN(value)));
}

/** Figures that never differ have a process without spread. */
function checked(rows: readonly Float64Array[], values: Float64Array, seed: string): Pick<Emulator, 'process' | 'explained' | 'inside'> {
  if (values.every((value) => value === values[0])) return { process: constant(values[0] as number), explained: null, inside: 1 };
  const process = fitGaussianProcess(rows, values, seed);
  const left = process.leaveOneOut();
  const wide = tQuantile(0.975, values.length - 1);
  const squares = left.reduce((sum, { error }) => sum + error * error, 0);
  return {
    process,
    explained: 1 - squares / (variance(values) * (values.length - 1)),
    inside: left.filter(({ error, deviation }) => Math.abs(error) <= wide * deviation).length / values.length,
  };
}

function constant(value: number): GaussianProcess {
  const none = { lengths: [], nugget: 0, variance: 0, logLikelihood: Infinity };
  return { ...none, predict: () => ({ mean: value, deviation: 0 }), leaveOneOut: () => [] };
}

/** The expected figure at a place with its 95 % interval. */
export function predict({ process, points }: Emulator, place: Float64Array): Prediction {
  const { mean: centre, deviation } = process.predict(place);
  const half = tQuantile(0.975, points - 1) * deviation;
  return { mean: centre, low: centre - half, high: centre + half, n: points };
}
