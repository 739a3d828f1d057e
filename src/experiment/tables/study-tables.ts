/** All tables of a study: those with rows per run, what is known about the metrics, and the paired comparison. */
import type { AnyModel } from '../../core/model.js';
import type { Comparison, MetricComparison } from '../comparison.js';
import type { Plan } from '../study.js';
import { runTables } from './run-tables.js';
import { type Cell, type Column, real, type StudyTable, text, type WholeTable, whole } from './table.js';

/** @param comparisons one comparison per point of the study */
export function studyTables(plan: Plan, model: AnyModel, comparisons: readonly Comparison[]): readonly StudyTable[] {
  return [...runTables(plan, model), metricsTable(plan, model), compareTable(comparisons)];
}

function metricsTable(plan: Plan, model: AnyModel): WholeTable {
  return {
    name: 'metrics',
    columns: ['metric', 'unit', 'kind', 'better', 'group', 'taken', 'summary', 'meaning', 'source'].map((name) => text(name)),
    *rows() {
      for (const metric of model.metrics) {
        const summary = metric.when === 'step' ? (metric.summary ?? 'mean') : 'last';
        yield [metric.name, metric.unit, metric.kind, metric.better, metric.group, metric.when, summary, metric.text.en, metric.source];
      }
      const evaluations = plan.runs[0]?.evaluations ?? [];
      for (const { name, measures } of model.evaluations.filter((evaluation) => evaluations.includes(evaluation.name)))
        for (const measure of measures)
          yield [measure.name, measure.unit, 'measure', measure.better, name, 'evaluation', undefined, measure.text.en, measure.source];
    },
  };
}

/** Columns of the comparison by the fields they show. */
const COMPARISON: readonly (readonly [keyof MetricComparison, Column])[] = [
  ['metric', text('metric')],
  ['variant', text('variant')],
  ['baseline', text('baseline')],
  ['pairs', whole('pairs')],
  ['dropped', whole('dropped')],
  ['baselineMean', real('baseline_mean')],
  ['variantMean', real('variant_mean')],
  ['difference', real('difference')],
  ['low', real('low')],
  ['high', real('high')],
  ['bootstrapLow', real('bootstrap_low')],
  ['bootstrapHigh', real('bootstrap_high')],
  ['relative', real('relative')],
  ['effectSize', real('effect_size')],
  ['p', real('p')],
  ['pAdjusted', real('p_adjusted')],
  ['varianceReduction', real('variance_reduction')],
  ['smallestEffect', real('smallest_effect')],
  ['equivalenceP', real('equivalence_p')],
  ['verdict', text('verdict')],
];

function compareTable(comparisons: readonly Comparison[]): WholeTable {
  return {
    name: 'compare',
    columns: [text('study'), text('seed'), whole('point_id'), ...COMPARISON.map(([, column]) => column)],
    *rows() {
      for (const { study, seed, point, rows } of comparisons)
        for (const row of rows) yield [study, seed, point, ...COMPARISON.map(([field]): Cell => row[field])];
    },
  };
}
