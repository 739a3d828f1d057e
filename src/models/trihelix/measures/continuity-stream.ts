/**
 * One stream of innovations (a cluster's, or all of them) kept as running sums, so that continuity can be published
 * after every step at the cost of a few numbers instead of a pass over the run.
 */
import { log } from '../../../core/maths.js';
import {
  breadth,
  type ContinuityParts,
  fanoFactor,
  geometricMean,
  innovationRate,
  noLongDrought,
  renewal,
  steadiness,
} from './continuity.js';

/** A class because a world holds one per cluster and each is a handful of numbers that change together. */
export class ContinuityStream {
  private steps = 0;
  private count = 0;
  private countSquares = 0;
  private events = 0;
  private lastEvent = -1;
  private intervalSum = 0;
  private intervalSquares = 0;
  private longest = 0;
  private innovatorSquares = 0;
  private activeSum = 0;
  private readonly logTotal: Float64Array;
  private readonly logDistinct: Float64Array;
  private readonly scratch: Float64Array;

  /**
   * @param capacity measured steps the run will have
   * @param scratch at least capacity + 1 numbers; streams may share it
   */
  constructor(capacity: number, scratch: Float64Array = new Float64Array(capacity + 1)) {
    if (scratch.length < capacity + 1) throw new RangeError(`scratch needs ${capacity + 1} numbers, got ${scratch.length}`);
    this.logTotal = new Float64Array(capacity);
    this.logDistinct = new Float64Array(capacity);
    this.scratch = scratch;
  }

  /** Books one innovation for breadth. @param before innovations the same innovator had in this stream until now */
  credit(before: number): void {
    this.innovatorSquares += 2 * before + 1;
  }

  /**
   * Ends a measured step.
   * @param count innovations new to their industry in this step
   * @param active firms alive
   * @param total cumulative number of all innovations of the stream, those not new to their industry included: among
   *   the new ones no combination of an industry comes twice, and renewal would be 1 by construction
   * @param distinct cumulative number of distinct combinations among them
   * @throws RangeError after the last step of the capacity
   */
  observe(count: number, active: number, total: number, distinct: number): void {
    const t = this.steps;
    if (t >= this.logTotal.length) throw new RangeError(`the stream has room for ${this.logTotal.length} steps`);
    this.steps = t + 1;
    this.activeSum += active;
    this.count += count;
    this.countSquares += count * count;
    // before the first innovation the curve has no point: NaN leaves it out of the fit
    this.logTotal[t] = total > 0 ? log(total) : Number.NaN;
    this.logDistinct[t] = distinct > 0 ? log(distinct) : Number.NaN;
    if (count > 0) this.event(t);
  }

  private event(t: number): void {
    const interval = t - this.lastEvent;
    this.longest = Math.max(this.longest, interval - 1);
    if (this.events > 0) {
      this.intervalSum += interval;
      this.intervalSquares += interval * interval;
    }
    this.events++;
    this.lastEvent = t;
  }

  /** Share of measured steps with at least one innovation. NaN before the first step. */
  coverage(): number {
    return this.steps > 0 ? this.events / this.steps : Number.NaN;
  }

  /** See `steadiness` of continuity.ts. NaN below three events. */
  steadiness(): number {
    return steadiness(this.events - 1, this.intervalSum, this.intervalSquares);
  }

  /** See `noLongDrought` of continuity.ts. NaN without an innovation. */
  noLongDrought(): number {
    const longest = Math.max(this.longest, this.steps - 1 - this.lastEvent);
    return noLongDrought(longest, this.count, this.steps, this.scratch);
  }

  /** See `breadth` of continuity.ts. NaN without an innovation. */
  breadth(): number {
    return breadth(this.count, this.innovatorSquares, this.activeSum / this.steps);
  }

  /** See `renewal` of continuity.ts; over the last half of the steps measured so far. */
  renewal(): number {
    let from = this.steps >> 1;
    while (from < this.steps && Number.isNaN(this.logTotal[from])) from++;
    return renewal(this.logTotal, this.logDistinct, from, this.steps);
  }

  /** Geometric mean of the five parts; 0 without an innovation, NaN before the first step. */
  continuity(): number {
    if (this.events === 0) return this.steps > 0 ? 0 : Number.NaN;
    return geometricMean(this.coverage(), this.steadiness(), this.noLongDrought(), this.breadth(), this.renewal());
  }

  /** Innovations per step. */
  innovationRate(): number {
    return innovationRate(this.count, this.steps);
  }

  /** Fano factor of the counts per step. */
  fanoFactor(): number {
    return fanoFactor(this.count, this.countSquares, this.steps);
  }
}

/** What `continuityOf` needs of a stream that is over. */
export interface StreamRecord {
  /** Innovations new to their industry, per measured step. */
  readonly counts: ArrayLike<number>;
  /** The same innovations per innovator. */
  readonly perInnovator: ArrayLike<number>;
  /** Firms alive, per measured step. */
  readonly active: ArrayLike<number>;
  /** Cumulative number of all innovations, per measured step. */
  readonly total: ArrayLike<number>;
  /** Cumulative number of distinct combinations, per measured step. */
  readonly distinct: ArrayLike<number>;
}

/** The five parts and their geometric mean of a stream that is over; allocates. */
export function continuityOf(record: StreamRecord): ContinuityParts {
  const steps = record.counts.length;
  const stream = new ContinuityStream(steps);
  for (let i = 0; i < record.perInnovator.length; i++) {
    for (let c = 0; c < record.perInnovator[i]; c++) stream.credit(c);
  }
  for (let t = 0; t < steps; t++) {
    stream.observe(record.counts[t], record.active[t], record.total[t], record.distinct[t]);
  }
  return {
    coverage: stream.coverage(),
    steadiness: stream.steadiness(),
    no_long_drought: stream.noLongDrought(),
    breadth: stream.breadth(),
    renewal: stream.renewal(),
    continuity: stream.continuity(),
  };
}
