/** What a report says about where it comes from: versions, hashes and the command, without paths and user names. */
import { basename } from 'node:path';
import type { Plan } from '../experiment/study.js';
import type { Finished } from './finish.js';
import { type PreparedStudy, shellLine } from './prepare.js';

export function provenanceOf(prepared: PreparedStudy, plan: Plan, finished: Finished): Record<string, string> {
  const [asked = '', ...rest] = prepared.words;
  const out = rest.indexOf('--out');
  const words = out < 0 ? rest : rest.toSpliced(out, 2);
  return {
    trihelix: plan.engine,
    model: `${plan.model.name} ${plan.model.version}`,
    plan_hash: plan.hash,
    results_hash: finished.hash,
    command: `trihelix run ${shellLine([basename(asked), ...words, '--replicates', String(plan.scenario.replicates), '--report'])}`,
  };
}
