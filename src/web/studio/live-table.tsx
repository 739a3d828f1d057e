/** Progress of an experiment: how far it is, and every indicator's difference with its interval, drawn to one zero. */
import type { AnyModel } from '../../core/model.js';
import { modelOf } from '../../experiment/run.js';
import type { LiveRow, Progress } from '../../experiment/studio-messages.js';
import { models } from '../../models/index.js';
import { formatEstimate } from '../../report/format.js';
import { IntervalBar } from '../charts/interval-bar.js';
import { figureTitle, figureUnit } from '../lab/names.js';
import { language, say } from '../words/words.js';
import { studioWords } from './desk.js';

export function LiveTable({ progress }: { progress: Progress }) {
  const w = studioWords.value;
  const { title, state, done, planned, rows, study, hash, message } = progress;
  const model = modelOf(models, progress.model);
  return (
    <section class="live" data-state={state} data-hash={hash ?? undefined} aria-label={say(title)}>
      <h3>{say(title)}</h3>
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
              <Row key={`${row.metric} ${row.variant}`} model={model} row={row} />
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
    </section>
  );
}

function Row({ model, row }: { model: AnyModel; row: LiveRow }) {
  const { mean, interval } = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, language.value, true);
  const unit = figureUnit(model, row.metric);
  return (
    <tr>
      <th scope="row">{figureTitle(model, row.metric)}</th>
      <td>
        {row.difference === null ? (
          <span class="quiet-text">{studioWords.value.needPairs}</span>
        ) : (
          <>
            {mean} {interval} <span class="unit">{unit}</span>
            <IntervalBar {...row} />
          </>
        )}
      </td>
      <td class="number">{row.n}</td>
    </tr>
  );
}
