/** Innovations over time by cluster, and continuity with its parts. */
import { CONTINUITY_PARTS } from '../../report/figures/parts.js';
import { formatNumber, formatPercent } from '../../report/format.js';
import { EventsChart } from '../charts/events.js';
import { NumberTable } from '../charts/number-table.js';
import { PartsChart } from '../charts/parts.js';
import type { Side } from '../lab/lab.js';
import { metricTitle, stepUnit } from '../lab/names.js';
import { figureOf, type Recording } from '../lab/recording.js';
import { viewWords } from '../words/views.js';
import { lab as labWords, language } from '../words/words.js';
import { clusterRows } from './figures.js';
import { PerWorld, readyWorlds, type ViewProps } from './parts.js';

/** Clusters that are shown. */
const MOST = 14;

export function InnovationsView({ lab }: ViewProps) {
  const w = viewWords.value;
  return (
    <>
      <p class="quiet-text">{w.innovationsLead}</p>
      <PerWorld lab={lab} body={(side, recording) => <Clusters lab={lab} side={side} recording={recording} />} />
      <h4>{w.partsTitle}</h4>
      <Parts lab={lab} />
    </>
  );
}

function Clusters({ lab, side, recording }: ViewProps & { side: Side; recording: Recording }) {
  const w = viewWords.value;
  const { steps, burnIn } = lab.source;
  if (recording.chronicle === undefined) return null;
  const all = clusterRows(recording.chronicle, steps, burnIn);
  const total = all.reduce((sum, row) => sum + row.total, 0);
  const rows = all.slice(0, MOST).map((row) => ({ ...row, name: w.cluster(row.region + 1, row.industry + 1) }));
  const sentence = w.clustersSentence(total, all.length, rows[0]?.name ?? '', rows[0]?.total ?? 0);
  return (
    <>
      <EventsChart
        rows={rows.map(({ name, events, coverage }) => ({ name, events, note: formatPercent(coverage, language.value) }))}
        {...{ side, steps, burnIn }}
        step={lab.step.value}
        stepUnit={stepUnit(lab.source)}
        noteHead={w.coverage}
        label={`${sentence} ${labWords.value.step(lab.step.value, steps, stepUnit(lab.source))}.`}
      />
      <p class="summary-line">{sentence}</p>
      <NumberTable
        head={[w.clusterHead, w.innovationCount, w.coverage]}
        rows={rows.map(({ name, total: count, coverage }) => [name, String(count), formatPercent(coverage, language.value)])}
      />
    </>
  );
}

/** The whole and its parts on the common scale 0 to 1. */
function Parts({ lab }: ViewProps) {
  const worlds = readyWorlds(lab);
  const shown = CONTINUITY_PARTS.map((name) => ({
    name: metricTitle(lab.source, name),
    values: worlds.map(({ side, recording }) => ({ side, value: figureOf(recording, name) })),
  }));
  const say = (value: number): string => (Number.isFinite(value) ? formatNumber(value, language.value) : labWords.value.noValue);
  const label = shown
    .map(({ name, values }) => `${name}: ${values.map(({ side, value }) => `${labWords.value[side]} ${say(value)}`).join(', ')}`)
    .join('; ');
  return (
    <>
      <PartsChart rows={shown} label={label} />
      <NumberTable
        head={[labWords.value.metric, ...worlds.map(({ side }) => labWords.value[side])]}
        rows={shown.map(({ name, values }) => [name, ...values.map(({ value }) => say(value))])}
      />
    </>
  );
}
