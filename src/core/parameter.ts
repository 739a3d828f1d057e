/** Short constructors for parameter schemas, so that a model's parameter table reads as a table. */
import type { ChoiceParameter, FlagParameter, ListParameter, NumberParameter, Text } from './model.js';

type Range = readonly [minimum: number, maximum: number];
const describe = (en: string, ru: string): Text => ({ en, ru });

/** A real number within a range. */
export function realParameter(
  value: number,
  [minimum, maximum]: Range,
  unit: string,
  en: string,
  ru: string,
  source = 'assumed',
): NumberParameter {
  return { type: 'real', default: value, minimum, maximum, unit, text: describe(en, ru), source };
}

/** A whole number within a range. */
export function integerParameter(
  value: number,
  [minimum, maximum]: Range,
  unit: string,
  en: string,
  ru: string,
  source = 'assumed',
): NumberParameter {
  return { type: 'integer', default: value, minimum, maximum, unit, text: describe(en, ru), source };
}

/** Yes or no. */
export function flagParameter(value: boolean, en: string, ru: string, source = 'assumed'): FlagParameter {
  return { type: 'flag', default: value, unit: '-', text: describe(en, ru), source };
}

/** One of several words. The words become the type of the value. */
export function choiceParameter<const C extends readonly string[]>(
  value: C[number],
  choices: C,
  en: string,
  ru: string,
  source = 'assumed',
): ChoiceParameter & { readonly choices: C } {
  return { type: 'choice', default: value, choices, unit: '-', text: describe(en, ru), source };
}

/** A list of reals, each within the range; the model says what an empty list means. */
export function listParameter(
  value: readonly number[],
  [minimum, maximum]: Range,
  maximumLength: number,
  unit: string,
  en: string,
  ru: string,
  source = 'assumed',
): ListParameter {
  return { type: 'list', default: value, minimum, maximum, maximumLength, unit, text: describe(en, ru), source };
}

/** Puts a heading on every parameter of a schema. */
export function grouped<S extends Record<string, object>>(
  group: string,
  schema: S,
): { readonly [K in keyof S]: S[K] & { readonly group: string } } {
  return Object.fromEntries(Object.entries(schema).map(([name, spec]) => [name, { ...spec, group }])) as {
    [K in keyof S]: S[K] & { readonly group: string };
  };
}
