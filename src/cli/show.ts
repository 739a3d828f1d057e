/**
 * Results as text tables: means with intervals, the paired comparison, claims, budgets. Numbers are written as in the
 * report, each with its unit and its interval or with the reason why there is none.
 */
import type { AnyModel } from '../core/model.js';
import type { Comparison, MetricComparison } from '../experiment/comparison.js';
import type { MetricSummary } from '../experiment/results.js';
import { printable } from '../experiment/text.js';
import type { Plan } from '../experiment/study.js';
import { formatCount, formatEstimate, formatNumber, formatPercent, formatProbability, formatUnit, NO_VALUE } from '../report/format.js';
import { formatTable, shownWidth, wrap } from './table.js';
import type { Terminal } from './terminal.js';

/** Beyond this a table with one column per variant becomes one line per variant. */
const PAGE = 120;

/** Means per variant and indicator, each with its 95 % interval. */
export function showSummary(summaries: readonly MetricSummary[], plan: Plan, terminal: Terminal): void {
  const points = plan.points ?? [undefined];
  for (const [p, point] of points.entries()) {
    const rows = summaries.filter((row) => row.point === p);
    terminal.out('');
    terminal.out(terminal.style('bold', `Means with 95 % intervals over the replicates${point === undefined ? '' : `: ${pointText(point.values)}`}`));
    for (const line of summaryTable(rows, plan, terminal.width ?? PAGE)) terminal.out(line);
  }
}

export const pointText = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values).map(([key, value]) => `${key}=${printable(String(value), 60)}`).join(' ');

function summaryTable(rows: readonly MetricSummary[], plan: Plan, width: number): string[] {
  const variants = plan.scenario.variants.map((variant) => variant.name);
  const metrics = [...new Set(rows.map((row) => row.metric))];
  const cell = (variant: string, metric: string): string => {
    const row = rows.find((each) => each.variant === variant && each.metric === metric);
    return row === undefined ? NO_VALUE : summaryCell(row);
  };
  const unit = (metric: string): string => formatUnit(rows.find((row) => row.metric === metric)?.unit ?? '-', 'en');
  const wide = formatTable(
    [{ title: 'indicator' }, { title: 'unit' }, ...variants.map((title) => ({ title, align: 'right' as const }))],
    metrics.map((metric) => [metric, unit(metric), ...variants.map((variant) => cell(variant, metric))]),
    '  ',
  );
  if (wide.every((line) => shownWidth(line) <= width)) return wide;
  return formatTable(
    [{ title: 'indicator' }, { title: 'variant' }, { title: 'mean and interval', align: 'right' }, { title: 'unit' }],
    metrics.flatMap((metric) => variants.map((variant, v) => [v === 0 ? metric : '', variant, cell(variant, metric), unit(metric)])),
    '  ',
  );
}

function summaryCell(row: MetricSummary): string {
  if (row.count === 0) return 'no value';
  const { mean, interval } = formatEstimate(row, 'en');
  const gaps = row.undefinedCount > 0 ? ` (${row.count} runs)` : '';
  return row.low === null ? `${mean} (1 run)` : `${mean} ${interval}${gaps}`;
}

/** The comparison of all variants with the baseline, then budget and claims, then one sentence. */
export function showComparison(comparison: Comparison, model: AnyModel, terminal: Terminal, title = ''): void {
  const { rows, baseline, claims, budget } = comparison;
  if (rows.length === 0) return;
  terminal.out('');
  terminal.out(terminal.style('bold', `Differences from ${baseline}, paired by replicate${title}`));
  const columns = ['indicator', 'variant', 'difference', '95 % interval', 'unit', 'relative', 'effect', 'p', 'variance', 'pairs', 'verdict'];
  const right = new Set(['difference', '95 % interval', 'relative', 'effect', 'p', 'variance', 'pairs']);
  const metrics = [...new Set(rows.map((row) => row.metric))];
  const ordered = metrics.flatMap((metric) => rows.filter((row) => row.metric === metric).map((row, i) => comparisonLine(row, i === 0, model, terminal)));
  for (const line of formatTable(columns.map((name) => ({ title: name, align: right.has(name) ? 'right' : 'left' })), ordered, '  ')) terminal.out(line);
  const legend = 'effect = mean difference ÷ its standard deviation; p after Holm; variance = share of the variance saved by pairing';
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
  if (budget !== null) terminal.out(`  budgets of ${budget.variants.join(', ')}: ${budgetText(comparison)}`);
  showClaims(claims, terminal);
  terminal.out('');
  for (const line of wrap(comparison.summary.en, terminal.width ?? PAGE)) terminal.out(line);
}

const STYLES: Readonly<Record<string, 'green' | 'red' | 'dim'>> = { better: 'green', worse: 'red', supported: 'green', contradicted: 'red', undecided: 'dim', 'no value': 'dim' };

function comparisonLine(row: MetricComparison, first: boolean, model: AnyModel, terminal: Terminal): string[] {
  const { mean, interval } = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, 'en', true);
  const unit = formatUnit(model.metrics.find((metric) => metric.name === row.metric)?.unit ?? '-', 'en');
  return [
    first ? row.metric : '',
    row.variant,
    mean,
    interval,
    unit,
    formatPercent(row.relative, 'en', true),
    formatNumber(row.effectSize, 'en', 2),
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

function budgetText({ budget }: Comparison): string {
  if (budget === null) return '';
  if (budget.largestGap === null) return 'no spending is known';
  const gap = `largest gap ${formatPercent(budget.largestGap, 'en')}`;
  return budget.equal ? `equal (${gap})` : `NOT equal (${gap}), so differences may come from money`;
}

function showClaims(claims: Comparison['claims'], terminal: Terminal): void {
  if (claims.length === 0) return;
  terminal.out('');
  terminal.out(terminal.style('bold', 'Claims of the scenario'));
  const rows = claims.map((judged) => {
    const { mean, interval } = formatEstimate({ mean: judged.difference, low: judged.low, high: judged.high }, 'en', true);
    return [printable(judged.claim.text), `${mean} ${interval}`, formatProbability(judged.pAdjusted, 'en'), String(judged.pairs), paintVerdict(judged.verdict, terminal)];
  });
  const columns = [{ title: 'claim' }, { title: 'difference', align: 'right' as const }, { title: 'p', align: 'right' as const }, { title: 'pairs', align: 'right' as const }, { title: 'verdict' }];
  for (const line of formatTable(columns, rows, '  ')) terminal.out(line);
}

/** Runs that failed, grouped by cause. */
export function showFailures(failures: readonly { readonly kind: string; readonly message: string; readonly run: number }[], terminal: Terminal): void {
  const causes = new Map<string, number[]>();
  for (const { kind, message, run } of failures) {
    const cause = `${kind}: ${message}`;
    causes.set(cause, [...(causes.get(cause) ?? []), run]);
  }
  terminal.out('');
  terminal.out(terminal.style('red', `${formatCount(failures.length, 'en')} ${failures.length === 1 ? 'run' : 'runs'} failed`));
  for (const [cause, runs] of [...causes].slice(0, 10)) {
    const shown = runs.slice(0, 6).join(', ');
    terminal.out(`  ${printable(cause, 300)} (runs ${runs.length > 6 ? `${shown} …` : shown})`);
  }
  if (causes.size > 10) terminal.out(`  and ${causes.size - 10} more causes`);
}
