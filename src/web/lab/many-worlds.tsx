/** Many worlds: dots that fall, and an interval that narrows. */
import { formatEstimate, formatNumber, NO_VALUE } from '../../report/format.js';
import { DotsChart } from '../charts/dots.js';
import { FunnelChart } from '../charts/funnel.js';
import { NumberTable } from '../charts/number-table.js';
import { language, lab as words } from '../words/words.js';
import type { Lab } from './lab.js';
import { differencesOf, type ManyWorlds } from './many.js';
import { bareFigure, metricTitle, metricUnit, unitBehind } from './names.js';
import { MetricChoice } from './numbers.js';

const COUNTS = [20, 50, 100, 200];

export function ManyWorldsPanel({ lab, many, children }: { lab: Lab; many: ManyWorlds; children?: preact.ComponentChildren }) {
  const w = words.value;
  const two = lab.setup.value.right !== null;
  const chosen = lab.look('worlds', '100');
  const count = Number(chosen.value);
  const start = (): void => {
    many.wanted.value = count;
    many.start();
  };
  return (
    <section class="panel many" aria-label={w.manyWorlds}>
      <MetricChoice lab={lab} />
      <p class="quiet-text">{two ? w.manyLead : w.manyAlone}</p>
      {children}
      <div class="row">
        <label class="field inline">
          <span>{w.worlds}</span>
          <select value={count} onChange={(event) => (chosen.value = event.currentTarget.value)}>
            {COUNTS.map((n) => (
              <option key={n} value={n}>
                {n}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="primary" onClick={start} disabled={many.running.value}>
          {w.run(count)}
        </button>
        {many.running.value && (
          <button type="button" onClick={() => many.stop()}>
            {w.cancel}
          </button>
        )}
        <progress max={many.wanted.value} value={many.pairs.value.length} aria-label={w.manyWorlds} />
      </div>
      {many.failure.value !== '' && <p class="bad">{w.failed(many.failure.value)}</p>}
      {many.pairs.value.length > 0 && <Outcome lab={lab} many={many} />}
    </section>
  );
}

function Outcome({ lab, many }: { lab: Lab; many: ManyWorlds }) {
  const w = words.value;
  const pairs = many.pairs.value;
  const two = pairs.some(({ right }) => Number.isFinite(right));
  const values = differencesOf(pairs);
  const test = many.test.value;
  const { metric } = lab.setup.value;
  const unit = metricUnit(lab.source, metric);
  const estimate = formatEstimate({ mean: test?.mean ?? null, low: test?.low ?? null, high: test?.high ?? null }, language.value, two);
  const sentence = w.estimate(estimate.mean + unitBehind(lab.source, metric), estimate.interval, values.length);
  const half = test === undefined ? NO_VALUE : formatNumber((test.high - test.low) / 2, language.value, 2) + unitBehind(lab.source, metric);
  const wins = pairs.filter(({ left, right }) => right > left).length;
  return (
    <div class="outcome" data-mean={test?.mean} data-n={values.length}>
      {many.of.value !== many.key() && <p class="warn">{w.manyOld}</p>}
      <h3>
        {two ? w.difference : w.figure}: {metricTitle(lab.source, metric)}
      </h3>
      <DotsChart
        values={values}
        mean={test?.mean ?? Number.NaN}
        low={test?.low ?? Number.NaN}
        high={test?.high ?? Number.NaN}
        zero={two}
        label={sentence}
        unit={unit}
      />
      <p role="status">
        {sentence} {two && test !== undefined && (test.low > 0 || test.high < 0 ? w.sure : w.unsure)} {two && w.wins(wins, pairs.length)}
      </p>
      <h4>
        {w.width} <span class="quiet-text">{w.widthAt(values.length, half)}</span>
      </h4>
      <FunnelChart values={values} wanted={many.wanted.value} label={w.widthAt(values.length, half)} unit={unit} along={w.worlds} />
      <NumberTable
        head={[w.luckLabel, w.left, ...(two ? [w.right, w.difference] : [])].map((name, k) =>
          k === 0 || unit === '' ? name : `${name}, ${unit}`,
        )}
        rows={() =>
          pairs.map(({ replicate, left, right }) => [
            String(replicate + 1),
            bareFigure(left),
            ...(two ? [bareFigure(right), bareFigure(right - left)] : []),
          ])
        }
      />
    </div>
  );
}
