/**
 * What the process that holds the threads and the owner of the results say to each other. The numbers of a batch go ahead of
 * its result as one array, in pieces: many small arrays would cost the owner more than all its other work, and a long run as
 * one message would fill the memory several times over.
 */
import type { Run } from '../experiment/study.js';
import type { TriedOutcome } from './records.js';
import type { BatchResult, ThreadOptions } from './threads.js';

/** From the owner: the first message starts the threads, each further one is a batch. */
export type ToChild =
  | { readonly start: ThreadOptions & { readonly residentMegabytes: number } }
  | { readonly batch: number; readonly runs: readonly Run[]; readonly timeLimit?: number };

export type FromChild =
  | { readonly ready: true }
  | { readonly batch: number; readonly result: BatchResult; readonly counts?: readonly number[] }
  | { readonly broken: string }
  | Piece;

/** A part of the numbers of a batch. */
export interface Piece {
  readonly batch: number;
  /** Where they belong, and how many there are in all. */
  readonly at: number;
  readonly of: number;
  readonly numbers: Float64Array;
}

/** Numbers that are sent at once. */
const MOST_NUMBERS = 2 ** 17;
const NONE = new Float64Array(0);

/** The result of a batch as messages, in their order. */
export function* messagesOf(batch: number, result: BatchResult): Generator<FromChild> {
  if ('failure' in result) {
    yield { batch, result };
    return;
  }
  const numbers = together(result.outcomes);
  for (let at = 0; at < numbers.length; at += MOST_NUMBERS)
    yield { batch, at, of: numbers.length, numbers: numbers.subarray(at, at + MOST_NUMBERS) };
  const outcomes = result.outcomes.map((outcome) => (outcome.status === 'done' ? { ...outcome, values: NONE } : outcome));
  yield { batch, result: { outcomes }, counts: result.outcomes.map(countOf) };
}

const countOf = (outcome: TriedOutcome): number => (outcome.status === 'done' ? outcome.values.length : 0);

/** The numbers of all outcomes, one after another. */
function together(outcomes: readonly TriedOutcome[]): Float64Array {
  const [only] = outcomes;
  if (outcomes.length === 1 && only?.status === 'done') return only.values;
  const numbers = new Float64Array(outcomes.reduce((sum, outcome) => sum + countOf(outcome), 0));
  let at = 0;
  for (const outcome of outcomes) {
    if (outcome.status !== 'done') continue;
    numbers.set(outcome.values, at);
    at += outcome.values.length;
  }
  return numbers;
}

/** The numbers of a batch as they come in. */
export class Gathered {
  private numbers: Float64Array = NONE;
  private came = 0;

  add({ at, of, numbers }: Piece): void {
    this.came += numbers.length;
    if (numbers.length === of) this.numbers = numbers;
    else {
      if (this.numbers.length !== of) this.numbers = new Float64Array(of);
      this.numbers.set(numbers, at);
    }
  }

  /** The result with its numbers, which share one piece of memory; a failure when not all of them came. */
  complete(result: BatchResult, counts: readonly number[] = []): BatchResult {
    if ('failure' in result) return result;
    const asked = counts.reduce((sum, count) => sum + count, 0);
    if (this.came !== asked || this.numbers.length !== asked)
      return { failure: { position: -2, cause: 'death', message: `${this.came} of the ${asked} numbers of a batch came back` } };
    let at = 0;
    const outcomes = result.outcomes.map((outcome, position) => {
      if (outcome.status !== 'done') return outcome;
      const from = at;
      at += counts[position] ?? 0;
      return { ...outcome, values: this.numbers.subarray(from, at) };
    });
    return { outcomes };
  }
}
