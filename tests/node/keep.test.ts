/** A damaged study: every damage is seen, what is sound is kept, nothing newer is touched, and a run can be proved. */
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runHash, studyHash } from '../../src/experiment/hashes.js';
import { proofHolds, proveRun, treeRoot } from '../../src/experiment/merkle.js';
import { executeRun } from '../../src/experiment/run.js';
import type { RunOutcome } from '../../src/experiment/study.js';
import { crc32c } from '../../src/node/crc32c.js';
import { repairStudy } from '../../src/node/repair.js';
import { openStudy, readStudy, type StoredStudy } from '../../src/node/result-folder.js';
import { verifyStudy } from '../../src/node/verify.js';
import { models, toyPlan } from './toy-study.js';

const plan = toyPlan({ replicates: 6, variants: { plain: {}, many: { walkers: 20 } } });
let base: string;
let folder: string;

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'trihelix-keep-'));
  folder = join(base, 'toy-study');
  await compute();
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

async function compute(): Promise<string[]> {
  const study = await openStudy({ folder, plan });
  for (const run of study.pending) await study.keep(executeRun(run, models));
  await study.close();
  return [...study.notes];
}

const journal = (): string => join(folder, 'journal-0001.thx');
const read = (): StoredStudy => readStudy(folder) as StoredStudy;
const hash = (): string => studyHash(read().results);

function flip(path: string, at: number, bit = 0): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] as number) ^ (1 << bit);
  writeFileSync(path, bytes);
}

describe('verify', () => {
  test('calls an undamaged study whole', () => {
    expect(verifyStudy(folder)).toMatchObject({ damage: [], done: 12, failed: 0, planned: 12, hash: hash() });
  });

  test('sees every flipped bit of journal and plan, or the study is the same', () => {
    const undamaged = hash();
    const pristine = join(base, 'pristine');
    cpSync(folder, pristine, { recursive: true });
    const missed: string[] = [];
    for (const name of ['journal-0001.thx', 'plan.json', 'plan-copy.json']) {
      const { length } = readFileSync(join(folder, name));
      for (let k = 0; k < 24; k++) {
        const at = Math.floor((k * length) / 24) + k;
        flip(join(folder, name), at, k % 8);
        const { damage, notes } = verifyStudy(folder);
        if (damage.length + notes.filter((note) => note.includes('unfinished')).length === 0) missed.push(`${name}:${at}`);
        repairStudy(folder);
        const { results } = read();
        for (const id of results.ids)
          expect(runHash(results.outcome(id) as RunOutcome)).toBe(runHash(executeRun(plan.runs[id] as (typeof plan.runs)[number], models)));
        expect(results.ids.length).toBeGreaterThanOrEqual(name.startsWith('plan') ? 12 : 11);
        rmSync(folder, { recursive: true });
        cpSync(pristine, folder, { recursive: true });
      }
    }
    expect(missed).toEqual([]);
    expect(hash()).toBe(undamaged);
  });

  test('sees a cut end at every length', () => {
    const whole = readFileSync(journal());
    for (let k = 1; k < 40; k++) {
      const length = Math.floor((k * whole.length) / 40);
      writeFileSync(journal(), whole);
      truncateSync(journal(), length);
      const { damage, notes, done } = verifyStudy(folder);
      expect(done).toBeLessThan(12);
      expect(damage.length + notes.length, `cut at ${length}`).toBeGreaterThan(0);
    }
  });
});

describe('repair', () => {
  test('keeps sound records of a file whose header is lost, and the study goes on to the same bytes', async () => {
    const before = hash();
    flip(journal(), 3);
    expect(repairStudy(folder).done.join()).toContain('12 sound records kept in journal-0002.thx');
    expect(existsSync(join(folder, 'damaged', 'journal-0001.thx'))).toBe(true);
    expect(verifyStudy(folder).damage).toEqual([]);
    expect(hash()).toBe(before);
  });

  test('loses one run to a damaged record and names it; the same command computes it again', async () => {
    const before = hash();
    const bytes = readFileSync(journal());
    flip(journal(), Math.floor(bytes.length / 2));
    repairStudy(folder);
    expect(read().results.ids.length).toBe(11);
    await compute();
    expect(hash()).toBe(before);
    expect(repairStudy(folder).done).toEqual([]);
  });

  test.each(['plan.json', 'plan-copy.json'])('restores %s from the other', (name) => {
    writeFileSync(join(folder, name), 'x');
    expect(verifyStudy(folder).damage.join()).toContain(name);
    repairStudy(folder);
    expect(verifyStudy(folder).damage).toEqual([]);
  });

  test('a journal of another study is set aside and not counted', async () => {
    const other = join(base, 'other');
    const study = await openStudy({ folder: other, plan: toyPlan({ replicates: 6, seed: 'other' }) });
    for (const run of study.pending) await study.keep(executeRun(run, models));
    await study.close();
    copyFileSync(join(other, 'journal-0001.thx'), join(folder, 'journal-0002.thx'));
    expect(verifyStudy(folder).damage.join()).toContain('belongs to another study');
    repairStudy(folder);
    expect(readdirSync(join(folder, 'damaged'))).toEqual(['journal-0002.thx']);
    expect(read().results.ids.length).toBe(12);
  });
});

describe('a store of a newer program', () => {
  test('is refused and left as it is: journal', async () => {
    const bytes = readFileSync(journal());
    bytes.writeUInt32LE(2, 8);
    bytes.writeUInt32LE(crc32c(bytes, 0, 60), 60);
    writeFileSync(journal(), bytes);
    for (const act of [() => verifyStudy(folder), () => repairStudy(folder), () => readStudy(folder)]) expect(act).toThrow('newer');
    await expect(compute()).rejects.toThrow('newer');
    expect(readFileSync(journal())).toEqual(bytes);
  });

  test('is refused and left as it is: plan', async () => {
    const text = readFileSync(join(folder, 'plan.json'), 'utf8').replace('trihelix-study-1', 'trihelix-study-2');
    writeFileSync(join(folder, 'plan.json'), text);
    await expect(compute()).rejects.toThrow('made by a newer trihelix');
    expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toBe(text);
  });
});

describe('the tree over the runs', () => {
  test('proves each run, and no other number', () => {
    const { results } = read();
    for (const id of results.ids) {
      const proof = proveRun(results, id) as NonNullable<ReturnType<typeof proveRun>>;
      expect(proof.root).toBe(treeRoot(results));
      expect(proofHolds(proof)).toBe(true);
      expect(proofHolds({ ...proof, run: id + 1 })).toBe(false);
      expect(proofHolds({ ...proof, run_hash: proof.run_hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) })).toBe(false);
      expect(proof.steps.length).toBeLessThanOrEqual(4);
    }
    expect(proveRun(results, 99)).toBeUndefined();
  });
});
