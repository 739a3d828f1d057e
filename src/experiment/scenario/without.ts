/** The key `without` of a scenario file: parts of the model to take out, to see what a finding rests on. */
import { type ProblemList, suggestion } from '../problem.js';
import type { Without } from '../study.js';
import type { ModelNames } from './layer.js';
import { LIMITS, readText, WITHOUT_KEYS } from './top-level.js';
import { checkValue } from './values.js';
import { describeRaw, type Raw, type RawEntry } from './yaml-tree.js';

const KEYS: readonly string[] = WITHOUT_KEYS;

/** A list of `{ question, parameters }`; a value of the parameters holds in every variant. */
export function readWithout(entry: RawEntry | undefined, names: ModelNames, problems: ProblemList): Without[] {
  if (entry === undefined) return [];
  const { value } = entry;
  if (value.kind === 'list') return value.items.flatMap((item, i) => readOne(item, `without[${i + 1}]`, names, problems) ?? []);
  problems.add(value.place, 'without', `must be a list, not ${describeRaw(value)}`, 'e.g. - { question: …, parameters: { name: 0 } }');
  return [];
}

function readOne(item: Raw, path: string, names: ModelNames, problems: ProblemList): Without | undefined {
  if (item.kind !== 'map') {
    problems.add(item.place, path, `must be a group, not ${describeRaw(item)}`, 'write { question: …, parameters: { name: 0 } }');
    return undefined;
  }
  for (const { key, place } of item.entries.values()) if (!KEYS.includes(key)) problems.unknown(place, `${path}.${key}`, 'key', key, KEYS);
  const question = readText(item.entries.get('question'), LIMITS.title, problems, `${path}.question`);
  if (!item.entries.has('question')) problems.add(item.place, `${path}.question`, 'is missing', 'say what taking it out asks');
  const group = item.entries.get('parameters')?.value;
  if (group?.kind !== 'map' || group.entries.size === 0) {
    problems.add(item.place, `${path}.parameters`, 'must name at least one parameter', 'e.g. { trust_brokers: 0 }');
    return undefined;
  }
  const parameters = readParameters(group, `${path}.parameters`, names, problems);
  return question === undefined ? undefined : { question, parameters };
}

function readParameters(
  group: Extract<Raw, { kind: 'map' }>,
  path: string,
  names: ModelNames,
  problems: ProblemList,
): Without['parameters'] {
  const values: Record<string, number | string | boolean> = {};
  for (const { key, place, value } of group.entries.values()) {
    const spec = names.parameters.includes(key) ? names.model.parameters[key] : undefined;
    if (spec === undefined) problems.add(place, `${path}.${key}`, `unknown parameter "${key}"`, suggestion(key, names.parameters));
    else if (spec.type === 'list') problems.add(place, `${path}.${key}`, 'is a list, which cannot be taken out here');
    else {
      const checked = checkValue(spec, value, `${path}.${key}`, problems);
      if (checked !== undefined && typeof checked !== 'object') values[key] = checked;
    }
  }
  return values;
}
