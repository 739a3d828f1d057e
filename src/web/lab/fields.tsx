/** Small fields that several panels use. */
import type { Signal } from '@preact/signals';

/** A list to choose one of; options are pairs of value and text. */
export function Choice({
  label,
  chosen,
  options,
}: {
  label: string;
  chosen: Signal<string>;
  options: readonly (readonly [string, string])[];
}) {
  return (
    <label class="field inline">
      <span>{label}</span>
      <select value={chosen.value} onChange={(event) => (chosen.value = event.currentTarget.value)}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
