/** One parameter as its schema describes it: a sentence, a control of its type, unit, range, source. */
import type { ParameterSpec, ParameterValue } from '../../core/model.js';
import { formatExact, formatUnit } from '../../report/format.js';
import { language, say } from '../words/words.js';
import { studioWords } from './desk.js';

export interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly spec: ParameterSpec;
  readonly value: ParameterValue;
  /** Whether it is not what the variant says. */
  readonly changed: boolean;
  readonly onChange: (value: ParameterValue | undefined) => void;
}

export function ParameterField(props: FieldProps) {
  const { id, name, spec, changed, onChange } = props;
  const w = studioWords.value;
  return (
    <div class={`parameter ${changed ? 'changed' : ''}`}>
      <label for={id}>{say(spec.text)}</label>
      <div class="row">
        <Input {...props} />
        <span class="unit">{formatUnit(spec.unit, language.value)}</span>
        {changed && (
          <button type="button" class="link" onClick={() => onChange(undefined)}>
            {w.giveBack}
          </button>
        )}
      </div>
      <p class="quiet-text">
        <code>{name}</code> ·{' '}
        {'minimum' in spec && `${w.range(formatExact(spec.minimum, language.value), formatExact(spec.maximum, language.value))} · `}
        {w.source}: {spec.source === 'assumed' ? w.assumed : spec.source}
      </p>
    </div>
  );
}

function Input({ id, spec, value, onChange }: FieldProps) {
  if (spec.type === 'flag')
    return <input id={id} type="checkbox" checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
  if (spec.type === 'choice')
    return (
      <select id={id} value={String(value)} onChange={(event) => onChange(event.currentTarget.value)}>
        {spec.choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    );
  if (spec.type === 'list')
    return (
      <input
        id={id}
        type="text"
        value={(value as readonly number[]).join(' ')}
        onChange={(event) => {
          const list = listOf(event.currentTarget.value, spec);
          event.currentTarget.value = (list ?? (value as readonly number[])).join(' ');
          if (list !== undefined) onChange(list);
        }}
      />
    );
  const { minimum, maximum } = spec;
  const read = (text: string): ParameterValue | undefined => {
    const asked = Number(text);
    if (text === '' || !Number.isFinite(asked)) return undefined;
    const held = Math.min(maximum, Math.max(minimum, asked));
    return spec.type === 'integer' ? Math.round(held) : held;
  };
  return (
    <input
      id={id}
      type="number"
      min={minimum}
      max={maximum}
      step="any"
      value={Number(value)}
      onChange={(event) => {
        const held = read(event.currentTarget.value);
        // What is shown is what counts, also where the page is not drawn anew because nothing changed.
        event.currentTarget.value = String(held ?? value);
        onChange(held);
      }}
    />
  );
}

function listOf(
  text: string,
  { minimum, maximum, maximumLength }: { minimum: number; maximum: number; maximumLength: number },
): number[] | undefined {
  const numbers = text
    .split(/[\s;,]+/)
    .filter((part) => part !== '')
    .map(Number);
  const sound = numbers.length <= maximumLength && numbers.every((value) => value >= minimum && value <= maximum);
  return sound ? numbers : undefined;
}
