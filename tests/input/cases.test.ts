/** Every line of the tables: the wrong input is refused where and as the table says, its valid twin is accepted. */
import { describe, expect, test } from 'vitest';
import { judges, readCases, TABLES } from './cases.js';

/** Seconds of computing that a text from a stranger may cost; waiting for a busy machine does not count. */
const MOST_SECONDS = 2;

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe.each(TABLES)('%s', (table) => {
  const cases = readCases(table);

  test('has each case once, with a twin and an expectation', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    expect(cases.filter(({ right, words }) => right === '' || words === '').map(({ name }) => name)).toEqual([]);
  });

  test.each(cases)('$name', async ({ wrong, right, place, path, words }) => {
    let shown: string[] = [];
    const seconds = await secondsOf(async () => {
      const problems = await judges[table](wrong);
      shown = problems.map((each) => `${each.line > 0 ? `${each.line}:${each.column}` : ''}  ${each.path}  ${each.problem}  ${each.hint}`);
    });
    expect(shown.filter((line) => line.startsWith(`${place}  `) && line.includes(path) && line.includes(words))).not.toEqual([]);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(await judges[table](right)).toEqual([]);
  });
});

test('the tables are long, and nothing in them left a trace in the program', () => {
  expect(TABLES.flatMap((table) => readCases(table)).length).toBeGreaterThanOrEqual(500);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(Reflect.ownKeys({})).toEqual([]);
});
