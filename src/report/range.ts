/** An accepted range as people read it. */
import { formatNumber, type Language, NO_VALUE } from './format.js';

/** `0.8 … 1.4`, `≥ 2`, `≤ 1`; an end that is null is open. */
export function rangeText(minimum: number | null, maximum: number | null, language: Language): string {
  const shown = (value: number): string => formatNumber(value, language);
  if (minimum === null) return maximum === null ? NO_VALUE : `≤ ${shown(maximum)}`;
  return maximum === null ? `≥ ${shown(minimum)}` : `${shown(minimum)} … ${shown(maximum)}`;
}
