/** A table as JSON: an array with one object per row, which jq, pandas (`read_json`) and R (jsonlite) read as it is. */
import type { Cell, Column, Row } from '../../experiment/tables/table.js';

/** The file, row by row; what is not defined is null. */
export function* jsonFile(columns: readonly Column[], rows: Iterable<Row>): Generator<string> {
  let before = '[\n';
  for (const row of rows) {
    yield before + JSON.stringify(Object.fromEntries(columns.map(({ name }, c) => [name, jsonValue(row[c])])));
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const jsonValue = (cell: Cell): Cell => (cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell)) ? null : cell);
