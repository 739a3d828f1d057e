/** The report of a study brings together what other commands found for the same scenario, and nothing that was changed by hand. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDesk, type Desk, SCENARIO } from './cli-desk.js';

let desk: Desk;
const path = (...names: string[]): string => join(desk.folder, 'results', ...names);
const quick = ['-j', '1', '-q', '--progress', 'none'];
const report = async (...words: string[]): Promise<string> => {
  const { code, stdout } = await desk.trihelix(['report', ...words, '-q']);
  expect(code).toBe(0);
  return readFileSync(stdout.split('\n')[0] as string, 'utf8');
};

beforeAll(async () => {
  desk = createDesk();
  desk.write(
    'scenarios/unsure.yaml',
    `${SCENARIO}uncertainty:\n  experts: uniform(0.05, 0.3)\n  absorptive_capacity: uniform(0.05, 0.4)\n`,
  );
  for (const words of [
    ['run', 'unsure'],
    ['run', 'unsure', 'experts=0.1,0.2,0.3'],
    ['sensitivity', 'unsure', '--samples', '3', '--replicates', '2'],
    ['break', 'unsure', '--samples', '8', '--replicates', '2'],
    ['run', 'unsure', 'experts=0.12'],
  ])
    expect((await desk.trihelix([...words, ...quick])).code).toBe(0);
});
afterAll(() => desk.clear());

describe('the report of a study', () => {
  test('has a section for each finding, with the study that it comes from', async () => {
    const html = await report('unsure');
    for (const [section, study] of [
      ['doses', 'unsure--experts=0.1,0.2,0.3'],
      ['split', 'unsure--experts=0.1,0.2,0.3'],
      ['sensitivity', 'unsure--sensitivity=morris-3'],
      ['break', 'unsure--break=8'],
    ] as const) {
      const start = html.indexOf(`<section id="ru-${section}"`);
      expect(start, section).toBeGreaterThan(0);
      expect(html.slice(start, html.indexOf('</section>', start)), section).toContain(study);
    }
  });

  test('with settings of its own has only what was found under them', async () => {
    expect(await report('unsure', 'experts=0.12')).not.toMatch(/<section id="en-(doses|sensitivity|break)"/);
  });

  test('named by its folder has its own findings, and all of them where it has no settings', async () => {
    expect(await report(path('unsure'))).toContain('<section id="en-sensitivity"');
    const dosed = await report(path('unsure--experts=0.1,0.2,0.3'));
    expect(dosed).toContain('<section id="en-doses"');
    expect(dosed).not.toContain('<section id="en-sensitivity"');
    const { code } = await desk.trihelix(['figure', path('unsure--experts=0.1,0.2,0.3'), 'dose-response', '-o', 'dose.svg']);
    expect(code).toBe(0);
  });

  test('names a finding that was changed, and does not show it', async () => {
    const file = path('unsure--sensitivity=morris-3', 'sensitivity.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/"effects": 3/, '"effects": 4'));
    const html = await report('unsure');
    expect(html).not.toContain('<section id="en-sensitivity"');
    expect(html).toContain('unsure--sensitivity=morris-3/sensitivity.json');
    expect(html).toContain('<section id="en-break"');
  });
});
