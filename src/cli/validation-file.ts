/** The findings of the last `validate` beside a study's folder, or those that came with the package, for the report. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Validation } from '../experiment/validation/validation.js';
import { packagePlace } from './package.js';

export const VALIDATION_FILE = 'validation.json';

/**
 * Findings to show in reports of studies under `out`: the user's own before those of the package. Undefined when there
 * are none, or when the file was written in another format.
 */
export function readValidation(out: string): Validation | undefined {
  const places = [join(out, 'validation', VALIDATION_FILE), fileURLToPath(packagePlace(`docs/${VALIDATION_FILE}`))];
  const path = places.find((place) => existsSync(place));
  if (path === undefined) return undefined;
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Partial<Validation> | null;
    const whole = found?.format === 'trihelix-validation-1' && Array.isArray(found.patterns) && Array.isArray(found.facts);
    return whole ? (found as Validation) : undefined;
  } catch {
    // A damaged file is no reason to withhold a report; `validate` writes it again.
    return undefined;
  }
}
