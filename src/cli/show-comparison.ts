/**
 * The paired comparison as a text table, with budgets, claims and a sentence: what `compare` is about.
 */
import { type AnyModel, figureOf } from '../core/model.js';
import type { ZeroDose } from '../experiment/comparing/zero-dose.js';
import type { BudgetCheck, Comparison, MetricComparison } from '../experiment/comparison.js';
import type { Plan } from '../experiment/study.js';
import { printable } from '../experiment/text.js';
import { formatEffect, formatEstimate, formatPercent, formatProbability, formatUnit } from '../report/format.js';
import { showHonesty, showRanking } from './show-honesty.js';
import { pointText } from './show-means.js';
import { formatTable, PAGE, shownWidth, wrap } from './table.js';
import type { Terminal } from './terminal.js';

/** Every variant against the baseline, for all points in one table; then budgets, claims and a sentence per point. */
export function showComparisons(
  comparisons: readonly Comparison[],
  plan: Plan,
  model: AnyModel,
  terminal: Terminal,
  zeroDose: ZeroDose | null,
): void {
  const rows = comparisons.flatMap(({ rows: own, point }) => own.map((row) => ({ ...row, point })));
  if (rows.length === 0) return;
  showDifferences(`Differences from ${plan.scenario.baseline}, paired by replicate`, rows, plan, model, terminal);
  for (const comparison of comparisons)
    if (comparison.budget !== null)
      terminal.out(`  ${headOf(plan, comparison)}budgets of ${comparison.budget.variants.join(', ')}: ${budgetText(comparison.budget)}`);
  showClaims(comparisons, plan, terminal);
  if (plan.points === undefined) showRanking(comparisons[0] as Comparison, terminal);
  showHonesty(comparisons[0] as Comparison, plan, terminal, zeroDose);
  terminal.out('');
  for (const comparison of comparisons)
    for (const line of wrap(headOf(plan, comparison) + comparison.summary.en, terminal.width ?? PAGE)) terminal.out(line);
}

/** Every pair of variants; `rows` by point. */
export function showAllPairs(
  rows: readonly (MetricComparison & { point: number })[],
  plan: Plan,
  model: AnyModel,
  terminal: Terminal,
): void {
  const named = rows.map((row) => ({ ...row, variant: `${row.variant} − ${row.baseline}` }));
  if (rows.length > 0) showDifferences('Differences of all pairs of variants, paired by replicate', named, plan, model, terminal);
}

function showDifferences(
  title: string,
  rows: readonly (MetricComparison & { point: number })[],
  plan: Plan,
  model: AnyModel,
  terminal: Terminal,
): void {
  const swept = plan.points !== undefined;
  terminal.out('');
  terminal.out(terminal.style('bold', title));
  const names = [
    'indicator',
    'variant',
    ...(swept ? ['point'] : []),
    'difference',
    '95 % interval',
    'unit',
    'relative',
    'effect',
    'p',
    'variance',
    'pairs',
    'verdict',
  ];
  const lines = [...new Set(rows.map((row) => row.metric))].flatMap((metric) =>
    rows
      .filter((row) => row.metric === metric)
      .map((row, i) => comparisonLine(row, i === 0, swept ? [pointText(plan, row.point)] : [], model, terminal)),
  );
  for (const line of fitTable(names, lines, terminal.width)) terminal.out(line);
  const legend = 'effect = mean difference ÷ its standard deviation; p after Holm; variance = share of the variance saved by pairing';
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
}

/** Columns that a narrow terminal does without, the first of them first; JSON, CSV and report have them all. */
const DISPENSABLE = ['relative', 'variance', 'p', 'effect', 'pairs'];

function fitTable(names: readonly string[], lines: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): string[] {
  let shown = names.map((_, n) => n);
  for (let dropped = 0; ; dropped++) {
    const columns = shown.map((n) => ({
      title: names[n] as string,
      align: RIGHT.has(names[n] as string) ? ('right' as const) : ('left' as const),
    }));
    const table = formatTable(
      columns,
      lines.map((line) => shown.map((n) => line[n] ?? '')),
      '  ',
    );
    if (dropped === DISPENSABLE.length || table.every((line) => shownWidth(line) <= width)) return table;
    shown = shown.filter((n) => names[n] !== DISPENSABLE[dropped]);
  }
}

const RIGHT = new Set(['difference', '95 % interval', 'relative', 'effect', 'p', 'variance', 'pairs']);
const headOf = (plan: Plan, { point }: Comparison): string => (plan.points === undefined ? '' : `${pointText(plan, point)}: `);

const STYLES: Readonly<Record<string, 'green' | 'red' | 'dim'>> = {
  better: 'green',
  worse: 'red',
  supported: 'green',
  contradicted: 'red',
  undecided: 'dim',
  'no value': 'dim',
};

function comparisonLine(row: MetricComparison, first: boolean, point: readonly string[], model: AnyModel, terminal: Terminal): string[] {
  const { mean, interval } = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, 'en', true);
  const unit = formatUnit(figureOf(model, row.metric)?.unit ?? '-', 'en');
  return [
    first ? row.metric : '',
    row.variant,
    ...point,
    mean,
    interval,
    unit,
    formatPercent(row.relative, 'en', true),
    formatEffect(row.effectSize, 'en'),
    formatProbability(row.pAdjusted, 'en'),
    formatPercent(row.varianceReduction, 'en'),
    row.dropped > 0 ? `${row.pairs} (${row.dropped} undefined)` : String(row.pairs),
    paintVerdict(row.verdict, terminal),
  ];
}

function paintVerdict(verdict: string, terminal: Terminal): string {
  const style = STYLES[verdict];
  return style === undefined ? verdict : terminal.style(style, verdict);
}

function budgetText(budget: BudgetCheck): string {
  if (budget.largestGap === null) return 'no spending is known';
  const gap = `largest gap ${formatPercent(budget.largestGap, 'en')}`;
  return budget.equal ? `equal (${gap})` : `NOT equal (${gap}), so differences may come from money`;
}

function showClaims(comparisons: readonly Comparison[], plan: Plan, terminal: Terminal): void {
  const rows = comparisons.flatMap((comparison) =>
    comparison.claims.map((judged) => {
      const { mean, interval } = formatEstimate({ mean: judged.difference, low: judged.low, high: judged.high }, 'en', true);
      const text = printable(headOf(plan, comparison) + judged.claim.text);
      return [
        text,
        `${mean} ${interval}`,
        formatProbability(judged.pAdjusted, 'en'),
        String(judged.pairs),
        paintVerdict(judged.verdict, terminal),
      ];
    }),
  );
  if (rows.length === 0) return;
  terminal.out('');
  terminal.out(terminal.style('bold', 'Claims of the scenario'));
  const columns = [
    { title: 'claim' },
    { title: 'difference', align: 'right' as const },
    { title: 'p', align: 'right' as const },
    { title: 'pairs', align: 'right' as const },
    { title: 'verdict' },
  ];
  for (const line of formatTable(columns, rows, '  ')) terminal.out(line);
}
