/** `study` and `archive`: everything that a paper needs by one command, and a folder from which a stranger gets the same numbers. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDesk, type Desk, SCENARIO } from './cli-desk.js';

let desk: Desk;
let said = '';
const place = (...names: string[]): string => join(desk.folder, ...names);
const read = (...names: string[]): string => readFileSync(place(...names), 'utf8');

beforeAll(async () => {
  desk = createDesk();
  const strange = SCENARIO.replace(/^title: (.*)$/m, 'title: "![a](http://b) <img src=x> `c`: $1"');
  desk.write('scenarios/barter.yaml', `description: A <small> one\nsource: "<b>| d</b>"\n${strange}`);
  desk.write(
    'scenarios/unsure.yaml',
    'extends: barter.yaml\nuncertainty:\n  experts: uniform(0.05, 0.3)\n  absorptive_capacity: uniform(0.05, 0.4)\n',
  );
  const { code, stdout } = await desk.trihelix(['study', 'unsure', '--quick', '-j', '1', '--progress', 'none']);
  expect(code).toBe(0);
  said = stdout;
});
afterAll(() => desk.clear());

describe('study', () => {
  test('compares, asks what matters and where it breaks, draws, reports', () => {
    expect(desk.results()).toEqual(['unsure', 'unsure--break=48', 'unsure--sensitivity=morris-6']);
    expect(said.replaceAll(/\s+/g, ' ')).toContain('the ranking turns over at');
    expect(read('results', 'unsure', 'figures', 'tornado.svg')).toContain('<metadata>');
    expect(
      readFileSync(place('results', 'unsure', 'figures', 'forest.pdf'))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const report = read('results', 'unsure', 'report.html');
    for (const section of ['en-sensitivity', 'ru-break']) expect(report.includes(`<section id="${section}"`), section).toBe(true);
  });

  test('says what is missing where nothing is uncertain, and what it would cost', async () => {
    const { code, stdout, stderr } = await desk.trihelix(['study', 'barter', '-n']);
    expect(code).toBe(0);
    expect(stderr).toContain('names no uncertain parameter');
    expect(stdout).toContain('study barter, seed demo: 8 runs');
    expect(desk.results()).not.toContain('barter');
  });
});

describe('an archive', () => {
  test('describes every file it holds, with its hash', async () => {
    const { code, stdout } = await desk.trihelix(['archive', 'unsure', '--author', 'Ann Lee', '--date', '2026-01-31', '-o', 'crate']);
    expect(code).toBe(0);
    expect(stdout).toContain('licence CC-BY-4.0');
    const { '@graph': graph } = JSON.parse(read('crate', 'ro-crate-metadata.json')) as { '@graph': Record<string, unknown>[] };
    const ids = graph.map((entity) => entity['@id']);
    expect(new Set(ids).size).toBe(ids.length);
    const root = graph.find((entity) => entity['@id'] === './') as { hasPart: { '@id': string }[] };
    expect(root).toMatchObject({ datePublished: '2026-01-31', author: [{ '@id': '#author-1' }], description: 'A <small> one' });
    const paths = root.hasPart.map((part) => decodeURI(part['@id']));
    for (const path of ['scenario/barter.yaml', 'study/report.html', 'findings/unsure--break=48/break.json']) expect(paths).toContain(path);
    for (const path of paths) {
      const file = graph.find((entity) => entity['@id'] === encodeURI(path));
      expect(file?.sha256, path).toBe(
        createHash('sha256')
          .update(readFileSync(place('crate', path)))
          .digest('hex'),
      );
    }
    for (const entity of graph)
      for (const value of Object.values(entity).flat())
        if (typeof value === 'object' && value !== null && '@id' in value && !String(value['@id']).startsWith('https'))
          expect(ids).toContain(value['@id']);
  });

  test('has a page on which titles and sources are words', () => {
    const page = read('crate', 'README.md');
    expect(page).toContain('# !\\[a\\](http://b) &lt;img src=x> \\`c\\`: Rewiring and knowledge');
    expect(page).toContain('&lt;b>\\| d&lt;/b>');
  });

  test('gives a stranger the same numbers', async () => {
    const hash = /Results: `([0-9a-f]{64})`/.exec(read('crate', 'README.md'))?.[1];
    expect((await desk.trihelix(['verify', 'crate/study'])).code).toBe(0);
    const { stdout } = await desk.trihelix(['run', 'crate/unsure.yaml', '--out', 'again', '-j', '1', '-q']);
    expect(stdout).toContain(`results  ${hash}`);
  });

  test('names on its page only what it holds', async () => {
    expect(read('crate', 'README.md')).toMatch(/tables, report \|[\s\S]*`findings\/`[\s\S]*`scenario\/`/);
    expect((await desk.trihelix(['archive', 'again/unsure', '-o', 'plain'])).code).toBe(0);
    const page = read('plain', 'README.md');
    expect(page).toContain('| results of all runs, tables | `study/` |');
    expect(page).not.toMatch(/findings\/|scenario\//);
  });

  test('is refused where something is in the way, where the study is damaged, and for impossible words', async () => {
    const full = await desk.trihelix(['archive', 'unsure', '-o', 'crate']);
    expect([full.code, full.stderr]).toEqual([2, expect.stringContaining('is not empty')]);
    for (const [flag, text] of [
      ['--license', 'my own!'],
      ['--date', '2026-02-30'],
      ['--author', ' ; '],
    ] as const)
      expect((await desk.trihelix(['archive', 'unsure', '-o', 'other', flag, text])).code).toBe(2);
    const journal = place('results', 'unsure', 'journal-0001.thx');
    const bytes = readFileSync(journal);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] as number) ^ 1;
    writeFileSync(journal, bytes);
    const damaged = await desk.trihelix(['archive', 'unsure', '-o', 'other']);
    expect(damaged.code).toBe(4);
  });
});
