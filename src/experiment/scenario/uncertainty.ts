/** The key `uncertainty` of a scenario file: which parameters are uncertain, and what is known of them. */
import type { AnyModel, ParameterSpec } from '../../core/model.js';
import { type Distribution, parseDistribution } from '../design/distribution.js';
import { MOST_UNCERTAIN, type Uncertain, valueAt } from '../design/uncertainty.js';
import { pointOf } from '../points.js';
import type { Place, ProblemList } from '../problem.js';
import type { Scenario } from '../study.js';
import type { FileTree } from './chain.js';
import { fullKeyOf, specAt, targetOf } from './keys.js';
import type { ModelNames } from './layer.js';
import { checkValue } from './values.js';
import { describeRaw, type Raw } from './yaml-tree.js';

/** An uncertain parameter and where the file or the command line says so. */
export interface Placed {
  readonly uncertain: Uncertain;
  readonly place: Place;
}

/** Uncertain parameters of all files of the chain, a later one over an earlier; `~` takes one away. */
export function readUncertainty(
  trees: readonly FileTree[],
  names: ModelNames,
  variants: readonly string[],
  problems: ProblemList,
): ReadonlyMap<string, Placed> {
  const found = new Map<string, Placed>();
  for (const { tree } of trees) {
    const entry = tree.entries.get('uncertainty');
    if (entry === undefined || isNothing(entry.value)) {
      if (entry !== undefined) found.clear();
      continue;
    }
    if (entry.value.kind !== 'map') {
      problems.add(
        entry.value.place,
        'uncertainty',
        `must be a group, not ${describeRaw(entry.value)}`,
        'e.g. trust_growth: uniform(0.1, 0.3)',
      );
      continue;
    }
    for (const { key, place, value } of entry.value.entries.values()) {
      const target = targetOf({ path: key.split('.'), place }, names, variants, problems);
      if (target === undefined) continue;
      const full = fullKeyOf(target);
      found.delete(full);
      if (isNothing(value)) continue;
      const text = value.kind === 'scalar' ? value.written : describeRaw(value);
      const uncertain = checkUncertain(text, full, specAt(names, target.path), value.place, problems);
      if (uncertain !== undefined) found.set(full, { uncertain, place });
    }
  }
  const last = [...found.values()].at(-1);
  if (found.size > MOST_UNCERTAIN && last !== undefined)
    problems.add(last.place, 'uncertainty', `${found.size} parameters are uncertain`, `at most ${MOST_UNCERTAIN} are possible`);
  return found;
}

/** `~`, which gives something back. */
export const isNothing = (raw: Raw): boolean => raw.kind === 'scalar' && raw.value === null;

/** A distribution for one key, checked against the parameter's schema. */
export function checkUncertain(
  text: string,
  key: string,
  spec: ParameterSpec | undefined,
  place: Place,
  problems: ProblemList,
): Uncertain | undefined {
  const refuse = (problem: string, hint = ''): undefined => {
    problems.add(place, key, problem, hint);
    return undefined;
  };
  if (spec === undefined || spec.type === 'list')
    return refuse(`"${key}" cannot be uncertain`, 'parameters and settings of instruments can');
  const isNumber = spec.type === 'real' || spec.type === 'integer';
  const limits = isNumber ? spec : { minimum: 0, maximum: 1 };
  const reading = parseDistribution(text, limits);
  if (!reading.ok) return refuse(reading.problem, reading.hint);
  const { distribution } = reading;
  if (distribution.kind === 'choice') {
    const written = (value: number | string | boolean): Raw => ({ kind: 'scalar', place, value, written: String(value) });
    const values = distribution.values.map((value) => checkValue(spec, written(value), key, problems));
    return values.includes(undefined) ? undefined : { key, distribution, whole: false };
  }
  if (!isNumber) return refuse(`"${key}" is no number`, 'write choice(one, other)');
  if (distribution.minimum < spec.minimum || distribution.maximum > spec.maximum)
    return refuse(`${text} leaves the range of "${key}"`, `allowed: ${spec.minimum} to ${spec.maximum}`);
  const whole = spec.type === 'integer';
  return { key, distribution: whole ? inWholeNumbers(distribution) : distribution, whole };
}

/** Between whole ends every whole number is as likely as the next. */
function inWholeNumbers(distribution: Distribution): Distribution {
  if (distribution.kind !== 'uniform') return distribution;
  const { minimum, maximum } = distribution;
  return Number.isInteger(minimum) && Number.isInteger(maximum) ? { ...distribution, kind: 'integer' } : distribution;
}

/** Says where an uncertain parameter cannot be set in the scenario, e.g. because no variant uses the instrument. */
export function tryUncertain(scenario: Scenario, model: AnyModel, placed: Iterable<Placed>, problems: ProblemList): void {
  for (const { uncertain, place } of placed) {
    try {
      pointOf(scenario, model, { [uncertain.key]: valueAt(uncertain, 0.5) });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      problems.add(place, `uncertainty.${uncertain.key}`, error.message);
    }
  }
}
