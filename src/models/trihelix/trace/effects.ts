/**
 * Forward: what became of the knowledge that certain means helped to pass, by the same proportional accounting: in each cell
 * the share that is laid to them, moved on event by event from the beginning of the run.
 */
import { type EventLog, NOBODY } from './event-log.js';
import type { Means } from './means.js';
import type { InnovationRecord } from './project-book.js';

export interface Effects {
  /** Of each innovation, the share of the knowledge it was built on. */
  readonly innovations: Float64Array;
  /** Mastery gained by each holder at the first passage, helped by the means themselves, and at later ones. */
  readonly direct: Float64Array;
  readonly passedOn: Float64Array;
}

/**
 * @param weightOf weight 0 … 1 of a number of the table of means in what is asked about
 * @param domains domains per holder
 */
export function effectsOf(
  log: EventLog,
  means: readonly Means[],
  innovations: readonly InnovationRecord[],
  holders: number,
  domains: number,
  weightOf: (means: number) => number,
): Effects {
  const weights = Float64Array.from(means, (_, n) => weightOf(n));
  const laid = new Float64Array(holders * domains);
  const effects = {
    innovations: new Float64Array(innovations.length),
    direct: new Float64Array(holders),
    passedOn: new Float64Array(holders),
  };
  let next = 0;
  for (let event = 0; event < log.count; event++) {
    for (; next < innovations.length && innovations[next].position <= event; next++)
      effects.innovations[next] = shareIn(innovations[next], laid, domains);
    const cell = log.cell[event];
    const source = log.source[event];
    const share = log.share[event];
    const direct = weights[log.means[event]];
    const held = source === NOBODY ? 0 : laid[source * domains + (cell % domains)];
    const later = held === 0 ? 0 : means[log.means[event]].rest * held;
    laid[cell] = (1 - share) * laid[cell] + share * (direct + later);
    const holder = (cell - (cell % domains)) / domains;
    effects.direct[holder] += log.amount[event] * direct;
    effects.passedOn[holder] += log.amount[event] * later;
  }
  for (; next < innovations.length; next++) effects.innovations[next] = shareIn(innovations[next], laid, domains);
  return effects;
}

/** Every domain of an innovation counts alike. */
function shareIn({ uses }: InnovationRecord, laid: Float64Array, domains: number): number {
  let sum = 0;
  for (const { holder, domain, own } of uses) sum += own * laid[holder * domains + domain];
  return uses.length === 0 ? 0 : sum / uses.length;
}
