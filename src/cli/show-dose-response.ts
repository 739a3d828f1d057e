/** How indicators move with parameters that were sampled, as a text table; what was listed is shown as means per point. */
import type { DoseBand, DoseResponse } from '../experiment/dose-response.js';
import { shortKey } from '../experiment/keys.js';
import { printable } from '../experiment/text.js';
import { formatCount, formatEstimate, formatPercent, formatUnit } from '../report/format.js';
import { formatTable, PAGE, wrap } from './table.js';
import type { Terminal } from './terminal.js';

/** Bands of means and of differences, one line per dose, variant and indicator. */
export function showBands(response: DoseResponse, terminal: Terminal): void {
  const sampled = response.keys.filter((key) => !response.listed.includes(key));
  if (sampled.length === 0) return;
  const names = sampled.map(shortKey).join(', ');
  for (const of of ['mean', 'difference'] as const) {
    const bands = response.bands.filter((band) => band.of === of);
    if (bands.length === 0) continue;
    const what = of === 'mean' ? 'Means' : `Differences from ${response.baseline}`;
    terminal.out('');
    terminal.out(terminal.style('bold', `${what} over ${formatCount(response.points.length, 'en')} points of ${printable(names, 300)}`));
    for (const line of bandTable(bands, of, response.listed.length > 0)) terminal.out(line);
  }
  const legend = 'interval of 90 %: 5 % of the points lie below it and 5 % above; above 0 = share of the points with a positive difference';
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
}

function bandTable(bands: readonly DoseBand[], of: DoseBand['of'], withDose: boolean): string[] {
  const columns = [
    { title: 'indicator' },
    ...(withDose ? [{ title: 'dose' }] : []),
    { title: 'variant' },
    { title: 'mean', align: 'right' as const },
    { title: 'interval of 90 %', align: 'right' as const },
    { title: 'unit' },
    ...(of === 'difference' ? [{ title: 'above 0', align: 'right' as const }] : []),
    { title: 'points', align: 'right' as const },
  ];
  const ordered = [...new Set(bands.map(({ metric }) => metric))].flatMap((metric) => bands.filter((band) => band.metric === metric));
  const rows = ordered.map((band, b) => {
    const { mean, interval } = formatEstimate(band, 'en', of === 'difference');
    return [
      ordered[b - 1]?.metric === band.metric ? '' : band.metric,
      ...(withDose ? [doseText(band)] : []),
      band.variant,
      mean,
      interval,
      formatUnit(band.unit, 'en'),
      ...(of === 'difference' ? [formatPercent(band.above, 'en')] : []),
      formatCount(band.points, 'en'),
    ];
  });
  return formatTable(columns, rows, '  ');
}

function doseText({ dose }: DoseBand): string {
  return Object.entries(dose)
    .map(([key, value]) => `${shortKey(key)}=${printable(String(value), 40)}`)
    .join(' ');
}
