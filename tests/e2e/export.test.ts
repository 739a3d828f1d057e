/** `trihelix export` as it is shipped: every format, nothing overwritten, names of strangers tamed, life without DuckDB. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, quoteText } from '../../src/node/duckdb.js';
import { safeFileName } from '../../src/node/export-files.js';
import { readStata } from '../report/formats/stata-reader.js';
import { elements, readXml } from '../report/formats/xml-reader.js';
import { createDesk, type Desk } from './cli-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = createDesk();
  expect((await desk.trihelix(['run', 'barter', '-q'])).code).toBe(0);
});
afterAll(() => desk.clear());

const read = (...path: string[]): string => readFileSync(join(desk.folder, ...path), 'utf8');
const exported = async (...words: string[]): Promise<string[]> => {
  const { code, stdout, stderr } = await desk.trihelix(['export', 'barter', ...words]);
  expect(code, stderr).toBe(0);
  return stdout.trim().split('\n');
};

/** Rows of a query over files, by DuckDB in memory. */
async function rowsOf(sql: string): Promise<unknown[]> {
  const database = await openDatabase(':memory:');
  try {
    const rows: unknown[] = [];
    for await (const chunk of (await database.select(sql)).chunks()) rows.push(...chunk);
    return rows;
  } finally {
    database.close();
  }
}

describe('formats', () => {
  test('csv: the tables of the study, byte for byte, with what says where they come from', async () => {
    const files = await exported('--format', 'csv', '--out', 'csv');
    expect(files.map((path) => path.slice(4))).toEqual([
      'runs.csv',
      'series.csv',
      'final.csv',
      'matrices.csv',
      'metrics.csv',
      'compare.csv',
      'provenance-csv.json',
    ]);
    for (const name of readdirSync(join(desk.folder, 'results/barter/views')))
      expect(read('csv', name)).toBe(read('results/barter/views', name));
    const about = JSON.parse(read('csv/provenance-csv.json')) as {
      seed: string;
      results_hash: string;
      files: { name: string; sha256: string }[];
    };
    const manifest = JSON.parse(read('results/barter/manifest.json')) as { results_hash: string };
    expect([about.seed, about.results_hash]).toEqual(['demo', manifest.results_hash]);
    for (const { name, sha256 } of about.files)
      expect(
        createHash('sha256')
          .update(readFileSync(join(desk.folder, 'csv', name)))
          .digest('hex'),
      ).toBe(sha256);
  });

  test('parquet: the same rows, and the provenance in every file', async () => {
    await exported('--format', 'parquet', '--out', "par'quet");
    const file = (name: string): string => quoteText(join(desk.folder, "par'quet", `${name}.parquet`));
    for (const name of ['runs', 'series', 'final', 'metrics', 'compare'])
      expect(await rowsOf(`from ${file(name)}`)).toEqual(
        ((await desk.trihelix(['query', 'barter', `from ${name}`, '--json'])).stdout.match(/^\{.*\}(?=,?$)/gm) ?? []).map((row) =>
          Object.values(JSON.parse(row) as object),
        ),
      );
    const metadata = await rowsOf(`select decode(key), decode(value) from parquet_kv_metadata(${file('series')})`);
    expect(Object.fromEntries(metadata as [string, string][])).toMatchObject({
      study: 'barter',
      seed: 'demo',
      title: 'Rewiring and knowledge',
    });
  });

  test('stata: one row per run with a variable per metric', async () => {
    await exported('--format', 'stata', '--table', 'final_wide', '--out', 'deep/er/final.dta');
    expect(readdirSync(join(desk.folder, 'deep/er'))).toEqual(['final.dta']);
    const { label, names, rows, notes } = readStata(readFileSync(join(desk.folder, 'deep/er/final.dta')));
    expect(label).toBe('barter, seed demo');
    expect(notes).toContain('seed: demo');
    const { stdout } = await desk.trihelix(['query', 'barter', 'from final_wide', '--json']);
    const expected = (JSON.parse(stdout) as { columns: string[]; rows: Record<string, unknown>[] }).rows;
    expect(rows).toEqual(expected.map((row) => Object.values(row)));
    expect(names).toEqual(Object.keys(expected[0] ?? {}));
  });

  test('json, behaviorspace, mesa, notebook: the files that their readers look for', async () => {
    await exported('--format', 'json', '--table', 'final', '--out', 'json');
    expect((JSON.parse(read('json/final.json')) as object[]).length).toBe(
      read('results/barter/views/final.csv').trim().split('\r\n').length - 1,
    );
    expect((await exported('--format', 'behaviorspace')).map((path) => path.split(/[/\\]/).slice(-3).join('/'))).toEqual([
      'export/behaviorspace/behaviorspace-table.csv',
      'export/behaviorspace/behaviorspace-spreadsheet.csv',
      'export/behaviorspace/provenance-behaviorspace.json',
    ]);
    expect(read('results/barter/export/behaviorspace/behaviorspace-table.csv')).toMatch(
      /^"BehaviorSpace results .*\r\n.*\r\n"barter \(seed demo\)"\r\n"\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d:\d{3} \+0000"\r\n/,
    );
    await exported('--format', 'mesa', '--variant', 'ring', '--replicate', '1', '--out', 'mesa');
    expect(readdirSync(join(desk.folder, 'mesa')).sort()).toEqual([
      'agent_vars.csv',
      'batch_run.csv',
      'model_vars.csv',
      'provenance-mesa.json',
    ]);
    expect(read('mesa/agent_vars.csv').trim().split('\r\n')).toHaveLength(61);
    await exported('--format', 'notebook', '--out', 'notebook');
    const notebook = read('notebook/analysis.ipynb');
    for (const [, name = ''] of notebook.matchAll(/[\\"'](\w+\.parquet)/g))
      expect(existsSync(join(desk.folder, 'notebook', name))).toBe(true);
  });

  test.each(['graphml', 'gexf'])('%s: a network per variant, at the step that was asked for', async (format) => {
    const files = await exported('--format', format, '--step', '3', '--out', format);
    expect(files).toEqual([
      join(format, `network-ring-replicate-0-step-3.${format}`),
      join(format, `network-random-replicate-0-step-3.${format}`),
      join(format, `provenance-${format}.json`),
    ]);
    const root = readXml(read(files[0] ?? ''));
    expect(elements(root, 'node')).toHaveLength(60);
    const { stdout } = await desk.trihelix([
      'query',
      'barter',
      "select count(*) as n from ties where variant = 'ring'",
      '--worlds',
      '--step',
      '3',
      '--json',
    ]);
    expect(elements(root, 'edge')).toHaveLength((JSON.parse(stdout) as { rows: [{ n: number }] }).rows[0].n);
  });

  test('tables of worlds go into any format of tables', async () => {
    await exported('--format', 'parquet', '--table', 'organisations,runs', '--variant', 'ring', '--out', 'worlds');
    const path = quoteText(join(desk.folder, 'worlds/organisations.parquet'));
    expect(await rowsOf(`select variant, at_step, count(*) from ${path} group by all`)).toEqual([['ring', 19, 60]]);
  });
});

describe('refusals', () => {
  test('what a killed export left half written goes with the next one, and a link in place of its folder is not followed', async () => {
    const study = join(desk.folder, 'results/barter');
    const left = join(study, 'export/csv/.runs.csv.part-999999999-0');
    await exported('--format', 'csv');
    writeFileSync(left, 'half');
    await exported('--format', 'csv', '--force');
    expect(existsSync(left)).toBe(false);
    rmSync(join(study, 'export'), { recursive: true });
    mkdirSync(join(desk.folder, 'elsewhere'));
    symlinkSync(join(desk.folder, 'elsewhere'), join(study, 'export'));
    const { code, stderr } = await desk.trihelix(['export', 'barter', '--format', 'csv']);
    expect(code).toBe(4);
    expect(stderr).toMatch(/export is a link, and nothing is written where it leads/);
    expect(readdirSync(join(desk.folder, 'elsewhere'))).toEqual([]);
    rmSync(join(study, 'export'));
  });

  test('files that are there stay, unless --force says otherwise', async () => {
    await exported('--format', 'csv', '--table', 'runs', '--out', 'kept');
    const { code, stdout, stderr } = await desk.trihelix(['export', 'barter', '--format', 'csv', '--table', 'runs', '--out', 'kept']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/kept.runs\.csv and 1 more would be overwritten\n {2}choose another --out, or give --force/);
    await exported('--format', 'csv', '--table', 'runs', '--out', 'kept', '--force');
    expect(readdirSync(join(desk.folder, 'kept')).sort()).toEqual(['provenance-csv.json', 'runs.csv']);
  });

  test.each([
    [['export', 'barter'], "'--format <name>' not specified"],
    [['export', 'barter', '--format', 'xlsx'], 'Allowed choices are csv, parquet'],
    [['export', 'bartre', '--format', 'csv'], 'did you mean "barter"?'],
    [['export', 'barter', 'organisations=61', '--format', 'csv'], 'has no results yet'],
    [['export', 'barter', '--format', 'csv', '--table', 'finals', '--out', 'x'], 'did you mean "final"?'],
    [['export', 'barter', '--format', 'gexf', '--table', 'ties', '--out', 'x'], 'a layout of its own'],
    [['export', 'barter', '--format', 'gexf', '--variant', 'rnig', '--out', 'x'], 'did you mean "ring"?'],
    [['export', 'barter', '--format', 'gexf', '--step', '20', '--out', 'x'], 'the last one is 19'],
    [['export', 'barter', '--format', 'csv', '--out', 'scenarios/barter.yaml'], 'is no folder'],
  ])('%j ends with 2, says why, and leaves nothing behind', async (words, message) => {
    const { code, stdout, stderr } = await desk.trihelix(words);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(join(desk.folder, 'x'))).toBe(false);
  });
});

test.each([
  ['process', 'process'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a\\b:c*d?"<>|', 'a-b-c-d'],
  ['...', 'unnamed'],
  ['', 'unnamed'],
  ['Сеть \u202e1', 'Сеть-1'],
  ['x'.repeat(300), 'x'.repeat(60)],
])('%j as a part of a file name is %j', (text, name) => {
  expect(safeFileName(text)).toBe(name);
});
