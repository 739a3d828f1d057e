/** A study opened: what its comparison says, every indicator's difference with its interval, and the table of its runs. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { modelOf } from '../../experiment/run.js';
import type { StudyView } from '../../experiment/studio-messages.js';
import { models } from '../../models/index.js';
import { formatEstimate } from '../../report/format.js';
import { textsOf } from '../../report/texts.js';
import { IntervalBar } from '../charts/interval-bar.js';
import { figureTitle, figureUnit } from '../lab/names.js';
import { language, say } from '../words/words.js';
import { attempt, studioWords, variantTitle } from './desk.js';
import { RunsTable } from './runs-table.js';
import { server } from './server.js';

export function StudyCard({ id }: { id: string }) {
  const w = studioWords.value;
  const point = useSignal(0);
  const view = useSignal<StudyView | null>(null);
  useEffect(() => {
    void attempt(() => server.study(id, point.value)).then((answer) => {
      view.value = answer ?? null;
    });
  }, [id, point.value]);
  const shown = view.value;
  if (shown === null) return <p class="quiet-text">{w.loading}</p>;
  return (
    <div class="study">
      <h3>{say(shown.title)}</h3>
      <p>{say(shown.summary)}</p>
      {shown.notes.map((note) => (
        <p key={note} class="warn">
          {note}
        </p>
      ))}
      {shown.points > 1 && (
        <label class="field inline">
          <span>{w.pointOf(shown.points)}</span>
          <input
            type="number"
            min={1}
            max={shown.points}
            value={point.value + 1}
            onChange={(event) => {
              point.value = Math.min(shown.points, Math.max(1, Math.trunc(Number(event.currentTarget.value)) || 1)) - 1;
              event.currentTarget.value = String(point.value + 1);
            }}
          />
        </label>
      )}
      <Differences view={shown} />
      <RunsTable id={id} view={shown} />
    </div>
  );
}

function Differences({ view }: { view: StudyView }) {
  const w = studioWords.value;
  if (view.rows.length === 0) return <p class="quiet-text">{w.nothingToCompare}</p>;
  const baseline = variantTitle(view, view.baseline);
  return (
    <div class="table">
      <table class="differences">
        <caption>{w.differencesFrom(baseline, view.seed)}</caption>
        <thead>
          <tr>
            <th scope="col">{w.metric}</th>
            <th scope="col">{w.variant}</th>
            <th scope="col" colSpan={2}>
              {w.differenceOnly}
            </th>
            <th scope="col" class="number">
              {w.pairs}
            </th>
            <th scope="col">{w.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <Difference key={`${row.metric} ${row.variant}`} view={view} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Difference({ view, row }: { view: StudyView; row: StudyView['rows'][number] }) {
  const model = modelOf(models, view.model);
  const { mean, interval } = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, language.value, true);
  const same = view.rows.filter(({ metric }) => metric === row.metric);
  const reach = Math.max(...same.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]));
  return (
    <tr>
      <th scope="row">{figureTitle(model, row.metric)}</th>
      <td>{variantTitle(view, row.variant)}</td>
      <td class="number">
        {mean} {interval} <span class="unit">{figureUnit(model, row.metric)}</span>
      </td>
      <td>
        <IntervalBar {...row} reach={reach} />
      </td>
      <td class="number">{row.pairs}</td>
      <td>{textsOf(language.value).verdicts.words[row.verdict]}</td>
    </tr>
  );
}
