/** More ways in which a run or a process can end, each of them a row with its cause or a sentence, and no other run touched. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { executeRun } from '../../src/experiment/run.js';
import type { PoolOptions } from '../../src/node/pool.js';
import type { TriedOutcome } from '../../src/node/records.js';
import { collect, pool } from './pools.js';
import { models, toyPlan } from './toy-study.js';

/** Where one array is too large for what is left, V8 ended the whole process up to version 13. */
const ENDS_THREADS = Number.parseInt(process.versions.v8, 10) > 13;

const { runs } = toyPlan({ replicates: 8, variants: { plain: {} } });

/** Computes sound runs together with one that misbehaves; the sound ones must be as if they were alone. */
async function withBad(fault: string, options: Partial<PoolOptions> = {}): Promise<TriedOutcome | undefined> {
  const bad = toyPlan({ replicates: 1, variants: { bad: { fault } } }).runs.map((run) => ({ ...run, id: 1000 }));
  const outcomes = await collect(pool(options), [...runs.slice(0, 4), ...bad, ...runs.slice(4)]);
  expect(outcomes.size).toBe(runs.length + 1);
  for (const run of runs) {
    const expected = executeRun(run, models);
    expect(outcomes.get(run.id)).toMatchObject({ status: 'done', values: expected.status === 'done' && expected.values });
  }
  return outcomes.get(1000);
}

describe('memory that is filled', () => {
  const thread = 'the thread died 2 times under this run.*heap out of memory';
  const dead = 'the process died 2 times under this run.*';
  test.each([
    ['object', thread],
    ['strings', thread],
    ['array', ENDS_THREADS ? thread : `${dead}memory is full`],
    ['wasm', `${dead}beyond the memory it may take, 300 MB`],
  ])('by "%s" fails as memory', async (fault, words) => {
    const outcome = await withBad(fault, { heapMegabytes: 48, residentMegabytes: 300 });
    expect(outcome).toMatchObject({ status: 'failed', attempt: 2, failure: { kind: 'memory' } });
    expect(outcome?.status === 'failed' && outcome.failure.message).toMatch(new RegExp(words));
  });
});

describe('what a run may throw or leave behind', () => {
  test.each([
    ['nothing', 'error', 'undefined'],
    ['odd', 'crash', 'no words'],
  ])('"%s" is a failure with the words there are', async (fault, kind, words) => {
    expect(await withBad(fault)).toMatchObject({ status: 'failed', failure: { kind, message: expect.stringContaining(words) } });
  });

  test('a regular expression without end fails by the time limit', async () => {
    expect(await withBad('regex', { timeLimit: 300 })).toMatchObject({ status: 'failed', failure: { kind: 'time' } });
  });

  test('a promise that is rejected after the run has ended changes nothing', async () => {
    expect(await withBad('late')).toMatchObject({ status: 'done' });
  });

  test('a result that cannot leave its thread costs that run alone', async () => {
    const worker = new URL('./fixtures/uncloneable-worker.mjs', import.meta.url);
    expect(await withBad('none', { worker })).toMatchObject({
      status: 'failed',
      attempt: 2,
      failure: { kind: 'crash' },
    });
  });
});

describe('a process of threads that does not begin', () => {
  const killed = new URL('./fixtures/killed-child.mjs', import.meta.url);

  test('is waited for so long and no longer', async () => {
    const child = new URL('./fixtures/silent-child.mjs', import.meta.url);
    await expect(collect(pool({ child, startLimit: 300 }), runs)).rejects.toThrow('did not begin within 0.3 s');
  });

  test.each([
    [2, undefined],
    [3, 'ended at once (SIGKILL)'],
  ])('because it is killed %d times', async (kills, words) => {
    const folder = mkdtempSync(join(tmpdir(), 'trihelix-kills-'));
    Object.assign(process.env, { TRIHELIX_KILLS: String(kills), TRIHELIX_KILLED: join(folder, 'killed') });
    writeFileSync(join(folder, 'killed'), '');
    try {
      if (words !== undefined) await expect(collect(pool({ child: killed }), runs)).rejects.toThrow(words);
      else expect((await collect(pool({ child: killed }), runs)).size).toBe(runs.length);
      expect(readFileSync(join(folder, 'killed')).length).toBe(kills);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
