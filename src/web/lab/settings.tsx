/** The settings of a world: what it starts from, its luck, and the controls that follow from the schema of the model. */
import { formatExact, formatUnit } from '../../report/format.js';
import { language, say, lab as words } from '../words/words.js';
import { currentValue, plainValue, type WorldChoice } from './choice.js';
import type { Lab, Side } from './lab.js';
import { worldTitle } from './names.js';

interface SettingsProps {
  readonly lab: Lab;
  readonly side: Side;
  readonly choice: WorldChoice;
  /** Further settings below. */
  readonly more?: ((side: Side) => preact.ComponentChildren) | undefined;
}

export function Settings({ lab, side, choice, more }: SettingsProps) {
  const w = words.value;
  const { source } = lab;
  const controls = source.controls.filter(({ setting }) => plainValue(source, choice, setting) !== undefined);
  return (
    <details class="settings">
      <summary>{w.settings(w[side])}</summary>
      <label class="field">
        <span>{w.start}</span>
        <select value={choice.world} onChange={(event) => lab.start(side, event.currentTarget.value)}>
          {source.variants.map(({ name }) => (
            <option key={name} value={name}>
              {worldTitle(source, { ...choice, world: name })}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{w.luckLabel}</span>
        <input
          type="number"
          min={1}
          max={1000}
          value={choice.replicate + 1}
          onChange={(event) => {
            const draw = clamp(Math.trunc(Number(event.currentTarget.value)), 1, 1000);
            event.currentTarget.value = String(draw);
            lab.changeWorld(side, { replicate: draw - 1 });
          }}
        />
      </label>
      {controls.map((control) => (
        <Control key={control.setting} lab={lab} side={side} choice={choice} control={control} />
      ))}
      {more?.(side)}
      <button type="button" onClick={() => lab.reset(side)}>
        {w.reset}
      </button>
    </details>
  );
}

type Controlled = Lab['source']['controls'][number];

/** A slider and a field for one number; both show the value that counts. */
function Control({ lab, side, choice, control }: Omit<SettingsProps, 'more'> & { control: Controlled }) {
  const { setting, minimum, maximum, step, unit, title } = control;
  const value = currentValue(lab.source, choice, setting) ?? minimum;
  const change = (field: HTMLInputElement): void => {
    const asked = Number(field.value);
    const next = Number.isFinite(asked) && field.value !== '' ? clamp(asked, minimum, maximum) : value;
    // What is shown is what counts, also where the page is not drawn anew because nothing changed.
    field.value = String(next);
    const changes = { ...choice.changes, [setting]: next };
    if (next === plainValue(lab.source, choice, setting)) delete changes[setting];
    lab.changeWorld(side, { changes });
  };
  const shown = formatUnit(unit, language.value);
  const id = `${side}-${setting}`;
  return (
    <div class="control">
      <label for={id}>{say(title)}</label>
      <input
        id={id}
        type="range"
        min={minimum}
        max={maximum}
        step={step}
        value={value}
        aria-valuetext={`${formatExact(value, language.value)} ${shown}`}
        onChange={(event) => change(event.currentTarget)}
      />
      <span class="value">
        <input
          type="number"
          aria-label={say(title)}
          min={minimum}
          max={maximum}
          step="any"
          value={value}
          onChange={(event) => change(event.currentTarget)}
        />
        <span class="unit">{shown}</span>
      </span>
    </div>
  );
}

function clamp(value: number, low: number, high: number): number {
  return Number.isNaN(value) ? low : Math.min(high, Math.max(low, value));
}
