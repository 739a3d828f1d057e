/** What goes out to the page when something fails: messages meant for users, and nothing else: no stack, no path. */
import { UserError } from '../../core/errors.js';
import { printable } from '../../experiment/text.js';
import { StoreError } from '../../node/store-error.js';
import { ProblemsError } from '../failure.js';
import { DraftError } from './draft.js';

/** An answer to a call that failed. */
export interface Refused {
  readonly problems: readonly string[];
  readonly status: 400 | 404 | 500;
}

/** A call that another process has refused, or that ended with it. */
export class CallError extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(refused.problems.join('; '));
    this.refused = refused;
  }
}

/** What is said of an error; what only a maintainer can make use of goes to the terminal. */
export function refusalOf(error: unknown): Refused {
  if (error instanceof CallError) return error.refused;
  if (error instanceof DraftError) return { problems: error.problems, status: 400 };
  if (error instanceof ProblemsError) return { problems: ['the scenario file has problems; `trihelix check` shows them'], status: 400 };
  if (error instanceof UserError) return { problems: [printable(error.message)], status: 404 };
  if (error instanceof StoreError) return { problems: ['the study cannot be read or written; `trihelix verify` says more'], status: 500 };
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return { problems: ['the studio failed; the terminal says more'], status: 500 };
}
