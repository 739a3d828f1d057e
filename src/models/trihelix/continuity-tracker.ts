/**
 * Continuity of every cluster and of the whole, step by step. A cluster is the organisations of one industry in one
 * region; those with fewer than five firms at the start are left out, because a stream of two firms measures luck.
 */
import { createUsage, recordUse, type UsageTable } from './combination.js';
import { geometricMean } from './measures/continuity.js';
import { ContinuityStream } from './measures/continuity-stream.js';

/** Fewest firms at the start that make a cluster. */
const SMALLEST_CLUSTER = 5;

/** Order of the published parts in `ContinuityTracker.clusters` and `.whole`. */
export const PARTS = ['coverage', 'steadiness', 'no_long_drought', 'breadth', 'renewal', 'continuity'] as const;

export interface ContinuityTracker {
  /** Stream of the cluster region × industries + industry, −1 where there is none; the whole is the last stream. */
  readonly streamOf: Int32Array;
  readonly streams: readonly ContinuityStream[];
  /** Firms at the start by stream: the weights of the mean over clusters. */
  readonly weight: Float64Array;
  /** Of the current step, by stream. */
  readonly newCount: Float64Array;
  readonly active: Float64Array;
  /** Cumulative after burn-in, by stream. */
  readonly total: Float64Array;
  readonly distinct: Float64Array;
  readonly usage: UsageTable;
  /** Innovations new to their industry after burn-in, by organisation row. */
  readonly byInnovator: Int32Array;
  /** The parts as of the last measured step: firm-weighted mean over clusters, and of all innovations together. */
  readonly clusters: Float64Array;
  /** Room: weight of the clusters in which a part is defined. */
  readonly partWeight: Float64Array;
  readonly whole: Float64Array;
}

/** @param firms firms at the start by cluster; @param rows organisation rows; @param measured steps after burn-in */
export function createContinuityTracker(firms: Float64Array, rows: number, measured: number): ContinuityTracker {
  const streamOf = new Int32Array(firms.length).fill(-1);
  const weights: number[] = [];
  for (let c = 0; c < firms.length; c++) {
    if (firms[c] < SMALLEST_CLUSTER) continue;
    streamOf[c] = weights.length;
    weights.push(firms[c]);
  }
  const count = weights.length + 1;
  const scratch = new Float64Array(measured + 1);
  return {
    streamOf,
    streams: Array.from({ length: count }, () => new ContinuityStream(measured, scratch)),
    weight: Float64Array.from([...weights, 0]),
    newCount: new Float64Array(count),
    active: new Float64Array(count),
    total: new Float64Array(count),
    distinct: new Float64Array(count),
    usage: createUsage(),
    byInnovator: new Int32Array(rows),
    clusters: new Float64Array(PARTS.length).fill(Number.NaN),
    partWeight: new Float64Array(PARTS.length),
    whole: new Float64Array(PARTS.length).fill(Number.NaN),
  };
}

/** Books an innovation of a measured step with its cluster and with the whole. */
export function trackInnovation(
  tracker: ContinuityTracker,
  cluster: number,
  row: number,
  low: number,
  high: number,
  newToIndustry: boolean,
): void {
  const whole = tracker.streams.length - 1;
  const before = tracker.byInnovator[row];
  if (newToIndustry) tracker.byInnovator[row] = before + 1;
  addTo(tracker, whole, low, high, newToIndustry, before);
  const stream = tracker.streamOf[cluster];
  if (stream >= 0) addTo(tracker, stream, low, high, newToIndustry, before);
}

function addTo(tracker: ContinuityTracker, s: number, low: number, high: number, newToIndustry: boolean, before: number): void {
  tracker.total[s] += 1;
  if (recordUse(tracker.usage, low, high, s) === 0) tracker.distinct[s] += 1;
  if (!newToIndustry) return;
  tracker.newCount[s] += 1;
  tracker.streams[s]?.credit(before);
}

/** Ends a measured step: `active` must hold the firms alive by stream. Publishes the parts. */
export function closeContinuity(tracker: ContinuityTracker): void {
  const { streams, newCount, active, total, distinct, weight, partWeight, clusters, whole } = tracker;
  const last = streams.length - 1;
  clusters.fill(0);
  partWeight.fill(0);
  for (let s = 0; s <= last; s++) {
    const stream = streams[s] as ContinuityStream;
    stream.observe(newCount[s], active[s], total[s], distinct[s]);
    publish(stream, whole);
    if (s === last) break;
    // A part that a young stream does not have yet is left out of the mean, not counted as nothing.
    for (let p = 0; p < PARTS.length; p++) {
      if (Number.isNaN(whole[p])) continue;
      clusters[p] += weight[s] * whole[p];
      partWeight[p] += weight[s];
    }
  }
  for (let p = 0; p < PARTS.length; p++) clusters[p] = partWeight[p] > 0 ? clusters[p] / partWeight[p] : Number.NaN;
  newCount.fill(0);
  active.fill(0);
}

function publish(stream: ContinuityStream, out: Float64Array): void {
  out[0] = stream.coverage();
  out[1] = stream.steadiness();
  out[2] = stream.noLongDrought();
  out[3] = stream.breadth();
  out[4] = stream.renewal();
  out[5] = out[0] === 0 ? 0 : geometricMean(out[0], out[1], out[2], out[3], out[4]);
}
