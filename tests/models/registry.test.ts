/** What must hold for every model that ships, whatever it is about. */
import { describe, expect, it } from 'vitest';
import { defaultsOf, type ParameterSchema, type Text } from '../../src/core/model.js';
import { createRng } from '../../src/core/rng.js';
import { createSimulation, layoutOf } from '../../src/core/simulate.js';
import { findModel, models } from '../../src/models/index.js';

const CYRILLIC = /[а-яё]/i;

function expectTexts(where: string, text: Text): void {
  expect(text.en.trim(), where).not.toBe('');
  expect(text.en, where).not.toMatch(CYRILLIC);
  expect(text.ru, where).toMatch(CYRILLIC);
}

/** A title stands in the head of a table row and in a list to choose from. */
function expectTitles(list: readonly { readonly name: string; readonly title: Text }[]): void {
  for (const { name, title } of list) {
    expectTexts(name, title);
    for (const words of [title.en, title.ru]) {
      expect(words.split(' ').length, `${name}: ${words}`).toBeGreaterThan(1);
      expect(words.split(' ').length, `${name}: ${words}`).toBeLessThan(5);
      expect(words, name).toMatch(/^[A-ZА-Я].*[^.]$/);
    }
  }
  for (const language of ['en', 'ru'] as const) {
    const words = list.map(({ title }) => title[language]);
    expect(words).toEqual([...new Set(words)]);
  }
}

function expectSchema(where: string, schema: ParameterSchema): void {
  for (const [name, spec] of Object.entries(schema)) {
    expect(name, where).toMatch(/^[a-z][a-z0-9_]*$/);
    expectTexts(`${where} ${name}`, spec.text);
    expect(spec.source.trim(), `${where} ${name}`).not.toBe('');
    if (spec.type === 'choice') expect(spec.choices, `${where} ${name}`).toContain(spec.default);
    if (spec.type === 'flag' || spec.type === 'choice') continue;
    const values = spec.type === 'list' ? spec.default : [spec.default];
    for (const value of values) expect(value >= spec.minimum && value <= spec.maximum, `${where} ${name} = ${value}`).toBe(true);
    if (spec.type === 'integer') expect(Number.isInteger(spec.default), `${where} ${name}`).toBe(true);
  }
}

describe('the registry', () => {
  it('finds every model by its name, and no other', () => {
    expect(new Set(models.map(({ name }) => name)).size).toBe(models.length);
    for (const model of models) expect(findModel(model.name)).toBe(model);
    expect(findModel('no-such-model')).toBeUndefined();
  });
});

describe.each(models.map((model) => [model.name, model] as const))('%s', (name, model) => {
  const measures = model.evaluations.flatMap((evaluation) => evaluation.measures);

  it('is named and described in both languages, with ranges that hold its defaults', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expectTexts(name, model.text);
    expectSchema(name, model.parameters);
    for (const policy of model.policies) {
      expectTexts(policy.name, policy.text);
      expectSchema(policy.name, policy.parameters);
      expect(policy.parameters, policy.name).toHaveProperty('budget');
    }
    for (const metric of model.metrics) expectTexts(metric.name, metric.text);
    for (const matrix of model.matrices) expectTexts(matrix.name, matrix.text);
    for (const preset of model.presets) expectTexts(preset.name, preset.text);
    expect(model.problems?.(defaultsOf(model.parameters)) ?? []).toEqual([]);
  });

  it('has a title of two to four words for everything that a table shows, no two alike', () => {
    for (const list of [[model], [...model.metrics, ...measures], model.evaluations, model.matrices, model.policies, model.presets])
      expectTitles(list);
  });

  it('has no two things of one name', () => {
    for (const list of [
      [...model.metrics, ...measures],
      model.evaluations,
      model.matrices,
      model.policies,
      model.presets,
      model.phases,
      model.invariants,
    ]) {
      const names = list.map((entry: { readonly name: string }) => entry.name);
      expect(names).toEqual([...new Set(names)]);
    }
  });

  it('draws from streams that are far apart', () => {
    const rng = createRng({ high: 1, low: 2 });
    const first = model.streams.map((stream) => rng.stream(stream).unit(0, 0));
    expect(new Set(first).size).toBe(model.streams.length);
  });

  it('asks for no stream that it does not name', () => {
    const asked = new Set<string>();
    const rng = createRng({ high: 1, low: 2 });
    const input = { parameters: defaultsOf(model.parameters), steps: 1, burnIn: 0 };
    model.createWorld({
      ...input,
      rng: {
        stream(of) {
          asked.add(of);
          return rng.stream(of);
        },
      },
    });
    expect([...asked].filter((of) => !model.streams.includes(of))).toEqual([]);
    expect(asked.size).toBeGreaterThan(0);
  });

  it('keeps its laws over a few steps of its defaults, and fills its layout', () => {
    const parameters = defaultsOf(model.parameters);
    const simulation = createSimulation(model, { parameters, policies: [], key: { high: 5, low: 6 }, steps: 6, burnIn: 1, checked: true });
    for (let t = 0; t < 6; t++) simulation.advance();
    expect(simulation.finish()).toHaveLength(layoutOf(model, parameters, 6, 1).length);
  });
});
