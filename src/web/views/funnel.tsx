/** The funnel of arranged meetings: what becomes of 100 of them, counted by watching the run again. */
import { formatNumber } from '../../report/format.js';
import { NumberTable } from '../charts/number-table.js';
import { useWidth } from '../charts/width.js';
import type { Side } from '../lab/lab.js';
import { figureUnit } from '../lab/names.js';
import { viewWords } from '../words/views.js';
import { lab as labWords, language } from '../words/words.js';
import { runOfSide, useAnswer } from './asking.js';
import { PerWorld, type ViewProps } from './parts.js';
import { Waiting } from './waiting.js';

const EVALUATION = 'matchmaking_funnel';
const STAGES = ['funnel_ties', 'funnel_cooperation', 'funnel_projects', 'funnel_innovators'];
const MEETINGS = 100;

export function FunnelView({ lab }: ViewProps) {
  return (
    <>
      <p class="quiet-text">{viewWords.value.funnelLead}</p>
      <PerWorld lab={lab} body={(side) => <Funnel lab={lab} side={side} />} />
    </>
  );
}

function Funnel({ lab, side }: ViewProps & { side: Side }) {
  const w = viewWords.value;
  const run = runOfSide(lab, side);
  const arranges = run?.policies.some(({ instrument }) => instrument === 'matchmaking') === true;
  const answer = useAnswer<Readonly<Record<string, number>>>(arranges ? JSON.stringify(run) : '', (known, failed) =>
    lab.asker.evaluate(run as NonNullable<typeof run>, EVALUATION, known, failed),
  ).value;
  if (!arranges) return <p>{w.noMeetings}</p>;
  if (answer.state === 'waiting' || answer.state === 'stopped') return <Waiting answer={answer} />;
  if (answer.state === 'failed') return <p class="bad">{labWords.value.failed(answer.message)}</p>;
  const { value: figures } = answer;
  const { model } = lab.source;
  const rows = STAGES.map((name, s) => ({ name: w.stages[s] as string, value: figures[name] ?? Number.NaN }));
  const say = (value: number): string => (Number.isFinite(value) ? formatNumber(value, language.value) : labWords.value.noValue);
  const meetings = figures.funnel_meetings ?? Number.NaN;
  const sentence = w.funnelSentence(say(meetings), ...(rows.map(({ value }) => say(value)) as [string, string, string, string]));
  return (
    <div data-funnel={side}>
      <FunnelChart rows={[{ name: w.meetings, value: MEETINGS }, ...rows]} label={sentence} />
      <p class="summary-line">{sentence}</p>
      <NumberTable head={[w.stage, figureUnit(model, 'funnel_ties')]} rows={rows.map(({ name, value }) => [name, say(value)])} />
    </div>
  );
}

const ROW = 42;

function FunnelChart({ rows, label }: { rows: readonly { name: string; value: number }[]; label: string }) {
  const [box, width] = useWidth<HTMLDivElement>(420);
  const most = Math.max(MEETINGS, ...rows.map(({ value }) => (Number.isFinite(value) ? value : 0)));
  const wide = (value: number): number => Math.max(2, (Number.isFinite(value) ? value / most : 0) * (width - 70));
  return (
    <div class="chart funnel-chart" ref={box}>
      <svg width={width} height={rows.length * ROW} role="img" aria-label={label}>
        {rows.map(({ name, value }, r) => (
          <g key={name}>
            <text x={0} y={r * ROW + 14}>
              {name}
            </text>
            <rect class="node" x={0} y={r * ROW + 19} width={wide(value)} height={14} rx={3} />
            <text x={wide(value) + 7} y={r * ROW + 31}>
              {Number.isFinite(value) ? formatNumber(value, language.value) : labWords.value.noValue}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
