/**
 * Sequential Monte Carlo for approximate Bayesian computation: which parameter sets to try next, and what all that were
 * tried weigh in the posterior.
 *
 * As in Toni et al. 2009 each round draws its population from the weighted one before, through a Gaussian kernel of twice
 * its covariance (Beaumont et al. 2009), and the tolerance falls as fast as the effective sample size allows (Del Moral,
 * Doucet & Jasra 2012). Two things are done otherwise (decision 0022): no parameter set is thrown away, all rounds are
 * weighed together against the mixture of all proposals (Cornuet et al. 2012); and distance is weighed by
 * exp(−½ (distance ÷ tolerance)²), so that at a tolerance of 1, with distances in standard errors of the targets, the
 * posterior is the exact one for targets that were measured with these errors (Wilkinson 2013).
 *
 * It works in normal scores: whatever the prior is, its shares mapped by the normal quantile are standard normal.
 */
import { normalCdf, normalQuantile } from '#distributions';
import { exp, log } from '../../core/maths.js';
import { cholesky, dot, solveLower, weightedCovariance } from '../linear-algebra.js';
import { createGenerator } from '../random.js';

/** Share of every later population that is drawn from the prior, so that no part of it is ever given up (Hesterberg 1995). */
const FROM_PRIOR = 0.1;
/** Widening of the covariance of the population that the next one is drawn with. */
const WIDENING = 2;
const LARGEST_TOLERANCE = 1e9;
/** Steps of the shares that normal scores are drawn at: neither 0 nor 1 is among them. */
const FINE = 4294967296;
/** Effective sample size, as a share of a population, of the sharper weights that the next population is drawn with. */
const PROPOSED = 0.2;
/** Components of a proposal that together weigh less than this are left out. */
const NEGLIGIBLE = 1e-4;

/** What was tried: shares of the prior, one per parameter, and how far what came out lies from the targets. */
export interface Particle {
  readonly round: number;
  readonly shares: Float64Array;
  /** In standard errors; infinite where nothing came out. */
  readonly distance: number;
}

export interface Sampler {
  readonly particles: readonly Particle[];
  /** Tolerance in standard errors that the weights belong to; at 1 the targets' own errors are all that is left. */
  readonly tolerance: number;
  /** Weight of every particle; they add up to 1. */
  readonly weights: Float64Array;
  /** Number of equally weighted draws that the weighted particles are worth (Kish 1965). */
  readonly effective: number;
  /** The next population as shares between 0 and 1; asked again before `tell` it is the same. */
  ask(): readonly Float64Array[];
  /** Distances of the population that was asked for, in its order. */
  tell(distances: ArrayLike<number>): void;
}

interface Scored extends Particle {
  readonly scores: Float64Array;
  /** Per later proposal its density ÷ that of the prior, here. */
  readonly densities: number[];
}

/** Where a later population was drawn from. */
interface Proposal {
  readonly count: number;
  readonly centres: readonly Float64Array[];
  readonly weights: Float64Array;
  /** Cholesky factor of the kernel's covariance, and the centres divided by it. */
  readonly factor: Float64Array;
  readonly whitened: readonly Float64Array[];
}

export interface SamplerInput {
  readonly dimensions: number;
  /** Particles per round. */
  readonly size: number;
  readonly seed: string;
  /** Effective sample size that the tolerance keeps; default half the size. */
  readonly keep?: number;
}

export function createSampler({ dimensions, size, seed, keep = size / 2 }: SamplerInput): Sampler {
  const particles: Scored[] = [];
  const proposals: Proposal[] = [];
  let [tolerance, effective, fromPrior] = [LARGEST_TOLERANCE, 0, 0];
  let weights: Float64Array = new Float64Array(0);
  let asked: { readonly scores: readonly Float64Array[]; readonly shares: readonly Float64Array[] } | undefined;
  const round = (): number => (particles.at(-1)?.round ?? -1) + 1;
  const sharper = (): Float64Array => {
    const ratios = importance(particles, proposals, fromPrior);
    return weigh(particles, ratios, chooseTolerance(particles, ratios, PROPOSED * size));
  };
  const askOnce = (): NonNullable<typeof asked> => {
    const draw = createGenerator('calibration', seed, round());
    const proposal = effective === 0 ? undefined : proposalFrom(particles, sharper(), dimensions, size);
    if (proposal === undefined) fromPrior += size;
    else proposals.push(proposal);
    const scores = Array.from({ length: size }, () => drawScores(proposal, dimensions, draw));
    return { scores, shares: scores.map((row) => row.map((z) => normalCdf(z, 0, 1))) };
  };
  return {
    particles,
    get tolerance() {
      return tolerance;
    },
    get weights() {
      return weights;
    },
    get effective() {
      return effective;
    },
    ask() {
      asked ??= askOnce();
      return asked.shares;
    },
    tell(distances) {
      if (asked === undefined || distances.length !== size) throw new RangeError('tell needs the distances of what was asked');
      const at = round();
      for (const [p, shares] of asked.shares.entries())
        particles.push({ round: at, shares, distance: distances[p] as number, scores: asked.scores[p] as Float64Array, densities: [] });
      asked = undefined;
      const ratios = importance(particles, proposals, fromPrior);
      tolerance = chooseTolerance(particles, ratios, keep);
      weights = weigh(particles, ratios, tolerance);
      effective = effectiveSize(weights);
    },
  };
}

/** Draws one row of normal scores from the prior or from a proposal. */
function drawScores(proposal: Proposal | undefined, dimensions: number, draw: () => number): Float64Array {
  const defensive = draw() < FROM_PRIOR;
  const at = draw();
  const scores = Float64Array.from({ length: dimensions }, () => normalQuantile((Math.floor(draw() * FINE) + 0.5) / FINE, 0, 1));
  if (proposal === undefined || defensive) return scores;
  let [c, sum] = [0, proposal.weights[0] as number];
  while (sum < at && c < proposal.centres.length - 1) sum += proposal.weights[++c] as number;
  const centre = proposal.centres[c] as Float64Array;
  return centre.map((value, i) => value + dot(proposal.factor.subarray(i * dimensions, i * dimensions + i + 1), scores.subarray(0, i + 1)));
}

/** The Gaussian mixture around the weighted particles. */
function proposalFrom(particles: readonly Scored[], weights: Float64Array, dimensions: number, count: number): Proposal {
  const heaviest = [...weights.keys()].sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b);
  const kept: number[] = [];
  for (let [k, sum] = [0, 0]; k < heaviest.length && sum < 1 - NEGLIGIBLE; k++) {
    kept.push(heaviest[k] as number);
    sum += weights[heaviest[k] as number] as number;
  }
  const centres = kept.map((p) => (particles[p] as Scored).scores);
  const total = kept.reduce((sum, p) => sum + (weights[p] as number), 0);
  const shares = Float64Array.from(kept, (p) => (weights[p] as number) / total);
  const covariance = weightedCovariance(centres, shares, dimensions).map((value) => WIDENING * value);
  const factor = factorOf(covariance, dimensions);
  return { count, centres, weights: shares, factor, whitened: centres.map((centre) => solveLower(factor, dimensions, centre)) };
}

/** A population of one place or on a line gets a little width of its own. */
function factorOf(covariance: Float64Array, dimensions: number): Float64Array {
  for (let ridge = 1e-9; ; ridge *= 10) {
    const factor = cholesky(
      covariance.map((value, k) => (k % (dimensions + 1) === 0 ? value + ridge : value)),
      dimensions,
    );
    if (factor !== undefined) return factor;
  }
}

/** Density of the prior ÷ density of the mixture of all rounds, at every particle. */
function importance(particles: readonly Scored[], proposals: readonly Proposal[], fromPrior: number): Float64Array {
  const total = proposals.reduce((sum, { count }) => sum + count, fromPrior);
  return Float64Array.from(particles, ({ scores, densities }) => {
    let mixture = fromPrior / total;
    for (const [k, proposal] of proposals.entries()) {
      densities[k] ??= relativeDensity(proposal, scores);
      mixture += (proposal.count / total) * (FROM_PRIOR + (1 - FROM_PRIOR) * densities[k]);
    }
    return 1 / mixture;
  });
}

/** Density of a proposal's mixture ÷ density of the prior. */
function relativeDensity({ whitened, weights, factor }: Proposal, scores: Float64Array): number {
  const size = scores.length;
  let logScale = dot(scores, scores) / 2;
  for (let d = 0; d < size; d++) logScale -= log(factor[d * (size + 1)] as number);
  const here = solveLower(factor, size, scores);
  let density = 0;
  for (const [c, centre] of whitened.entries()) {
    let squares = 0;
    for (let d = 0; d < size; d++) squares += ((here[d] as number) - (centre[d] as number)) * ((here[d] as number) - (centre[d] as number));
    if (squares < 1400) density += (weights[c] as number) * exp(logScale - squares / 2);
  }
  return density;
}

function weigh(particles: readonly Particle[], ratios: Float64Array, tolerance: number): Float64Array {
  const least = particles.reduce((smallest, { distance }) => Math.min(smallest, distance), Infinity);
  const raw = ratios.map((ratio, p) => {
    const { distance } = particles[p] as Particle;
    return Number.isFinite(distance) ? ratio * exp(-((distance - least) * (distance + least)) / (2 * tolerance * tolerance)) : 0;
  });
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? raw.map((weight) => weight / total) : raw;
}

/** 1 ÷ Σ weights², 0 where nothing has weight. */
function effectiveSize(weights: Float64Array): number {
  const squares = dot(weights, weights);
  return squares > 0 ? 1 / squares : 0;
}

/** The smallest tolerance, but not below 1, at which enough particles count. */
function chooseTolerance(particles: readonly Particle[], ratios: Float64Array, keep: number): number {
  const effective = (tolerance: number): number => effectiveSize(weigh(particles, ratios, tolerance));
  const wanted = Math.min(keep, 0.9 * effective(LARGEST_TOLERANCE));
  if (effective(1) >= wanted) return 1;
  let [low, high] = [0, log(LARGEST_TOLERANCE)];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (effective(exp(middle)) >= wanted) high = middle;
    else low = middle;
  }
  return exp(high);
}
