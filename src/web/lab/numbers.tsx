/** What is measured: the chart over time, and the table of all metrics now and over the whole run. */
import { NumberTable } from '../charts/number-table.js';
import { SeriesChart } from '../charts/series.js';
import { say, lab as words } from '../words/words.js';
import type { Lab, Side } from './lab.js';
import { bareFigure, figureText, metricOf, metricTitle, metricUnit, stepUnit } from './names.js';
import { figureOf, seriesOf } from './recording.js';

/** The sides that hold a world now. */
export function sidesOf(lab: Lab): Side[] {
  return lab.setup.value.right === null ? ['left'] : ['left', 'right'];
}

export function MetricChoice({ lab }: { lab: Lab }) {
  const { source } = lab;
  const { metric } = lab.setup.value;
  const chosen = metricOf(source, metric);
  return (
    <div class="metric-choice">
      <label class="field">
        <span>{words.value.metric}</span>
        <select value={metric} onChange={(event) => lab.change({ metric: event.currentTarget.value })}>
          {source.metrics.map((name) => (
            <option key={name} value={name}>
              {metricTitle(source, name)}
            </option>
          ))}
        </select>
      </label>
      {chosen !== undefined && <p class="quiet-text">{say(chosen.text)}</p>}
    </div>
  );
}

export function OverTime({ lab }: { lab: Lab }) {
  const { source } = lab;
  const { metric } = lab.setup.value;
  const w = words.value;
  const unit = metricUnit(source, metric);
  const lines = sidesOf(lab).flatMap((side) => {
    const recording = lab.recordings[side].value;
    return recording === null ? [] : [{ name: w[side], side, values: seriesOf(recording, metric) }];
  });
  const said = (values: readonly number[]): string =>
    figureText(source, metric, values[lab.step.value - 1] ?? Number.NaN, absenceOf(lab, values));
  const now = lines.map(({ name, values }) => `${name}: ${said(values)}`).join('; ');
  return (
    <section class="panel over-time" aria-label={w.overTime}>
      <MetricChoice lab={lab} />
      <p class="key">
        {lines.map(({ name, side, values }) => (
          <span key={side} class={side}>
            <i aria-hidden="true" /> {name}: <b>{said(values)}</b>
          </span>
        ))}
        {source.burnIn > 0 && (
          <span class="shade-key">
            <i aria-hidden="true" /> {w.unmeasured}
          </span>
        )}
      </p>
      {lines.some(({ values }) => values.length > 0) ? null : <p class="quiet-text">{recorded(lab) ? w.endOnly : ''}</p>}
      <SeriesChart
        lines={lines}
        steps={source.steps}
        burnIn={source.burnIn}
        stepUnit={stepUnit(source)}
        unit={unit}
        step={lab.step.value}
        label={`${metricTitle(source, metric)}. ${w.step(lab.step.value, source.steps, stepUnit(source))}. ${now}`}
        onStep={(step) => lab.move(step)}
      />
      <NumberTable
        head={[stepUnit(source), ...lines.map(({ name }) => (unit === '' ? name : `${name}, ${unit}`))]}
        rows={() =>
          Array.from({ length: source.steps }, (_, t) => [String(t + 1), ...lines.map(({ values }) => bareFigure(values[t] ?? Number.NaN))])
        }
      />
    </section>
  );
}

/** Whether the first world is complete. */
function recorded(lab: Lab): boolean {
  return lab.recordings.left.value?.values !== undefined;
}

export function Numbers({ lab }: { lab: Lab }) {
  const { source } = lab;
  const w = words.value;
  const sides = sidesOf(lab);
  return (
    <section class="panel numbers" aria-label={w.atStep}>
      <div class="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{w.metric}</th>
              {sides.map((side) => (
                <th key={side} scope="col" class="number">
                  {w[side]}: {w.atStepHead}
                </th>
              ))}
              {sides.map((side) => (
                <th key={side} scope="col" class="number">
                  {w[side]}: {w.atEndHead}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {source.metrics.map((metric) => (
              <MetricRow key={metric} lab={lab} metric={metric} sides={sides} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="quiet-text">{w.oneDraw}</p>
    </section>
  );
}

function MetricRow({ lab, metric, sides }: { lab: Lab; metric: string; sides: readonly Side[] }) {
  const { source } = lab;
  const unit = metricUnit(source, metric);
  const recordings = sides.map((side) => lab.recordings[side].value);
  const series = recordings.map((recording) => (recording === null ? [] : seriesOf(recording, metric)));
  const now = series.map((values) => values[lab.step.value - 1] ?? Number.NaN);
  const whole = recordings.map((recording) => (recording === null ? Number.NaN : figureOf(recording, metric)));
  return (
    <tr>
      <th scope="row">
        {metricTitle(source, metric)} <span class="unit">{unit}</span>
      </th>
      {[...now, ...whole].map((value, k) => (
        <td key={k} class="number">
          {bareFigure(value, absenceOf(lab, series[k] ?? []))}
        </td>
      ))}
    </tr>
  );
}

/** Why there is no value at the step that is shown: some metrics have none before the end of the warm-up. */
function absenceOf(lab: Lab, values: readonly number[]): string {
  const { burnIn } = lab.source;
  const none = lab.step.value <= burnIn && values.slice(0, burnIn).every(Number.isNaN);
  return none && values.length > 0 ? words.value.notYet : words.value.noValue;
}
