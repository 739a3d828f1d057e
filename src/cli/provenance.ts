/** What a report says about where it comes from: versions, hashes and the command, without paths and user names. */
import { basename } from 'node:path';
import type { Plan } from '../experiment/study.js';
import type { Finished } from './finish.js';
import { commandLine, type PreparedStudy } from './prepare.js';

export function provenanceOf({ asked, overrides, options }: PreparedStudy, plan: Plan, finished: Finished): Record<string, string> {
  const { out: _, auto: __, ...told } = options;
  return {
    trihelix: plan.engine,
    model: `${plan.model.name} ${plan.model.version}`,
    plan_hash: plan.hash,
    results_hash: finished.hash,
    command: commandLine(options.measures === undefined ? 'run' : 'evaluate', {
      asked: basename(asked),
      overrides,
      options: { ...told, replicates: plan.scenario.replicates },
    }),
  };
}
