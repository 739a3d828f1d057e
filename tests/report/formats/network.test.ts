/** Networks: every organisation, tie and attribute comes back out of GraphML and GEXF, whatever texts they carry. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../../src/core/model.js';
import { defaultsOf } from '../../../src/core/model.js';
import { replayRun, type WorldRows } from '../../../src/experiment/replay.js';
import { executeRun } from '../../../src/experiment/run.js';
import type { Run } from '../../../src/experiment/study.js';
import { models } from '../../../src/models/index.js';
import { gexfFile } from '../../../src/report/formats/gexf.js';
import { graphmlFile } from '../../../src/report/formats/graphml.js';
import { networkOf } from '../../../src/report/formats/network.js';
import { elements, readXml, type XmlElement } from './xml-reader.js';

const RUN: Run = {
  id: 3,
  model: 'm',
  variant: 'a < b',
  point: 0,
  replicate: 2,
  seed: '"s" & co',
  steps: 5,
  burnIn: 0,
  parameters: {},
  policies: [],
};
const world = (snapshots: readonly Snapshot[]): WorldRows => ({ run: RUN, step: 4, snapshots });
const parse = (file: Iterable<string>): XmlElement => readXml([...file].join(''));

const SMALL = world([
  {
    name: 'organisations',
    columns: { id: [4, 7, 9], kind: [0, 2, 1], region: [0, 0, 1], size: [1.5, Number.NaN, 3], note: ['<&">\u0000', '', 'ё\n\u202e'] },
    words: { kind: ['firm', 'university', 'government'] },
  },
  {
    name: 'ties',
    columns: {
      id: [0, 1, 2],
      a: [4, 7, 4],
      b: [7, 9, 99],
      trust: [0.25, 0.5, 1],
      rung: ['networking', 'cooperation', 'x'],
      channel: [1, 5, 0],
    },
  },
]);

describe('GraphML', () => {
  const root = parse(graphmlFile(networkOf(SMALL, 'toy') as never));
  const values = (element: XmlElement): Record<string, string> => {
    const names = Object.fromEntries(elements(root, 'key').map(({ attributes }) => [attributes.id, attributes['attr.name']]));
    return Object.fromEntries(elements(element, 'data').map(({ attributes, text }) => [names[attributes.key as string], text]));
  };

  test('has nodes, edges, types, and only ties between listed organisations', () => {
    expect(elements(root, 'desc')[0]?.text).toBe('study toy, variant a < b, replicate 2, seed "s" & co, after step 4');
    expect(elements(root, 'node').map(({ attributes }) => attributes.id)).toEqual(['n4', 'n7', 'n9']);
    expect(elements(root, 'edge').map(({ attributes }) => `${attributes.source} ${attributes.target}`)).toEqual(['n4 n7', 'n7 n9']);
    expect(values(elements(root, 'node')[0] as XmlElement)).toEqual({
      label: 'firm 4',
      kind: 'firm',
      region: '0',
      size: '1.5',
      note: '<&">\ufffd',
    });
    expect(values(elements(root, 'node')[1] as XmlElement)).toEqual({ label: 'government 7', kind: 'government', region: '0', note: '' });
    expect(values(elements(root, 'edge')[1] as XmlElement)).toEqual({ weight: '0.5', trust: '0.5', rung: 'cooperation', channel: '5' });
    const types = Object.fromEntries(elements(root, 'key').map(({ attributes }) => [attributes['attr.name'], attributes['attr.type']]));
    expect(types).toMatchObject({ kind: 'string', region: 'int', size: 'double', trust: 'double', rung: 'string', channel: 'int' });
  });
});

describe('GEXF', () => {
  test('has what its schema 1.2 asks for, in its order', () => {
    const root = parse(gexfFile(networkOf(SMALL, 'toy') as never));
    expect([root.name, root.attributes.version, root.attributes.xmlns]).toEqual(['gexf', '1.2', 'http://www.gexf.net/1.2draft']);
    expect(root.children.map(({ name }) => name)).toEqual(['meta', 'graph']);
    const graph = root.children[1] as XmlElement;
    expect(graph.children.map(({ name }) => name)).toEqual(['attributes', 'attributes', 'nodes', 'edges']);
    expect(graph.attributes).toEqual({ mode: 'static', defaultedgetype: 'undirected' });
    const known = new Set(elements(graph.children[0] as XmlElement, 'attribute').map(({ attributes }) => attributes.id));
    for (const { attributes } of elements(graph.children[2] as XmlElement, 'attvalue')) expect(known).toContain(attributes.for);
    for (const { attributes } of elements(root, 'attribute')) expect(['integer', 'double', 'string', 'boolean']).toContain(attributes.type);
    expect(elements(root, 'edge').map(({ attributes }) => attributes)).toEqual([
      { id: '0', source: '4', target: '7', weight: '0.25' },
      { id: '1', source: '7', target: '9', weight: '0.5' },
    ]);
  });
});

test('any text survives both, but for characters that XML has not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
      const network = networkOf(
        world([
          { name: 'organisations', columns: { [name]: [value] } },
          { name: 'ties', columns: { a: [0], b: [0] } },
        ]),
        value,
      );
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids.
      const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
      const clean = (text: string): string => [...text].map((c) => (forbidden.test(c) || !c.isWellFormed() ? '\ufffd' : c)).join('');
      const graphml = parse(graphmlFile(network as never));
      const gexf = parse(gexfFile(network as never));
      if (name === 'id' || name === 'kind') return;
      expect(elements(graphml, 'data').map(({ text }) => text)).toContain(clean(value));
      expect(elements(graphml, 'key').map(({ attributes }) => attributes['attr.name'])).toContain(clean(name));
      expect(elements(gexf, 'attvalue').map(({ attributes }) => attributes.value)).toEqual([clean(value)]);
    }),
    { numRuns: 300 },
  );
});

test('a model without organisations or ties has no network', () => {
  expect(networkOf(world([]), 'x')).toBeUndefined();
  expect(networkOf(world([{ name: 'organisations', columns: { id: [1] } }]), 'x')).toBeUndefined();
});

test.each(models.map((model) => [model.name, model] as const))('the world of %s has a network whose ties all have two ends', (_, model) => {
  const parameters = {
    ...defaultsOf(model.parameters),
    ...(model.name === 'trihelix' ? { firms: 60, universities: 4 } : { organisations: 60 }),
  };
  const run: Run = { ...RUN, model: model.name, parameters, steps: 6 };
  const outcome = executeRun(run, models);
  const rows = replayRun(run, models, outcome, 3);
  const network = networkOf(rows, 'x');
  const ties = rows.snapshots.find(({ name }) => name === 'ties');
  expect(network?.edges.from.length).toBe(ties?.columns.a?.length);
  expect(network?.edges.from.length).toBeGreaterThan(20);
  expect(elements(parse(gexfFile(network as never)), 'edge')).toHaveLength(network?.edges.from.length ?? 0);
  if (model.name !== 'trihelix') return;
  const names = [...(network?.nodes.attributes ?? []), ...(network?.edges.attributes ?? [])].map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['kind', 'region', 'industry', 'size', 'trust', 'rung', 'channel']));
});

test('a replay that gives other numbers than stored is refused', () => {
  const parameters = { ...defaultsOf(models[1]?.parameters ?? {}), organisations: 60 };
  const run: Run = { ...RUN, model: models[1]?.name ?? '', parameters };
  const outcome = executeRun(run, models);
  if (outcome.status !== 'done') throw new Error('the run failed');
  expect(replayRun(run, models, outcome).step).toBe(4);
  const values = outcome.values.slice();
  values[1] = 0.5;
  expect(() => replayRun(run, models, { ...outcome, values })).toThrow('computed again');
  expect(() => replayRun(run, models, outcome, 5)).toThrow('has 5 steps');
  expect(() => replayRun(run, models, undefined)).toThrow('is not done');
});
