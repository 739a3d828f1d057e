/** A study's folder: resume after any end gives the same tables, and what changed is refused in words. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { studyHash } from '../../src/experiment/hashes.js';
import { executeRun } from '../../src/experiment/run.js';
import type { Plan } from '../../src/experiment/study.js';
import { makeFolderIn } from '../../src/node/files.js';
import { scanJournal } from '../../src/node/journal-scan.js';
import { planDifferences } from '../../src/node/plan-differences.js';
import { planIn, readPlan } from '../../src/node/plan-file.js';
import { repairStudy } from '../../src/node/repair.js';
import { type OpenStudy, openStudy, readStudy, studyIn } from '../../src/node/result-folder.js';
import { StoreError } from '../../src/node/store-error.js';
import { StoredResults } from '../../src/node/stored-results.js';
import { verifyStudy } from '../../src/node/verify.js';
import { models, toyPlan } from './toy-study.js';

const runToy = fileURLToPath(new URL('./fixtures/run-toy.mjs', import.meta.url));
let base: string;
let folder: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'trihelix-study-'));
  folder = join(base, 'toy-study');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

async function compute(study: OpenStudy, most = Number.POSITIVE_INFINITY): Promise<OpenStudy> {
  for (const run of study.pending.slice(0, most)) await study.keep(executeRun(run, models));
  await study.close();
  return study;
}

/** All tables of a folder; the times of the runs, which differ from one time to the next, are blanked. */
function tables(where: string): Record<string, string> {
  const read = (name: string): string => readFileSync(join(where, 'views', name), 'utf8');
  const texts = Object.fromEntries(readdirSync(join(where, 'views')).map((name) => [name, read(name)]));
  const column = (texts['runs.csv'] as string).split('\r\n', 1)[0]?.split(',').indexOf('milliseconds') as number;
  const blank = (line: string): string =>
    line
      .split(',')
      .map((cell, c) => (c === column ? '' : cell))
      .join(',');
  texts['runs.csv'] = (texts['runs.csv'] as string).split('\r\n').map(blank).join('\r\n');
  return texts;
}

/** Runs the toy study in a process of its own; `killAfter` lines of output it is killed. */
async function process_(plan: Plan, where: string, workers: number, killAfter = Number.POSITIVE_INFINITY): Promise<number[]> {
  const planFile = join(base, 'plan.json');
  writeFileSync(planFile, JSON.stringify(plan));
  // Some more runs than that, so that it is at work when it is killed, and not at its end where the machine is busy.
  const words = [runToy, where, planFile, String(workers), String(killAfter + 50)];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
    if (text.split('\n').length > killAfter) child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.once('close', resolve));
  return text.split('\n').slice(0, -1).map(Number);
}

describe('resume', () => {
  test('after kill -9 at several moments and with other thread counts the tables are byte for byte those of an undisturbed study', async () => {
    const plan = toyPlan({
      replicates: 120,
      variants: { plain: { busy: 400_000 }, many: { walkers: 20, busy: 400_000 }, broken: { fault: 'throw' } },
    });
    const undisturbed = join(base, 'undisturbed');
    await process_(plan, undisturbed, 1);
    const acknowledged = new Set<number>();
    for (const [workers, lines] of [
      [1, 20],
      [3, 40],
      [2, 50],
    ] as const) {
      for (const id of await process_(plan, folder, workers, lines)) {
        expect(acknowledged.has(id)).toBe(false);
        acknowledged.add(id);
      }
      const kept = readStudy(folder)?.results.ids ?? [];
      for (const id of acknowledged) expect(kept).toContain(id);
      expect(kept.length).toBeLessThan(plan.runs.length);
    }
    await process_(plan, folder, 2);
    expect(tables(folder)).toEqual(tables(undisturbed));
    expect(studyHash(readStudy(folder)?.results as StoredResults)).toBe(studyHash(readStudy(undisturbed)?.results as StoredResults));
  });

  test('only what is missing is pending, failed runs only on request', async () => {
    const plan = toyPlan({ replicates: 3, variants: { plain: {}, bad: { fault: 'throw' } } });
    await compute(await openStudy({ folder, plan }), 4);
    const again = await openStudy({ folder, plan });
    expect(again.pending.map((run) => run.id)).toEqual([4, 5]);
    await compute(again);
    const complete = await openStudy({ folder, plan });
    expect(complete.pending).toEqual([]);
    expect(complete.results.count()).toEqual({ done: 3, failed: 3 });
    await complete.close();
    const retry = await openStudy({ folder, plan, retry: true });
    expect(retry.pending.map((run) => run.variant)).toEqual(['bad', 'bad', 'bad']);
    await retry.close();
  });

  test('more replicates are added to the runs that are there, fewer use all of them', async () => {
    await compute(await openStudy({ folder, plan: toyPlan({ replicates: 3 }) }));
    const more = await openStudy({ folder, plan: toyPlan({ replicates: 5 }) });
    expect(more.notes).toEqual(['3 replicates are there, 2 are added']);
    expect(more.pending.map((run) => run.id)).toEqual([6, 7, 8, 9]);
    await compute(more);
    const fewer = await openStudy({ folder, plan: toyPlan({ replicates: 2 }) });
    expect(fewer.plan.runs).toHaveLength(10);
    expect(fewer.notes[0]).toContain('5 replicates already');
    expect(fewer.pending).toEqual([]);
    await fewer.close();
    expect(readStudy(folder)?.plan.scenario.replicates).toBe(5);
    const whole = join(base, 'whole');
    await compute(await openStudy({ folder: whole, plan: toyPlan({ replicates: 5 }) }));
    expect(studyHash(readStudy(folder)?.results as StoredResults)).toBe(studyHash(readStudy(whole)?.results as StoredResults));
  });

  test('a changed plan is refused with the difference, and nothing in the folder changes', async () => {
    await compute(await openStudy({ folder, plan: toyPlan({ replicates: 2 }) }));
    const before = readFileSync(join(folder, 'plan.json'), 'utf8');
    const changed = toyPlan({ replicates: 2, seed: 'other', variants: { plain: { walkers: 11 }, many: { walkers: 20 } } });
    await expect(openStudy({ folder, plan: changed })).rejects.toThrow(
      'seed: was toy, now other\n  variants.plain.parameters.walkers: was 10, now 11',
    );
    await expect(openStudy({ folder, plan: { ...changed } })).rejects.toMatchObject({
      name: 'UserError',
      hint: expect.stringContaining('--fresh'),
    });
    expect(readFileSync(join(folder, 'plan.json'), 'utf8')).toBe(before);
    const turned = toyPlan({ variants: { many: { walkers: 20 }, plain: {} } });
    expect(planDifferences(toyPlan(), turned)).toEqual(['order of variants: was plain, many, now many, plain']);
    expect(planDifferences(toyPlan(), { ...toyPlan(), engine: '9' })).toEqual(['engine: was 0.0.0, now 9']);
  });

  test('a fresh start keeps the old folder under a number', async () => {
    await compute(await openStudy({ folder, plan: toyPlan({ replicates: 2 }) }));
    for (const n of [1, 2]) {
      const fresh = await openStudy({ folder, plan: toyPlan({ replicates: 2, seed: `${n}` }), fresh: true });
      expect(fresh.notes[0]).toBe(`the old study was moved to toy-study.${n}`);
      expect(fresh.pending).toHaveLength(4);
      await compute(fresh);
    }
    expect(readStudy(`${folder}.1`)?.plan.scenario.seed).toBe('toy');
    expect(readStudy(`${folder}.2`)?.plan.scenario.seed).toBe('1');
  });

  test('a second process on the same study is refused, a reader is not', async () => {
    const open = await openStudy({ folder, plan: toyPlan() });
    await open.keep(executeRun(open.pending[0] as never, models));
    await expect(openStudy({ folder, plan: toyPlan() })).rejects.toThrow(`in use by process ${process.pid}`);
    const reader = readStudy(folder);
    expect(reader?.results.ids).toEqual([0]);
    expect(reader?.notes[0]).toContain('being computed');
    await open.close();
  });
});

describe('plan file', () => {
  test('the plan comes back as it was, large plans in few bytes per run', async () => {
    const plan = toyPlan({ replicates: 5000 });
    await (await openStudy({ folder, plan })).close();
    expect(readPlan(folder)?.plan).toEqual(plan);
    expect(readFileSync(join(folder, 'plan.json')).length).toBeLessThan(10 * plan.runs.length);
  });

  test('a flipped bit in the plan is noticed', async () => {
    await (await openStudy({ folder, plan: toyPlan({ replicates: 2 }) })).close();
    const path = join(folder, 'plan.json');
    const bytes = readFileSync(path);
    for (let bit = 0; bit < bytes.length * 8; bit += 101) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      writeFileSync(path, flipped);
      try {
        expect(readPlan(folder)?.plan).toEqual(toyPlan({ replicates: 2 }));
      } catch (error) {
        expect((error as Error).name).toBe('StoreError');
      }
    }
  });
});

describe('a folder without a plan', () => {
  const folderWith = (...names: string[]): string => {
    const made = mkdtempSync(join(base, 'planless-'));
    for (const name of names) writeFileSync(join(made, name), '');
    return made;
  };

  test.each([studyIn, planIn, verifyStudy, repairStudy])('is the wrong folder to %s, unless records lie in it', (read) => {
    expect(() => read(folderWith())).toThrow(UserError);
    expect(() => read(folderWith('journal-0001.thx'))).toThrow(StoreError);
  });
});

describe('results on disk', () => {
  test('give the numbers of the runs whatever fits into memory', async () => {
    const plan = toyPlan({ replicates: 20 });
    const { results } = await compute(await openStudy({ folder, plan }));
    const stored = readPlan(folder);
    const tight = new StoredResults(folder, stored?.store as Buffer, plan, scanJournal(folder, stored?.store as Buffer).entries, 100);
    expect(tight.ids).toEqual(results.ids);
    for (const run of [...plan.runs, ...plan.runs.toReversed()]) {
      const expected = executeRun(run, models);
      for (const from of [results, tight])
        expect(from.outcome(run.id)).toMatchObject({ status: 'done', values: expected.status === 'done' && expected.values });
    }
    expect(results.outcome(999)).toBeUndefined();
  });

  test('come in order one after the other, those of a large study in one room', async () => {
    const plan = toyPlan({ replicates: 20, variants: { plain: {}, bad: { fault: 'throw' } } });
    const { results } = await compute(await openStudy({ folder, plan }));
    const { store } = readPlan(folder) as NonNullable<ReturnType<typeof readPlan>>;
    const tight = new StoredResults(folder, store, plan, scanJournal(folder, store).entries, 100);
    const rooms = new Set<ArrayBufferLike>();
    for (const from of [results, tight]) {
      const seen = [...from.stream([...from.ids, 999])].map((outcome) => {
        if (from === tight && outcome.status === 'done') rooms.add(outcome.values.buffer);
        return outcome.id;
      });
      expect(seen).toEqual(results.ids);
      expect(studyHash(from)).toBe(studyHash({ plan, ids: from.ids, outcome: (id) => from.outcome(id) }));
    }
    expect(rooms.size).toBe(1);
  });

  test('a link in the place of the folder of tables is not followed', async () => {
    const elsewhere = join(base, 'elsewhere-views');
    mkdirSync(elsewhere);
    mkdirSync(folder, { recursive: true });
    symlinkSync(elsewhere, join(folder, 'views'));
    expect(() => makeFolderIn(folder, 'views')).toThrow('is a link, and nothing is written where it leads');
    rmSync(join(folder, 'views'));
    expect(existsSync(makeFolderIn(folder, 'views'))).toBe(true);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('links in the folder are not followed', async () => {
    await compute(await openStudy({ folder, plan: toyPlan({ replicates: 1 }) }), 1);
    const journal = join(folder, 'journal-0001.thx');
    const elsewhere = join(base, 'elsewhere');
    writeFileSync(elsewhere, readFileSync(journal));
    const before = readFileSync(elsewhere);
    rmSync(journal);
    symlinkSync(elsewhere, journal);
    await expect(openStudy({ folder, plan: toyPlan({ replicates: 1 }) })).rejects.toThrow('no plain file');
    expect(readFileSync(elsewhere).equals(before)).toBe(true);
    expect(existsSync(journal)).toBe(true);
  });
});
