/** A sensitivity analysis as text tables, the most influential parameter first. */
import type { Distribution } from '../../experiment/design/distribution.js';
import { shortKey } from '../../experiment/keys.js';
import type {
  Estimate,
  MorrisIndices,
  PawnIndices,
  RegressionIndices,
  SensitivityResult,
  SobolIndices,
} from '../../experiment/sensitivity/result.js';
import { printable } from '../../experiment/text.js';
import { formatCount, formatEstimate, formatNumber, formatPercent, formatUnit, NO_VALUE } from '../../report/format.js';
import { formatTable, PAGE, wrap } from '../table.js';
import type { Terminal } from '../terminal.js';

interface Shown {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly legend: string;
}

/** One table per output, with what was explained above it and how to read it below. */
export function showSensitivity(result: SensitivityResult, terminal: Terminal): void {
  const { output, unit, mean, standardDeviation, luck, points, replicates, missing, rule } = result;
  const of = output.over === undefined ? output.variant : `${output.variant} − ${output.over}`;
  const unitText = formatUnit(unit, 'en');
  terminal.out('');
  terminal.out(terminal.style('bold', `What moves ${of} in ${output.metric}${unitText === '' ? '' : ` (${unitText})`}`));
  const spread = `mean ${formatNumber(mean, 'en')}, standard deviation ${formatNumber(standardDeviation, 'en')}`;
  const noise = luck === null ? '' : `; luck makes ${formatPercent(luck, 'en')} of the variance`;
  terminal.out(`  over ${formatCount(points.length, 'en')} points × ${formatCount(replicates, 'en')} replicates: ${spread}${noise}`);
  if (mean === null) terminal.out(`  ${output.metric} has no value at any point, so there is nothing to explain`);
  else if (standardDeviation === 0) terminal.out('  the output is the same at every point, so there is nothing to explain');
  else print(shownOf(result), terminal);
  if (missing.length > 0) showMissing(result, rule, terminal);
}

function print({ titles, rows, legend }: Shown, terminal: Terminal): void {
  const columns = titles.map((title, t) => ({ title, align: t < 2 ? ('left' as const) : ('right' as const) }));
  for (const line of formatTable(columns, rows, '  ')) terminal.out(line);
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
}

function showMissing({ missing }: SensitivityResult, rule: string, terminal: Terminal): void {
  const failed = missing.filter(({ reason }) => reason === 'failed');
  const shown = missing
    .slice(0, 8)
    .map(({ point, reason, runs }) => `${point} (${reason}, runs ${runs.slice(0, 4).join(', ')}${runs.length > 4 ? ' …' : ''})`);
  const text = `${missing.length} points have no output, ${failed.length} of them because a run failed: ${shown.join('; ')}${missing.length > 8 ? ' …' : ''}. Rule: ${rule}.`;
  for (const line of wrap(text, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('red', line));
}

function shownOf({ indices, parameters, unit }: SensitivityResult): Shown {
  const nameOf = (key: string): string => printable(shortKey(key), 60);
  const rangeOf = (key: string): string => rangeText(parameters.find((parameter) => parameter.key === key)?.distribution);
  const head = (key: string): string[] => [nameOf(key), rangeOf(key)];
  switch (indices.method) {
    case 'morris':
      return morrisTable(indices, head, formatUnit(unit, 'en'));
    case 'sobol':
      return sobolTable(indices, head, nameOf);
    case 'pawn':
      return pawnTable(indices, head);
    case 'src':
      return regressionTable(indices, head);
  }
}

type Head = (key: string) => string[];

const cell = ({ value, low, high }: Estimate, signed = false): string => {
  if (value === null) return NO_VALUE;
  const { mean, interval } = formatEstimate({ mean: value, low, high }, 'en', signed);
  return low === null ? mean : `${mean} ${interval}`;
};
const by = <R>(rows: readonly R[], of: (row: R) => number | null): R[] => [...rows].sort((a, b) => (of(b) ?? -1) - (of(a) ?? -1));

function morrisTable({ rows }: MorrisIndices, head: Head, unit: string): Shown {
  return {
    titles: ['parameter', 'range', 'μ*', 'μ', 'σ', 'effects'],
    rows: by(rows, ({ muStar }) => muStar.value).map(({ key, mu, muStar, sigma, effects }) => [
      ...head(key),
      cell(muStar),
      cell(mu, true),
      cell(sigma),
      formatCount(effects, 'en'),
    ]),
    legend: `effects ${unit === '' ? '' : `in ${unit} `}per whole range of the parameter: μ* mean size, μ mean with its sign, σ how much it depends on the other parameters; 95 % bootstrap intervals`,
  };
}

/** Interactions that are shown. */
const MOST_PAIRS = 10;

function sobolTable({ rows, second, bases }: SobolIndices, head: Head, nameOf: (key: string) => string): Shown {
  const alone = rows.reduce((sum, { first }) => sum + (first.value ?? 0), 0);
  const pairs = by(second, ({ index }) => index.value).slice(0, MOST_PAIRS);
  return {
    titles: ['parameter', 'range', 'first order', 'total'],
    rows: [
      ...by(rows, ({ total }) => total.value).map(({ key, first, total }) => [...head(key), cell(first), cell(total)]),
      ...pairs.map(({ keys, index }) => [`${nameOf(keys[0])} × ${nameOf(keys[1])}`, '', cell(index), '']),
    ],
    legend: `shares of the variance from ${formatCount(bases, 'en')} base points: of the parameter alone, and with all its interactions; the first orders sum to ${formatNumber(alone, 'en', 2)}; 95 % bootstrap intervals, which may reach below 0`,
  };
}

function pawnTable({ rows, dummy, samples, slices }: PawnIndices, head: Head): Shown {
  const beyond = (estimate: Estimate, chance: Estimate): string => ((estimate.value ?? 0) > (chance.high ?? 1) ? ' *' : '');
  return {
    titles: ['parameter', 'range', 'median', 'maximum'],
    rows: by(rows, ({ median }) => median.value).map(({ key, median, maximum }) => [
      ...head(key),
      cell(median) + beyond(median, dummy.median),
      cell(maximum) + beyond(maximum, dummy.maximum),
    ]),
    legend: `Kolmogorov-Smirnov distance between the output and the output within each of ${slices} slices of the parameter, ${formatCount(samples, 'en')} points; * beyond what 95 % of parameters without influence would get (${formatNumber(dummy.median.high, 'en', 2)} and ${formatNumber(dummy.maximum.high, 'en', 2)}); 95 % bootstrap intervals`,
  };
}

function regressionTable({ rows, r2, r2Ranks, samples }: RegressionIndices, head: Head): Shown {
  return {
    titles: ['parameter', 'range', 'SRC', 'SRRC'],
    rows: by(rows, ({ src }) => (src.value === null ? null : Math.abs(src.value))).map(({ key, src, srrc }) => [
      ...head(key),
      cell(src, true),
      cell(srrc, true),
    ]),
    legend: `standard deviations of the output per standard deviation of the parameter, in values (R² ${formatNumber(r2, 'en', 2)}) and in ranks (R² ${formatNumber(r2Ranks, 'en', 2)}), ${formatCount(samples, 'en')} points; with an R² far below 1 a straight line is a poor picture; 95 % t intervals`,
  };
}

/** A distribution in few characters. */
function rangeText(distribution: Distribution | undefined): string {
  if (distribution === undefined) return '';
  if (distribution.kind === 'choice') return printable(distribution.values.join(', '), 40);
  const number = (value: number): string => String(Number(value.toPrecision(4)));
  if (distribution.kind === 'normal') return `${number(distribution.mean)} ± ${number(distribution.deviation)}`;
  return `${number(distribution.minimum)} to ${number(distribution.maximum)}`;
}
