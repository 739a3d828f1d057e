/** Continuity and its parts: one line per part, one dot with its interval per variant, on the common scale 0 to 1. */
import type { Estimate, Language } from '../format.js';
import { dotsFigure } from './dots.js';
import type { Figure, VariantStyle } from './figure.js';

/** Metrics that belong together, whole first, then its parts. */
export const CONTINUITY_PARTS = ['continuity', 'coverage', 'steadiness', 'no_long_drought', 'breadth', 'renewal'] as const;

export interface PartRow {
  readonly label: string;
  /** One estimate per variant, in the order of the styles. */
  readonly estimates: readonly Estimate[];
}

/** The first row stands on top. Undefined estimates are left out. */
export function partsFigure(rows: readonly PartRow[], styles: readonly VariantStyle[], language: Language): Figure {
  const dots = rows.map(({ label, estimates }) => ({ label, spots: estimates }));
  return dotsFigure(dots, styles, { unit: '', range: [-0.02, 1.02], hover: '.3f' }, language);
}
