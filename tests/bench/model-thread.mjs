/** A thread that computes runs and hands nothing back: what the model alone costs. */
import { executeRun } from '../../dist/src/experiment/run.js';
import { models } from '../../dist/src/models/index.js';

export default function compute(runs) {
  for (const run of runs) executeRun(run, models);
}
