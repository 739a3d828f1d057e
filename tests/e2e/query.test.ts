/** `trihelix query` as it is shipped: answers for people and programs, refusals, limits, and life without DuckDB. */
import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDesk, type Desk, main } from './cli-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = createDesk();
  expect((await desk.trihelix(['run', 'barter', '-q'])).code).toBe(0);
});
afterAll(() => desk.clear());

const MEANS = 'select variant, count(*) as runs, avg(mean_knowledge) as mean from final_wide group by all order by all';

describe('answers', () => {
  test('are an aligned table with the seed, by scenario or by folder', async () => {
    for (const study of ['barter', 'results/barter', join(desk.folder, 'results', 'barter')]) {
      const { code, stdout, stderr } = await desk.trihelix(['query', study, MEANS]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^variant +runs +mean\nrandom +4 +[\d.]+\nring +4 +[\d.]+\n$/);
      expect(stderr).toContain('2 rows; study barter, seed demo');
    }
  });

  test('are one JSON document, or the same CSV as the tables', async () => {
    const { code, stdout } = await desk.trihelix(['query', 'barter', MEANS, '--json']);
    expect(code).toBe(0);
    const document = JSON.parse(stdout) as { seed: string; results_hash: string; columns: string[]; rows: Record<string, unknown>[] };
    expect(document).toMatchObject({ study: 'barter', seed: 'demo', columns: ['variant', 'runs', 'mean'] });
    const manifest = JSON.parse(readFileSync(join(desk.folder, 'results/barter/manifest.json'), 'utf8')) as { results_hash: string };
    expect(document.results_hash).toBe(manifest.results_hash);
    expect(document.rows.map(({ variant, runs }) => [variant, runs])).toEqual([
      ['random', 4],
      ['ring', 4],
    ]);
    for (const table of ['runs', 'series', 'final', 'metrics', 'compare'])
      expect((await desk.trihelix(['query', 'barter', `from ${table}`, '--csv'])).stdout).toBe(
        readFileSync(join(desk.folder, 'results/barter/views', `${table}.csv`), 'utf8'),
      );
  });

  test('show no control character to a terminal, and none in JSON', async () => {
    const sql = "select 'a' || chr(27) || '[2J' || chr(155) || chr(8238) as x, 1 as x";
    const { stdout } = await desk.trihelix(['query', 'barter', sql]);
    expect(stdout).toMatch(/^x +x\na\\u\{1b\}\[2J\\u\{9b\}\\u\{202e\} +1\n$/);
    const json = (await desk.trihelix(['query', 'barter', sql, '--json'])).stdout;
    expect(json).toMatch(/^[\x20-\x7e\n]*$/);
    expect((JSON.parse(json) as { rows: object[] }).rows).toEqual([{ x: 'a\u001b[2J\u009b\u202e', x_2: 1 }]);
  });

  test('are cut to --rows, and say so', async () => {
    const { stdout, stderr } = await desk.trihelix(['query', 'barter', 'from series', '--rows', '3']);
    expect(stdout.trim().split('\n')).toHaveLength(4);
    expect(stderr).toContain('the first 3 rows');
  });

  test('look into worlds that are computed again', async () => {
    const sql = 'select variant, at_step, count(*) as n from organisations group by all order by all';
    const { code, stdout } = await desk.trihelix(['query', 'barter', sql, '--worlds', '--replicate', '2', '--step', '9', '--json']);
    expect(code).toBe(0);
    const { rows } = JSON.parse(stdout) as { rows: { variant: string; at_step: number; n: number }[] };
    expect(rows.map(({ variant, at_step, n }) => [variant, at_step, n])).toEqual([
      ['random', 9, 60],
      ['ring', 9, 60],
    ]);
  });
});

describe('refusals', () => {
  test.each([
    [['query', 'barter'], "missing required argument 'sql'"],
    [['query', 'bartre', 'from runs'], 'did you mean "barter"?'],
    [['query', 'results', 'from runs'], 'holds no study'],
    [['query', 'results/barter', 'from runs', 'seed=2'], 'is an override'],
    [['query', 'barter', 'from runs', 'organisations=61'], 'trihelix run barter organisations=61'],
    [['query', 'barter', 'select 1; select 2'], '2 statements'],
    [['query', 'barter', 'drop table runs'], 'may only read'],
    [['query', 'barter', 'from organisations'], '--worlds'],
    [['query', 'barter', 'select mean_knowledge from final'], 'columns of final_wide'],
    [['query', 'barter', 'from runs', '--worlds', '--variant', 'rnig'], 'did you mean "ring"?'],
    [['query', 'barter', 'from runs', '--worlds', '--replicate', '4'], 'replicates 0 to 3'],
    [['query', 'barter', 'from runs', '--worlds', '--step', '20'], 'the last one is 19'],
    [['query', 'barter', 'from runs', '--memory', 'much'], '500MB or 2GB'],
    [['query', 'barter', 'select count(*) from range(100000000) a, range(100000000) b', '--time-limit', '300ms'], 'longer than 0.3 s'],
  ])('%j ends with 2 and says why', async (words, message) => {
    const { code, stdout, stderr } = await desk.trihelix(words);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('Ctrl-C ends a query with 130', async () => {
    const words = ['query', 'barter', 'select count(*) from range(100000000) a, range(100000000) b', '--verbose'];
    const child = spawn(process.execPath, [main, ...words], { cwd: desk.folder });
    let text = '';
    child.stderr.on('data', (part: Buffer) => {
      const before = text;
      text += part.toString();
      if (text.includes('asking') && !before.includes('asking')) setTimeout(() => child.kill('SIGINT'), 300);
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(130);
    expect(text).toMatch(/asking .*\ninterrupted\n$/);
  });

  test('a reader that goes away is no error', async () => {
    const line = `"${process.execPath}" "${main}" query barter "from series" --csv | head -1`;
    const { output, code } = await new Promise<{ output: string; code: number }>((resolve) => {
      execFile('sh', ['-c', line], { cwd: desk.folder }, (error, stdout, stderr) =>
        resolve({ output: stdout + stderr, code: error === null ? 0 : 1 }),
      );
    });
    expect({ output, code }).toEqual({ output: 'run_id,variant,replicate,step,metric,value\r\n', code: 0 });
  });
});

describe('without the binary of DuckDB', () => {
  /** As an installation with --omit=optional: the package of this platform cannot be found. */
  const without = (words: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    desk.write(
      'omit.cjs',
      `const Module = require('node:module'); const found = Module._resolveFilename;
       Module._resolveFilename = function (name, ...rest) {
         if (/^@duckdb.node-bindings-/.test(name)) throw Object.assign(new Error("Cannot find module '" + name + "'"), { code: 'MODULE_NOT_FOUND' });
         return found.call(this, name, ...rest);
       };`,
    );
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        ['--require', join(desk.folder, 'omit.cjs'), main, ...words],
        { cwd: desk.folder },
        (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
  };

  test('a query says so in a sentence, and everything else works', async () => {
    const { code, stdout, stderr } = await without(['query', 'barter', 'from runs']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: DuckDB, .* is not installed for this machine\n {2}install trihelix without --omit=optional; .*\n$/);
    expect((await without(['compare', 'barter', '-q'])).code).toBe(0);
    for (const format of ['csv', 'json', 'stata', 'behaviorspace', 'mesa', 'graphml', 'gexf'])
      expect((await without(['export', 'barter', '--format', format, '-q'])).code, format).toBe(0);
    const parquet = await without(['export', 'barter', '--format', 'parquet', '-q']);
    expect([parquet.code, parquet.stderr]).toEqual([2, stderr]);
  });
});
