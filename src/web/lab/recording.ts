/** A run on the page: its frames so far, its numbers once it is done, and what can be read off them. */

import type { AnyModel } from '../../core/model.js';
import { layoutOf, type ResultLayout } from '../../core/simulate.js';
import type { Run } from '../../experiment/study.js';
import type { Chronicle, Frame } from '../engine/messages.js';

export interface Recording {
  readonly run: Run;
  readonly layout: ResultLayout;
  readonly frames: readonly Frame[];
  /** The run's result and its hash, once it is complete. */
  readonly values?: Float64Array;
  readonly hash?: string;
  /** Metrics of the end, taken after every step as well. */
  readonly watched?: Readonly<Record<string, Float64Array>>;
  /** Its innovations, once it is complete. */
  readonly chronicle?: Chronicle;
  readonly failure?: string;
  /** Computing it was stopped before its end. */
  readonly stopped?: boolean;
  /** It is of a choice that was left, and is shown until there are frames of the present one. */
  readonly former?: boolean;
}

/** A recording before its first step. */
export function emptyRecording(model: AnyModel, run: Run): Recording {
  return { run, layout: layoutOf(model, run.parameters, run.steps, run.burnIn), frames: [] };
}

/** Values of a metric, one per step; empty as long as the run is not complete or the metric was not watched. */
export function seriesOf({ values, layout, watched }: Recording, metric: string): number[] {
  const early = watched?.[metric];
  if (early !== undefined) return [...early];
  const m = layout.stepMetrics.indexOf(metric);
  if (values === undefined || m < 0) return [];
  return Array.from({ length: layout.steps }, (_, t) => values[t * layout.stepMetrics.length + m] as number);
}

/** The run's figure of any metric; NaN as long as there is none. */
export function figureOf({ values, layout }: Recording, metric: string): number {
  const f = layout.metrics.indexOf(metric);
  return values === undefined || f < 0 ? Number.NaN : (values[layout.figuresAt + f] as number);
}

export interface MatrixValues {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row by row. */
  readonly values: readonly (readonly number[])[];
}

/** A matrix of the run by name; undefined as long as there is none. */
export function matrixValues({ values, layout }: Recording, name: string): MatrixValues | undefined {
  const place = layout.matrices.find((matrix) => matrix.name === name);
  if (values === undefined || place === undefined) return undefined;
  const { rows, columns, at } = place;
  const width = columns.length;
  return { rows, columns, values: rows.map((_, r) => Array.from(values.subarray(at + r * width, at + (r + 1) * width))) };
}

/** The first step, counted from 0, in which any step metric differs, and which one; undefined where none does. */
export function firstDivergence(a: Recording, b: Recording): { readonly step: number; readonly metric: string } | undefined {
  if (a.values === undefined || b.values === undefined) return undefined;
  const { stepMetrics, steps } = a.layout;
  for (let t = 0; t < steps; t++) {
    const metric = stepMetrics.find((_, m) => !Object.is(a.values?.[t * stepMetrics.length + m], b.values?.[t * stepMetrics.length + m]));
    if (metric !== undefined) return { step: t, metric };
  }
  return undefined;
}
