/** Ties by hand: two organisations from the picture or from lists, a tie made or cut in the step that is shown. */
import type { Frame } from '../engine/messages.js';
import { lab as words } from '../words/words.js';
import type { HandTie } from './choice.js';
import type { Lab, Look, Side } from './lab.js';

const MOST = 16;

/** The two organisations that are chosen, as text. */
export function chosenEnds(lab: Lab): Look {
  return lab.look('ends', '-1 -1');
}

/** The two organisations that are chosen; −1 for none. */
export function endsOf(lab: Lab): [number, number] {
  const [a = -1, b = -1] = chosenEnds(lab).value.split(' ').map(Number);
  return [a, b];
}

/** The world in which ties are made by hand: the branch where there is one. */
export function handSide(lab: Lab): Side {
  return lab.setup.value.right?.from === undefined ? 'left' : 'right';
}

/** The frame that a world shows now. */
function shownFrame(lab: Lab, side: Side): Frame | undefined {
  const frames = lab.recordings[side].value?.frames ?? [];
  return frames[Math.min(lab.step.value, frames.length) - 1];
}

export function Bridge({ lab }: { lab: Lab }) {
  const w = words.value;
  const side = handSide(lab);
  const frame = shownFrame(lab, side);
  const hands = lab.setup.value[side]?.hands ?? [];
  if (frame === undefined) return null;
  const [a, b] = endsOf(lab);
  const ends = chosenEnds(lab);
  const whole = a >= 0 && b >= 0 && a !== b;
  const tied = Array.from(frame.a).some((i, e) => (i === a && frame.b[e] === b) || (i === b && frame.b[e] === a));
  const add = (cut: boolean): void => lab.changeWorld(side, { hands: [...hands, { step: lab.step.value - 1, a, b, cut }] });
  return (
    <section class="panel bridge" aria-label={w.bridge}>
      <p class="quiet-text">
        {w.bridgeLead} {w.bridgeIn(w[side])}
      </p>
      <div class="row">
        <Picker frame={frame} label={w.from} value={a} onChoose={(id) => (ends.value = `${id} ${b}`)} />
        <Picker frame={frame} label={w.to} value={b} onChoose={(id) => (ends.value = `${a} ${id}`)} />
        <button type="button" class="primary" disabled={!whole || tied || hands.length >= MOST} onClick={() => add(false)}>
          {w.makeTie}
        </button>
        <button type="button" disabled={!whole || !tied || hands.length >= MOST} onClick={() => add(true)}>
          {w.cutTie}
        </button>
      </div>
      <p role="status">
        {whole && (tied ? w.tied : w.notTied)} {hands.length >= MOST && w.handsFull}
      </p>
      <HandList lab={lab} side={side} frame={frame} hands={hands} />
    </section>
  );
}

function HandList({ lab, side, frame, hands }: { lab: Lab; side: Side; frame: Frame; hands: readonly HandTie[] }) {
  const w = words.value;
  if (hands.length === 0) return null;
  return (
    <ul class="hands">
      {hands.map((hand, k) => (
        <li key={`${hand.step} ${hand.a} ${hand.b} ${hand.cut}`}>
          {w.hands(hand.step + 1, nameOf(frame, hand.a), nameOf(frame, hand.b), hand.cut)}{' '}
          <button type="button" class="link" onClick={() => lab.changeWorld(side, { hands: hands.filter((_, other) => other !== k) })}>
            {w.remove}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Picker(props: { frame: Frame; label: string; value: number; onChoose: (id: number) => void }) {
  const { frame, label, value, onChoose } = props;
  return (
    <label class="field inline">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        <option value={-1}>–</option>
        {Array.from(frame.id, (id) => (
          <option key={id} value={id}>
            {nameOf(frame, id)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** `firm 12, region 1`. */
function nameOf(frame: Frame, id: number): string {
  const row = frame.id.indexOf(id);
  const w = words.value;
  return row < 0 ? String(id) : w.organisation(w.kinds[frame.kind[row] as number] ?? '', id, (frame.region[row] as number) + 1);
}
