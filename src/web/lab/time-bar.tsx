/** Play, step, scrub: one time for all worlds. */
import { useRef } from 'preact/hooks';
import { lab as words } from '../words/words.js';
import type { Lab } from './lab.js';
import { stepUnit } from './names.js';

const SPEEDS = [1, 2, 4, 8, 16];

export function TimeBar({ lab }: { lab: Lab }) {
  const { steps } = lab.source;
  const w = words.value;
  const playing = lab.playing.value;
  const step = lab.step.value;
  const go = (target: number) => (): void => lab.move(target);
  /** One drag, or one key held down, is one thing to undo. */
  const gesture = useRef({});
  const begin = (): void => {
    gesture.current = {};
  };
  return (
    <fieldset class="time-bar">
      <legend class="quiet">{w.time}</legend>
      <div class="buttons">
        <IconButton label={w.toStart} icon="M7 5v14M19 5 9 12l10 7Z" onClick={go(1)} />
        <IconButton label={w.stepBack} icon="M17 5 7 12l10 7Z" onClick={go(step - 1)} />
        <button type="button" class="primary play" onClick={() => (playing ? lab.pause() : lab.play())}>
          <Icon path={playing ? 'M8 5v14M16 5v14' : 'M7 4 19 12 7 20Z'} />
          {playing ? w.pause : w.play}
        </button>
        <IconButton label={w.stepOn} icon="M7 5l10 7-10 7Z" onClick={go(step + 1)} />
        <IconButton label={w.toEnd} icon="M17 5v14M5 5l10 7-10 7Z" onClick={go(steps)} />
      </div>
      <label class="scrub">
        <span>{w.step(step, steps, stepUnit(lab.source))}</span>
        <input
          type="range"
          min={1}
          max={steps}
          value={step}
          aria-valuetext={w.step(step, steps, stepUnit(lab.source))}
          onPointerDown={begin}
          onKeyDown={({ repeat }) => !repeat && begin()}
          onInput={(event) => lab.move(Number(event.currentTarget.value), gesture.current)}
        />
      </label>
      <label class="speed">
        <span>{w.speed}</span>
        <select value={lab.speed.value} onChange={(event) => (lab.speed.value = event.currentTarget.value)}>
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {w.perSecond(speed)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

function Icon({ path }: { path: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export function IconButton(props: { label: string; icon: string; onClick: () => void; disabled?: boolean }) {
  return (
    <button
      type="button"
      class="icon-button"
      title={props.label}
      aria-label={props.label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon path={props.icon} />
    </button>
  );
}
