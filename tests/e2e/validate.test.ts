/** `validate` from the shipped command line on a scenario that takes milliseconds, its pages, and the report that shows it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Validation } from '../../src/experiment/validation/validation.js';
import { createDesk, type Desk, SCENARIO } from './cli-desk.js';

let desk: Desk;
const page = (name: string): string => readFileSync(join(desk.folder, 'results', 'validation', name), 'utf8');
const words = ['validate', 'barter', '--replicates', '3', '--progress', 'none'];

beforeAll(() => {
  desk = createDesk();
  const text = SCENARIO.replace('- random > ring', '- { claim: random > ring').replace(
    /mean_knowledge\n$/,
    'mean_knowledge, source: P3 }\n',
  );
  desk.write(
    'scenarios/barter.yaml',
    `${text}without:\n  - { question: What without absorbing?, parameters: { absorptive_capacity: 0.01 } }\n`,
  );
});
afterAll(() => desk.clear());

describe('validate', () => {
  test('judges claims, patterns and facts, and writes the pages', async () => {
    const ended = await desk.trihelix(words);
    expect(ended.stderr).toContain('1 of 1: barter');
    expect(ended.code).toBe(0);
    expect(desk.results()).toEqual(['barter', 'barter--absorptive_capacity=0.01', 'trihelix-facts', 'validation']);
    const validation = JSON.parse(page('validation.json')) as Validation;
    expect(validation.patterns).toHaveLength(14);
    expect(validation.facts.length).toBeGreaterThanOrEqual(12);
    expect(validation.facts.every(({ worlds }) => worlds <= 3)).toBe(true);
    expect(validation.studies.map(({ study, claims }) => [study, claims.length])).toEqual([
      ['barter', 1],
      ['barter--absorptive_capacity=0.01', 1],
    ]);
    // the claim belongs to another model than the patterns, so no pattern is decided by it
    expect(validation.patterns.every(({ verdict }) => verdict === 'no scenario')).toBe(true);
    expect(page('validation.md')).toContain('What without absorbing?');
    expect(page('claims.md')).toContain('random > ring in mean_knowledge');
    expect(existsSync(join(desk.folder, 'results', 'validation', 'robustness.md'))).toBe(false);
    for (const { name, verdict } of validation.facts) expect(ended.stdout).toMatch(new RegExp(`${name} .*${verdict}`));
  });

  test('continues what is there, gives the same pages, and with --strict says that something is contradicted', async () => {
    const before = page('validation.md');
    const again = await desk.trihelix([...words, '--strict', '--json']);
    expect(again.stderr).not.toContain('computing');
    expect(again.code).toBe(4);
    const validation = JSON.parse(again.stdout) as Validation;
    expect(validation.facts.some(({ verdict }) => verdict === 'contradicted')).toBe(true);
    expect(page('validation.md')).toBe(before);
  });

  test('is shown in reports of studies in the same folder', async () => {
    const { code } = await desk.trihelix(['report', 'barter', '--replicates', '3']);
    expect(code).toBe(0);
    const html = readFileSync(join(desk.folder, 'results', 'barter', 'report.html'), 'utf8');
    // neither patterns nor facts of this model
    expect(html).not.toContain('id="en-validation"');
    desk.write('scenarios/tiny.yaml', 'title: Tiny\nsteps: 4\nburn_in: 1\nreplicates: 2\nparameters: { firms: 20, universities: 2 }\n');
    expect((await desk.trihelix(['run', 'tiny', '--report', '-q'])).code).toBe(0);
    const own = readFileSync(join(desk.folder, 'results', 'tiny', 'report.html'), 'utf8');
    for (const text of ['id="en-validation"', 'id="ru-validation"', 'contradicted', 'опровергается'])
      expect(own.includes(text), text).toBe(true);
  });

  test('--robustness screens the parameters and tries the supported claims under shifts of them', async () => {
    const sure = SCENARIO.replace('rewiring: 0', 'common_level: 5').replace('rewiring: 1', 'common_level: 20');
    desk.write('scenarios/sure.yaml', sure);
    const ended = await desk.trihelix(['validate', 'sure', '--robustness', '-q', '--replicates', '3']);
    expect(ended.code).toBe(0);
    const text = page('robustness.md');
    expect(text).toContain('The ten most influential parameters of knowledge-barter');
    expect(text).toContain('random > ring in mean_knowledge');
    // the values that the variants differ in stay different when both are moved
    expect(text).toMatch(/random > ring in mean_knowledge \| holds \| \d+ of \d+ \| .* \| – \|/);
    expect(desk.results()).toContain('sure--robustness');
    expect(ended.stdout).toMatch(/robustness +claims +hold +weaken +turn over/);
  });

  test('refuses a scenario that is not there, and writes nothing for it', async () => {
    const ended = await desk.trihelix(['validate', 'bartr']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('did you mean "barter"?');
  });
});
