/** All parameters of the model by group, with a search; what is not changed has the value of the variant. */
import { useSignal } from '@preact/signals';
import type { ParameterSpec, ParameterValue } from '../../core/model.js';
import { variantOf } from '../lab/choice.js';
import type { Lab, Side } from '../lab/lab.js';
import { say } from '../words/words.js';
import { studioWords } from './desk.js';
import { ParameterField } from './parameter-field.js';

/** Lists that ties by hand are written to have a panel of their own. */
const BY_HAND = ['hand_ties', 'hand_cuts'];

export function Parameters({ lab, side }: { lab: Lab; side: Side }) {
  const w = studioWords.value;
  const wanted = useSignal('');
  const choice = lab.setup.value[side];
  if (choice === null) return null;
  const all = Object.entries(lab.source.model.parameters).filter(([name]) => !BY_HAND.includes(name));
  const words = wanted.value.trim().toLowerCase();
  const shown = words === '' ? all : all.filter(([name, spec]) => `${name} ${say(spec.text)}`.toLowerCase().includes(words));
  const groups = new Map<string, [string, ParameterSpec][]>();
  for (const entry of shown) groups.set(entry[1].group ?? '', [...(groups.get(entry[1].group ?? '') ?? []), entry]);
  return (
    <details class="sub">
      <summary>
        {w.parameters} <span class="quiet-text">{w.set(Object.keys(choice.changes).length)}</span>
      </summary>
      <label class="field">
        <span>{w.search}</span>
        <input type="search" value={wanted.value} onInput={(event) => (wanted.value = event.currentTarget.value)} />
      </label>
      <p class="quiet-text" role="status">
        {words !== '' && w.found(shown.length)}
      </p>
      {[...groups].map(([group, entries]) => (
        <details key={`${group} ${words !== ''}`} open={words !== ''} class="group">
          <summary>{w.groups[group] ?? group}</summary>
          {entries.map(([name, spec]) => (
            <OneParameter key={name} lab={lab} side={side} name={name} spec={spec} />
          ))}
        </details>
      ))}
    </details>
  );
}

function OneParameter({ lab, side, name, spec }: { lab: Lab; side: Side; name: string; spec: ParameterSpec }) {
  const choice = lab.setup.value[side];
  if (choice === null) return null;
  const plain = variantOf(lab.source, choice).parameters[name] ?? spec.default;
  const change = (value: ParameterValue | undefined): void => {
    const changes = { ...choice.changes };
    if (value === undefined || JSON.stringify(value) === JSON.stringify(plain)) delete changes[name];
    else changes[name] = value;
    lab.changeWorld(side, { changes });
  };
  const changed = choice.changes[name] !== undefined;
  return (
    <ParameterField
      id={`${side}-${name}`}
      name={name}
      spec={spec}
      value={choice.changes[name] ?? plain}
      changed={changed}
      onChange={change}
    />
  );
}
