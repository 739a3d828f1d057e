/** Ties on the ladder from networking to collaboration: how many stand on each rung, and how many climbed or fell lately. */

import { formatUnit } from '../../report/format.js';
import { FlowsChart } from '../charts/flows.js';
import { NumberTable } from '../charts/number-table.js';
import { StackChart } from '../charts/stack.js';
import type { Frame } from '../engine/messages.js';
import type { Side } from '../lab/lab.js';
import { stepUnit } from '../lab/names.js';
import type { Recording } from '../lab/recording.js';
import { viewWords } from '../words/views.js';
import { lab as labWords, language } from '../words/words.js';
import { ladderChanges, ladderCounts, ladderFlows, RUNGS } from './figures.js';
import { PerWorld, readyWorlds, type ViewProps } from './parts.js';

/** Steps that the flow looks back. */
const BACK = 8;

export function LadderView({ lab }: ViewProps) {
  const w = viewWords.value;
  const counts = new Map(readyWorlds(lab).map(({ side, recording }) => [side, countsOf(recording.frames)]));
  const sums = [...counts.values()].flatMap(
    (rungs) => rungs[0]?.map((_, t) => rungs.reduce((sum, values) => sum + (values[t] as number), 0)) ?? [],
  );
  const top = Math.max(1, ...sums);
  return (
    <>
      <p class="quiet-text">{w.ladderLead}</p>
      <PerWorld
        lab={lab}
        body={(side, recording) => <Ladder lab={lab} side={side} recording={recording} counts={counts.get(side) ?? []} top={top} />}
      />
    </>
  );
}

const counted = new WeakMap<readonly Frame[], number[][]>();

/** Counting all ties of a run anew for every step of the play head would be slow. */
function countsOf(frames: readonly Frame[]): number[][] {
  const known = counted.get(frames) ?? ladderCounts(frames);
  counted.set(frames, known);
  return known;
}

interface LadderProps extends ViewProps {
  readonly side: Side;
  readonly recording: Recording;
  readonly counts: readonly (readonly number[])[];
  readonly top: number;
}

function Ladder({ lab, recording, counts, top }: LadderProps) {
  const w = viewWords.value;
  const { steps, burnIn } = lab.source;
  const now = lab.step.value - 1;
  const before = Math.max(0, now - BACK);
  const [old, shown] = [recording.frames[before], recording.frames[now]];
  if (old === undefined || shown === undefined) return null;
  const names = [...labWords.value.rungs, w.noTie];
  const flows = ladderFlows(old, shown);
  const standing = labWords.value.rungs.map((rung, r) => `${rung} ${counts[r]?.[now] ?? 0}`);
  const unit = stepUnit(lab.source);
  const [then, today] = [`${unit} ${before + 1}`, `${unit} ${now + 1}`];
  const sentence = w.ladderSentence(then, today, ladderChanges(flows));
  return (
    <>
      <StackChart
        layers={labWords.value.rungs.map((_, r) => ({ tone: `rung-${r}`, values: counts[r] ?? [] }))}
        {...{ steps, burnIn, top }}
        step={lab.step.value}
        stepUnit={unit}
        unit={formatUnit('ties', language.value)}
        label={`${labWords.value.step(lab.step.value, steps, unit)}: ${standing.join(', ')}`}
      />
      <Standing said={standing} />
      <FlowsChart
        from={names}
        to={names}
        flows={flows}
        label={sentence}
        heads={[then, today]}
        tone={({ from, to }) => (from === RUNGS ? 'own' : to === RUNGS || to < from ? 'less' : to > from ? 'more' : 'stay')}
        say={({ from, to, value }) => `${names[from]} → ${names[to]}: ${value}`}
      />
      <p class="summary-line">{sentence}</p>
      <NumberTable
        head={[`${then} ↓ ${today} →`, ...names]}
        rows={names.map((name, from) => [
          name,
          ...names.map((_, to) => String(flows.find((f) => f.from === from && f.to === to)?.value ?? 0)),
        ])}
      />
    </>
  );
}

/** How many ties stand on each rung, with its colour. */
function Standing({ said }: { said: readonly string[] }) {
  return (
    <p class="summary-line rungs">
      {said.map((text, r) => (
        <span key={text}>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect class={`rung-${r}`} width={10} height={10} rx={2} />
          </svg>{' '}
          {text}
        </span>
      ))}
    </p>
  );
}
