/**
 * A run: data in, data out. The same call is made inline, in a thread, in a queue's worker and in the page.
 */
import { InvariantError, UserError } from '../core/errors.js';
import { evaluate } from '../core/evaluate.js';
import type { AnyModel } from '../core/model.js';
import { simulate } from '../core/simulate.js';
import { runKey } from './random.js';
import { activePolicies } from './schedule.js';
import type { Run, RunFailure, RunOutcome } from './study.js';
import { printable } from './text.js';

export { runKey } from './random.js';

export interface RunOptions {
  /** A clock in milliseconds; without it runs take 0. */
  readonly now?: () => number;
}

/** Computes a run. Never throws: whatever goes wrong is the outcome's failure. */
export function executeRun(run: Run, models: readonly AnyModel[], { now = () => 0 }: RunOptions = {}): RunOutcome {
  const start = now();
  try {
    const model = modelOf(models, run.model);
    const input = simulationInput(run, models);
    const values = run.evaluations === undefined ? simulate(model, input) : evaluate(model, input, run.evaluations);
    return { id: run.id, status: 'done', values, milliseconds: now() - start };
  } catch (error) {
    return { id: run.id, status: 'failed', failure: failureOf(error), milliseconds: now() - start };
  }
}

/** What `createSimulation` needs for this run: for replays, pictures and the studio. @throws UserError as `activePolicies` */
export function simulationInput(run: Run, models: readonly AnyModel[]): Parameters<typeof simulate>[1] {
  const model = modelOf(models, run.model);
  return {
    parameters: run.parameters,
    policies: activePolicies(model, run.policies, run.burnIn),
    key: runKey(run.seed, run.replicate),
    steps: run.steps,
    burnIn: run.burnIn,
    checked: run.checked ?? false,
  };
}

/** @throws UserError when there is no model of that name */
export function modelOf(models: readonly AnyModel[], name: string): AnyModel {
  const model = models.find((candidate) => candidate.name === name);
  if (model === undefined)
    throw new UserError(`there is no model "${name}"`, `known: ${models.map((candidate) => candidate.name).join(', ')}`);
  return model;
}

function failureOf(error: unknown): RunFailure {
  const message = printable(error instanceof Error ? error.message : String(error), 500);
  if (error instanceof InvariantError) return { kind: 'invariant', message };
  const outOfMemory = error instanceof RangeError && /allocation failed|array length|array buffer/i.test(error.message);
  return { kind: outOfMemory ? 'memory' : 'error', message };
}
