/** Short constructor for measures, so that a list of them reads as a table: name, title, sentence, traits. */
import type { Evaluation, Measure } from '../../../core/model.js';
import type { Parameters } from '../parameters/index.js';
import { inBoth, type Words } from '../words.js';
import type { TrihelixWorld } from '../world.js';

export type TrihelixEvaluation = Evaluation<TrihelixWorld, Parameters>;

type Traits = Pick<Measure, 'unit' | 'better' | 'source' | 'accepted'>;

export function measure(name: string, title: Words, text: Words, traits: Traits): Measure {
  return { name, title: inBoth(title), text: inBoth(text), ...traits };
}

/** part ÷ whole; NaN where the whole is not above zero, so that a quotient never changes its meaning with its sign. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}
