/** Why a link cannot be opened as it is, and what reading one gives: what is sound in it, and every fault. */
import type { ParameterSpec } from '../../core/model.js';
import { printable } from '../../experiment/text.js';
import { formatExact } from '../../report/format.js';
import { lab as labWords, language } from '../words/words.js';
import type { Unreadable } from './link.js';

type Plain = Unreadable | 'lesson' | 'study' | 'hands' | 'step' | 'luck';
type Named = 'scenario' | 'model' | 'world' | 'parameter' | 'instrument' | 'measure' | 'value';

export type LinkFault =
  | { readonly cause: Plain }
  | { readonly cause: Named; readonly name: string }
  | { readonly cause: 'range'; readonly name: string; readonly low: number; readonly high: number };

/** What became of a link. */
export type Restored =
  | { readonly kind: 'none' }
  | { readonly kind: 'good' }
  /** `rest` opens what is sound in it, where that is enough for worlds to be opened. */
  | { readonly kind: 'bad'; readonly fault: LinkFault; readonly rest?: () => void };

/** The fault in one sentence. */
export function sayFault(fault: LinkFault): string {
  const w = labWords.value.badLink;
  if (fault.cause === 'range')
    return w.range(shown(fault.name), formatExact(fault.low, language.value), formatExact(fault.high, language.value));
  return 'name' in fault ? w[fault.cause](shown(fault.name)) : w[fault.cause];
}

/** A name that came from anybody. */
const shown = (name: string): string => printable(name, 60);

/** The fault of a value under a name, or undefined where it fits the schema. */
export function faultOfValue(name: string, spec: ParameterSpec | undefined, value: unknown): LinkFault | undefined {
  if (spec === undefined) return { cause: 'parameter', name };
  const values = spec.type === 'list' && Array.isArray(value) ? (value as unknown[]) : [value];
  if ('minimum' in spec) {
    if (spec.type === 'list' && (!Array.isArray(value) || value.length > spec.maximumLength)) return { cause: 'value', name };
    return values.map((each) => faultOfNumber(name, spec, each)).find((fault) => fault !== undefined);
  }
  const fits = spec.type === 'flag' ? typeof value === 'boolean' : spec.type === 'choice' && spec.choices.includes(value as string);
  return fits ? undefined : { cause: 'value', name };
}

/** The fault of a number that must lie between two others. */
export function faultOfNumber(
  name: string,
  { minimum, maximum, type }: { readonly minimum: number; readonly maximum: number; readonly type?: string },
  value: unknown,
): LinkFault | undefined {
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) return { cause: 'value', name };
  return value >= minimum && value <= maximum ? undefined : { cause: 'range', name, low: minimum, high: maximum };
}
