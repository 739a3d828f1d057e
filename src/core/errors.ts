/**
 * The two kinds of error this project throws on purpose.
 *
 * `UserError`: something in your file, your flags or your parameters; the message says what to change.
 * `InvariantError`: the model broke one of its own laws; that is our bug, never yours.
 */

/** A mistake in what the user asked for. The message is shown without a stack trace, exit code 2. */
export class UserError extends Error {
  /** What to do about it, one sentence, if there is something to say beyond the message. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'UserError';
    this.hint = hint;
  }
}

/** A law of the model does not hold. Carries where it happened so that a bug report is complete. */
export class InvariantError extends Error {
  readonly invariant: string;
  readonly step: number;
  readonly phase: string;

  constructor(invariant: string, step: number, phase: string, detail: string) {
    super(`invariant "${invariant}" broken in step ${step} after phase "${phase}": ${detail}`);
    this.name = 'InvariantError';
    this.invariant = invariant;
    this.step = step;
    this.phase = phase;
  }
}
