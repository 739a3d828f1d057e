/** Which variant is best and how sure that is, and what a reader must know to believe the comparison. */
import type { ZeroDose } from '../experiment/comparing/zero-dose.js';
import type { Comparison, Honesty, NegativeControl } from '../experiment/comparison.js';
import type { Plan } from '../experiment/study.js';
import { formatCount, formatNumber, formatPercent, formatProbability } from '../report/format.js';
import { pointText } from './show-means.js';
import { formatTable, PAGE, wrap } from './table.js';
import type { Terminal } from './terminal.js';

/** Chances of being best, one line per indicator; nothing for fewer than three variants, where the verdict says it all. */
export function showRanking({ ranking, variants }: Comparison, terminal: Terminal): void {
  if (variants.length < 3 || ranking.length === 0) return;
  terminal.out('');
  terminal.out(terminal.style('bold', 'Which is best: probability, and expected rank'));
  const columns = [{ title: 'indicator' }, { title: 'better' }, ...variants.map((title) => ({ title, align: 'right' as const }))];
  const lines = ranking.map(({ metric, better, rows }) => [
    metric,
    better,
    ...variants.map((variant) => {
      const row = rows.find((each) => each.variant === variant);
      return row === undefined ? '' : `${formatPercent(row.best, 'en')} (${formatNumber(row.expectedRank, 'en', 2)})`;
    }),
  ]);
  for (const line of formatTable(columns, lines, '  ')) terminal.out(line);
}

/** Failed runs, multiplicity, worth of pairing, negative-control metric, shared past, zero dose, null comparison. */
export function showHonesty(comparison: Comparison, plan: Plan, terminal: Terminal, zeroDose: ZeroDose | null): void {
  const at = plan.points === undefined ? '' : ` at ${pointText(plan, comparison.point)}`;
  terminal.out('');
  terminal.out(terminal.style('bold', `How far to trust this${at}`));
  for (const sentence of honestyOf(comparison, zeroDose))
    for (const [k, line] of wrap(sentence, (terminal.width ?? PAGE) - 4).entries()) terminal.out(`${k === 0 ? '  - ' : '    '}${line}`);
}

function honestyOf({ honesty, nullComparison, runs }: Comparison, zeroDose: ZeroDose | null): string[] {
  const count = (value: number): string => formatCount(value, 'en');
  const { tests, raw, adjusted, byChance, pairing } = honesty;
  const found = nullComparison;
  return [
    `runs: ${count(runs.done)} of ${count(runs.planned)} done, ${count(honesty.failed)} failed`,
    `multiplicity: ${count(tests)} tests, ${count(raw)} below 5 % before and ${count(adjusted)} after Holm; chance alone gives about ${formatNumber(byChance, 'en', 2)} before`,
    pairing === null
      ? 'pairing: no indicator varies, nothing to save'
      : `pairing saves ${formatPercent(pairing.median, 'en')} of the variance (median of ${count(pairing.rows)} rows; ${formatPercent(pairing.lowest, 'en')} to ${formatPercent(pairing.highest, 'en')}): ${worth(pairing.median)}`,
    ...honesty.control.map(controlText),
    pastText(honesty.before),
    ...(zeroDose === null ? [] : [zeroDoseText(zeroDose)]),
    found === null
      ? 'null comparison: too few replicates'
      : `null comparison, baseline against itself: ${found.quiet ? 'nothing found' : 'SOMETHING found where there is nothing'} after adjustment; raw p below 5 % in ${count(found.below5Percent)} of ${count(found.rows.length)} indicators`,
  ];
}

/** Unpaired runs would take 1 ÷ (1 − saved) times as many replicates. */
function worth(saved: number): string {
  if (saved < 0) return 'here the shared luck does not help';
  return saved >= 1 ? 'no noise is left' : `as good as ${formatNumber(1 / (1 - saved), 'en', 2)} times as many unpaired replicates`;
}

function zeroDoseText({ variants, numbers, differing }: ZeroDose): string {
  const head = `zero dose: with all budgets at 0 ${variants.join(', ')} must equal the baseline in a whole run`;
  return differing === 0
    ? `${head}; ${formatCount(numbers, 'en')} numbers compared, all bit-identical`
    : `${head}, but ${formatCount(differing, 'en')} of ${formatCount(numbers, 'en')} numbers DIFFER: something besides money makes the difference`;
}

function controlText(found: NegativeControl): string {
  const { kind, metric, steps, variants, pairs, differing, replicates, distinct, selection } = found;
  const count = (value: number): string => formatCount(value, 'en');
  const head =
    kind === 'before'
      ? `negative-control metric, ${metric} over the ${steps} steps before the first instrument acts; ${variants.join(', ')}`
      : `negative-control metric, ${metric} in the first step computed again with the baseline's luck; ${variants.join(', ')}`;
  if (differing > 0)
    return `${head}: ${count(differing)} of ${count(pairs)} pairs DIFFER, so they do not share their luck; believe no difference`;
  if (distinct < 2) return `${head}: equal in ${count(pairs)} pairs, but it does not tell ${count(replicates)} replicates apart`;
  const verdict = `${head}: ${count(distinct)} values in ${count(replicates)} replicates, equal in all ${count(pairs)} pairs`;
  if (selection === null) return verdict;
  const { kept, leftOut, keptMean, leftOutMean, p } = selection;
  const means = `${formatNumber(leftOutMean, 'en')} in the ${count(leftOut)} replicates that some row leaves out, ${formatNumber(keptMean, 'en')} in the ${count(kept)} others`;
  return `${verdict}; ${means} (Welch's p ${formatProbability(p, 'en')})`;
}

function pastText(before: Honesty['before']): string {
  if (before === null) return 'shared past: none, instruments act from the first step or the variants have other parameters';
  const { variants, steps, numbers, differing } = before;
  const head = `shared past: in the ${steps} steps before the first instrument acts (dose 0) ${variants.join(', ')} must equal the baseline`;
  return differing === 0
    ? `${head}; ${formatCount(numbers, 'en')} numbers compared, all bit-identical`
    : `${head}, but ${formatCount(differing, 'en')} of ${formatCount(numbers, 'en')} numbers DIFFER: the variants do not share their past`;
}
