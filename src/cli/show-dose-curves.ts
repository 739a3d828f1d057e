/** What a study that varies parameters says as a whole: curves of response over dose, and what the variance is made of. */
import { type AnyModel, figureOf } from '../core/model.js';
import type { DoseCurve } from '../experiment/comparing/dose-curves.js';
import type { VarianceSplit } from '../experiment/comparing/variance-split.js';
import { formatEstimate, formatNumber, formatPercent, formatUnit } from '../report/format.js';
import { formatTable, PAGE, wrap } from './table.js';
import type { Terminal } from './terminal.js';

const RIGHT = { align: 'right' } as const;

export function showDoses(responses: readonly DoseCurve[], model: AnyModel, terminal: Terminal): void {
  const [first] = responses;
  if (first === undefined) return;
  terminal.out('');
  const what = first.baseline === null ? 'figure' : `difference from ${first.baseline}`;
  terminal.out(terminal.style('bold', `Dose and response: ${what} over ${first.key}`));
  const columns = [
    { title: 'indicator' },
    { title: 'variant' },
    { title: 'curve' },
    { title: 'chosen', ...RIGHT },
    { title: 'runner-up' },
    { title: 'at the lowest dose', ...RIGHT },
    { title: 'at the highest dose', ...RIGHT },
    { title: 'unit' },
    { title: 'parameters' },
  ];
  const lines = responses.map((response, r) => [
    response.metric === responses[r - 1]?.metric ? '' : response.metric,
    response.variant,
    response.curve,
    formatPercent(response.choice.find(({ curve }) => curve === response.curve)?.share, 'en'),
    runnerUp(response),
    endText(response, 0),
    endText(response, -1),
    formatUnit(figureOf(model, response.metric)?.unit ?? '-', 'en'),
    Object.entries(response.parameters)
      .map(([name, value]) => `${name} ${Number(value.toPrecision(3))}`)
      .join(', '),
  ]);
  for (const line of formatTable(columns, lines, '  ')) terminal.out(line);
  const legend =
    'curve with the smallest corrected AIC of constant, linear, quadratic, Emax and isotonic steps; chosen = share of bootstrap resamples of the replicates that choose it; intervals are 95 % bootstrap bands of the curve';
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
}

function runnerUp({ choice, curve }: DoseCurve): string {
  const [next] = choice.filter((each) => each.curve !== curve).sort((a, b) => a.aic - b.aic);
  return next === undefined ? '' : `${next.curve} (ΔAIC ${formatNumber(next.aic, 'en', 2)})`;
}

function endText({ line }: DoseCurve, end: 0 | -1): string {
  const point = line.at(end);
  if (point === undefined) return '';
  const { mean, interval } = formatEstimate(point, 'en', true);
  return `${mean} ${interval}`;
}

/** Shares of the variance by source; a line per metric. */
export function showSplit(splits: readonly VarianceSplit[], terminal: Terminal): void {
  if (splits.length === 0) return;
  terminal.out('');
  terminal.out(terminal.style('bold', 'What the variance between runs is made of'));
  const names = ['policy', 'parameters', 'luck', 'policy × parameters', 'policy × luck', 'parameters × luck', 'all three'];
  const lines = splits.map((split) => [
    split.metric,
    ...[
      split.policy,
      split.parameters,
      split.luck,
      split.policyByParameters,
      split.policyByLuck,
      split.parametersByLuck,
      split.allThree,
    ].map((share) => formatPercent(share, 'en')),
    String(split.replicates),
  ]);
  const columns = [{ title: 'indicator' }, ...names.map((title) => ({ title, ...RIGHT })), { title: 'replicates', ...RIGHT }];
  const shown = columns.map((_, c) => c === 0 || c === columns.length - 1 || lines.some((line) => line[c] !== formatPercent(0, 'en')));
  const keep = <T>(cells: readonly T[]): T[] => cells.filter((_, c) => shown[c]);
  for (const line of formatTable(keep(columns), lines.map(keep), '  ')) terminal.out(line);
  const legend =
    'shares of the sum of squares (η²) over the complete grid of variants × points × replicates; they add up to 100 %. Luck is what the replicates have in common, its products are what each variant or point makes of it';
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
}
