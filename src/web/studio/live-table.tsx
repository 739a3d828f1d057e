/** Progress of an experiment: how far it is, and every indicator's difference with its interval, drawn to one zero. */
import { formatEstimate } from '../../report/format.js';
import { IntervalBar } from '../charts/interval-bar.js';
import { metricTitle, metricUnit } from '../lab/names.js';
import { language } from '../words/words.js';
import { type Bench, studioWords } from './desk.js';
import type { LiveRow, Progress } from './server.js';

export function LiveTable({ bench, progress }: { bench: Bench; progress: Progress }) {
  const w = studioWords.value;
  const { state, done, planned, rows, study, hash, message } = progress;
  return (
    <div class="live" data-state={state} data-hash={hash ?? undefined}>
      <p role="status">
        {w.state[state]}, {w.done(done, planned)} {message}
      </p>
      <progress max={planned} value={done} aria-label={w.experiment} />
      <div class="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{w.metric}</th>
              <th scope="col">{w.difference}</th>
              <th scope="col" class="number">
                {w.pairs}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.metric} bench={bench} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {study !== null && (
        <p>
          <a href={`/reports/${study}`} target="_blank" rel="noopener">
            {w.report}
          </a>
        </p>
      )}
    </div>
  );
}

function Row({ bench, row }: { bench: Bench; row: LiveRow }) {
  const { mean, interval } = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, language.value, true);
  const unit = metricUnit(bench.lab.source, row.metric);
  return (
    <tr>
      <th scope="row">{metricTitle(bench.lab.source, row.metric)}</th>
      <td>
        {mean} {interval} <span class="unit">{unit}</span>
        <IntervalBar {...row} />
      </td>
      <td class="number">{row.n}</td>
    </tr>
  );
}
