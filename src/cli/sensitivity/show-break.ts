/** Where a conclusion breaks, as a sentence and the conditions of its rule. */
import type { BreakResult, RuleScore } from '../../experiment/sensitivity/break.js';
import { sayBreak, sayCounts, sayLimit } from '../../experiment/sensitivity/break-words.js';
import type { Estimate } from '../../experiment/sensitivity/result.js';
import { printable } from '../../experiment/text.js';
import { formatEstimate, formatPercent, formatProbability, formatUnit } from '../../report/format.js';
import { formatTable, PAGE, wrap } from '../table.js';
import type { Terminal } from '../terminal.js';

/** Prints the finding, the rule with what chance could do, and how it does on both samples. */
export function showBreak(result: BreakResult, terminal: Terminal): void {
  const { output, unit, nominal, certainFlips, rule, missing } = result;
  const width = terminal.width ?? PAGE;
  terminal.out('');
  terminal.out(terminal.style('bold', `Where ${output.variant} − ${output.over} turns over in ${output.metric}`));
  const { mean, interval } = formatEstimate({ mean: nominal.value, low: nominal.low, high: nominal.high }, 'en', true);
  terminal.out(`  with the values of the file: ${mean} ${interval} ${formatUnit(unit, 'en')}`.trimEnd());
  for (const line of wrap(printable(sayBreak(result).en, 2000), width, '  ')) terminal.out(line);
  terminal.out(`  the interval of the difference lies wholly on the other side at ${percent(certainFlips)} of the points`);
  if (rule !== null) {
    print(
      ['condition', 'quasi-p'],
      rule.limits.map((limit) => [printable(sayLimit(limit), 200), formatProbability(limit.quasiP, 'en')]),
      terminal,
    );
    print(
      ['sample', 'turned over in the region', 'density', 'coverage', 'p'],
      [scoreRow('learnt from', rule.training), scoreRow('held out', rule.heldOut)],
      terminal,
    );
    const legend =
      'density = share of the region that is turned over; coverage = share of what is turned over that lies in it; p and quasi-p: chance of as many if the region, or one condition, said nothing';
    for (const line of wrap(legend, width, '  ')) terminal.out(terminal.style('dim', line));
  }
  if (missing.length > 0)
    for (const line of wrap(
      `${missing.length} points have no difference and do not count: ${missing
        .slice(0, 10)
        .map(({ point, reason }) => `${point} (${reason})`)
        .join(', ')}`,
      width,
      '  ',
    ))
      terminal.out(terminal.style('red', line));
}

const percent = ({ value, low, high }: Estimate): string =>
  `${formatPercent(value, 'en')} [${formatPercent(low, 'en')}, ${formatPercent(high, 'en')}]`;

function scoreRow(sample: string, score: RuleScore): string[] {
  return [sample, sayCounts(score), percent(score.density), percent(score.coverage), formatProbability(score.p, 'en')];
}

function print(titles: readonly string[], rows: readonly (readonly string[])[], terminal: Terminal): void {
  terminal.out('');
  const columns = titles.map((title, t) => ({ title, align: t === 0 ? ('left' as const) : ('right' as const) }));
  for (const line of formatTable(columns, rows, '  ')) terminal.out(line);
}
