/** The surface of a measure over a parameter and the variants, as cells with numbers that come in while it is computed. */
import { useEffect, useMemo } from 'preact/hooks';
import { formatExact, formatNumber, formatUnit } from '../../report/format.js';
import { HeatChart } from '../charts/heat.js';
import { NumberTable } from '../charts/number-table.js';
import { Choice } from '../lab/fields.js';
import type { Lab, Look } from '../lab/lab.js';
import { metricTitle, metricUnit } from '../lab/names.js';
import { viewWords } from '../words/views.js';
import { lab as labWords, language, say } from '../words/words.js';
import type { ViewProps } from './parts.js';
import { axisParameters, cellTests, type Surface, SurfaceWork, surfaceLevels, surfaceRows } from './surface-grid.js';

const COUNTS = ['1', '2', '5', '10', '20'];
/** Variants that are laid out. */
const MOST_ROWS = 12;

export function SurfaceView({ lab }: ViewProps) {
  const w = viewWords.value;
  const work = useMemo(() => new SurfaceWork(lab), [lab]);
  useEffect(() => () => work.stop(), [work]);
  const names = useMemo(() => axisParameters(lab), [lab]);
  const form = {
    parameter: lab.look('surface.parameter', names[0] as string),
    metric: lab.look('surface.metric', lab.setup.value.metric),
    count: lab.look('surface.count', '5'),
  };
  const parameter = form.parameter.value;
  const start = (): void =>
    work.start({
      parameter,
      levels: surfaceLevels(lab, parameter),
      rows: surfaceRows(lab.source.variants, parameter).slice(0, MOST_ROWS),
      metric: form.metric.value,
      count: Number(form.count.value),
    });
  const surface = work.surface.value;
  return (
    <>
      <p class="quiet-text">{w.surfaceLead}</p>
      <SurfaceForm lab={lab} names={names} form={form} />
      <div class="row">
        <button type="button" class="primary" disabled={work.running.value} onClick={start}>
          {w.computeSurface}
        </button>
        {work.running.value && (
          <button type="button" onClick={() => work.stop()}>
            {labWords.value.cancel}
          </button>
        )}
        {surface !== null && <SurfaceProgress surface={surface} />}
      </div>
      {work.failure.value !== '' && <p class="bad">{labWords.value.failed(work.failure.value)}</p>}
      {surface !== null && <SurfacePicture lab={lab} surface={surface} />}
    </>
  );
}

interface FormProps extends ViewProps {
  readonly names: readonly string[];
  readonly form: { readonly parameter: Look; readonly metric: Look; readonly count: Look };
}

function SurfaceForm({ lab, names, form }: FormProps) {
  const w = viewWords.value;
  const { model, metrics } = lab.source;
  const short = (name: string): string => {
    const spec = model.parameters[name];
    const text = spec === undefined ? '' : say(spec.text);
    return `${name}: ${text.length > 60 ? `${text.slice(0, 59)}…` : text}`;
  };
  return (
    <div class="row">
      <Choice label={labWords.value.metric} chosen={form.metric} options={metrics.map((name) => [name, metricTitle(lab.source, name)])} />
      <Choice label={w.along} chosen={form.parameter} options={names.map((name) => [name, short(name)])} />
      <Choice label={w.luckPerCell} chosen={form.count} options={COUNTS.map((count) => [count, count])} />
    </div>
  );
}

function SurfaceProgress({ surface: { plan, cells } }: { surface: Surface }) {
  const done = cells.reduce((sum, values) => sum + values.length, 0);
  const all = cells.length * plan.count;
  return (
    <>
      <progress max={all} value={done} aria-label={viewWords.value.views.surface} />
      <span class="quiet-text" role="status" data-surface={done === all ? 'whole' : 'part'}>
        {viewWords.value.surfaceDone(done, all)}
      </span>
    </>
  );
}

function SurfacePicture({ lab, surface }: { lab: Lab; surface: Surface }) {
  const { plan, cells } = surface;
  const w = viewWords.value;
  const { rows, levels, parameter, metric } = plan;
  const tests = cellTests(surface);
  const means = cells.map((values) => (values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length));
  const grid = rows.map((_, r) => means.slice(r * levels.length, (r + 1) * levels.length));
  const unit = metricUnit(lab.source, metric);
  const spec = lab.source.model.parameters[parameter];
  const columns = levels.map((level) => formatExact(level, language.value));
  const best = means.reduce((at, value, k) => (value > (means[at] ?? Number.NEGATIVE_INFINITY) ? k : at), 0);
  const titles = rows.map(({ title }) => say(title));
  const place = (k: number): [string, string] => [titles[Math.floor(k / levels.length)] ?? '', columns[k % levels.length] ?? ''];
  const sentence = w.surfaceSentence(metricTitle(lab.source, metric), formatNumber(means[best], language.value), ...place(best));
  const half = (k: number): string => {
    const test = tests[k];
    return test === undefined ? '' : ` ± ${formatNumber((test.high - test.low) / 2, language.value, 2)}`;
  };
  const heads: [string, string] = [w.variantHead, `${parameter} ${formatUnit(spec?.unit ?? '-', language.value)}`.trim()];
  return (
    <>
      <HeatChart {...{ rows: titles, columns, unit, heads }} values={grid} label={sentence} signed={false} numbers />
      <p class="summary-line">{sentence}</p>
      <NumberTable
        head={[`${heads[0]} ↓ ${heads[1]} →`, ...columns]}
        rows={titles.map((title, r) => [
          title,
          ...(grid[r] ?? []).map((mean, c) => `${formatNumber(mean, language.value)}${half(r * levels.length + c)}`),
        ])}
      />
      <p class="quiet-text">{w.surfaceInterval(plan.count)}</p>
    </>
  );
}
