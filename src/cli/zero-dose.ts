/** The check of zero dose, kept beside the study so that it is computed once. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ZeroDose, zeroDose } from '../experiment/comparing/zero-dose.js';
import type { Results } from '../experiment/study.js';
import { models } from '../models/index.js';
import { readSealed, writeSealed } from './findings.js';

const FILE = 'zero-dose.json';
const FORMAT = 'trihelix-zero-dose-1';

/** Null where there is nothing to check. A disk that is full withholds the file and not the answer. */
export function zeroDoseOf(folder: string, results: Results): ZeroDose | null {
  const path = join(folder, FILE);
  const { plan } = results;
  const kept = existsSync(path) ? readSealed(path, FORMAT) : undefined;
  if (kept?.plan_hash === plan.hash && kept.engine === plan.engine) return kept.result as ZeroDose | null;
  const result = zeroDose(results, models);
  try {
    writeSealed(path, { format: FORMAT, study: plan.study, seed: plan.scenario.seed, engine: plan.engine, plan_hash: plan.hash, result });
  } catch {
    // What is not kept is computed again the next time.
  }
  return result;
}
