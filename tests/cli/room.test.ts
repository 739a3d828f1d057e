/** What a study will take of memory and disk, and when it is refused before it begins. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkMemory, estimateMemory, estimateSpace, judgePlace, judgeSpace, withRoom } from '../../src/cli/room.js';
import { createSimulation } from '../../src/core/simulate.js';
import { estimateRunBytes, reachableBytes } from '../../src/experiment/memory.js';
import { planStudy } from '../../src/experiment/plan.js';
import { modelOf, simulationInput } from '../../src/experiment/run.js';
import { readScenario } from '../../src/experiment/scenario.js';
import type { Plan, Run } from '../../src/experiment/study.js';
import { models } from '../../src/models/index.js';
import type { StoredStudy } from '../../src/node/result-folder.js';
import { storeError } from '../../src/node/store-error.js';
import { main } from '../e2e/cli-desk.js';

async function planOf(text: string): Promise<Plan> {
  const reading = await readScenario({ path: 'x.yaml', text: `title: x\nseed: s\nsteps: 20\n${text}`, models, readText: () => '' });
  if (!reading.ok) throw new Error(reading.problems[0]?.problem);
  return planStudy({ scenario: reading.scenario, models, engine: '0' });
}

test('arrays count once, however often and through whatever they are reached', () => {
  const shared = new Float64Array(1000);
  const world = { a: shared, b: [shared.subarray(10), new Map([['c', new Set([shared])]])], d: new Int32Array(500), e: null, f: 'text' };
  expect(reachableBytes(world)).toBeGreaterThanOrEqual(10_000);
  expect(reachableBytes(world)).toBeLessThan(11_000);
});

test('a world that has run holds hardly more than was estimated before its first step', async () => {
  for (const text of ['', 'parameters: { firms: 2000 }\n', 'model: knowledge-barter\nparameters: { organisations: 800 }\n']) {
    const plan = await planOf(text);
    const run = plan.runs[0] as Run;
    const simulation = createSimulation(modelOf(models, run.model), simulationInput(run, models));
    while (simulation.step < run.steps) simulation.advance();
    const ratio = reachableBytes(simulation.world) / estimateRunBytes(plan, models);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.3);
  }
});

test('the largest variant speaks for the study, and each thread needs it', async () => {
  const [small, mixed] = [
    await planOf('variants: { a: {}, b: {} }\n'),
    await planOf('variants: { a: {}, b: { parameters: { firms: 3000 } } }\n'),
  ];
  expect(estimateRunBytes(mixed, models)).toBeGreaterThan(5 * estimateRunBytes(small, models));
  expect(estimateMemory(mixed, 4) - estimateMemory(mixed, 3)).toBeCloseTo(30 + estimateRunBytes(mixed, models) / 1e6, 6);
  expect(() => checkMemory(mixed, 2, 10_000)).not.toThrow();
  expect(() => checkMemory(mixed, 2, 100)).toThrow(/2 threads would take about \d+ MB of memory; at most 100 MB are allowed/);
});

test('a disk that is clearly too full is refused, one with less than twice the need is warned of', async () => {
  const plan = await planOf('replicates: 10\n');
  const need = estimateSpace(plan, plan.runs);
  expect(need.records).toBeGreaterThan(8 * 20 * 10);
  expect(estimateSpace(plan, []).records).toBe(0);
  expect(() => judgeSpace('results', need, need.records - 1)).toThrow(/free for results, and the records alone need about/);
  expect(judgeSpace('results', need, need.records + need.tables)).toMatch(/are free for results; records and tables need about/);
  expect(judgeSpace('results', need, 2 * (need.records + need.tables))).toBeUndefined();
});

test('a disk that fills meanwhile says what is free and what the rest needs; a quota only the latter', async () => {
  const plan = await planOf('replicates: 10\n');
  const results = { statusOf: (id: number) => (id < 4 ? 'done' : undefined) } as unknown as StoredStudy['results'];
  const study = { folder: '.', plan, results, notes: [] };
  const said = (code: string, free?: number): string => {
    const disk = storeError('cannot write to a', Object.assign(new Error(`${code}: write`), { code }));
    return String((withRoom(disk, study, plan.runs, free) as Error).message);
  };
  const { records, tables } = estimateSpace(plan, plan.runs.slice(4));
  const needed = `the rest of the study with its tables needs about ${((records + tables) / 1e6).toFixed(1)} MB`;
  expect(said('ENOSPC', 1.26e6)).toBe(`cannot write to a: ENOSPC: write; 1.3 MB are free, and ${needed}`);
  expect(said('ENOSPC')).toMatch(/write; [\d,.]+ MB are free, and the rest/);
  expect(said('EDQUOT', 1e6)).toBe(`cannot write to a: EDQUOT: write; ${needed}`);
  expect(said('EIO', 1e6)).toBe('cannot write to a: EIO: write');
  const defect = new Error('x');
  expect(withRoom(defect, study, plan.runs, 1)).toBe(defect);
});

test.each([
  ['Dropbox', true],
  ['OneDrive - Institute', true],
  ['Google Drive', true],
  ['iCloudDrive', true],
  ['Megacluster', false],
  ['Boxes', false],
  ['my-dropbox-study', false],
])('a folder in “%s” is warned of: %s', (name, warned) => {
  expect(judgePlace(join('results', name, 'study')) !== undefined).toBe(warned);
});

/** Runs a program of Node that may address four gigabytes. */
const narrowly = (words: readonly string[]) =>
  spawnSync('sh', ['-c', 'ulimit -v 4000000; exec "$@"', 'sh', process.execPath, ...words], { encoding: 'utf8', timeout: 240_000 });

test.runIf(process.platform === 'linux')('the studio says so where a process may not have enough addresses', () => {
  // Newer versions of Node set fewer aside, and have enough.
  const isTooNarrow = narrowly(['-e', 'new WebAssembly.Memory({ initial: 1 })']).status !== 0;
  const { status, stderr } = narrowly([main, 'serve', ...(isTooNarrow ? [] : ['--help'])]);
  const words = /^error: the studio needs more addresses.*\n {2}allow more with `ulimit -v unlimited`.*\n$/;
  expect([status, stderr]).toEqual(isTooNarrow ? [4, expect.stringMatching(words)] : [0, '']);
});
