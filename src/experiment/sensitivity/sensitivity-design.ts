/** The points that a method of sensitivity analysis needs, and how many of them by default. */
import { UserError } from '../../core/errors.js';
import type { AnyModel } from '../../core/model.js';
import { latinHypercube } from '../design/latin-hypercube.js';
import { MOST_POINTS } from '../design/methods.js';
import { type Move, morrisTrajectories } from '../design/morris.js';
import { type SaltelliDesign, saltelliBlock, saltelliDesign } from '../design/saltelli.js';
import { sobolPoints } from '../design/sobol.js';
import { type Uncertain, valuesOfRow } from '../design/uncertainty.js';
import { pointOf } from '../points.js';
import type { Point, Scenario } from '../study.js';
import type { SensitivityMethod } from './methods.js';

export interface SensitivityDesign {
  readonly method: SensitivityMethod;
  readonly uncertain: readonly Uncertain[];
  /** Shares of the distributions, or with `moves` levels of a grid. */
  readonly rows: readonly Float64Array[];
  readonly moves?: readonly Move[];
  readonly saltelli?: SaltelliDesign;
}

/** Most runs of a default size: under five minutes on two threads with runs of a tenth of a second. */
const DEFAULT_RUNS = 4096;

/** Trajectories, base points or points that make at most about 4,000 runs. @param perPoint runs of one point */
export function defaultSize(method: SensitivityMethod, dimensions: number, perPoint: number, second: boolean): number {
  const room = DEFAULT_RUNS / perPoint;
  switch (method) {
    case 'morris':
      return Math.min(20, Math.max(8, Math.floor(room / (dimensions + 1))));
    case 'sobol':
      return powerOfTwo(room / saltelliBlock(dimensions, second), 16, 512);
    case 'pawn':
      return powerOfTwo(room, 128, 512);
    case 'src':
      return powerOfTwo(room, 64, 256);
  }
}

function powerOfTwo(most: number, least: number, greatest: number): number {
  let size = least;
  while (2 * size <= Math.min(most, greatest)) size *= 2;
  return size;
}

/** @throws UserError when there would be too many points, or too few for the method */
export function sensitivityDesign(
  method: SensitivityMethod,
  uncertain: readonly Uncertain[],
  size: number,
  seed: string,
  second: boolean,
): SensitivityDesign {
  const d = uncertain.length;
  const count = size * (method === 'morris' ? d + 1 : method === 'sobol' ? saltelliBlock(d, second) : 1);
  if (count > MOST_POINTS)
    throw new UserError(
      `${size} samples of ${d} parameters make ${count} points; at most ${MOST_POINTS} are allowed`,
      'give fewer --samples',
    );
  const least = method === 'src' ? d + 3 : method === 'pawn' ? 16 : 2;
  if (size < least)
    throw new UserError(`${method} needs at least ${least} samples for ${d} parameters, not ${size}`, 'give more --samples');
  const head = { method, uncertain };
  switch (method) {
    case 'morris':
      return { ...head, ...morrisTrajectories(size, d, seed) };
    case 'sobol': {
      const saltelli = saltelliDesign(size, d, seed, second);
      return { ...head, rows: saltelli.rows, saltelli };
    }
    case 'pawn':
      return { ...head, rows: sobolPoints(size, d, seed) };
    case 'src':
      return { ...head, rows: latinHypercube(size, d, seed, 'correlation') };
  }
}

/**
 * The design's points for the scenario's variants.
 * @throws UserError when the model does not allow one of them
 */
export function pointsOfDesign(
  scenario: Scenario,
  model: AnyModel,
  design: Pick<SensitivityDesign, 'uncertain' | 'rows' | 'moves'>,
): Point[] {
  return design.rows.map((row, p) => {
    const values = valuesOfRow(design.uncertain, row, design.moves !== undefined);
    try {
      return pointOf(scenario, model, values);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const shown = Object.entries(values).map(
        ([key, value]) => `${key}=${typeof value === 'number' ? Number(value.toPrecision(4)) : String(value)}`,
      );
      throw new UserError(`point ${p} of the design is not possible (${shown.join(' ')}): ${error.message}`, 'narrow the uncertainty');
    }
  });
}
