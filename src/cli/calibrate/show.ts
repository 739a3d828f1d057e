/** What a calibration found, as text tables: parameters, targets, and what should not be overlooked. */
import type { Calibration } from '../../experiment/calibration/calibrate.js';
import { printable } from '../../experiment/text.js';
import { formatNumber, formatPercent, formatUnit, NO_VALUE } from '../../report/format.js';
import { counted } from '../counted.js';
import type { FailedRun } from '../rounds.js';
import { showFailures } from '../show-means.js';
import { formatTable, PAGE, wrap } from '../table.js';
import type { Terminal } from '../terminal.js';

export function showCalibration(calibration: Calibration, runs: number, failures: readonly FailedRun[], terminal: Terminal): void {
  const { scenario, seed, rounds, particles, replicates, tolerance, effective, refused, empty, hash } = calibration;
  terminal.out(`${terminal.style('bold', `Calibration of ${printable(scenario)}`)}  (seed ${printable(seed)}, model ${calibration.model})`);
  terminal.out(
    `${counted(runs, 'run')} in ${counted(rounds.length, 'round')} of ${counted(particles, 'parameter set')} with ${counted(replicates, 'draw')} of luck each, ${failures.length} failed`,
  );
  terminal.out(
    `tolerance ${formatNumber(tolerance, 'en')} standard errors; the weighted sets are worth ${formatNumber(effective, 'en')} draws`,
  );
  if (refused > 0) terminal.out(`${refused} parameter sets were refused by the model and count as impossible`);
  if (empty > refused) terminal.out(`${empty - refused} parameter sets gave no value for a target and count as impossible`);
  showParameters(calibration, terminal);
  showTargets(calibration, terminal);
  if (calibration.warnings.length > 0) terminal.out('');
  for (const warning of calibration.warnings) {
    const [first = '', ...more] = wrap(`note: ${printable(warning.en, 2000)}`, terminal.width ?? PAGE);
    for (const line of [terminal.style('yellow', first), ...more.map((text) => `  ${text}`)]) terminal.out(line);
  }
  if (failures.length > 0)
    showFailures(
      failures.map(({ round, kind, message, run }) => ({ kind, message: `${message} (${round})`, run })),
      terminal,
    );
  terminal.out('');
  terminal.out(`seed     ${printable(seed)}`);
  terminal.out(`results  ${hash}`);
}

const interval = (low: number | null, high: number | null): string =>
  low === null ? NO_VALUE : `[${formatNumber(low, 'en')}, ${formatNumber(high, 'en')}]`;

function showParameters({ parameters }: Calibration, terminal: Terminal): void {
  terminal.out('');
  terminal.out(terminal.style('bold', 'Parameters: posterior median with 95 % interval'));
  const rows = parameters.map(({ key, prior, low, median, high, chances, width }) => [
    printable(key.replace(/^parameters\./, '')),
    prior.low === null ? prior.kind : `${prior.kind} ${interval(prior.low, prior.high)}`,
    chances === undefined ? formatNumber(median, 'en') : '',
    chances === undefined
      ? interval(low, high)
      : chances.map(({ value, weight }) => `${printable(String(value), 30)} ${formatPercent(weight, 'en')}`).join(', '),
    formatPercent(width, 'en'),
  ]);
  const columns = [
    { title: 'parameter' },
    { title: 'prior, 95 %' },
    { title: 'median', align: 'right' as const },
    { title: 'posterior, 95 %' },
    { title: 'width kept', align: 'right' as const },
  ];
  for (const line of formatTable(columns, rows, '  ')) terminal.out(line);
}

function showTargets({ targets }: Calibration, terminal: Terminal): void {
  terminal.out('');
  terminal.out(terminal.style('bold', 'Targets: what the posterior predicts for them, with 95 % interval'));
  const rows = targets.map(({ target, use, value, error, low, median, high, inside, unit }) => [
    printable(target),
    use,
    error === 0 ? formatNumber(value, 'en') : `${formatNumber(value, 'en')} ± ${formatNumber(error, 'en')}`,
    formatNumber(median, 'en'),
    interval(low, high),
    formatUnit(unit, 'en'),
    inside === null ? 'no value' : inside ? 'inside' : 'outside',
  ]);
  const columns = [
    { title: 'target' },
    { title: 'use' },
    { title: 'value ± error', align: 'right' as const },
    { title: 'predicted', align: 'right' as const },
    { title: 'interval', align: 'right' as const },
    { title: 'unit' },
    { title: '' },
  ];
  for (const line of formatTable(columns, rows, '  ')) terminal.out(line);
}
