/** Tables: types, widths, zeroing, and rows for people. */
import { describe, expect, it } from 'vitest';
import { asReals, bytesOf, createTable, describeRow, flag, index, real, zeroTable } from '../../src/core/table.js';

const schema = {
  capital: real('EUR', 'What it owns.'),
  region: index('-', 'Where it is.'),
  alive: flag('Whether it exists.'),
  expertise: real('level', 'What it knows.', 'domains'),
  corner: index('-', 'A pair.', 2),
};

describe('a table', () => {
  it('has one zeroed array of the right type and length per column', () => {
    const { columns, capacity } = createTable(schema, 3, { domains: 4 });
    expect(capacity).toBe(3);
    expect(columns.capital).toEqual(new Float64Array(3));
    expect(columns.region).toEqual(new Int32Array(3));
    expect(columns.alive).toEqual(new Uint8Array(3));
    expect(columns.expertise).toEqual(new Float64Array(12));
    expect(columns.corner).toEqual(new Int32Array(6));
  });

  it('may be empty, of rows and of columns', () => {
    expect(createTable({}, 5).columns).toEqual({});
    expect(createTable(schema, 0, { domains: 4 }).columns.expertise).toHaveLength(0);
  });

  it('refuses capacities and widths that are no whole numbers', () => {
    expect(() => createTable(schema, -1, { domains: 4 })).toThrow(RangeError);
    expect(() => createTable(schema, 1.5, { domains: 4 })).toThrow(RangeError);
    expect(() => createTable(schema, 3)).toThrow('column "expertise" needs the width "domains"');
    expect(() => createTable(schema, 3, { domains: 0 })).toThrow(RangeError);
  });

  it('is zeroed in every column', () => {
    const table = createTable(schema, 2, { domains: 2 });
    for (const array of Object.values(table.columns)) array.fill(7);
    zeroTable(table);
    for (const array of Object.values(table.columns)) expect([...array].every((value) => value === 0)).toBe(true);
  });

  it('counts its bytes', () => {
    expect(bytesOf(createTable(schema, 3, { domains: 4 }))).toBe(3 * (8 + 4 + 1 + 32 + 8));
  });

  it('shows a row with wide columns as lists', () => {
    const table = createTable(schema, 2, { domains: 2 });
    table.columns.capital[1] = 2.5;
    table.columns.expertise.set([1, 2, 3, 4]);
    table.columns.corner.set([5, 6, 7, 8]);
    expect(describeRow(table, 1)).toEqual({ capital: 2.5, region: 0, alive: 0, expertise: [3, 4], corner: [7, 8] });
  });
});

describe('a record with reals', () => {
  it('is the same record with the same numbers, 0 and -0 told apart', () => {
    const record = { left: 0, right: -0, share: 0.5, name: 'ledger' };
    expect(asReals(record, ['left', 'right', 'share'])).toBe(record);
    expect(record).toStrictEqual({ left: 0, right: -0, share: 0.5, name: 'ledger' });
    expect(Object.keys(record)).toEqual(['left', 'right', 'share', 'name']);
  });
});
