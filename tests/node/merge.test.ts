/** Shards computed apart and put together are the study of one machine; parts that do not fit are refused. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { studyHash } from '../../src/experiment/hashes.js';
import { executeRun } from '../../src/experiment/run.js';
import type { Plan } from '../../src/experiment/study.js';
import { mergeStudies } from '../../src/node/merge.js';
import { openStudy, readStudy, type Shard, type StoredStudy } from '../../src/node/result-folder.js';
import { models, toyPlan } from './toy-study.js';

const plan = toyPlan({ replicates: 7, variants: { plain: {}, many: { walkers: 20 }, bad: { fault: 'throw' } } });
let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'trihelix-merge-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

async function compute(name: string, shard?: Shard, of: Plan = plan): Promise<string> {
  const folder = join(base, name);
  const study = await openStudy({ folder, plan: of, ...(shard && { shard }) });
  for (const run of study.pending) await study.keep(executeRun(run, models));
  await study.close();
  return folder;
}
const read = (folder: string): StoredStudy => readStudy(folder) as StoredStudy;

test('every number of shards gives the hash of one machine, failed runs included', async () => {
  const whole = studyHash(read(await compute('whole')).results);
  for (const count of [1, 2, 5, 30]) {
    const parts = [];
    for (let index = 1; index <= count; index++) parts.push(await compute(`${count}-${index}`, { index, count }));
    const folder = join(base, `merged-${count}`);
    expect(await mergeStudies(parts.reverse(), folder)).toEqual({ taken: 21, known: 0, missing: 0 });
    expect(studyHash(read(folder).results)).toBe(whole);
    expect(await mergeStudies(parts, folder)).toEqual({ taken: 0, known: 21, missing: 0 });
  }
});

test('a part that is missing is counted, and what a part has twice is taken once', async () => {
  const parts = [
    await compute('a', { index: 1, count: 3 }),
    await compute('b', { index: 2, count: 3 }),
    await compute('c', { index: 1, count: 3 }),
  ];
  expect(await mergeStudies(parts, join(base, 'merged'))).toEqual({ taken: 14, known: 7, missing: 7 });
});

test('parts of different studies are refused', async () => {
  const other = toyPlan({ replicates: 7, seed: 'other' });
  const parts = [await compute('a', { index: 1, count: 2 }), await compute('b', { index: 2, count: 2 }, other)];
  await expect(mergeStudies(parts, join(base, 'merged'))).rejects.toThrow('hold different studies');
});

test('parts that disagree about a run end the merge', async () => {
  const first = await compute('a', { index: 1, count: 2 });
  const folder = join(base, 'forged');
  const study = await openStudy({ folder, plan });
  const run = study.pending[0] as (typeof plan.runs)[number];
  const outcome = executeRun(run, models);
  if (outcome.status === 'done') outcome.values[0] = (outcome.values[0] as number) + 1;
  await study.keep(outcome);
  await study.close();
  await expect(mergeStudies([first, folder], join(base, 'merged'))).rejects.toThrow('has other numbers');
});
