/**
 * Trajectories of Morris (1991): from a drawn base point of a grid of four levels every dimension moves once, in drawn
 * order, by two levels up or down. Each step is one elementary effect.
 */
import { createGenerator } from '../random.js';
import { permutation } from './latin-hypercube.js';

export const LEVELS = 4;
/** Length of a step: half the grid, so that every level is met equally often. */
export const STEP = LEVELS / (2 * (LEVELS - 1));

/** One step of a design: dimension, point it starts from, point it leads to, signed length in the unit of the design. */
export interface Move {
  readonly dimension: number;
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

export interface MorrisDesign {
  /** Rows in [0, 1], trajectory by trajectory, dimensions + 1 points each. */
  readonly rows: readonly Float64Array[];
  readonly moves: readonly Move[];
}

/** The design: `trajectories` × (dimensions + 1) points. */
export function morrisTrajectories(trajectories: number, dimensions: number, seed: string): MorrisDesign {
  const draw = createGenerator('morris', seed);
  const rows: Float64Array[] = [];
  const moves: Move[] = [];
  for (let t = 0; t < trajectories; t++) {
    let at = Float64Array.from({ length: dimensions }, () => Math.floor(draw() * LEVELS) / (LEVELS - 1));
    rows.push(at);
    for (const d of permutation(dimensions, draw)) {
      const up = (at[d] as number) < 0.5;
      const next = Float64Array.from(at);
      next[d] = Math.min(1, Math.max(0, (at[d] as number) + (up ? STEP : -STEP)));
      const to = rows.push(next) - 1;
      moves.push({ dimension: d, from: to - 1, to, length: up ? STEP : -STEP });
      at = next;
    }
  }
  return { rows, moves };
}
