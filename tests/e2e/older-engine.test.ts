/** A study that another version of the program computed: read by every command that reads, continued by none, mixed with nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planStudy } from '../../src/experiment/plan.js';
import { executeRun } from '../../src/experiment/run.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { models } from '../../src/models/index.js';
import { openStudy } from '../../src/node/result-folder.js';
import { createDesk, type Desk, SCENARIO } from './cli-desk.js';

let desk: Desk;
const journal = (): Buffer => readFileSync(join(desk.folder, 'results', 'barter', 'journal-0001.thx'));

beforeAll(async () => {
  desk = createDesk();
  const reading = await readScenario({ path: 'scenarios/barter.yaml', text: SCENARIO, models, readText: () => '' });
  if (!reading.ok) throw new Error(reading.problems[0]?.problem);
  const plan = planStudy({ scenario: reading.scenario, models, engine: '0.0.9+01234567' });
  const study = await openStudy({ folder: join(desk.folder, 'results', 'barter'), plan });
  for (const run of study.pending.slice(0, -1)) await study.keep(executeRun(run, models));
  await study.close();
});
afterAll(() => desk.clear());

test('is not continued: what differs is said, and nothing is changed', async () => {
  const before = journal();
  for (const words of [
    ['run', 'barter', '-j', '1'],
    ['run', 'barter', '-j', '1', '--replicates', '9'],
    ['compare', 'barter'],
  ]) {
    const { code, stderr } = await desk.trihelix(words);
    expect(code).toBe(2);
    expect(stderr).toMatch(/engine: was 0\.0\.9\+01234567, now /);
  }
  expect(journal().equals(before)).toBe(true);
});

test('is read by the name of its folder', async () => {
  for (const words of [
    ['verify', 'results/barter'],
    ['hash', 'results/barter'],
    ['report', 'results/barter'],
    ['query', 'results/barter', 'select count(*) from runs', '--csv'],
    ['export', 'results/barter', '--format', 'csv'],
  ]) {
    const { code, stdout, stderr } = await desk.trihelix(words);
    expect([words[0], code, stderr.includes('error')]).toEqual([words[0], 0, false]);
    if (words[0] === 'query') expect(stdout).toContain('7');
  }
  expect(readFileSync(join(desk.folder, 'results', 'barter', 'report.html'), 'utf8')).toContain('0.0.9+01234567');
});

test('is not computed again to compare, for other code may rightly give other numbers', async () => {
  const { code, stderr } = await desk.trihelix(['verify', 'results/barter', '--sample', '1']);
  expect(code).toBe(4);
  expect(stderr).toContain('was computed by 0.0.9+01234567');
});
