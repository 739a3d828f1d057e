/** Tables of worlds that were computed again: organisations, ties, innovations and whatever else a model shows. */
import type { Snapshot } from '../../core/model.js';
import type { WorldRows } from '../replay.js';
import { type Cell, type Column, type Row, text, typeOfCells, type WholeTable, whole } from './table.js';

const WHICH: readonly Column[] = [whole('run_id'), text('variant'), whole('point_id'), whole('replicate'), whole('at_step')];

/** One table per kind of rows, the worlds one after another. */
export function worldTables(worlds: readonly WorldRows[]): readonly WholeTable[] {
  const names = new Set(worlds.flatMap(({ snapshots }) => snapshots.map(({ name }) => name)));
  return [...names].map((name) => worldTable(name, worlds));
}

function worldTable(name: string, worlds: readonly WorldRows[]): WholeTable {
  const parts = worlds.flatMap((world) =>
    world.snapshots.filter((snapshot) => snapshot.name === name).map((snapshot) => ({ world, snapshot })),
  );
  const own = [...new Set(parts.flatMap(({ snapshot }) => Object.keys(snapshot.columns)))];
  const taken = new Set(WHICH.map((column) => column.name));
  const columns = own.map((column): Column => {
    const cells = parts.flatMap(({ snapshot }) => cellsOf(snapshot, column));
    return { name: taken.has(column) ? `${name}_${column}` : column, type: typeOfCells(cells) };
  });
  return {
    name,
    columns: [...WHICH, ...columns],
    *rows(): Generator<Row> {
      for (const { world, snapshot } of parts) {
        const { run, step } = world;
        const lists = own.map((column) => cellsOf(snapshot, column));
        const count = Math.max(0, ...lists.map((list) => list.length));
        for (let row = 0; row < count; row++)
          yield [run.id, run.variant, run.point, run.replicate, step, ...lists.map((list) => list[row])];
      }
    },
  };
}

/** A column with words in place of codes; NaN and codes without a word stay as they are. */
export function cellsOf({ columns, words }: Snapshot, name: string): Cell[] {
  const names = words?.[name];
  return Array.from<number | string>(columns[name] ?? []).map((value) => (typeof value === 'number' ? (names?.[value] ?? value) : value));
}
