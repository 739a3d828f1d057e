/** One world: what it is, its network, its settings. */
import { NetworkPicture } from '../picture/network.js';
import type { Seating } from '../picture/seats.js';
import { lab as words } from '../words/words.js';
import type { Lab, Side } from './lab.js';
import { worldTitle } from './names.js';
import type { Recording } from './recording.js';
import { Settings } from './settings.js';

export interface PanelProps {
  readonly lab: Lab;
  readonly side: Side;
  readonly seating: Seating | null;
  readonly marked: readonly number[];
  readonly onPick?: (id: number) => void;
  readonly more?: ((side: Side) => preact.ComponentChildren) | undefined;
}

export function WorldPanel({ lab, side, seating, marked, onPick, more }: PanelProps) {
  const choice = lab.setup.value[side];
  const recording = lab.recordings[side].value;
  if (choice === null) return null;
  const w = words.value;
  const name = w[side];
  const changes = Object.keys(choice.changes).length + choice.hands.length + (choice.policies === undefined ? 0 : 1);
  return (
    <section class={`world ${side}`} aria-label={name} data-hash={recording?.former === true ? undefined : recording?.hash}>
      <header>
        <h3>
          <span class="tag">{name}</span> {worldTitle(lab.source, choice)}
        </h3>
        <p class="facts">
          <span>{w.luck(choice.replicate + 1)}</span>
          {choice.from !== undefined && <span>{w.branched(choice.from + 1)}</span>}
          {changes > 0 && <span>{w.changed(changes)}</span>}
        </p>
      </header>
      <Picture lab={lab} side={side} seating={seating} marked={marked} {...(onPick && { onPick })} />
      {recording !== null && <Computing lab={lab} side={side} recording={recording} />}
      {recording?.failure !== undefined && <p class="bad">{w.failed(recording.failure)}</p>}
      <Settings lab={lab} side={side} choice={choice} more={more} />
    </section>
  );
}

/** How far a world is that takes long, and a way to stop it; the style sheet shows it after a moment only. */
function Computing({ lab, side, recording }: { lab: Lab; side: Side; recording: Recording }) {
  const w = words.value;
  if (recording.values !== undefined || recording.failure !== undefined) return null;
  const done = w.computing(recording.frames.length, lab.source.steps);
  return recording.stopped === true ? (
    <p class="computing stopped" role="status">
      {w.stopped(recording.frames.length)}{' '}
      <button type="button" class="link" onClick={() => lab.computeAgain(side)}>
        {w.computeAgain}
      </button>
    </p>
  ) : (
    <p class="computing">
      {done}{' '}
      <button type="button" class="link" onClick={() => lab.stop(side)}>
        {w.stopComputing}
      </button>
    </p>
  );
}

function Picture({ lab, side, seating, marked, onPick }: PanelProps) {
  const recording = lab.recordings[side].value;
  const last = (recording?.frames.length ?? 0) - 1;
  const shown = Math.min(lab.step.value - 1, last);
  const frame = recording?.frames[shown];
  if (frame === undefined || seating === null) return <div class="network-picture empty" aria-busy="true" />;
  return (
    <NetworkPicture
      frame={frame}
      seating={seating}
      step={shown}
      playing={lab.playing.value}
      marked={marked}
      label={words.value.network(words.value[side])}
      {...(onPick && { onPick })}
    />
  );
}
