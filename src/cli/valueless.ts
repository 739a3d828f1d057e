/**
 * A metric that has no value anywhere is refused before anything expensive runs: because what it measures does not happen
 * under these settings, all runs would be computed for nothing. Judged by the runs that are stored and, for what these
 * leave open, by a few runs spread over the plan that leave nothing on disk. Most often the first one settles it.
 */
import { UserError } from '../core/errors.js';
import { layoutOfRun } from '../experiment/plan.js';
import { executeRun } from '../experiment/run.js';
import type { Plan, Run, RunOutcome } from '../experiment/study.js';
import { models } from '../models/index.js';
import { readStudy } from '../node/result-folder.js';

/** A figure that a command cannot do without; of any variant where none is named. */
export interface Need {
  readonly metric: string;
  readonly variant?: string;
}

/** Points, or of one point the replicates, that are tried; for a single variant more. */
const TRIED = 4;
const TRIED_OF_ONE = 8;
/** Milliseconds after which no more is tried, once every variant had two runs. */
const PATIENCE = 10_000;

/** Needs that no run fulfils, and how many runs that is known of; none where the runs failed, or few enough are open. */
interface Valueless {
  readonly needs: readonly Need[];
  readonly runs: number;
}

/**
 * @param unlessSome whether it is enough that one of the needs has a value, because nobody asked for them by name
 * @throws UserError when one of the needs (or all) has no value in any run that is stored or tried
 */
export function refuseValueless(prepared: Prepared, needs: readonly Need[], unlessSome = false): void {
  const found = findValueless(prepared, needs, unlessSome ? needs.length - 1 : 0);
  if (found.needs.length === 0) return;
  const names = found.needs.map(({ metric, variant }) => (variant === undefined ? metric : `${metric} of ${variant}`));
  throw new UserError(
    `${[...new Set(names)].join(', ')} ${names.length === 1 ? 'has' : 'have'} no value in any of the ${found.runs} runs that were tried first`,
    `what it measures does not happen under these settings; \`trihelix explain ${found.needs[0]?.metric}\` says what that is`,
  );
}

interface Prepared {
  readonly folder: string;
  readonly plan: Plan;
}

/** Which of the needs have no value; tries no more runs than it takes to see all but `may` of them. */
function findValueless({ folder, plan }: Prepared, needs: readonly Need[], may: number): Valueless {
  let open = [...needs];
  let runs = 0;
  const take = (of: Plan, run: Run, outcome: RunOutcome | undefined): void => {
    if (outcome?.status !== 'done') return;
    runs++;
    open = open.filter((need) => !hasValue(of, run, outcome.values, need));
  };
  const stored = readStudy(folder);
  for (const id of stored?.results.ids ?? []) {
    if (open.length <= may) break;
    const run = stored?.plan.runs[id];
    if (stored !== undefined && run !== undefined) take(stored.plan, run, stored.results.outcome(id));
  }
  const began = performance.now();
  for (const [n, run] of tried(plan, needs).entries()) {
    if (open.length <= may || (n >= 2 * plan.scenario.variants.length && performance.now() - began > PATIENCE)) break;
    if (open.some(({ variant }) => variant === undefined || variant === run.variant)) take(plan, run, executeRun(run, models));
  }
  return { needs: runs === 0 || open.length <= may ? [] : open, runs };
}

/** A measure that the plan's runs do not return has no value either; none is asked for that the model does not know. */
function hasValue(plan: Plan, run: Run, values: Float64Array, { metric, variant }: Need): boolean {
  if (variant !== undefined && variant !== run.variant) return false;
  const { metrics, figuresAt } = layoutOfRun(plan, run);
  const at = metrics.indexOf(metric);
  return at >= 0 && !Number.isNaN(values[figuresAt + at]);
}

/** Runs of all variants at points spread over the plan, from its first to its last; of one point, of several replicates. */
function tried({ runs, points, scenario }: Plan, needs: readonly Need[]): Run[] {
  const named = new Set(needs.map(({ variant }) => variant));
  const variants = scenario.variants.filter(({ name }) => named.has(undefined) || named.has(name)).length;
  const [places, most] = [points?.length ?? 1, variants === 1 ? TRIED_OF_ONE : TRIED];
  const wanted = Array.from({ length: most }, (_, k) => ({
    point: Math.round((k * (places - 1)) / (most - 1)),
    replicate: k % scenario.replicates,
  }));
  const addresses = new Set(wanted.map(({ point, replicate }) => `${point} ${replicate}`));
  return runs
    .filter(({ point, replicate, variant }) => addresses.has(`${point} ${replicate}`) && (named.has(undefined) || named.has(variant)))
    .sort((a, b) => a.replicate - b.replicate || a.point - b.point || a.id - b.id);
}
