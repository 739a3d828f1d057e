/** `evaluate` from the shipped command line: a study of its own whose measures are stored, resumed, listed and refused. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MetricSummary } from '../../src/experiment/results.js';
import { createDesk, type Desk } from './cli-desk.js';

const SCENARIO = `title: Support
steps: 16
burn_in: 4
replicates: 2
parameters: { firms: 40, universities: 2, regions: 2, countries: 2, integration_groups: 1, industries: 2 }
variants:
  nothing: {}
  subsidy: { policy: { rd_subsidy: { budget: 400000 } } }
  more: { policy: { rd_subsidy: { budget: 800000 } } }
claims: [subsidy > nothing in innovations]
`;

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
  desk.write('scenarios/support.yaml', SCENARIO);
});
afterEach(() => desk.clear());

const evaluate = (...words: string[]) => desk.trihelix(['evaluate', 'support', ...words]);

interface Evaluated {
  readonly hash: string;
  readonly means: readonly MetricSummary[];
  readonly folder: string;
}

describe('evaluate', () => {
  test('shows measures with unit, interval, runs and undefined ones; the same again computes nothing', async () => {
    const first = await evaluate('--measures', 'policy_effects', '-j', '2');
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/measure +variant +mean +95 % interval +unit +runs +undefined/);
    expect(first.stdout).toMatch(/output_additionality +nothing +no value +per million € +0 +2\n/);
    expect(first.stdout).toMatch(/ subsidy +\S+ +\[.*\] +per million € +2 +0\n/);
    expect(first.stdout).toMatch(/Differences from nothing|6 of 6 runs done/);
    expect(first.stdout).not.toContain('Claims of the scenario');
    expect(desk.results()).toEqual(['support--evaluate=policy_effects']);
    const again = await evaluate('--measures', 'policy_effects');
    expect(again.stderr).toContain('all 6 runs are there already');
    expect(again.stdout).toBe(first.stdout);
  });

  test('gives the same hash for any number of threads, and more replicates go on', async () => {
    const hashes: string[] = [];
    for (const workers of ['1', '3']) {
      const { stdout } = await evaluate(
        '--measures',
        'research_returns,convergence',
        '--json',
        '-q',
        '-j',
        workers,
        '-o',
        `out-${workers}`,
      );
      hashes.push((JSON.parse(stdout) as Evaluated).hash);
    }
    expect(hashes[0]).toBe(hashes[1]);
    const more = await evaluate('--measures', 'convergence,research_returns', '-o', 'out-1', '--replicates', '3');
    expect(more.stderr).toContain('computing 3 of 9 runs');
  });

  test('writes measures to the tables beside the metrics, empty where they are not defined', async () => {
    const { stdout } = await evaluate('--measures', 'deadweight,leakage', '--json', '-q');
    const { means, folder } = JSON.parse(stdout) as Evaluated;
    expect(new Set(means.map(({ metric }) => metric))).toEqual(new Set(['deadweight', 'leakage']));
    const absent = means.find(({ metric, variant }) => metric === 'deadweight' && variant === 'nothing');
    expect(absent).toMatchObject({ unit: 'share', count: 0, undefinedCount: 2, mean: null });
    const views = join(desk.folder, folder, 'views');
    expect(readdirSync(views)).toContain('final.csv');
    const final = readFileSync(join(views, 'final.csv'), 'utf8');
    expect(final).toMatch(/^0,nothing,0,0,support,deadweight,\r?$/m);
    expect(final).toMatch(/,subsidy,0,0,support,leakage,\d/);
    expect(final).toMatch(/,innovations,\d/);
    expect(readFileSync(join(views, 'metrics.csv'), 'utf8')).toMatch(/^deadweight,share,measure,lower,policy_effects,evaluation,,/m);
  });

  test('has a section of the report in both languages, which names the command that made it', async () => {
    const { stdout } = await evaluate('--measures', 'deadweight,leakage', '--json', '-q', '--report');
    const { folder } = JSON.parse(stdout) as Evaluated;
    const html = readFileSync(join(desk.folder, folder, 'report.html'), 'utf8');
    for (const text of ['Evaluations', 'Effects of policy', 'Deadweight of support', 'Оценки', 'Мёртвый груз поддержки'])
      expect(html).toContain(text);
    expect(html).toContain('trihelix evaluate support --measures deadweight,leakage');
    const plain = await desk.trihelix(['run', 'support', '--json', '-q', '--report']);
    const { folder: other } = JSON.parse(plain.stdout) as Evaluated;
    expect(readFileSync(join(desk.folder, other, 'report.html'), 'utf8')).not.toContain('Effects of policy');
  });

  test('refuses names that it does not know, and models without evaluations, before anything runs', async () => {
    const unknown = await evaluate('--measures', 'dead_weight');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('did you mean "deadweight"?');
    const hostile = await evaluate('--measures', '../../x');
    expect(hostile.code).toBe(2);
    const without = await desk.trihelix(['evaluate', 'barter']);
    expect(without.code).toBe(2);
    expect(without.stderr).toContain('knowledge-barter has no evaluations');
    expect(existsSync(join(desk.folder, 'results'))).toBe(false);
  });

  test('overrides reach the twins: sweeps have a line per point', async () => {
    const { code, stdout } = await evaluate('--measures', 'leakage', 'parameters.government_capture=0,1', '--json', '-q');
    expect(code).toBe(0);
    const { means } = JSON.parse(stdout) as Evaluated;
    const captured = means.filter(({ variant, point }) => variant === 'subsidy' && point === 1);
    expect(captured.map(({ mean }) => mean)).toEqual([1]);
  });

  test('explain knows evaluations and measures', async () => {
    const measure = await desk.trihelix(['explain', 'deadweight', '--json']);
    expect(JSON.parse(measure.stdout)).toMatchObject([{ kind: 'measure', facts: { unit: 'share', evaluation: 'policy_effects' } }]);
    const evaluation = await desk.trihelix(['explain', 'policy_effects']);
    expect(evaluation.stdout).toContain('evaluation of trihelix');
    expect(evaluation.stdout).toContain('cost_per_innovation');
  });
});
