/** The part of the editor's schema that describes uncertain parameters and designs. */
import type { AnyModel } from '../../core/model.js';
import { FORMS } from '../design/distribution.js';
import { DESIGN_METHODS, IMPROVEMENTS, MOST_POINTS } from '../design/methods.js';
import { MOST_UNCERTAIN } from '../design/uncertainty.js';
import { TOP_LEVEL_KEYS } from './top-level.js';

type Json = { readonly [key: string]: unknown };

/** `design`: the same in every model. */
export function designSchema(): Json {
  const method = { enum: DESIGN_METHODS };
  const properties = {
    method,
    points: { type: 'integer', minimum: 1, maximum: MOST_POINTS, description: 'Points of the sample.' },
    optimise: { enum: IMPROVEMENTS, description: 'What exchange improves in a Latin hypercube.' },
    scramble: { type: 'boolean', description: 'Whether a Sobol sequence is scrambled.' },
    list: {
      type: 'array',
      minItems: 1,
      maxItems: MOST_POINTS,
      items: { type: 'object' },
      description: 'Points, each a group of values by key.',
    },
  };
  return {
    anyOf: [method, { type: 'object', properties, additionalProperties: false }, { type: 'null' }],
    description: TOP_LEVEL_KEYS.design,
  };
}

/** `uncertainty` of a model: its parameters, the settings of its instruments, and either of one variant. */
export function uncertaintySchema(model: AnyModel): Json {
  const pattern = `^\\s*(${Object.keys(FORMS).join('|')})\\(.*\\)\\s*$`;
  const value = { type: ['string', 'null'], pattern };
  const described = (text: string): Json => ({ ...value, description: `${text} ${Object.values(FORMS).join(', ')}.` });
  const parameters = Object.entries(model.parameters).filter(([, spec]) => spec.type !== 'list');
  const settings = model.policies.flatMap((policy) =>
    Object.entries(policy.parameters).map(([name, spec]): [string, Json] => [`policy.${policy.name}.${name}`, described(spec.text.en)]),
  );
  return {
    type: ['object', 'null'],
    properties: Object.fromEntries([...parameters.map(([name, spec]): [string, Json] => [name, described(spec.text.en)]), ...settings]),
    patternProperties: { '^(parameters|policy|variants)\\.': value },
    additionalProperties: false,
    maxProperties: MOST_UNCERTAIN,
  };
}
