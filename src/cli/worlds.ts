/** Worlds of a study's runs, computed again for a look inside: which runs are meant, and the wait in words. */
import { UserError } from '../core/errors.js';
import { suggestion } from '../experiment/problem.js';
import { replayRun, type WorldRows } from '../experiment/replay.js';
import type { Run } from '../experiment/study.js';
import { printable } from '../experiment/text.js';
import { models } from '../models/index.js';
import { counted } from './counted.js';
import type { FoundStudy } from './stored.js';
import type { Terminal } from './terminal.js';

export interface WorldOptions {
  /** Without it every variant. */
  readonly variant?: string;
  readonly replicate?: number;
  readonly point?: number;
  /** From 0; without it the last. */
  readonly step?: number;
}

/** Replays one replicate of one variant or of all. @throws UserError for runs that the study has not */
export function replayWorlds(study: FoundStudy, options: WorldOptions, terminal: Terminal): WorldRows[] {
  const runs = chosenRuns(study, options);
  const { results } = study.read();
  terminal.note(`computing ${counted(runs.length, 'run')} again for a look inside`);
  return runs.map((run) => replayRun(run, models, results.outcome(run.id), options.step));
}

function chosenRuns({ plan }: FoundStudy, { variant, replicate = 0, point = 0 }: WorldOptions): Run[] {
  const names = plan.scenario.variants.map(({ name }) => name);
  if (variant !== undefined && !names.includes(variant))
    throw new UserError(`there is no variant "${printable(variant)}"`, printable(suggestion(variant, names)));
  const runs = plan.runs.filter((run) => run.replicate === replicate && run.point === point && (variant ?? run.variant) === run.variant);
  if (runs.length > 0) return runs;
  const points = plan.points?.length ?? 1;
  throw new UserError(
    `the study has no replicate ${replicate} of point ${point}`,
    `it has replicates 0 to ${plan.scenario.replicates - 1} and points 0 to ${points - 1}`,
  );
}
