/**
 * One value of a file against one parameter of a model's schema: type, range, choices, and what may be scheduled.
 */
import type { ListParameter, NumberParameter, ParameterSchema, ParameterSpec, ParameterValue } from '../../core/model.js';
import type { FormulaTree } from '../formula.js';
import { parseFormula } from '../formula-parse.js';
import { type ProblemList, suggestion } from '../problem.js';
import { describeRaw, type Raw, type RawMap, type RawScalar } from './yaml-tree.js';

/** A window as written: an override may change one of its ends and leave the rest. */
export interface WindowChange {
  readonly value?: number;
  readonly from?: number;
  readonly until?: number;
  readonly ramp?: number;
}
/** What a file says about one parameter of an instrument. */
export type SettingChange = number | string | boolean | WindowChange | { readonly formula: FormulaTree; readonly text: string };

/** The value when it fits the parameter; else undefined and a problem. */
export function checkValue(spec: ParameterSpec, raw: Raw, path: string, problems: ProblemList): ParameterValue | undefined {
  switch (spec.type) {
    case 'real':
    case 'integer':
      return checkNumber(spec, raw, path, problems);
    case 'flag':
      return checkFlag(raw, path, problems);
    case 'choice':
      return checkChoice(spec.choices, raw, path, problems);
    case 'list':
      return checkList(spec, raw, path, problems);
  }
}

/** A number within the limits, whole where it must be. */
export function checkNumber(
  spec: Pick<NumberParameter, 'type' | 'minimum' | 'maximum'> & { readonly unit?: string },
  raw: Raw,
  path: string,
  problems: ProblemList,
): number | undefined {
  if (raw.kind !== 'scalar' || typeof raw.value !== 'number') {
    problems.add(raw.place, path, `must be a number, not ${describeRaw(raw)}`, numberHint(raw));
    return undefined;
  }
  const range = `${spec.minimum} to ${spec.maximum}${spec.unit === undefined || spec.unit === '-' ? '' : ` ${spec.unit}`}`;
  if (/^[-+]?0\d/.test(raw.written))
    problems.add(raw.place, path, `"${raw.written}" starts with 0`, 'write the number without leading zeros');
  else if (spec.type === 'integer' && !Number.isInteger(raw.value))
    problems.add(raw.place, path, `must be a whole number, not ${raw.written}`);
  else if (raw.value < spec.minimum)
    problems.add(raw.place, path, `${raw.written} is below the smallest value ${spec.minimum}`, `allowed: ${range}`);
  else if (raw.value > spec.maximum)
    problems.add(raw.place, path, `${raw.written} is above the largest value ${spec.maximum}`, `allowed: ${range}`);
  else return raw.value === 0 ? 0 : raw.value;
  return undefined;
}

function numberHint(raw: Raw): string {
  if (raw.kind !== 'scalar' || typeof raw.value !== 'string') return '';
  if (/^\s*[-+]?\d+,\d+\s*$/.test(raw.value)) return 'write a point for decimals';
  if (/^[\d_ ']+$/.test(raw.value)) return 'write digits only, without quotes, spaces or underscores';
  if (/%\s*$/.test(raw.value)) return 'write a share: 0.1 for 10 %';
  return '';
}

function checkFlag(raw: Raw, path: string, problems: ProblemList): boolean | undefined {
  if (raw.kind === 'scalar' && typeof raw.value === 'boolean') return raw.value;
  problems.add(
    raw.place,
    path,
    `must be true or false, not ${describeRaw(raw)}`,
    raw.kind === 'scalar' && /^(yes|no|on|off)$/i.test(String(raw.value)) ? 'write true or false' : '',
  );
  return undefined;
}

function checkChoice(choices: readonly string[], raw: Raw, path: string, problems: ProblemList): string | undefined {
  const text = raw.kind === 'scalar' ? (typeof raw.value === 'string' ? raw.value : raw.written) : undefined;
  if (text !== undefined && choices.includes(text)) return text;
  problems.add(
    raw.place,
    path,
    `must be one of ${choices.join(', ')}, not ${describeRaw(raw)}`,
    text === undefined ? '' : suggestion(text, choices),
  );
  return undefined;
}

function checkList(spec: ListParameter, raw: Raw, path: string, problems: ProblemList): number[] | undefined {
  if (raw.kind !== 'list') {
    problems.add(raw.place, path, `must be a list of numbers, not ${describeRaw(raw)}`, 'e.g. [0.1, 0.2]');
    return undefined;
  }
  if (raw.items.length > spec.maximumLength) {
    problems.add(raw.place, path, `has ${raw.items.length} entries`, `at most ${spec.maximumLength} are allowed`);
    return undefined;
  }
  const values = raw.items.map((item, i) =>
    checkNumber({ type: 'real', minimum: spec.minimum, maximum: spec.maximum, unit: spec.unit }, item, `${path}[${i + 1}]`, problems),
  );
  return values.includes(undefined) ? undefined : (values as number[]);
}

/** A value of an instrument's parameter: as above, and numbers may be a window or a formula over t and step metrics. */
export async function checkSetting(
  schema: ParameterSchema,
  name: string,
  raw: Raw,
  path: string,
  metrics: readonly string[],
  problems: ProblemList,
): Promise<SettingChange | undefined> {
  const spec = schema[name] as ParameterSpec;
  if (spec.type === 'flag') return checkFlag(raw, path, problems);
  if (spec.type === 'choice') return checkChoice(spec.choices, raw, path, problems);
  if (spec.type === 'list') {
    problems.add(raw.place, path, 'a list cannot be set in a policy');
    return undefined;
  }
  if (raw.kind === 'map') return checkWindow(spec, raw, path, problems);
  if (raw.kind === 'scalar' && typeof raw.value === 'string' && !/^[\d_, ']+%?$/.test(raw.value))
    return checkFormula(raw, path, metrics, problems);
  return checkNumber(spec, raw, path, problems);
}

async function checkFormula(
  raw: RawScalar,
  path: string,
  metrics: readonly string[],
  problems: ProblemList,
): Promise<SettingChange | undefined> {
  const text = raw.value as string;
  const reading = await parseFormula(text, metrics);
  if (reading.ok) return { formula: reading.tree, text };
  problems.add(raw.place, path, reading.problem, reading.hint);
  return undefined;
}

const WINDOW_KEYS = ['value', 'from', 'until', 'ramp'] as const;
export const LONGEST_RUN = 1_000_000;

function checkWindow(spec: NumberParameter, raw: RawMap, path: string, problems: ProblemList): WindowChange | undefined {
  const before = problems.count;
  const window: { -readonly [K in keyof WindowChange]: number } = {};
  for (const { key, place, value } of raw.entries.values()) {
    const known = WINDOW_KEYS.find((name) => name === key);
    if (known === undefined) {
      problems.unknown(place, `${path}.${key}`, 'key', key, WINDOW_KEYS);
      continue;
    }
    const limits = known === 'value' ? spec : { type: 'integer' as const, minimum: 0, maximum: LONGEST_RUN, unit: 'steps' };
    const checked = checkNumber(limits, value, `${path}.${key}`, problems);
    if (checked !== undefined) window[known] = checked;
  }
  if (window.from !== undefined && window.until !== undefined && window.until <= window.from)
    problems.add(
      raw.place,
      path,
      `the window ends at step ${window.until} and starts at step ${window.from}`,
      'until must be after from; the step until is no longer in it',
    );
  if (raw.entries.size === 0)
    problems.add(raw.place, path, 'an empty window', 'write a number, { value, from, until, ramp } or a formula in quotes');
  return problems.count > before ? undefined : window;
}
