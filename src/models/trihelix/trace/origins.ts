/**
 * Backward: where a stock of knowledge came from, by share, following each passage to the stock of its source at that time.
 *
 * A *claim* is a share of a cell's stock as it was before a certain event. Walking the cell's events from the newest to the
 * oldest, each event takes its share of what is claimed to its source and leaves the rest to older events. Every cell's first
 * event brings all there is, so nothing is left over and shares add up.
 */
import { type EventIndex, type EventLog, NOBODY } from './event-log.js';
import type { Means } from './means.js';

/** A share of a cell's stock as it was before the event of that number. */
export interface Claim {
  readonly before: number;
  readonly weight: number;
}

/** What of a claimed stock came from one source by one channel. */
export interface Origin {
  /** Holder, or NOBODY. */
  readonly source: number;
  readonly channel: number;
  /** Share, in the unit of the claims. */
  weight: number;
  /** The same stock at its source, oldest first; empty where there is none. */
  readonly claims: Claim[];
  /** Of the share, what instruments helped to pass, by instrument. */
  readonly helped: Float64Array;
  /** Steps of the first and the last passage. */
  first: number;
  last: number;
}

/**
 * Splits claims on one cell by source and channel, largest first.
 * @param claims oldest first
 * @param sourceKey tells sources apart that share a holder number over time; its number and the channel make a group
 */
export function originsOf(
  log: EventLog,
  index: EventIndex,
  means: readonly Means[],
  cell: number,
  claims: readonly Claim[],
  sourceKey: (event: number) => number,
): Origin[] {
  const found = new Map<string, Origin>();
  let open = claims.length - 1;
  let weight = 0;
  for (let at = index.start[cell + 1] - 1; at >= index.start[cell]; at--) {
    const event = index.events[at];
    for (; open >= 0 && claims[open].before > event; open--) weight += claims[open].weight;
    if (weight === 0) continue;
    const share = log.share[event];
    take(found, log, means, event, weight * share, sourceKey(event));
    weight *= 1 - share;
    if (weight === 0 && open < 0) break;
  }
  const origins = [...found.values()];
  for (const { claims: passed } of origins) passed.reverse();
  return origins.sort((a, b) => b.weight - a.weight);
}

function take(found: Map<string, Origin>, log: EventLog, means: readonly Means[], event: number, moved: number, key: number): void {
  if (moved === 0) return;
  const { weights } = means[log.means[event]];
  const group = `${key} ${log.channel[event]}`;
  let origin = found.get(group);
  if (origin === undefined) {
    const step = log.stepOf(event);
    const { source, channel } = { source: log.source[event], channel: log.channel[event] };
    origin = { source, channel, weight: 0, claims: [], helped: new Float64Array(weights.length), first: step, last: step };
    found.set(group, origin);
  }
  origin.weight += moved;
  origin.first = log.stepOf(event);
  if (origin.source !== NOBODY) origin.claims.push({ before: event, weight: moved });
  for (let k = 0; k < weights.length; k++) origin.helped[k] += moved * weights[k];
}
