/** Stata files: any table comes back through a reader written from the format's description. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, Column, ColumnType, Row } from '../../../src/experiment/tables/table.js';
import { stataFile } from '../../../src/report/formats/stata.js';
import { stataNames } from '../../../src/report/formats/stata-names.js';
import { readStata, type StataContent } from './stata-reader.js';

const bytesOf = (columns: readonly Column[], rows: readonly Row[], label = 'a study', notes: readonly string[] = []): Buffer =>
  Buffer.concat([...stataFile({ label, columns, rows: () => rows, notes })]);
const roundTrip = (...given: Parameters<typeof bytesOf>): StataContent => readStata(bytesOf(...given));

const CELLS: Record<ColumnType, fc.Arbitrary<Cell>> = {
  whole: fc.option(fc.integer({ min: -2147483647, max: 2147483620 }), { nil: null }),
  real: fc.option(fc.double({ min: -8e307, max: 8e307, noNaN: true }), { nil: undefined }),
  flag: fc.option(fc.boolean(), { nil: null }),
  text: fc.option(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 2040, max: 2100 }).map((length) => 'ё'.repeat(length / 2)),
    ),
    { nil: null },
  ),
};
const table = fc
  .array(
    fc.record({ name: fc.string({ unit: 'grapheme', maxLength: 40 }), type: fc.constantFrom<ColumnType>('whole', 'real', 'flag', 'text') }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .chain((columns) =>
    fc.record({ columns: fc.constant(columns), rows: fc.array(fc.tuple(...columns.map(({ type }) => CELLS[type])), { maxLength: 12 }) }),
  );

/** What Stata has of a cell: no text is the empty text, a flag is 0 or 1. */
function held(cell: Cell, type: ColumnType): number | string | null {
  if (type === 'text') return String(cell ?? '').replaceAll('\0', '\ufffd');
  if (cell === null || cell === undefined) return null;
  return Number(cell);
}

describe('a Stata file', () => {
  test('gives back any table', () => {
    fc.assert(
      fc.property(table, ({ columns, rows }) => {
        const back = roundTrip(columns, rows);
        expect(back.rows).toEqual(rows.map((row) => row.map((cell, c) => held(cell, columns[c]?.type as ColumnType))));
        expect(back.names).toEqual(stataNames(columns.map(({ name }) => name)));
      }),
      { numRuns: 300 },
    );
  });

  test('has numbers of eight bytes where four are not enough, and nothing where eight are not', () => {
    const { types, rows } = roundTrip(
      [
        { name: 'small', type: 'whole' },
        { name: 'large', type: 'whole' },
        { name: 'huge', type: 'real' },
      ],
      [
        [1, 2147483621, 9e307],
        [-2147483647, 5, Number.NaN],
      ],
    );
    expect(types).toEqual([65528, 65526, 65526]);
    expect(rows).toEqual([
      [1, 2147483621, null],
      [-2147483647, 5, null],
    ]);
  });

  test('says what it is: label, labels of variables, notes', () => {
    const { label, labels, notes, rows } = roundTrip(
      [
        { name: 'gain', type: 'real', label: 'Gain, EUR million' },
        { name: 'a name that has to be changed', type: 'text' },
      ],
      [],
      `study ${'ж'.repeat(100)}`,
      ['seed: 7', 'title: Переливы'],
    );
    expect(label).toBe(`study ${'ж'.repeat(74)}`);
    expect(labels).toEqual(['Gain, EUR million', 'a name that has to be changed']);
    expect(notes).toEqual(['seed: 7', 'title: Переливы']);
    expect(rows).toEqual([]);
  });

  test('is byte for byte the one that pandas 3.0.6 (read_stata) and R (haven 2.5.1, read_dta) read back', () => {
    const file = bytesOf(
      [
        { name: 'run_id', type: 'whole' },
        { name: 'variant', type: 'text' },
        { name: 'value', type: 'real', label: 'value in the unit of its metric' },
        { name: 'open', type: 'flag' },
        { name: 'long text', type: 'text' },
      ],
      [
        [0, 'process', 0.1, true, 'x'.repeat(3000)],
        [1, 'участники', null, false, null],
        [null, '', -1e300, null, 'short'],
      ],
      'a study, seed 7',
      ['seed: 7'],
    );
    expect(createHash('sha256').update(file).digest('hex')).toBe('e7908d74a391e6567b7da700cf652e4eb6f754081e43374004685d71ac28b440');
  });
});

describe('names', () => {
  test('are valid in Stata and all different', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('if', 'str5', 'double', '', 'a'.repeat(40), 'a-b', 'a_b'))), (columns) => {
        const names = stataNames(columns);
        for (const name of names) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,31}$/);
        expect(new Set(names).size).toBe(columns.length);
      }),
    );
  });

  test('stay as they are where they can', () => {
    expect(stataNames(['run_id', 'value', 'if', 'in', '2nd', 'a b', 'a-b', 'str12', 'x'.repeat(40), `${'x'.repeat(32)}y`])).toEqual([
      'run_id',
      'value',
      'if_',
      'in_',
      '_2nd',
      'a_b',
      'a_b_2',
      'str12_',
      'x'.repeat(32),
      `${'x'.repeat(30)}_2`,
    ]);
  });
});
