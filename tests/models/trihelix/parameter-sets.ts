/** Parameter sets and policies drawn from the schemas, for the tests that must hold for all of them. */
import fc from 'fast-check';
import type { ParameterSchema, ParameterSpec, ParameterValue } from '../../../src/core/model.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { type Parameters, parameters } from '../../../src/models/trihelix/parameters/index.js';
import { SMALL } from './tiny-world.js';

/** Sizes that tests can afford, below the schema's maximum. */
const MOST: Readonly<Record<string, number>> = { firms: 40, universities: 12, regions: 12, spare_rows: 1 };

/** Lists that have one right length. */
const LENGTHS: Readonly<Record<string, number>> = { ladder: 4, stage_durations: 5 };

/** The two ends of a parameter's range; all words of a choice. */
export function endsOf(name: string, spec: ParameterSpec): ParameterValue[] {
  if (spec.type === 'choice') return [...spec.choices];
  if (spec.type === 'flag') return [false, true];
  const ends = [spec.minimum, Math.min(spec.maximum, MOST[name] ?? spec.maximum)];
  return spec.type === 'list' ? ends.map((end) => new Array<number>(LENGTHS[name] ?? 1).fill(end)) : ends;
}

function arbitraryOf(name: string, spec: ParameterSpec): fc.Arbitrary<ParameterValue> {
  if (spec.type === 'choice' || spec.type === 'flag') return fc.constantFrom(...endsOf(name, spec));
  const max = Math.min(spec.maximum, MOST[name] ?? spec.maximum);
  const min = spec.minimum;
  // Even steps over the range: fast-check's own doubles are nearly all next to nothing.
  const number = spec.type === 'integer' ? fc.integer({ min, max }) : fc.nat(1000).map((n) => min + ((max - min) * n) / 1000);
  // A ladder must not fall.
  if (spec.type === 'list') {
    const length = LENGTHS[name];
    const list = fc.array(number, length === undefined ? { maxLength: 4 } : { minLength: length, maxLength: length });
    return name === 'ladder' ? list.map((rungs) => [...rungs].sort((a, b) => a - b)) : list;
  }
  return fc.oneof({ weight: 4, arbitrary: number }, { weight: 1, arbitrary: fc.constantFrom(min, max) });
}

/** Changes of at most `most` parameters of the small ecosystem; impossible combinations are left out. */
export function changes(most: number): fc.Arbitrary<Partial<Parameters>> {
  const names = Object.keys(parameters) as (keyof Parameters)[];
  return fc
    .subarray(names, { minLength: 1, maxLength: most })
    .chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, arbitraryOf(name, parameters[name])]))))
    .map((values) => values as Partial<Parameters>)
    .filter((values) => (trihelix.problems?.({ ...SMALL, ...values }) ?? []).length === 0);
}

/** Settings of some instruments from their schemas; budgets up to ten million EUR, which is far above all demand. */
export function policySets(): fc.Arbitrary<Record<string, Settings>> {
  const all = trihelix.policies.map((policy): [string, fc.Arbitrary<Settings>] => [policy.name, settingsOf(policy.parameters)]);
  return fc.record(Object.fromEntries(all), { requiredKeys: [] }) as fc.Arbitrary<Record<string, Settings>>;
}

type Settings = Record<string, number | string | boolean>;

function settingsOf(schema: ParameterSchema): fc.Arbitrary<Settings> {
  const arbitraries = Object.entries(schema).map(([name, spec]): [string, fc.Arbitrary<ParameterValue>] => [
    name,
    name === 'budget' ? fc.integer({ min: 0, max: 10_000_000 }) : arbitraryOf(name, spec),
  ]);
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys: ['budget'] }) as fc.Arbitrary<Settings>;
}
