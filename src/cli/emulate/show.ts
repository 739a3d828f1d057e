/** Predictions of emulators as text tables, each with what leaving points out says of it. */
import type { EmulatedInput, Emulator, Prediction } from '../../experiment/emulator/emulate.js';
import { shortKey } from '../../experiment/keys.js';
import { printable } from '../../experiment/text.js';
import { formatEstimate, formatNumber, formatPercent, formatUnit, NO_VALUE } from '../../report/format.js';
import { counted } from '../counted.js';
import { formatTable, PAGE, wrap } from '../table.js';
import type { Terminal } from '../terminal.js';

export interface Answer extends Omit<Emulator, 'process'> {
  /** One per place that was asked for. */
  readonly predictions: readonly Prediction[];
}

export interface Emulation {
  readonly study: string;
  readonly seed: string;
  readonly baseline: string;
  readonly points: number;
  readonly replicates: number;
  readonly failed: number;
  readonly inputs: readonly EmulatedInput[];
  readonly places: readonly Readonly<Record<string, number>>[];
  /** Names as they were asked for. */
  readonly asked: readonly string[];
  readonly answers: readonly Answer[];
}

/** Emulators that explain less than this of what differs between points are marked. */
const WEAK = 0.5;

export function showEmulation(emulation: Emulation, terminal: Terminal): void {
  const { study, seed, points, replicates, failed, inputs, places, asked, answers, baseline } = emulation;
  terminal.out(`${terminal.style('bold', `What if: ${printable(study)}`)}  (seed ${printable(seed)})`);
  terminal.out(`learnt from ${counted(points, 'point')} × ${counted(replicates, 'draw')} of luck, ${failed} failed; predicted, not run`);
  const first = places[0] ?? {};
  for (const { key, minimum, maximum } of inputs) {
    const name = shortKey(key);
    const isAsked = asked.includes(name) || asked.includes(key);
    const value = isAsked
      ? [...new Set(places.map((place) => formatNumber(place[key], 'en')))].join(', ')
      : `${formatNumber(first[key], 'en')} (middle)`;
    terminal.out(`  ${printable(name)} = ${value}, design ${formatNumber(minimum, 'en')} to ${formatNumber(maximum, 'en')}`);
  }
  for (const of of ['mean', 'difference'] as const) {
    const rows = answers.filter((answer) => answer.of === of);
    if (rows.length === 0) continue;
    terminal.out('');
    const what = of === 'mean' ? 'Expected figures' : `Differences from ${printable(baseline)} on the same luck`;
    terminal.out(terminal.style('bold', `${what}, with 95 % intervals`));
    for (const line of table(rows, emulation)) terminal.out(line);
  }
  const legend =
    'explained, inside: every point predicted from all others; share of the differences between points that is explained, and of points within their 95 % interval';
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
  const weak = answers.filter(({ explained }) => explained !== null && explained < WEAK);
  if (weak.length > 0) {
    const sentence = `note: ${weak.length} of ${answers.length} emulators explain less than half: luck or too few points hide what the parameters do; more --replicates or --points help`;
    terminal.out('');
    for (const line of wrap(sentence, terminal.width ?? PAGE)) terminal.out(line);
  }
}

function table(rows: readonly Answer[], { places, inputs }: Emulation): string[] {
  const varied = inputs.filter(({ key }) => places.some((place) => place[key] !== places[0]?.[key]));
  const columns = [
    { title: 'indicator' },
    { title: 'variant' },
    ...varied.map(({ key }) => ({ title: shortKey(key), align: 'right' as const })),
    { title: 'predicted', align: 'right' as const },
    { title: 'unit' },
    { title: 'explained', align: 'right' as const },
    { title: 'inside', align: 'right' as const },
  ];
  const lines = rows.flatMap((row, r) =>
    row.predictions.map((prediction, p) => {
      const { mean, interval } = formatEstimate(prediction, 'en', row.of === 'difference');
      const isFirst = p === 0;
      return [
        isFirst && rows[r - 1]?.metric !== row.metric ? row.metric : '',
        isFirst ? row.variant : '',
        ...varied.map(({ key }) => formatNumber(places[p]?.[key], 'en')),
        `${mean} ${interval}`,
        formatUnit(row.unit, 'en'),
        isFirst ? (row.explained === null ? NO_VALUE : formatPercent(Math.max(0, row.explained), 'en')) : '',
        isFirst ? formatPercent(row.inside, 'en') : '',
      ];
    }),
  );
  return formatTable(columns, lines, '  ');
}
