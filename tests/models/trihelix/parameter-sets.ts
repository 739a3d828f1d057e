/** Parameter sets and policies drawn from the schemas, for the tests that must hold for all of them. */
import fc from 'fast-check';
import type { ParameterSchema, ParameterSpec, ParameterValue } from '../../../src/core/model.js';
import type { FormulaTree } from '../../../src/experiment/formula.js';
import type { PolicySetting, ScheduleSetting } from '../../../src/experiment/study.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { type Parameters, parameters } from '../../../src/models/trihelix/parameters/index.js';
import { SMALL } from './tiny-world.js';

/** Sizes that tests can afford, below the schema's maximum. */
const MOST: Readonly<Record<string, number>> = { firms: 60, universities: 12, regions: 12, spare_rows: 1 };
/** Worlds that are drawn by lot have at least as many. */
const LEAST: Readonly<Record<string, number>> = { firms: 6 };

/** Drawn anew for every world. */
const SIZES: readonly (keyof Parameters)[] = ['firms', 'universities', 'regions'];

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
  const min = Math.max(spec.minimum, LEAST[name] ?? spec.minimum);
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

/**
 * Changes of at most `most` parameters of the small ecosystem, beside its numbers of organisations; impossible
 * combinations are left out.
 */
export function changes(most: number): fc.Arbitrary<Partial<Parameters>> {
  const names = (Object.keys(parameters) as (keyof Parameters)[]).filter((name) => !SIZES.includes(name));
  return fc
    .subarray(names, { minLength: 1, maxLength: most })
    .chain((chosen) => fc.record(Object.fromEntries([...SIZES, ...chosen].map((name) => [name, arbitraryOf(name, parameters[name])]))))
    .map((values) => values as Partial<Parameters>)
    .filter((values) => (trihelix.problems?.({ ...SMALL, ...values }) ?? []).length === 0);
}

/**
 * Settings of some instruments from their schemas, numbers also as windows and formulas; budgets up to ten million EUR,
 * which is far above all demand.
 */
export function policySets(): fc.Arbitrary<PolicySetting[]> {
  const all = trihelix.policies.map(({ name, parameters: schema }) =>
    settingsOf(schema).map((values): PolicySetting => ({ instrument: name, values })),
  );
  return fc.subarray(all).chain((chosen) => fc.tuple(...chosen));
}

function settingsOf(schema: ParameterSchema): fc.Arbitrary<PolicySetting['values']> {
  const arbitraries = Object.entries(schema).map(([name, spec]): [string, fc.Arbitrary<ScheduleSetting | string | boolean>] => {
    const value = name === 'budget' ? fc.integer({ min: 0, max: 10_000_000 }) : arbitraryOf(name, spec);
    return [name, value.chain(settings)];
  });
  return fc.record(Object.fromEntries(arbitraries), { requiredKeys: ['budget'] });
}

function settings(drawn: ParameterValue): fc.Arbitrary<ScheduleSetting | string | boolean> {
  return typeof drawn === 'number' ? schedules(drawn) : fc.constant(drawn as string | boolean);
}

/** The number itself, in a window with or without a ramp, or in a formula of the step or of a metric. */
function schedules(value: number): fc.Arbitrary<ScheduleSetting> {
  const step = fc.integer({ min: 0, max: 10 });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(value) },
    { weight: 1, arbitrary: fc.record({ value: fc.constant(value), from: step, until: step.map((t) => t + 5), ramp: fc.nat(4) }) },
    { weight: 1, arbitrary: fc.constantFrom(...FORMULAS.map((formula) => ({ text: 'by lot', formula: formula(value) }))) },
  );
}

/** A choice by the step, a rise with the step, a choice by what the step before was like. */
const FORMULAS: readonly ((value: number) => FormulaTree)[] = [
  (value) => ({ kind: 'choice', condition: less(name('t'), number(5)), yes: number(value), no: number(0) }),
  (value) => ({ kind: 'call', name: 'multiply', arguments: [number(value / 10), name('t')] }),
  (value) => ({ kind: 'choice', condition: less(name('mean_trust'), number(0.3)), yes: number(value), no: number(value / 2) }),
];
const number = (value: number): FormulaTree => ({ kind: 'number', value });
const name = (of: string): FormulaTree => ({ kind: 'name', name: of });
const less = (a: FormulaTree, b: FormulaTree): FormulaTree => ({ kind: 'chain', relations: ['smaller'], operands: [a, b] });
