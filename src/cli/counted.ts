/** A number with its noun, as a sentence has it. */
import { formatCount } from '../report/format.js';

/** `1 run`, `2 runs`, `10,000 runs`; what does not end in s in the plural is given as `many`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count, 'en')} ${count === 1 ? one : many}`;
}
