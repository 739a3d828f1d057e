/** Why a study that chose its own number of replicates stopped, and the intervals that hold at every look. */
import { type AnyModel, figureOf } from '../core/model.js';
import type { Precision, PrecisionRow } from '../experiment/precision/precision.js';
import type { Plan } from '../experiment/study.js';
import { formatEstimate, formatNumber, formatPercent, formatSetPercent, formatUnit, NO_VALUE } from '../report/format.js';
import { pointText } from './show-means.js';
import { formatTable, PAGE, wrap } from './table.js';
import type { Terminal } from './terminal.js';

const COLUMNS = [
  { title: 'indicator' },
  { title: 'variant' },
  { title: 'estimate', align: 'right' as const },
  { title: 'interval', align: 'right' as const },
  { title: 'half', align: 'right' as const },
  { title: 'wanted', align: 'right' as const },
  { title: 'unit' },
  { title: 'state' },
];

export function showPrecision(precision: Precision, plan: Plan, model: AnyModel, terminal: Terminal): void {
  terminal.out('');
  terminal.out(terminal.style('bold', `Precision: ${reasonText(precision)}`));
  const rows = precision.rows.map((row, r) => [
    row.metric === precision.rows[r - 1]?.metric ? '' : row.metric,
    [row.variant, plan.points === undefined ? '' : pointText(plan, row.point)].join(' ').trim(),
    ...cells(row),
    formatUnit(figureOf(model, row.metric)?.unit ?? '-', 'en'),
    row.state,
  ]);
  for (const line of formatTable(COLUMNS, rows, '  ')) terminal.out(line);
  const looks = precision.looks.filter((look) => look <= precision.replicates).join(', ');
  const legend = `intervals hold in ${formatSetPercent(precision.level, 'en')} of studies whatever the look at which one stops (looks at ${looks} replicates, each at ${formatPercent(precision.levelOfLook, 'en')}); those of the other tables hold for a number of replicates fixed in advance`;
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
}

function cells({ estimate, low, high, target, baseline }: PrecisionRow): string[] {
  const { mean, interval } = formatEstimate({ mean: estimate, low, high }, 'en', baseline !== null);
  const half = low === null || high === null ? NO_VALUE : formatNumber((high - low) / 2, 'en', 2);
  return [mean, interval, half, formatNumber(target, 'en', 2)];
}

/** The sentence that says why. */
function reasonText({ goal, replicates, rows, reason }: Precision): string {
  const wanted = goal.relative ? `±${formatSetPercent(goal.half, 'en')} of the mean` : `±${formatNumber(goal.half, 'en')}`;
  const open = rows.filter(({ state }) => state === 'open').length;
  const without = rows.filter(({ state }) => state === 'no value' || state === 'no scale').length;
  const left = without === 0 ? '' : `; ${without} without a value or with a mean of 0 cannot be judged`;
  if (reason === 'precise') return `stopped after ${replicates} replicates, all intervals are within ${wanted}${left}`;
  if (reason === 'maximum')
    return `stopped after ${replicates} replicates, the most allowed; ${open} of ${rows.length} intervals are wider than ${wanted}${left}`;
  if (reason === 'nothing to judge') return `stopped after ${replicates} replicates, no indicator has a value that could become precise`;
  return `after ${replicates} replicates ${open} of ${rows.length} intervals are wider than ${wanted}${left}`;
}
