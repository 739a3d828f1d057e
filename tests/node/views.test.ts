/** The tables: what is written can be read back, says what was computed, and harms no spreadsheet. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareStudy } from '../../src/experiment/compare.js';
import { studyHash } from '../../src/experiment/hashes.js';
import { createMemoryResults } from '../../src/experiment/results.js';
import { executeRun } from '../../src/experiment/run.js';
import type { Plan, Results } from '../../src/experiment/study.js';
import { csvLine } from '../../src/experiment/tables/csv.js';
import { sha256 } from '../../src/node/frames.js';
import { manifestOf, viewsAreFresh, writeManifest } from '../../src/node/manifest.js';
import { StoreError } from '../../src/node/store-error.js';
import { writeViews } from '../../src/node/views.js';
import { models, toyPlan } from './toy-study.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trihelix-views-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** RFC 4180, written for this test alone. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    const quoted = /^"((?:[^"]|"")*)"(,|\r\n)/.exec(text.slice(at));
    const match = quoted ?? (/^([^",\r\n]*)(,|\r\n)/.exec(text.slice(at)) as RegExpExecArray);
    row.push(quoted === null ? (match[1] as string) : (match[1] as string).replaceAll('""', '"'));
    at += match[0].length;
    if (match[2] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function compute(plan: Plan): Results {
  const results = createMemoryResults(plan);
  for (const run of plan.runs) results.add(executeRun(run, models));
  return results;
}

function tables(plan: Plan): Record<string, Record<string, string>[]> {
  const results = compute(plan);
  writeViews({ folder, results, model: models[0] as never, comparisons: [compareStudy(results, models)] });
  const read = (name: string): Record<string, string>[] => {
    const [head = [], ...rows] = parseCsv(readFileSync(join(folder, 'views', name), 'utf8'));
    return rows.map((row) => Object.fromEntries(head.map((column, c) => [column, row[c] as string])));
  };
  return Object.fromEntries(readdirSync(join(folder, 'views')).map((name) => [name.replace('.csv', ''), read(name)]));
}

describe('csv', () => {
  test('any cells come back; text that begins like a formula has an apostrophe, numbers have none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1 }),
        (cells) => {
          const back = parseCsv(csvLine(cells))[0];
          const expected = cells.map((cell) =>
            typeof cell === 'number' ? String(cell) : /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell,
          );
          expect(back).toEqual(expected);
        },
      ),
    );
  });

  test('undefined is an empty cell and a negative number is a number', () => {
    expect(csvLine([-1.5, Number.NaN, undefined, null, '-1', '=1+1', 'a,b', 1e21, true])).toBe('-1.5,,,,\'-1,\'=1+1,"a,b",1e+21,true\r\n');
  });
});

describe('tables', () => {
  const plan = toyPlan({ replicates: 3, variants: { plain: {}, many: { walkers: 20 }, bad: { fault: 'throw' } } });

  test('runs: one row per outcome with what was varied and why it failed', () => {
    const { runs = [] } = tables(plan);
    expect(runs).toHaveLength(9);
    expect(runs[1]).toMatchObject({
      run_id: '1',
      study: 'toy-study',
      variant: 'many',
      replicate: '0',
      seed: 'toy',
      status: 'done',
      steps: '5',
      walkers: '20',
      fault: 'none',
      plan_hash: plan.hash,
      failure_kind: '',
    });
    expect(runs[2]).toMatchObject({ variant: 'bad', status: 'failed', failure_kind: 'error', failure_message: 'the toy broke' });
    expect(Object.keys(runs[0] ?? {})).not.toContain('busy');
  });

  test('series, final and matrices hold the numbers of the runs, digit for digit', () => {
    const { series = [], final = [], matrices = [] } = tables(plan);
    const outcome = executeRun(plan.runs[1] as never, models);
    if (outcome.status !== 'done') throw new Error('the toy failed');
    const of = (rows: Record<string, string>[]): Record<string, string>[] => rows.filter((row) => row.run_id === '1');
    expect(of(series)).toHaveLength(10);
    expect(of(series).map((row) => (row.value === '' ? Number.NaN : Number(row.value)))).toEqual([...outcome.values.subarray(0, 10)]);
    expect(of(final).map((row) => [row.metric, row.value])).toEqual([
      ['mean_place', String(outcome.values[10])],
      ['never', ''],
      ['furthest', String(outcome.values[12])],
    ]);
    expect(of(matrices).map((row) => [row.row, row.value])).toEqual([
      ["'=first", String(outcome.values[13])],
      ['second, "quoted"', String(outcome.values[14])],
    ]);
    expect(final.some((row) => row.variant === 'bad')).toBe(false);
  });

  test('what a command that was killed left half written is taken away', () => {
    mkdirSync(join(folder, 'views'));
    writeFileSync(join(folder, 'views', '.final.csv.part-999999999-1'), 'half');
    expect(Object.keys(tables(plan)).sort()).toEqual(['compare', 'final', 'matrices', 'metrics', 'runs', 'series']);
  });

  test('compare and metrics: a row per indicator and variant, a unit for every metric', () => {
    const { compare = [], metrics = [] } = tables(plan);
    expect(compare.map((row) => `${row.metric} ${row.variant}`)).toContain('mean_place many');
    expect(Object.keys(compare[0] ?? {})).toEqual(expect.arrayContaining(['study', 'seed', 'p_adjusted', 'variance_reduction', 'verdict']));
    expect(metrics.map((row) => [row.metric, row.unit])).toEqual([
      ['mean_place', 'm'],
      ['never', 'm'],
      ['furthest', 'm'],
    ]);
  });

  test('the manifest has the hashes of the tables, and tells when they are out of date', () => {
    const results = compute(plan);
    const hash = studyHash(results);
    const { files } = writeViews({ folder, results, model: models[0] as never, comparisons: [] });
    const manifest = manifestOf(plan, hash, { planned: 9, done: 6, failed: 3 }, files);
    // Below a file no disk makes one.
    expect(() => writeManifest(join(folder, 'views', 'runs.csv'), manifest)).toThrow(StoreError);
    writeManifest(folder, manifest);
    for (const file of files) expect(sha256(readFileSync(join(folder, 'views', file.name))).toString('hex')).toBe(file.sha256);
    expect(viewsAreFresh(folder, plan, hash, false)).toBe(true);
    expect(viewsAreFresh(folder, plan, `${hash}0`, false)).toBe(false);
    expect(viewsAreFresh(folder, { ...plan, scenario: { ...plan.scenario, title: 'Other' } }, hash, false)).toBe(false);
    rmSync(join(folder, 'views', 'final.csv'));
    expect(viewsAreFresh(folder, plan, hash, false)).toBe(false);
  });
});
