/** What a command on a study shows: means, curves, differences, how far to trust them, and where everything lies. */
import type { Comparison } from '../experiment/comparison.js';
import { doseResponse } from '../experiment/dose-response.js';
import { summariseStudy } from '../experiment/results.js';
import { printable, wordsIn } from '../experiment/text.js';
import { models } from '../models/index.js';
import type { StoredStudy } from '../node/result-folder.js';
import { counted } from './counted.js';
import type { Finished } from './finish.js';
import type { PreparedStudy } from './prepare.js';
import { showAllPairs, showComparisons } from './show-comparison.js';
import { showDistribution } from './show-distribution.js';
import { showDoses, showSplit } from './show-dose-curves.js';
import { showBands } from './show-dose-response.js';
import { showFailures, showMeasures, showSummary } from './show-means.js';
import { showPrecision } from './show-precision.js';
import { shownPath, type Terminal } from './terminal.js';

/** How the indicators of a sweep answer to what varies. */
export function responseOf(
  { listed }: PreparedStudy,
  { plan, results }: StoredStudy,
  { comparisons }: Finished,
): ReturnType<typeof doseResponse> {
  return doseResponse(plan, summariseStudy(results, models), comparisons, listed);
}

/** Many measures have no value without instruments, so that they cannot be compared with a baseline that has none. */
function withPairs(comparison: Comparison): Comparison {
  return { ...comparison, rows: comparison.rows.filter((row) => row.pairs > 0) };
}

/** Everything that a command on a study says, on standard output. */
export function showStudy(
  command: 'run' | 'compare' | 'evaluate' | 'sweep',
  prepared: PreparedStudy,
  study: StoredStudy,
  finished: Finished,
  report: readonly string[],
  terminal: Terminal,
): void {
  const { plan, results, folder } = study;
  const { scenario } = plan;
  const { counts, comparisons } = finished;
  terminal.out(
    `${terminal.style('bold', printable(wordsIn(scenario.title, 'en')))}  (study ${plan.study}, seed ${printable(scenario.seed)}, model ${plan.model.name} ${plan.model.version})`,
  );
  const variants = counted(scenario.variants.length, 'variant');
  const points = plan.points === undefined ? '' : ` × ${counted(plan.points.length, 'point')}`;
  terminal.out(
    `${counts.done} of ${counts.planned} runs done, ${counts.failed} failed; ${variants}${points} × ${counted(scenario.replicates, 'replicate')}, ${counted(scenario.steps, 'step')} (unit: ${prepared.model.stepUnit})`,
  );
  if (command === 'evaluate') showMeasures(summariseStudy(results, models), plan, terminal);
  const response = command === 'sweep' ? responseOf(prepared, study, finished) : undefined;
  const sampled = response !== undefined && response.bands.length > 0;
  if (sampled) showBands(response, terminal);
  if (command === 'run' || (command === 'sweep' && !sampled)) showSummary(summariseStudy(results, models), plan, terminal);
  if (finished.precision !== undefined) showPrecision(finished.precision, plan, prepared.model, terminal);
  showDoses(finished.doses, prepared.model, terminal);
  showSplit(finished.split, terminal);
  showAllPairs(finished.pairs, plan, prepared.model, terminal);
  if (!sampled)
    showComparisons(command === 'evaluate' ? comparisons.map(withPairs) : comparisons, plan, prepared.model, terminal, finished.zeroDose);
  if (finished.distribution !== undefined) showDistribution(finished.distribution, plan, terminal);
  if (counts.failed > 0) showFailures(finished.failures, terminal);
  terminal.out('');
  terminal.out(`seed     ${printable(scenario.seed)}`);
  terminal.out(`plan     ${plan.hash}`);
  terminal.out(`results  ${finished.hash}`);
  terminal.out(`folder   ${shownPath(folder)}`);
  for (const path of report) terminal.out(`report   ${shownPath(path)}`);
  if (sampled) terminal.out('every point: compare.csv and runs.csv in the folder views, or --json');
}
