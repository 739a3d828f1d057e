/** The store: the same rows as the tables, always those of the journal, and nothing that a query can harm. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compareStudy } from '../../src/experiment/compare.js';
import { executeRun } from '../../src/experiment/run.js';
import { studyTables } from '../../src/experiment/tables/study-tables.js';
import { type Cell, type Column, type Row, rowsOf } from '../../src/experiment/tables/table.js';
import { databaseError, openDatabase } from '../../src/node/duckdb.js';
import { openStudy } from '../../src/node/result-folder.js';
import { ensureStore, readProvenance } from '../../src/node/store.js';
import { ask, requestOf, storeToy } from './store-desk.js';
import { models, toyPlan } from './toy-study.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trihelix-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const plan = toyPlan({ replicates: 3, variants: { plain: {}, many: { walkers: 20 }, bad: { fault: 'throw' } } });
/** What a database can hold of a cell. */
const stored = (cell: Cell): Cell => (cell === undefined || Number.isNaN(cell) ? null : cell);

describe('the store', () => {
  test('has every table of the study, row for row, number for number, in the same order', async () => {
    const { results } = await storeToy(folder, plan);
    const tables = studyTables(plan, models[0] as never, [compareStudy(results, models)]);
    expect(tables.map(({ name }) => name).sort()).toEqual(
      ['compare', 'final', 'final_wide', 'matrices', 'metrics', 'runs', 'series', 'series_wide'].sort(),
    );
    for (const table of tables) {
      const { columns, rows } = await ask(folder, plan, `from ${table.name}`);
      expect(columns).toEqual(table.columns.map(({ name }) => name));
      expect(rows).toEqual([...rowsOf(table, results)].map((row) => row.map(stored)));
    }
  });

  test('is made once, and again when the journal has grown, the titles have changed or the file is damaged', async () => {
    await storeToy(folder, plan);
    const request = requestOf(folder, plan);
    const { path, made } = await ensureStore(request);
    expect(made).toBe(true);
    expect((await ensureStore(request)).made).toBe(false);
    expect(await readProvenance(path)).toMatchObject({
      study: 'toy-study',
      seed: 'toy',
      plan_hash: plan.hash,
      runs_done: '6',
      runs_failed: '3',
    });

    truncateSync(path, 5000);
    expect((await ensureStore(request)).made).toBe(true);
    writeFileSync(path, 'something else');
    expect((await ensureStore(request)).made).toBe(true);
    const renamed = { ...plan, scenario: { ...plan.scenario, indicators: ['furthest'] } };
    expect((await ensureStore({ ...request, plan: renamed })).made).toBe(true);
    const larger = toyPlan({ replicates: 4, variants: { plain: {}, many: { walkers: 20 }, bad: { fault: 'throw' } } });
    await storeToy(folder, larger);
    expect((await ask(folder, larger, 'select count(*) from runs')).rows).toEqual([[12]]);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('that was damaged where no query looked before is named, and is made again when it is taken away', async () => {
    await storeToy(folder, plan);
    const { path } = await ensureStore(requestOf(folder, plan));
    const whole = readFileSync(path);
    const said = new Set<string>();
    // The middle of every block of the file.
    for (let at = 12_288 + 131_072; at < whole.length; at += 262_144) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] as number) ^ 4;
      writeFileSync(path, damaged);
      const answer = await ask(folder, plan, 'select sum(value) from final').catch((error: Error) => error);
      if (answer instanceof Error) said.add(`${answer.name} ${answer.message.slice(0, answer.message.indexOf(' computed'))}`);
      else expect(answer.rows).toEqual((await ask(folder, plan, 'select sum(value) from final')).rows);
    }
    expect([...said]).toEqual([`StoreError ${path} is damaged: IO Error: Corrupt database file:`]);
    rmSync(path);
    expect((await ensureStore(requestOf(folder, plan))).made).toBe(true);
  });

  test('that cannot be written is the fault of the disk', async () => {
    await storeToy(folder, plan);
    const request = requestOf(folder, plan);
    mkdirSync(join(folder, 'store.duckdb'));
    await expect(ensureStore(request)).rejects.toMatchObject({ name: 'StoreError' });
    await expect(
      openDatabase('/dev/null/x.duckdb').catch((error) => Promise.reject(databaseError('x.duckdb', error))),
    ).rejects.toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining('cannot use x.duckdb: IO Error'),
    });
  });

  test('what a killed process left of it is swept away', async () => {
    await storeToy(folder, plan);
    for (const ending of ['', '.wal', '.tmp']) writeFileSync(join(folder, `.store.duckdb.part-999999999-0${ending}`), 'half');
    await (await openStudy({ folder, plan })).close();
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('shows wide and long tables that agree', async () => {
    await storeToy(folder, plan);
    const long = await ask(folder, plan, "select run_id, value from final where metric = 'furthest'");
    expect((await ask(folder, plan, 'select run_id, furthest from final_wide')).rows).toEqual(long.rows);
    expect((await ask(folder, plan, 'select walkers, count(never), count(*) from final_wide group by all order by all')).rows).toEqual([
      [10, 0, 3],
      [20, 0, 3],
    ]);
  });
});

describe('a query', () => {
  const own = mkdtempSync(join(tmpdir(), 'trihelix-query-test-'));
  beforeAll(() => storeToy(own, plan));
  afterAll(() => rmSync(own, { recursive: true, force: true }));

  test.each([
    ['', 'empty'],
    ['   \n', 'empty'],
    ['-- nothing', 'no statement'],
    ['select 1; select 2', '2 statements'],
    ['select 1; drop table runs', '2 statements'],
    ['insert into metrics select * from metrics', 'only read'],
    ['delete from runs', 'only read'],
    ['update runs set seed = 1', 'only read'],
    ['drop view final', 'only read'],
    ['create temporary table mine as select 1', 'only read'],
    ['set threads = 8', 'only read'],
    ['set enable_external_access = true', 'only read'],
    ['reset lock_configuration', 'only read'],
    ["attach '/etc/passwd' as other", 'only read'],
    ['install httpfs', 'only read'],
    ['checkpoint', 'only read'],
    ['begin', 'only read'],
    ["copy runs to 'runs.csv'", 'reaches no files'],
    ["export database 'all'", 'reaches no files'],
    ["select * from read_csv('/etc/passwd')", 'reaches no files'],
    ["select * from read_text('/etc/passwd')", 'reaches no files'],
    ["select * from glob('/*')", 'reaches no files'],
    ["select * from '/etc/passwd'", 'is wrong'],
    ["select * from read_parquet('https://example.org/x.parquet')", 'Error|no files|wrong'],
    ['selec 1', 'syntax error'],
    ['select nothing from runs', 'not found'],
    ['select * from organisations', 'does not exist'],
  ])('%j is refused', async (sql, message) => {
    const before = readdirSync(own);
    await expect(ask(own, plan, sql)).rejects.toMatchObject({ name: 'UserError', message: expect.stringMatching(new RegExp(message)) });
    expect(readdirSync(own).sort()).toEqual([...before, 'store.duckdb'].filter((name, n, all) => all.indexOf(name) === n).sort());
    expect((await ask(own, plan, 'select count(*) from runs')).rows).toEqual([[9]]);
  });

  test.each([
    'select 1',
    'with a as (select 2) from a',
    'from runs limit 1',
    'describe runs',
    'show tables',
    'summarize final',
    'explain from runs',
    'values (1)',
  ])('%j is answered', async (sql) => {
    expect((await ask(own, plan, sql)).rows.length).toBeGreaterThan(0);
  });

  test('gives what a double holds as a number and everything else as text', async () => {
    const sql =
      "select 7::bigint, 1.25::decimal(6, 2), 9007199254740993::bigint, [1, null], 'nan'::double, true, null, 'text', count(*) from runs";
    expect((await ask(own, plan, sql)).rows).toEqual([[7, 1.25, '9007199254740993', '[1, NULL]', null, true, null, 'text', 9]]);
  });

  test('gives the same bits every time', async () => {
    const sums = new Set<Cell>();
    for (let n = 0; n < 12; n++) {
      const { rows } = await ask(own, plan, 'select sum(1 / (i + 0.1)::double) from range(300000) t(i)');
      sums.add(rows[0]?.[0]);
    }
    expect(sums.size).toBe(1);
  });

  test('that takes too long, or is interrupted, ends', async () => {
    const endless = 'select count(*) from range(100000000) a, range(100000000) b';
    await expect(ask(own, plan, endless, { milliseconds: 200 })).rejects.toThrow('longer than 0.2 s');
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    await expect(ask(own, plan, endless, { signal: controller.signal })).rejects.toThrow(/interrupt/i);
  });

  test('that needs more memory than allowed uses the disk, and leaves nothing there', async () => {
    const sql = 'select count(*) from (select distinct i, repeat(i::varchar, 20) from range(400000) t(i))';
    const bare = await openDatabase(':memory:', { memory: '40MB' });
    await expect(bare.select(sql).then((selection) => selection.chunks().next())).rejects.toThrow('Out of Memory');
    bare.close();
    expect((await ask(own, plan, sql, { memory: '40MB', milliseconds: 120_000 })).rows).toEqual([[400_000]]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`trihelix-query-${process.pid}-`))).toEqual([]);
  });

  test('sees tables that are handed in beside the store', async () => {
    const guests = {
      name: 'guests',
      columns: [{ name: 'id', type: 'whole' as const }],
      *rows() {
        yield [4];
      },
    };
    expect((await ask(own, plan, 'select variant from guests join runs on run_id = id', { tables: [guests] })).rows).toEqual([['many']]);
  });
});

test('any rows come back from a database as they went in', async () => {
  const cell: Record<Column['type'], fc.Arbitrary<Cell>> = {
    whole: fc.option(fc.integer(), { nil: null }),
    real: fc.option(fc.double({ noDefaultInfinity: true, noNaN: true }), { nil: null }),
    flag: fc.option(fc.boolean(), { nil: null }),
    text: fc.option(
      fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
      { nil: null },
    ),
  };
  const table = fc
    .uniqueArray(
      fc.record({ name: fc.string({ minLength: 1, maxLength: 8 }), type: fc.constantFrom(...(Object.keys(cell) as Column['type'][])) }),
      {
        minLength: 1,
        maxLength: 5,
        selector: ({ name }) => name.toLowerCase(),
      },
    )
    .chain((columns) =>
      fc.record({ columns: fc.constant(columns), rows: fc.array(fc.tuple(...columns.map(({ type }) => cell[type])), { maxLength: 20 }) }),
    );
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(1, 300), async ({ columns, rows }, times) => {
      const many: Row[] = Array.from({ length: times }, () => rows).flat();
      const database = await openDatabase(':memory:');
      try {
        await database.fill('any "table', columns, many);
        const back: Row[] = [];
        for await (const chunk of (await database.select('from "any ""table"')).chunks()) back.push(...chunk);
        expect(back).toEqual(many);
      } finally {
        database.close();
      }
    }),
    { numRuns: 20 },
  );
});

test('only one module opens DuckDB', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const users = sources.filter((name) => readFileSync(join('src', name), 'utf8').includes('@duckdb/node-api'));
  expect(users).toEqual([join('node', 'duckdb.ts')]);
});

test('a study without any result has no store', async () => {
  await (await openStudy({ folder, plan })).close();
  await expect(ensureStore(requestOf(folder, plan))).rejects.toThrow('no results');
  expect(executeRun(plan.runs[0] as never, models).status).toBe('done');
});
