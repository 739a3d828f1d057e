/** The runs of a study, page by page; each of them can be computed again in the page. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { modelOf } from '../../experiment/run.js';
import type { RunPage, RunRow, StudyView } from '../../experiment/studio-messages.js';
import { models } from '../../models/index.js';
import { formatColumn } from '../../report/format.js';
import { figureTitle, figureUnit } from '../lab/names.js';
import { language, say } from '../words/words.js';
import { attempt, openRun, studioWords, variantTitle } from './desk.js';
import { server } from './server.js';

const PAGE = 25;

export function RunsTable({ id, view }: { id: string; view: StudyView }) {
  const w = studioWords.value;
  const from = useSignal(0);
  const variant = useSignal('');
  const page = useSignal<RunPage>({ total: 0, rows: [] });
  useEffect(() => {
    void attempt(() => server.runs(id, from.value, variant.value)).then((answer) => {
      page.value = answer ?? page.value;
    });
  }, [id, from.value, variant.value]);
  const { total, rows } = page.value;
  const last = Math.min(from.value + PAGE, total);
  return (
    <section aria-label={w.runs}>
      <div class="row">
        <h4>{w.runs}</h4>
        <label class="field inline">
          <span>{w.variant}</span>
          <select
            value={variant.value}
            onChange={(event) => {
              from.value = 0;
              variant.value = event.currentTarget.value;
            }}
          >
            <option value="">{w.allVariants}</option>
            {view.variants.map(({ name, title }) => (
              <option key={name} value={name}>
                {say(title)}
              </option>
            ))}
          </select>
        </label>
        <span class="grow" />
        <button type="button" disabled={from.value === 0} onClick={() => (from.value = Math.max(0, from.value - PAGE))}>
          {w.earlier}
        </button>
        <span class="quiet-text" role="status">
          {w.shownRuns(total === 0 ? 0 : from.value + 1, last, total)}
        </span>
        <button type="button" disabled={last >= total} onClick={() => (from.value += PAGE)}>
          {w.later}
        </button>
      </div>
      <Table id={id} view={view} rows={rows} />
    </section>
  );
}

function Table({ id, view, rows }: { id: string; view: StudyView; rows: readonly RunRow[] }) {
  const w = studioWords.value;
  const model = modelOf(models, view.model);
  const columns = view.indicators.map((_, k) =>
    formatColumn(
      rows.map(({ figures }) => figures[k] ?? null),
      language.value,
    ),
  );
  return (
    <div class="table">
      <table class="runs">
        <thead>
          <tr>
            <th scope="col" class="number">
              {w.runNumber}
            </th>
            <th scope="col">{w.variant}</th>
            {view.points > 1 && <th scope="col">{w.point}</th>}
            <th scope="col" class="number">
              {w.luck}
            </th>
            {view.indicators.map((metric) => (
              <th key={metric} scope="col" class="number">
                {figureTitle(model, metric)} <span class="unit">{figureUnit(model, metric)}</span>
              </th>
            ))}
            <th scope="col">{w.replay}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <Row key={row.id} id={id} view={view} row={row} figures={columns.map((column) => column[r] as string)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly view: StudyView;
  readonly row: RunRow;
  /** Its figures as they are written. */
  readonly figures: readonly string[];
}

function Row({ id, view, row, figures }: RowProps) {
  const w = studioWords.value;
  const replay = async (): Promise<void> => {
    const bench = await attempt(() => openRun(id, row.id));
    if (bench === undefined) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const place = document.querySelector<HTMLElement>('#worlds');
    place?.scrollIntoView({ behavior: still ? 'instant' : 'smooth' });
    place?.focus({ preventScroll: true });
  };
  return (
    <tr data-run={row.id}>
      <th scope="row" class="number">
        {row.id}
      </th>
      <td>{variantTitle(view, row.variant)}</td>
      {view.points > 1 && <td>{row.point + 1}</td>}
      <td class="number">{row.replicate + 1}</td>
      {row.status === 'done' ? (
        figures.map((figure, k) => (
          <td key={view.indicators[k]} class="number">
            {figure}
          </td>
        ))
      ) : (
        <td class={row.status === 'failed' ? 'bad' : ''} colSpan={view.indicators.length}>
          {row.status === 'failed' ? w.failedRun(row.message) : w.missingRun}
        </td>
      )}
      <td>
        <button type="button" class="link" disabled={row.status !== 'done'} aria-label={w.replayRun(row.id)} onClick={() => void replay()}>
          {w.replay}
        </button>
      </td>
    </tr>
  );
}
