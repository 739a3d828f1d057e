/**
 * Means of a study and its failures as text tables. Numbers are written as in the report, each with its unit and its
 * interval or with the reason why there is none.
 */
import { shortKey } from '../experiment/keys.js';
import type { MetricSummary } from '../experiment/results.js';
import type { Plan } from '../experiment/study.js';
import { printable } from '../experiment/text.js';
import { formatEstimate, formatUnit, NO_VALUE } from '../report/format.js';
import { counted } from './counted.js';
import { formatTable, PAGE, shownWidth } from './table.js';
import type { Terminal } from './terminal.js';

/** Means per variant and indicator, each with its 95 % interval; with sweeps one line per point, a dose–response table. */
export function showSummary(summaries: readonly MetricSummary[], plan: Plan, terminal: Terminal): void {
  terminal.out('');
  terminal.out(terminal.style('bold', 'Means with 95 % intervals over the replicates'));
  const width = terminal.width ?? PAGE;
  const wide = wideTable(summaries, plan);
  for (const line of wide.every((each) => shownWidth(each) <= width) ? wide : longTable(summaries, plan)) terminal.out(line);
}

/** `rd_subsidy.budget=12`, what sets a point apart from the others. */
export function pointText(plan: Plan, point: number): string {
  const values = Object.entries(plan.points?.[point]?.values ?? {});
  return values.map(([key, value]) => `${shortKey(key)}=${printable(String(value), 60)}`).join(' ');
}

/** One column per variant. */
function wideTable(rows: readonly MetricSummary[], plan: Plan): string[] {
  const variants = variantsOf(plan);
  const swept = plan.points !== undefined;
  const columns = [
    { title: 'indicator' },
    { title: 'unit' },
    ...(swept ? [{ title: 'point' }] : []),
    ...variants.map((title) => ({ title, align: 'right' as const })),
  ];
  const lines = metricsOf(rows).flatMap((metric) =>
    pointsOf(plan).map((point, p) => {
      const head = p === 0 ? [metric, unitOf(rows, metric)] : ['', ''];
      return [...head, ...(swept ? [pointText(plan, point)] : []), ...variants.map((variant) => cellOf(rows, metric, variant, point))];
    }),
  );
  return formatTable(columns, lines, '  ');
}

/** One line per variant, where the other table is too wide. */
function longTable(rows: readonly MetricSummary[], plan: Plan): string[] {
  const swept = plan.points !== undefined;
  const columns = [
    { title: 'indicator' },
    { title: 'variant' },
    ...(swept ? [{ title: 'point' }] : []),
    { title: 'mean and interval', align: 'right' as const },
    { title: 'unit' },
  ];
  const lines = metricsOf(rows).flatMap((metric) =>
    variantsOf(plan).flatMap((variant, v) =>
      pointsOf(plan).map((point, p) => {
        const head = [v + p === 0 ? metric : '', p === 0 ? variant : ''];
        return [...head, ...(swept ? [pointText(plan, point)] : []), cellOf(rows, metric, variant, point), unitOf(rows, metric)];
      }),
    ),
  );
  return formatTable(columns, lines, '  ');
}

/** One line per measure and variant, with the runs that gave a value and those in which the measure is not defined. */
export function showMeasures(summaries: readonly MetricSummary[], plan: Plan, terminal: Terminal): void {
  terminal.out('');
  terminal.out(terminal.style('bold', 'Measures with 95 % intervals over the replicates'));
  const swept = plan.points !== undefined;
  const right = ['mean', '95 % interval', 'runs', 'undefined'];
  const titles = ['measure', 'variant', ...(swept ? ['point'] : []), 'mean', '95 % interval', 'unit', 'runs', 'undefined'];
  const ordered = metricsOf(summaries).flatMap((metric) => summaries.filter((row) => row.metric === metric));
  const rows = ordered.map((row, r) => {
    const { mean, interval } = formatEstimate(row, 'en');
    const first = r === 0 || ordered[r - 1]?.metric !== row.metric;
    const [value, range] = row.count === 0 ? ['no value', ''] : [mean, row.low === null ? '' : interval];
    const place = swept ? [pointText(plan, row.point)] : [];
    return [
      first ? row.metric : '',
      row.variant,
      ...place,
      value,
      range,
      formatUnit(row.unit, 'en'),
      String(row.count),
      String(row.undefinedCount),
    ];
  });
  for (const line of formatTable(
    titles.map((title) => ({ title, align: right.includes(title) ? 'right' : 'left' })),
    rows,
    '  ',
  ))
    terminal.out(line);
}

const variantsOf = (plan: Plan): string[] => plan.scenario.variants.map((variant) => variant.name);
const pointsOf = (plan: Plan): number[] => (plan.points ?? [undefined]).map((_, point) => point);
const metricsOf = (rows: readonly MetricSummary[]): string[] => [...new Set(rows.map((row) => row.metric))];
const unitOf = (rows: readonly MetricSummary[], metric: string): string =>
  formatUnit(rows.find((row) => row.metric === metric)?.unit ?? '-', 'en');

function cellOf(rows: readonly MetricSummary[], metric: string, variant: string, point: number): string {
  const row = rows.find((each) => each.metric === metric && each.variant === variant && each.point === point);
  return row === undefined ? NO_VALUE : summaryCell(row);
}

function summaryCell(row: MetricSummary): string {
  if (row.count === 0) return 'no value';
  const { mean, interval } = formatEstimate(row, 'en');
  const gaps = row.undefinedCount > 0 ? ` (${row.count} runs)` : '';
  return row.low === null ? `${mean} (1 run)` : `${mean} ${interval}${gaps}`;
}

/** Runs that failed, grouped by cause. */
export function showFailures(
  failures: readonly { readonly kind: string; readonly message: string; readonly run: number }[],
  terminal: Terminal,
): void {
  const causes = new Map<string, number[]>();
  for (const { kind, message, run } of failures) {
    const cause = `${kind}: ${message}`;
    causes.set(cause, [...(causes.get(cause) ?? []), run]);
  }
  terminal.out('');
  terminal.out(terminal.style('red', `${counted(failures.length, 'run')} failed`));
  for (const [cause, runs] of [...causes].slice(0, 10)) {
    const shown = runs.slice(0, 6).join(', ');
    terminal.out(`  ${printable(cause, 300)} (runs ${runs.length > 6 ? `${shown} …` : shown})`);
  }
  if (causes.size > 10) terminal.out(`  and ${causes.size - 10} more causes`);
}
