/**
 * A Gaussian process through the results of a design: what the model would give between its points, and how sure that is
 * (Sacks, Welch, Mitchell & Wynn 1989). Matérn 5/2 with a length per input, a constant mean that is estimated, and a
 * nugget for what luck leaves in means over few replicates. Lengths and nugget maximise the restricted likelihood.
 */
import { exp, log } from '../../core/maths.js';
import { cholesky, dot, solveLower, solveUpper } from '../linear-algebra.js';
import { createCmaEs } from '../search/cma-es.js';

/** Hyperparameters: length per input as a multiple of its range, and nugget ÷ variance of the process. */
export interface Hyperparameters {
  readonly lengths: ArrayLike<number>;
  readonly nugget: number;
}

export interface GaussianProcess extends Hyperparameters {
  /** Variance of the process. */
  readonly variance: number;
  readonly logLikelihood: number;
  /** Mean of the expected figure at a place, and its standard deviation, luck of single runs left out. */
  predict(place: ArrayLike<number>): { readonly mean: number; readonly deviation: number };
  /** What all other points say about each point: error of the prediction and its standard deviation, luck included. */
  leaveOneOut(): readonly { readonly error: number; readonly deviation: number }[];
}

const LENGTHS = [0.1, 10] as const;
const NUGGETS = [1e-6, 10] as const;
const GENERATIONS = 30;
/** Points that hyperparameters are fitted to; of more, an even choice. */
const FITTED = 150;
const SQRT5 = Math.sqrt(5);

/**
 * Fits a process.
 * @param places rows of inputs, each scaled to 0 … 1
 * @param figures one per row, all finite
 */
export function fitGaussianProcess(places: readonly ArrayLike<number>[], figures: ArrayLike<number>, seed: string): GaussianProcess {
  const dimensions = places[0]?.length ?? 0;
  const every = Math.ceil(places.length / FITTED);
  const chosen = [...places.keys()].filter((p) => p % every === 0);
  const some = chosen.map((p) => places[p] as ArrayLike<number>);
  const values = Float64Array.from(chosen, (p) => figures[p] as number);
  const search = createCmaEs({ dimensions: dimensions + 1, seed: `${seed}/emulator`, start: [...new Array(dimensions).fill(0.6), 0.4] });
  let best: Hyperparameters = hyperparametersAt(search.mean);
  let least = Infinity;
  for (let g = 0; g < GENERATIONS; g++) {
    const asked = search.ask();
    const costs = asked.map((place) => -(solve(some, values, hyperparametersAt(place))?.logLikelihood ?? -Infinity));
    for (const [m, cost] of costs.entries()) if (cost < least) [least, best] = [cost, hyperparametersAt(asked[m] as Float64Array)];
    search.tell(costs);
  }
  return gaussianProcess(places, figures, best);
}

function hyperparametersAt(place: Float64Array): Hyperparameters {
  const between = ([low, high]: readonly [number, number], share: number): number => exp(log(low) + share * (log(high) - log(low)));
  return {
    lengths: place.slice(0, -1).map((share) => between(LENGTHS, share)),
    nugget: between(NUGGETS, place.at(-1) as number),
  };
}

/** The process with given hyperparameters. @throws RangeError where the points are too close for them */
export function gaussianProcess(places: readonly ArrayLike<number>[], figures: ArrayLike<number>, how: Hyperparameters): GaussianProcess {
  const solved = solve(places, figures, how);
  if (solved === undefined) throw new RangeError('points that lie on each other need a nugget');
  const { lower, weights, ones, precision, centre, variance, logLikelihood } = solved;
  const size = places.length;
  return {
    ...how,
    variance,
    logLikelihood,
    predict(place) {
      const near = Float64Array.from(places, (each) => correlation(place, each, how.lengths));
      const half = solveLower(lower, size, near);
      const left = 1 - dot(ones, near);
      const share = Math.max(0, 1 - dot(half, half) + (left * left) / precision);
      return { mean: centre + dot(near, weights), deviation: Math.sqrt(variance * share) };
    },
    leaveOneOut() {
      const unit = new Float64Array(size);
      return places.map((_, p) => {
        unit.fill(0)[p] = 1;
        // Dubrule 1983: with the mean estimated, its row is taken out of the inverse.
        const diagonal =
          (solveUpper(lower, size, solveLower(lower, size, unit))[p] as number) - ((ones[p] as number) * (ones[p] as number)) / precision;
        return { error: (weights[p] as number) / diagonal, deviation: Math.sqrt(variance / diagonal) };
      });
    },
  };
}

interface Solved {
  readonly lower: Float64Array;
  /** R⁻¹ (y − μ) and R⁻¹ 1. */
  readonly weights: Float64Array;
  readonly ones: Float64Array;
  /** 1ᵀ R⁻¹ 1. */
  readonly precision: number;
  readonly centre: number;
  readonly variance: number;
  readonly logLikelihood: number;
}

function solve(places: readonly ArrayLike<number>[], figures: ArrayLike<number>, { lengths, nugget }: Hyperparameters): Solved | undefined {
  const size = places.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++)
      matrix[i * size + j] = i === j ? 1 + nugget : correlation(places[i] as ArrayLike<number>, places[j] as ArrayLike<number>, lengths);
  const lower = cholesky(matrix, size);
  if (lower === undefined) return undefined;
  const inverse = (right: ArrayLike<number>): Float64Array => solveUpper(lower, size, solveLower(lower, size, right));
  const ones = inverse(new Float64Array(size).fill(1));
  const precision = ones.reduce((sum, value) => sum + value, 0);
  const centre = dot(ones, figures) / precision;
  const away = Float64Array.from(figures, (figure) => figure - centre);
  const weights = inverse(away);
  const variance = dot(away, weights) / (size - 1);
  let logDeterminant = 0;
  for (let k = 0; k < size; k++) logDeterminant += 2 * log(lower[k * (size + 1)] as number);
  const logLikelihood = -((size - 1) * log(variance) + logDeterminant + log(precision)) / 2;
  return { lower, weights, ones, precision, centre, variance, logLikelihood };
}

/** Matérn 5/2 of the scaled distance. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>, lengths: ArrayLike<number>): number {
  let squares = 0;
  for (let d = 0; d < lengths.length; d++) {
    const away = ((a[d] as number) - (b[d] as number)) / (lengths[d] as number);
    squares += away * away;
  }
  const far = SQRT5 * Math.sqrt(squares);
  return (1 + far + (far * far) / 3) * exp(-far);
}
