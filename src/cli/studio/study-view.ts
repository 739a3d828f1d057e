/** A study as the page shows it: its comparison, its runs in pages, and one run with what it takes to compute it again. */
import { compareStudy } from '../../experiment/compare.js';
import { runHash } from '../../experiment/hashes.js';
import { layoutOfRun } from '../../experiment/plan.js';
import { modelOf } from '../../experiment/run.js';
import type { RunPage, RunRow, StoredRun, StudyView } from '../../experiment/studio-messages.js';
import type { Plan, Run, RunOutcome } from '../../experiment/study.js';
import { summarise } from '../../experiment/summary.js';
import { models } from '../../models/index.js';
import type { StoredStudy } from '../../node/result-folder.js';

/** Most runs on one page of the table. */
const PAGE_OF_RUNS = 25;

/** Comparison of one parameter set over the indicators; undefined where the study has no such set. */
export function viewOf({ plan, results, notes }: StoredStudy, point: number): StudyView | undefined {
  const points = plan.points?.length ?? 1;
  if (point >= points) return undefined;
  const { title, model, seed, baseline, variants, indicators } = plan.scenario;
  const comparison = compareStudy(results, models, { point });
  const rows = comparison.rows
    .filter(({ metric }) => indicators.includes(metric))
    .map(({ metric, variant, pairs, difference, low, high, verdict }) => ({ metric, variant, pairs, difference, low, high, verdict }));
  return {
    ...{ title, model, seed, baseline, indicators, points, point, rows, notes },
    variants: variants.map(({ name, title: shown }) => ({ name, title: shown })),
    runs: comparison.runs,
    summary: summarise(comparison, modelOf(models, model), new Map(variants.map(({ name, title: shown }) => [name, shown]))),
  };
}

/** Some runs of a study, beginning with the `from`-th; of one variant where one is named. */
export function runsOf({ plan, results }: StoredStudy, from: number, variant: string | undefined): RunPage {
  const wanted = plan.runs.filter((run) => variant === undefined || run.variant === variant);
  const rows = wanted.slice(from, from + PAGE_OF_RUNS).map((run) => rowOf(plan, run, results.outcome(run.id)));
  return { total: wanted.length, rows };
}

function rowOf(plan: Plan, run: Run, outcome: RunOutcome | undefined): RunRow {
  const { id, variant, point, replicate } = run;
  const base = { id, variant, point, replicate, figures: [], message: '' };
  if (outcome === undefined) return { ...base, status: 'missing' };
  if (outcome.status === 'failed') return { ...base, status: 'failed', message: outcome.failure.message };
  const { metrics, figuresAt } = layoutOfRun(plan, run);
  const figures = plan.scenario.indicators.map((metric) => {
    const value = outcome.values[figuresAt + metrics.indexOf(metric)];
    return value !== undefined && Number.isFinite(value) ? value : null;
  });
  return { ...base, status: 'done', figures };
}

/** A run as it was computed, and the fingerprint that computing it again must give; undefined where it is not done. */
export function storedRun({ plan, results }: StoredStudy, id: number): StoredRun | undefined {
  const run = plan.runs[id];
  const outcome = results.outcome(id);
  if (run === undefined || outcome?.status !== 'done') return undefined;
  return { run, hash: runHash({ ...outcome, values: withoutMeasures(plan, run, outcome.values) }) };
}

/** The values without those of evaluations, which the page does not take: their runs are many. */
function withoutMeasures(plan: Plan, run: Run, values: Float64Array): Float64Array {
  const { figuresAt, metrics } = layoutOfRun(plan, run);
  const [kept, all] = [figuresAt + modelOf(models, run.model).metrics.length, figuresAt + metrics.length];
  return kept === all ? values : Float64Array.from([...values.subarray(0, kept), ...values.subarray(all)]);
}
