/** What a search for the best policy found, as text tables. */
import type { AnyModel } from '../../core/model.js';
import type { Measured, Optimum } from '../../experiment/optimal-policy/optimise.js';
import { budgetUnit } from '../../experiment/optimal-policy/policy-space.js';
import { printable } from '../../experiment/text.js';
import { formatCount, formatEstimate, formatNumber, formatUnit, NO_VALUE } from '../../report/format.js';
import { counted } from '../counted.js';
import type { FailedRun } from '../rounds.js';
import { showFailures } from '../show-means.js';
import { formatTable, PAGE, wrap } from '../table.js';
import type { Terminal } from '../terminal.js';

export function showOptimum(optimum: Optimum, model: AnyModel, runs: number, failures: readonly FailedRun[], terminal: Terminal): void {
  const { scenario, seed, aims, tried, worlds, replicates, finalReplicates, atWorst, budget, hash } = optimum;
  const money = formatUnit(budgetUnit(model, optimum.instruments), 'en');
  const wanted = aims.map(({ metric, better }) => `${better === 'higher' ? 'most' : 'least'} ${metric}`).join(' and ');
  terminal.out(
    `${terminal.style('bold', `${wanted} for ${formatCount(budget, 'en')} ${money}`)}  (scenario ${printable(scenario)}, seed ${printable(seed)})`,
  );
  const places = worlds === 1 ? '' : `, ${worlds} worlds`;
  terminal.out(
    `${counted(runs, 'run')}, ${failures.length} failed; ${counted(tried.length, 'policy', 'policies')} × ${counted(replicates, 'draw')} of luck${places}; measured on ${counted(finalReplicates, 'fresh draw')}`,
  );
  if (atWorst) terminal.out(worlds > 1 ? 'judged by the world that is worst for each policy' : 'judged by the worst draw of luck');
  showPolicies(optimum, money, terminal);
  for (const [a] of aims.entries()) showAim(optimum, a, terminal);
  if (aims.length === 1) showCurse(optimum, terminal);
  if (failures.length > 0)
    showFailures(
      failures.map(({ round, kind, message, run }) => ({ kind, message: `${message} (${round})`, run })),
      terminal,
    );
  terminal.out('');
  terminal.out(`seed     ${printable(seed)}`);
  terminal.out(`results  ${hash}`);
}

/** Money by instrument, one line per policy. */
function showPolicies({ measured, instruments, aims }: Optimum, unit: string, terminal: Terminal): void {
  terminal.out('');
  terminal.out(terminal.style('bold', `${aims.length === 1 ? 'Policies' : 'Pareto front and landmarks'}: money in ${unit}`));
  const settings = Object.keys(measured[0]?.settings ?? {});
  const columns = [
    { title: 'policy' },
    ...(aims.length > 1 ? [{ title: 'front' }] : []),
    ...instruments.map((title) => ({ title, align: 'right' as const })),
    ...settings.map((key) => ({ title: key.replace(/^policy\./, ''), align: 'right' as const })),
  ];
  const rows = measured.map(({ role, onFront, budgets, settings: chosen }) => [
    role,
    ...(aims.length > 1 ? [onFront ? 'yes' : ''] : []),
    ...instruments.map((name) => formatCount(budgets[name] ?? 0, 'en')),
    ...settings.map((key) => {
      const value = chosen[key];
      return typeof value === 'number' ? formatNumber(value, 'en') : String(value);
    }),
  ]);
  for (const line of formatTable(columns, rows, '  ')) terminal.out(line);
}

function showAim({ measured, aims }: Optimum, a: number, terminal: Terminal): void {
  const { metric, unit } = aims[a] as Optimum['aims'][number];
  terminal.out('');
  terminal.out(terminal.style('bold', `${metric}${unit === '-' ? '' : ` (${formatUnit(unit, 'en')})`}, 95 % intervals over the luck`));
  const columns = [
    { title: 'policy' },
    { title: 'in the search', align: 'right' as const },
    { title: 'on fresh luck', align: 'right' as const },
    { title: 'against equal split', align: 'right' as const },
  ];
  const text = (estimate: Measured['fresh'][number], signed: boolean): string => {
    if (estimate.mean === null) return 'no value';
    const { mean, interval } = formatEstimate(estimate, 'en', signed);
    return estimate.low === null ? mean : `${mean} ${interval}`;
  };
  const rows = measured.map(({ role, worth, fresh, difference }) => [
    role,
    worth[a] === null ? NO_VALUE : formatNumber(worth[a], 'en', 4),
    text(fresh[a] as Measured['fresh'][number], false),
    role === 'equal-split' ? '' : text(difference[a] as Measured['fresh'][number], true),
  ]);
  for (const line of formatTable(columns, rows, '  ')) terminal.out(line);
}

/** Says when what was found is no better than dividing the money equally. */
function showCurse({ best, aims }: Optimum, terminal: Terminal): void {
  const [difference] = best.difference;
  const better = aims[0]?.better;
  const isSure =
    difference?.low !== null &&
    difference?.low !== undefined &&
    (better === 'higher' ? difference.low > 0 : (difference.high as number) < 0);
  const sentence = isSure
    ? 'The best policy beats the equal split on luck that played no part in finding it.'
    : 'On fresh luck the best policy is not surely better than the equal split: do not report the search’s own figure as a gain.';
  terminal.out('');
  for (const line of wrap(sentence, terminal.width ?? PAGE)) terminal.out(line);
}
