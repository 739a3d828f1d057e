/**
 * JSON Schema of scenario files, for completion and hints in editors. It is made from the models, so a new instrument or
 * parameter appears in it without further code. What it cannot say (formulas, claims about known variants, checks across
 * parameters) is left to `readScenario`.
 */
import type { AnyModel, ParameterSchema, ParameterSpec } from '../core/model.js';
import { designSchema, uncertaintySchema } from './scenario/sampling-schema.js';
import { DEFAULT_MODEL, DEFAULT_REPLICATES, LIMITS, TOP_LEVEL_KEYS, VARIANT_KEYS, VARIANT_NAME } from './scenario/top-level.js';

export type JsonSchema = { readonly [key: string]: unknown };

const CLAIM = '^\\s*[a-z][a-z0-9_-]*\\s*[><=]\\s*[a-z][a-z0-9_-]*\\s+in\\s+[A-Za-z][A-Za-z0-9_]*\\s*$';

/** Draft 2020-12; one branch per model, chosen by `model`, and the default model's branch where the key is absent. */
export function scenarioSchema(models: readonly AnyModel[]): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'trihelix scenario',
    type: 'object',
    properties: {
      ...plainKeys(),
      model: { ...text(TOP_LEVEL_KEYS.model, LIMITS.title), enum: models.map((model) => model.name) },
      ...openKeys(),
    },
    additionalProperties: false,
    anyOf: [{ required: ['title'] }, { required: ['extends'] }],
    allOf: models.map((model) => branchOf(model)),
    $defs: Object.fromEntries(models.map((model) => [model.name, modelBranch(model)])),
  };
}

function branchOf(model: AnyModel): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; nothing awaits a schema.
  return { if: branchCondition(model), then: { $ref: `#/$defs/${model.name}` } };
}

/** A file that extends another may leave its model to that one, so the default model's branch asks for no `extends`. */
function branchCondition({ name }: AnyModel): JsonSchema {
  const named = { properties: { model: { const: name } }, required: ['model'] };
  return name === DEFAULT_MODEL ? { anyOf: [named, { not: { anyOf: [{ required: ['model'] }, { required: ['extends'] }] } }] } : named;
}

function text(description: string, maxLength: number): JsonSchema {
  return { type: 'string', minLength: 1, maxLength, description };
}

/** One text, or one in each language. */
function words(description: string, maxLength: number): JsonSchema {
  const each = { type: 'string', minLength: 1, maxLength };
  const both = { type: 'object', properties: { en: each, ru: each }, required: ['en', 'ru'], additionalProperties: false };
  return { anyOf: [each, both], description };
}

function whole(description: string, minimum: number, maximum: number): JsonSchema {
  return { type: 'integer', minimum, maximum, description };
}

/** Keys that mean the same in every model. */
function plainKeys(): JsonSchema {
  const name = { type: 'string', pattern: VARIANT_NAME.source };
  return {
    title: words(TOP_LEVEL_KEYS.title, LIMITS.title),
    description: words(TOP_LEVEL_KEYS.description, LIMITS.text),
    source: text(TOP_LEVEL_KEYS.source, LIMITS.text),
    extends: { type: 'string', pattern: '\\.ya?ml$', description: TOP_LEVEL_KEYS.extends },
    seed: { type: ['string', 'number', 'boolean'], description: TOP_LEVEL_KEYS.seed },
    steps: whole(TOP_LEVEL_KEYS.steps, 1, LIMITS.steps),
    burn_in: whole(TOP_LEVEL_KEYS.burn_in, 0, LIMITS.steps),
    replicates: { ...whole(TOP_LEVEL_KEYS.replicates, 1, LIMITS.replicates), default: DEFAULT_REPLICATES },
    baseline: { ...name, description: TOP_LEVEL_KEYS.baseline },
    budget_neutral: { type: 'array', items: name, minItems: 2, uniqueItems: true, description: TOP_LEVEL_KEYS.budget_neutral },
    claims: {
      type: ['array', 'null'],
      items: { anyOf: [claim(), claimWithSource()] },
      maxItems: LIMITS.claims,
      description: TOP_LEVEL_KEYS.claims,
    },
    design: designSchema(),
  };
}

function claim(): JsonSchema {
  return { type: 'string', pattern: CLAIM };
}

function claimWithSource(): JsonSchema {
  return { type: 'object', properties: { claim: claim(), source: { type: 'string' } }, required: ['claim'], additionalProperties: false };
}

/** Keys whose content the model's branch describes. */
function openKeys(): JsonSchema {
  const keys = ['presets', 'parameters', 'policy', 'variants', 'indicators', 'smallest_effect', 'without', 'uncertainty'] as const;
  return Object.fromEntries(keys.map((key) => [key, { description: TOP_LEVEL_KEYS[key] }]));
}

function modelBranch(model: AnyModel): JsonSchema {
  const metrics = model.metrics.map((metric) => metric.name);
  const share = { type: 'number', minimum: 0, maximum: 10 };
  return {
    title: model.name,
    description: model.text.en,
    properties: {
      ...layerKeys(model),
      variants: {
        type: ['object', 'null'],
        propertyNames: { pattern: VARIANT_NAME.source },
        maxProperties: LIMITS.variants,
        additionalProperties: {
          type: ['object', 'null'],
          properties: { title: words(VARIANT_KEYS.title, LIMITS.title), ...layerKeys(model) },
          additionalProperties: false,
        },
      },
      without: { type: ['array', 'null'], items: withoutItem(model) },
      uncertainty: uncertaintySchema(model),
      indicators: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: metrics } },
      smallest_effect: {
        anyOf: [
          share,
          { type: 'object', properties: Object.fromEntries(metrics.map((metric) => [metric, share])), additionalProperties: false },
        ],
      },
    },
  };
}

function withoutItem(model: AnyModel): JsonSchema {
  const properties = { question: text('What taking it out asks.', LIMITS.title), parameters: group(model.parameters, false) };
  return { type: 'object', properties, required: ['question', 'parameters'], additionalProperties: false };
}

function layerKeys(model: AnyModel): JsonSchema {
  const presets = model.presets.map((preset) => ({ const: preset.name, description: preset.text.en }));
  const instruments = model.policies.map((policy) => [policy.name, { ...group(policy.parameters, true), description: policy.text.en }]);
  return {
    presets: { type: ['array', 'null'], items: presets.length > 0 ? { oneOf: presets } : false },
    parameters: group(model.parameters, false),
    policy: { type: ['object', 'null'], properties: Object.fromEntries(instruments), additionalProperties: false },
  };
}

/** A group of parameters; in an instrument numbers may be scheduled. Null stands for the default, or for removal. */
function group(schema: ParameterSchema, scheduled: boolean): JsonSchema {
  const properties = Object.entries(schema).map(([name, spec]) => [
    name,
    { ...valueSchema(spec, scheduled), description: describe(spec), default: spec.default },
  ]);
  return { type: ['object', 'null'], properties: Object.fromEntries(properties), additionalProperties: false };
}

function describe(spec: ParameterSpec): string {
  return `${spec.text.en}${spec.unit === '-' ? '' : ` Unit: ${spec.unit}.`} Source: ${spec.source}.`;
}

function valueSchema(spec: ParameterSpec, scheduled: boolean): JsonSchema {
  switch (spec.type) {
    case 'flag':
      return { type: ['boolean', 'null'] };
    case 'choice':
      return { enum: [...spec.choices, null] };
    case 'list': {
      const items = { type: 'number', minimum: spec.minimum, maximum: spec.maximum };
      const list = { type: ['array', 'null'], maxItems: spec.maximumLength, items };
      return spec.columns === undefined ? list : { anyOf: [list, LIST_FILE] };
    }
    default: {
      const number = { type: spec.type === 'integer' ? 'integer' : 'number', minimum: spec.minimum, maximum: spec.maximum };
      return { anyOf: scheduled ? [number, windowSchema(number), FORMULA, { type: 'null' }] : [number, { type: 'null' }] };
    }
  }
}

const LIST_FILE: JsonSchema = {
  type: 'object',
  properties: { file: { type: 'string', pattern: '\\.csv$', description: 'Relative path of a CSV file with the columns of the list.' } },
  required: ['file'],
  additionalProperties: false,
};

const FORMULA: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 2000,
  description: 'A formula over t and step metrics, e.g. continuity < 0.4 ? 12 : 4.',
};

function windowSchema(value: JsonSchema): JsonSchema {
  const step = { type: 'integer', minimum: 0, maximum: LIMITS.steps };
  const properties = { value, from: step, until: step, ramp: step };
  return {
    type: 'object',
    properties,
    minProperties: 1,
    additionalProperties: false,
    description: 'The value in steps from ≤ t < until, with linear ramps at both ends.',
  };
}
