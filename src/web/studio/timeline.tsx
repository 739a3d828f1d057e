/** When each policy spends: one bar per instrument over the steps of a run, and the planned sum. */
import type { PolicySetting } from '../../experiment/study.js';
import { formatNumber } from '../../report/format.js';
import { useWidth } from '../charts/width.js';
import type { Lab } from '../lab/lab.js';
import { language, say } from '../words/words.js';
import { plannedSpending, windowOf } from './budgets.js';
import { studioWords } from './desk.js';

const ROW = 30;

export function Timeline({ lab, used }: { lab: Lab; used: readonly PolicySetting[] }) {
  const [box, width] = useWidth<HTMLDivElement>(320);
  const w = studioWords.value;
  if (used.length === 0) return null;
  const { source } = lab;
  const x = (step: number): number => (step / source.steps) * width;
  const rows = used.map(({ instrument, values }) => {
    const title = source.model.policies.find(({ name }) => name === instrument)?.title;
    return { name: title === undefined ? instrument : say(title), window: windowOf(values.budget ?? 0, source) };
  });
  const total = plannedSpending(used, source);
  const label = rows.map(({ name, window: { value, from, until } }) => `${name}: ${money(value)}, ${from}–${until}`).join('; ');
  return (
    <div class="timeline" ref={box}>
      <h4>{w.timeline}</h4>
      <svg width={width} height={ROW * rows.length} role="img" aria-label={label}>
        {rows.map(({ name, window: { from, until } }, r) => (
          <g key={name}>
            <rect class="track" x={0} y={r * ROW + 17} width={width} height={9} rx={4} />
            <rect class="spend" x={x(from)} y={r * ROW + 17} width={Math.max(0, x(until) - x(from))} height={9} rx={4} />
            <line class="now" x1={x(lab.step.value)} x2={x(lab.step.value)} y1={r * ROW + 15} y2={r * ROW + 28} />
            <text x={0} y={r * ROW + 12}>
              {name}
            </text>
          </g>
        ))}
      </svg>
      {total !== undefined && <p class="meter-line">{w.meter(money(total))}</p>}
    </div>
  );
}

/** A sum of money as people read it. */
export function money(value: number): string {
  return `${formatNumber(value, language.value)}\u00a0€`;
}
