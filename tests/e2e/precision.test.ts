/** `--replicates auto` from the command line: stops by itself, says why, goes on where it was, and refuses what makes no sense. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Precision } from '../../src/experiment/precision/precision.js';
import { createDesk, type Desk } from './cli-desk.js';

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => desk.clear());

const auto = (...more: readonly string[]): string[] => [
  'compare',
  'barter',
  '--replicates',
  'auto',
  '-j',
  '1',
  '--progress',
  'none',
  ...more,
];
const precisionOf = (stdout: string): Precision => (JSON.parse(stdout) as { precision: Precision }).precision;

describe('replicates by precision', () => {
  it('are added until the intervals of all chosen indicators are narrow enough', async () => {
    const { code, stdout } = await desk.trihelix(auto('--precise', 'mean_knowledge', '--precision', '0.5%', '--json'));
    expect(code).toBe(0);
    const { rows, reason, replicates, looks } = precisionOf(stdout);
    expect(reason).toBe('precise');
    expect(looks).toContain(replicates);
    expect(replicates).toBeGreaterThan(20);
    for (const { low, high, target } of rows) expect(((high as number) - (low as number)) / 2).toBeLessThanOrEqual(target as number);
    const coarser = await desk.trihelix(auto('--precise', 'mean_knowledge', '--precision', '50%', '--json', '--fresh'));
    expect(precisionOf(coarser.stdout)).toMatchObject({ reason: 'precise', replicates: 20 });
  });

  it('end at the maximum, and the answer says how many intervals are too wide', async () => {
    const { code, stdout } = await desk.trihelix(auto('--precise', 'mean_knowledge', '--precision', '0.001%', '--max-replicates', '30'));
    expect(code).toBe(0);
    expect(stdout).toContain('Precision: stopped after 30 replicates, the most allowed; 1 of 1 intervals are wider than');
    const report = await desk.trihelix(['report', 'barter']);
    expect(report.code).toBe(0);
    expect(readFileSync(join(desk.folder, 'results', 'barter', 'report.html'), 'utf8')).toContain('the most that was allowed');
  });

  it('go on from what is stored, and a plain command later still knows why the study stopped', async () => {
    await desk.trihelix(['run', 'barter', '--replicates', '25', '-j', '1', '--progress', 'none']);
    const first = await desk.trihelix(auto('--precise', 'mean_knowledge', '--precision', '50%'));
    expect(first.stderr).toContain('25 replicates are there, 5 are added');
    expect(first.stdout).toContain('stopped after 30 replicates');
    const later = await desk.trihelix(['compare', 'barter', '--replicates', '30', '--json']);
    expect(precisionOf(later.stdout)).toMatchObject({ reason: 'precise', replicates: 30 });
    const more = await desk.trihelix(['run', 'barter', '--replicates', '31', '-j', '1', '--progress', 'none', '--json']);
    expect(precisionOf(more.stdout)).toBeUndefined();
  });

  it.each([
    [['--precision', '5%'], 'need --replicates auto'],
    [['--replicates', 'auto', '--precise', 'mean_knowledg'], 'did you mean "mean_knowledge"'],
    [['--replicates', 'auto', '--precision', '0.1'], 'needs to know which'],
    [['--replicates', 'auto', '--precision', '-1%'], 'a share such as 5%'],
    [['--replicates', 'auto', '--max-replicates', '1'], 'a whole number from 2'],
  ])('refuses %j before anything runs', async (words, message) => {
    const { code, stderr } = await desk.trihelix(['compare', 'barter', ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(desk.results()).toEqual([]);
  });
});
