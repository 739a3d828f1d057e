/** The editor's schema agrees with the reader: valid files pass, typos fail. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type JsonSchema, scenarioSchema } from '../../src/experiment/json-schema.js';
import { GOLDEN, models, toy } from './toy-model.js';

const schema = scenarioSchema([...models, { ...toy, name: 'trihelix', parameters: {}, presets: [], policies: [] }]) as Record<
  string,
  unknown
>;
/** zod has no if/then and forgives unknown keys beside anyOf, so these parts are looked at by themselves. */
const { $defs, allOf, anyOf, ...outer } = schema as { $defs: Record<string, object>; allOf: readonly object[]; anyOf: unknown } & Record<
  string,
  unknown
>;
const whole = z.fromJSONSchema(outer as Parameters<typeof z.fromJSONSchema>[0]);
const branch = z.fromJSONSchema({ ...$defs.toy, type: 'object' } as Parameters<typeof z.fromJSONSchema>[0]);
const fits = (text: string): boolean => whole.safeParse(parse(text)).success && branch.safeParse(parse(text)).success;

describe('the schema for editors', () => {
  it('has a branch per model; without the key it is the default model', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(Object.keys($defs)).toEqual(['toy', 'trihelix']);
    expect(anyOf).toEqual([{ required: ['title'] }, { required: ['extends'] }]);
    const [named, byDefault] = allOf as [JsonSchema, JsonSchema];
    expect(Object.entries(named)).toEqual([
      ['if', { properties: { model: { const: 'toy' } }, required: ['model'] }],
      ['then', { $ref: '#/$defs/toy' }],
    ]);
    expect(byDefault.if).toEqual({
      anyOf: [
        { properties: { model: { const: 'trihelix' } }, required: ['model'] },
        { not: { anyOf: [{ required: ['model'] }, { required: ['extends'] }] } },
      ],
    });
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it('describes every parameter with unit, source, range and default', () => {
    const { properties } = $defs.toy as { properties: { parameters: { properties: Record<string, unknown> } } };
    expect(properties.parameters.properties.growth).toEqual({
      anyOf: [{ type: 'number', minimum: 0, maximum: 1 }, { type: 'null' }],
      description: 'Largest gain of a step. Unit: 1/step. Source: assumed.',
      default: 0.1,
    });
  });

  it('accepts shipped-style files', () => {
    expect(fits(GOLDEN)).toBe(true);
    expect(
      fits(
        'title: x\nseed: 7\npolicy:\n  rd_subsidy: { budget: "t > 3 ? 1 : 2" }\n  matchmaking: { budget: { value: 3, from: 2, ramp: 1 }, public: false }\n',
      ),
    ).toBe(true);
    expect(fits('title: { en: x, ru: у }\nvariants: { a: { title: { en: x, ru: у } } }\n')).toBe(true);
    expect(fits('extends: base.yaml\nvariants: { a: ~ }\npolicy: { rd_subsidy: ~ }\nsmallest_effect: 0.1\n')).toBe(true);
  });

  it.each([
    'stepps: 3',
    'steps: 0',
    'steps: many',
    'model: tey',
    'parameters: { frims: 3 }',
    'parameters: { firms: 0 }',
    'parameters: { firms: 2.5 }',
    'parameters: { market: fre }',
    'parameters: { open: yes please }',
    'parameters: { weights: [2] }',
    'presets: [inovation.open]',
    'policy: { rd_subsidi: {} }',
    'policy: { rd_subsidy: { bugdet: 1 } }',
    'policy: { rd_subsidy: { budget: { untill: 3 } } }',
    'policy: { matchmaking: { format: round-table } }',
    'variants: { a: { parameter: {} } }',
    'variants: { a: { parameters: { firms: 0 } } }',
    'indicators: [continuty]',
    'indicators: []',
    'smallest_effect: { luck: 1 }',
    'claims: [a beats b]',
    'claims: [{ claim: a > b in x, sourc: y }]',
    'extends: base.txt',
    'baseline: A b',
    'description: { en: x }',
    'variants: { a: { title: { en: x, ru: y, de: z } } }',
  ])('refuses %s', (line) => {
    expect(fits(`title: x\n${line}\n`)).toBe(false);
  });
});
