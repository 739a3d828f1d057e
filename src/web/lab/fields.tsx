/** Small fields that several panels use. */

/** A list to choose one of; options are pairs of value and text. */
export function Choice({
  label,
  chosen,
  options,
}: {
  label: string;
  chosen: { value: string };
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
