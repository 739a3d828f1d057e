/** The layouts of NetLogo and Mesa, the JSON and the notebook: what scripts for them look for is where they look for it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMemoryResults } from '../../../src/experiment/results.js';
import { executeRun } from '../../../src/experiment/run.js';
import type { Run } from '../../../src/experiment/study.js';
import { behaviorSpaceSpreadsheet, behaviorSpaceTable } from '../../../src/report/formats/behaviorspace.js';
import { jsonFile } from '../../../src/report/formats/json.js';
import { mesaAgentVars, mesaBatchRun, mesaModelVars } from '../../../src/report/formats/mesa.js';
import { notebookFile } from '../../../src/report/formats/notebook.js';
import { models, toyPlan } from '../../node/toy-study.js';

const plan = toyPlan({ replicates: 2, steps: 3, variants: { plain: {}, many: { walkers: 20 }, bad: { fault: 'throw' } } });
const results = createMemoryResults(plan);
for (const run of plan.runs) results.add(executeRun(run, models));
/** Value of the toy's mean_place in a run at a step; its other metric has no value. */
const place = (id: number, t: number): string => {
  const outcome = results.outcome(id);
  if (outcome?.status !== 'done') throw new Error('the run failed');
  return String(outcome.values[2 * t]);
};
const lines = (file: Iterable<string>): string[] => [...file].join('').split('\r\n').slice(0, -1);

describe('BehaviorSpace', () => {
  const HEAD = [
    '"BehaviorSpace results (trihelix 0.0.0)","Table version 2.0"',
    '"toy 1"',
    '"toy-study (seed toy)"',
    '"11/21/2026 10:00:00:000 +0000"',
    '"min-pxcor","max-pxcor","min-pycor","max-pycor"',
    '"0","0","0","0"',
  ];

  test('table: six lines of heading, then a row per run and step, from step 1, without failed runs', () => {
    const table = lines(behaviorSpaceTable(results, '11/21/2026 10:00:00:000 +0000'));
    expect(table.slice(0, 6)).toEqual(HEAD);
    expect(table[6]).toBe('"[run number]","variant","replicate","walkers","fault","[step]","mean_place","never"');
    expect(table.slice(7)).toHaveLength(4 * 3);
    expect(table[7]).toBe(`"1","plain","0","10","none","1","${place(0, 0)}",`);
    expect(table.at(-1)).toBe(`"5","many","1","20","none","3","${place(4, 2)}",`);
  });

  test('spreadsheet: a column per run and metric, settings under the first, summaries, then all values', () => {
    const sheet = lines(behaviorSpaceSpreadsheet(results, '11/21/2026 10:00:00:000 +0000'));
    const rest = sheet.slice(6);
    const columns = (...cells: string[]): string => cells.join(',');
    expect(rest[0]).toBe('"[run number]","1","1","2","2","4","4","5","5"');
    expect(rest[1]).toBe('"variant","plain",,"many",,"plain",,"many",');
    expect(rest[3]).toBe('"walkers","10",,"20",,"10",,"20",');
    expect(rest[5]).toMatch(/^"\[reporter\]","mean_place","never","mean_place"/);
    const of = (t: number): string[] => [0, 1, 3, 4].flatMap((id) => [`"${place(id, t)}"`, '']);
    expect(rest[6]).toBe(columns('"[final]"', ...of(2)));
    const extreme = (pick: (...values: number[]) => number): string[] =>
      [0, 1, 3, 4].flatMap((id) => [`"${pick(...[0, 1, 2].map((t) => Number(place(id, t))))}"`, '']);
    expect(rest[7]).toBe(columns('"[min]"', ...extreme(Math.min)));
    expect(rest[8]).toBe(columns('"[max]"', ...extreme(Math.max)));
    expect(rest[9]).toBe(columns('"[mean]"', ...extreme((a = 0, b = 0, c = 0) => (a + b + c) / 3)));
    expect(rest[10]).toBe('"[steps]","3","3","3","3","3","3","3","3"');
    expect(rest[11]).toBe('');
    expect(rest[12]).toMatch(/^"\[all run data\]","mean_place","never"/);
    expect(rest.slice(13)).toEqual([0, 1, 2].map((t) => columns('', ...of(t))));
  });

  test('text that a spreadsheet would take for a formula is harmless', () => {
    const hostile = toyPlan({ replicates: 1, seed: 'x', variants: { '=cmd()': {}, 'a"b': { walkers: 11 } } });
    const computed = createMemoryResults(hostile);
    for (const run of hostile.runs) computed.add(executeRun(run, models));
    const text = [...behaviorSpaceTable(computed, ''), ...behaviorSpaceSpreadsheet(computed, ''), ...mesaBatchRun(computed)].join('');
    expect(text).not.toMatch(/(^|,|")=cmd/m);
    expect(text).toContain(`"'=cmd()"`);
    expect(text).toContain('"a""b"');
  });
});

describe('Mesa', () => {
  test('batch_run: RunId, iteration, Step, settings, reporters', () => {
    const rows = lines(mesaBatchRun(results));
    expect(rows[0]).toBe('RunId,iteration,Step,variant,seed,walkers,fault,mean_place,never');
    expect(rows).toHaveLength(1 + 4 * 3);
    expect(rows.at(-1)).toBe(`4,1,2,many,toy,20,none,${place(4, 2)},`);
  });

  test('the frames of a DataCollector', () => {
    const run = plan.runs[1] as Run;
    expect(lines(mesaModelVars(results, run))).toEqual([',mean_place,never', ...[0, 1, 2].map((t) => `${t},${place(1, t)},`)]);
    const snapshots = [{ name: 'organisations', columns: { id: [5, 6], kind: [0, 1] }, words: { kind: ['firm', 'university'] } }];
    expect(lines(mesaAgentVars({ run, step: 2, snapshots }))).toEqual(['Step,AgentID,kind', '2,5,firm', '2,6,university']);
  });
});

test('JSON gives back any rows; what is not defined is null', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.double(), fc.string({ unit: 'binary' }), fc.constantFrom(undefined, null, true))), (rows) => {
      const columns = ['a', 'b', 'c'].map((name) => ({ name, type: 'text' as const }));
      const back = JSON.parse([...jsonFile(columns, rows)].join('')) as object[];
      expect(back).toEqual(rows.map(([a, b, c]) => ({ a: Number.isFinite(a) ? (a === 0 ? 0 : a) : null, b, c: c ?? null })));
    }),
  );
});

test('the notebook is of format 4.5 and has the same text for everybody', () => {
  const notebook = JSON.parse(notebookFile()) as { nbformat: number; nbformat_minor: number; cells: Record<string, unknown>[] };
  expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
  expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(notebook.cells.length);
  for (const cell of notebook.cells) {
    expect(Object.keys(cell).sort()).toEqual(
      cell.cell_type === 'code'
        ? ['cell_type', 'execution_count', 'id', 'metadata', 'outputs', 'source']
        : ['cell_type', 'id', 'metadata', 'source'],
    );
  }
  expect(notebookFile()).toBe(notebookFile());
});
