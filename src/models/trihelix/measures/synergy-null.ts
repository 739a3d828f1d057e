/**
 * What the synergy of teams would be by chance: two null models and the bootstrap band of the eight cells.
 *
 * T alone misleads. Teams of one kind each give a strongly negative T without any collaboration, so two nulls stand
 * beside each other. `permutationNull` shuffles each kind over all teams: it asks whether the kinds go together
 * otherwise than by chance, and calls "never together" a strong pattern too. `teamSizeNull` also keeps how many
 * kinds each team has: it asks whether, given how much is done together, the *partners* are more synergetic than
 * chance; without any collaboration it has nothing to vary and its z-score is undefined. So is either z-score where a
 * kind is in so few teams, or missing from so few, that the null varies by rare tables only (sampling.ts).
 *
 * The caller moves the stream to a step; sample s uses the addresses (s, 0), (s, 1), …
 */
import type { Stream } from '../../../core/rng.js';
import { binomial, hypergeometric, logFactorials } from './draws.js';
import { type AgainstNull, against, type Band, bandOf, type Sampler, sum } from './sampling.js';
import { KINDS } from './synergy.js';

/**
 * T of the eight cells against teams in which each kind is shuffled over all teams, the three margins fixed.
 * Four hypergeometric draws make one permutation of any number of teams. Source: Good 2005, Permutation tests.
 */
export function permutationNull(cells: Float64Array, samples: number, stream: Stream): AgainstNull {
  return against(cells, KINDS, samples, new Permutations(cells, stream));
}

class Permutations implements Sampler {
  private readonly stream: Stream;
  private readonly total: number;
  private readonly one: number;
  private readonly two: number;
  private readonly four: number;
  private readonly factorial: Float64Array;

  constructor(cells: Float64Array, stream: Stream) {
    this.stream = stream;
    this.total = sum(cells);
    this.one = cells[1] + cells[3] + cells[5] + cells[7];
    this.two = cells[2] + cells[3] + cells[6] + cells[7];
    this.four = cells[4] + cells[5] + cells[6] + cells[7];
    this.factorial = logFactorials(this.total);
  }

  draw(sample: number, out: Float64Array): void {
    const { stream, total, one, two, factorial } = this;
    const both = hypergeometric(stream.unit(sample, 0), total, one, two, factorial);
    out[0] = total - one - two + both;
    out[1] = one - both;
    out[2] = two - both;
    out[3] = both;
    let pool = total;
    let left = this.four;
    for (let c = 0; c < 4; c++) {
      const size = out[c];
      const taken = c === 3 ? left : hypergeometric(stream.unit(sample, c + 1), pool, size, left, factorial);
      out[c] = size - taken;
      out[c + 4] = taken;
      pool -= size;
      left -= taken;
    }
  }
}

/** Sweeps before the first sample and between two samples: the autocorrelation of T is then below 0.1. */
const WARM_UP = 10;
const THINNING = 3;

/**
 * T of the eight cells against teams with the same number of kinds each and the same three margins: the fixed-margin
 * null of co-occurrence studies (Connor & Simberloff 1979; Gotelli 2000).
 *
 * With a_x teams of x alone and b_x teams without x alone, the margins fix a_x − b_x, and P ∝ Π 1/(a_x!·b_x!). Given
 * the third kind, (a_x, a_y) is hypergeometric, so a Gibbs sweep over the three pairs costs three draws.
 */
export function teamSizeNull(cells: Float64Array, samples: number, stream: Stream): AgainstNull {
  const sampler = new FixedMargins(cells, stream);
  sampler.sweep(samples, WARM_UP);
  return against(cells, KINDS, samples, sampler);
}

class FixedMargins implements Sampler {
  private readonly state: Float64Array;
  private readonly stream: Stream;
  private readonly factorial: Float64Array;

  constructor(cells: Float64Array, stream: Stream) {
    this.state = cells.slice();
    this.stream = stream;
    this.factorial = logFactorials(sum(cells));
  }

  sweep(sample: number, count: number): void {
    const { state, stream, factorial } = this;
    for (let d = 0; d < 3 * count; d++) {
      const x = 1 << (d % 3);
      const y = 1 << ((d + 1) % 3);
      const alone = state[x] + state[y];
      const swap = state[x] + state[7 ^ y];
      const drawn = hypergeometric(stream.unit(sample, d), alone + state[7 ^ x] + state[7 ^ y], swap, alone, factorial);
      const shift = drawn - state[x];
      state[x] = drawn;
      state[7 ^ x] += shift;
      state[y] = alone - drawn;
      state[7 ^ y] = swap - drawn;
    }
  }

  draw(sample: number, out: Float64Array): void {
    this.sweep(sample, THINNING);
    out.set(this.state);
  }
}

/**
 * 95 % percentile bootstrap band of T of the eight cells: teams drawn anew with replacement, which is one multinomial
 * draw. NaN for an empty table. Source: Efron 1979.
 */
export function bootstrapBand(cells: Float64Array, samples: number, stream: Stream): Band {
  return bandOf(KINDS, sum(cells), samples, new Bootstrap(cells, stream));
}

class Bootstrap implements Sampler {
  private readonly cells: Float64Array;
  private readonly stream: Stream;
  private readonly total: number;
  private readonly factorial: Float64Array;

  constructor(cells: Float64Array, stream: Stream) {
    this.cells = cells;
    this.stream = stream;
    this.total = sum(cells);
    this.factorial = logFactorials(this.total);
  }

  draw(sample: number, out: Float64Array): void {
    const { cells, stream, factorial } = this;
    let left = this.total;
    let pool = this.total;
    for (let c = 0; c < 8; c++) {
      const size = cells[c];
      out[c] = c === 7 ? left : binomial(stream.unit(sample, c), left, size / pool, factorial);
      left -= out[c];
      pool -= size;
    }
  }
}
