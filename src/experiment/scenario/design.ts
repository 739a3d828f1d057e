/** The key `design` of a scenario file: how its uncertain parameters are sampled. */
import type { ParameterValue } from '../../core/model.js';
import { DEFAULT_DESIGN, type Design } from '../design/design.js';
import { DESIGN_METHODS, IMPROVEMENTS, MOST_POINTS } from '../design/methods.js';
import { type ProblemList, suggestion } from '../problem.js';
import type { FileTree } from './chain.js';
import { fullKeyOf, specAt, targetOf } from './keys.js';
import type { ModelNames } from './layer.js';
import { isNothing } from './uncertainty.js';
import { checkNumber, checkValue } from './values.js';
import { describeRaw, type Raw, type RawMap } from './yaml-tree.js';

/** Keys of `design`. */
export const DESIGN_KEYS = ['method', 'points', 'optimise', 'scramble', 'list'] as const;

/** The design of all files of the chain together; a word alone is the method. Undefined where nobody says anything. */
export function readDesign(
  trees: readonly FileTree[],
  names: ModelNames,
  variants: readonly string[],
  problems: ProblemList,
): Design | undefined {
  let design: Design | undefined;
  for (const { tree } of trees) {
    const value = tree.entries.get('design')?.value;
    if (value === undefined) continue;
    if (isNothing(value)) design = undefined;
    else if (value.kind === 'scalar') design = { ...(design ?? DEFAULT_DESIGN), ...readMethod(value, problems) };
    else if (value.kind === 'map') design = { ...(design ?? DEFAULT_DESIGN), ...readDesignKeys(value, names, variants, problems) };
    else problems.add(value.place, 'design', 'must be a group or the name of a method', 'e.g. { method: lhs, points: 64 }');
  }
  return design;
}

function readMethod(raw: Raw, problems: ProblemList): Partial<Design> {
  return { method: readWord(raw, 'design.method', DESIGN_METHODS, problems) ?? 'lhs' };
}

function readWord<W extends string>(raw: Raw, path: string, known: readonly W[], problems: ProblemList): W | undefined {
  const word = known.find((name) => raw.kind === 'scalar' && raw.written === name);
  if (word === undefined)
    problems.add(
      raw.place,
      path,
      `must be one of ${known.join(', ')}, not ${describeRaw(raw)}`,
      suggestion(String(raw.kind === 'scalar' ? raw.written : ''), known),
    );
  return word;
}

function readDesignKeys(raw: RawMap, names: ModelNames, variants: readonly string[], problems: ProblemList): Partial<Design> {
  const design: { -readonly [K in keyof Design]?: Design[K] } = {};
  for (const { key, place, value } of raw.entries.values()) {
    const path = `design.${key}`;
    if (key === 'method') Object.assign(design, readMethod(value, problems));
    else if (key === 'points')
      design.points = checkNumber({ type: 'integer', minimum: 1, maximum: MOST_POINTS }, value, path, problems) ?? DEFAULT_DESIGN.points;
    else if (key === 'optimise') design.optimise = readWord(value, path, IMPROVEMENTS, problems) ?? 'maximin';
    else if (key === 'scramble') design.scramble = readWord(value, path, ['true', 'false'], problems) !== 'false';
    else if (key === 'list') Object.assign(design, { method: 'list', list: readList(value, names, variants, problems) });
    else problems.unknown(place, path, 'key', key, DESIGN_KEYS);
  }
  const list = raw.entries.get('list');
  if (design.method === 'list' && list === undefined)
    problems.add(raw.place, 'design.list', 'is missing', 'write list: [{ trust_growth: 0.1 }, …]');
  return design;
}

function readList(raw: Raw, names: ModelNames, variants: readonly string[], problems: ProblemList): NonNullable<Design['list']> {
  const items = raw.kind === 'list' ? raw.items : [];
  if (items.length === 0 || items.length > MOST_POINTS)
    problems.add(raw.place, 'design.list', `must have 1 to ${MOST_POINTS} points`, 'e.g. [{ trust_growth: 0.1 }, { trust_growth: 0.2 }]');
  return items.slice(0, MOST_POINTS).map((item, i) => {
    const values: Record<string, ParameterValue> = {};
    if (item.kind !== 'map') problems.add(item.place, `design.list[${i + 1}]`, `must be a group, not ${describeRaw(item)}`);
    for (const { key, place, value } of item.kind === 'map' ? item.entries.values() : []) {
      const target = targetOf({ path: key.split('.'), place }, names, variants, problems);
      const spec = target === undefined ? undefined : specAt(names, target.path);
      if (target !== undefined && spec === undefined) problems.add(place, `design.list[${i + 1}]`, `"${key}" cannot be varied`);
      const checked = spec === undefined ? undefined : checkValue(spec, value, `design.list[${i + 1}].${key}`, problems);
      if (checked !== undefined && target !== undefined) values[fullKeyOf(target)] = checked;
    }
    return values;
  });
}
