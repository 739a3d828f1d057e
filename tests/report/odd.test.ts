/** A model's document: its tables are those of the schemas, the committed page is up to date, and blanks are found. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AnyModel } from '../../src/core/model.js';
import { models } from '../../src/models/index.js';
import { trihelix } from '../../src/models/trihelix/index.js';
import { oddBlanks, oddDocument, oddTables } from '../../src/report/odd.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const textOf = ({ name }: AnyModel): string => read(`src/models/${name}/README.md`);

describe('the tables in docs', () => {
  it('are those of the schemas', () => {
    const page = read('docs/parameters.md');
    const at = page.indexOf('## Parameters');
    expect(page.slice(at), 'run: npm run build && node dist/src/cli/main.js odd trihelix --tables > docs/parameters.md').toBe(
      oddTables(trihelix),
    );
  });
});

describe.each(models.map((model) => [model.name, model] as const))('the document of %s', (_, model) => {
  const document = oddDocument(model, textOf(model));

  it('holds the text and a row for every parameter, setting, preset, metric, measure and column', () => {
    expect(document.startsWith(textOf(model).trimEnd())).toBe(true);
    const rows = document.slice(document.indexOf('\n## Parameters\n'));
    const names = [
      ...Object.keys(model.parameters),
      ...model.policies.flatMap(({ parameters }) => Object.keys(parameters)),
      ...model.presets.map(({ name }) => name),
      ...model.metrics.map(({ name }) => name),
      ...model.evaluations.flatMap(({ measures }) => measures.map(({ name }) => name)),
      ...Object.values(model.tables ?? {}).flatMap((schema) => Object.keys(schema)),
    ];
    expect(names.filter((name) => !rows.includes(`\n| \`${name}\` | `))).toEqual([]);
    for (const stream of model.streams) expect(rows).toContain(`\`${stream}\``);
  });

  it('has tables whose rows have as many cells as their heads', () => {
    let cells = 0;
    for (const line of oddTables(model).split('\n')) {
      const found = line.startsWith('| ') ? line.split(/(?<!\\)\|/).length : 0;
      if (found > 0 && cells > 0) expect(found, line).toBe(cells);
      cells = found;
    }
  });

  it('has a heading for every element of the protocol', () => {
    expect(oddBlanks(model, textOf(model)).elements).toEqual([]);
  });
});

describe('the text of the flagship', () => {
  const text = textOf(trihelix);

  it('names every design concept, stream, phase, instrument and channel file', () => {
    expect(oddBlanks(trihelix, text).concepts).toEqual([]);
    const streams = trihelix.streams.filter((stream) => !new RegExp(`^\\| ${stream} `, 'm').test(text));
    expect(streams).toEqual([]);
    expect(trihelix.phases.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    expect(trihelix.policies.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('names every parameter, and no file that is not there', () => {
    expect(Object.keys(trihelix.parameters).filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
    const files = [...text.matchAll(/`((?:[a-z-]+\/)?[a-z-]+\.ts)`/g)].map(([, file]) => file as string);
    const places = ['', 'phases/', 'policies/', 'metrics/', 'measures/', 'trace/'].map((folder) => `../../src/models/trihelix/${folder}`);
    const there = (file: string): boolean => places.some((place) => existsSync(new URL(place + file, import.meta.url)));
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => !there(file))).toEqual([]);
  });
});

describe('blanks', () => {
  const model: AnyModel = { ...trihelix, parameters: { meeting_rate: trihelix.parameters.meeting_rate }, policies: [] };

  it('are elements and concepts that the text lacks and numbers without a source', () => {
    const blanks = oddBlanks(model, '# A model\n\n## Purpose\n\nSubmodels are none. *Emergence.* None.\n');
    expect(blanks.elements).toHaveLength(6);
    expect(blanks.elements).toContain('Submodels');
    expect(blanks.concepts).not.toContain('Emergence');
    expect(blanks.concepts).toContain('Sensing');
    expect(blanks.assumed).toEqual(['meeting_rate']);
  });

  it('stand at the end of the document', () => {
    const document = oddDocument(model, '# A model\n');
    expect(document).toContain('Elements without a heading: Purpose and patterns; ');
    expect(document).toContain('1 numbers are assumed, with no source for the number: `meeting_rate`.');
  });
});

describe('a cell', () => {
  it('cannot end its row', () => {
    const spec = { ...trihelix.parameters.meeting_rate, text: { en: 'a | b\nc', ru: '' } };
    expect(oddTables({ ...trihelix, parameters: { meeting_rate: spec } })).toContain('| a \\| b c |');
  });
});
