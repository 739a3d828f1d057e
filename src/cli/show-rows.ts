/**
 * The rows of a query on standard output: an aligned table for reading, or CSV or JSON for programs, written as they
 * come. Texts in cells may come from strangers; a terminal sees none of their control characters.
 */
import { once } from 'node:events';
import { csvLine } from '../experiment/tables/csv.js';
import type { Cell, Row } from '../experiment/tables/table.js';
import { printable } from '../experiment/text.js';
import type { Selection } from '../node/duckdb.js';
import { formatTable } from './table.js';
import type { Terminal } from './terminal.js';

/** Longest text shown in a cell of the aligned table. */
const LONGEST = 60;

/** Prints an aligned table of at most `most` rows. @returns rows shown, and whether there were more */
export async function showTable(
  { columns, chunks }: Selection,
  most: number,
  terminal: Terminal,
): Promise<{ shown: number; more: boolean }> {
  const rows: Row[] = [];
  for await (const chunk of chunks()) {
    for (const row of chunk) rows.push(row);
    if (rows.length > most) break;
  }
  const shown = rows.slice(0, most);
  const heads = columns.map((name, c) => ({
    title: printable(name, LONGEST),
    align: shown.some((row) => typeof row[c] === 'number') ? ('right' as const) : ('left' as const),
  }));
  const lines = formatTable(
    heads,
    shown.map((row) => row.map(cellText)),
  );
  for (const line of lines) terminal.out(line);
  return { shown: shown.length, more: rows.length > most };
}

/** Whole numbers as they are, others with six digits, but never fewer than before the point; a dash for what is not defined. */
function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '–';
  if (typeof cell === 'number' && !Number.isInteger(cell))
    return String(Math.abs(cell) >= 1e6 && Math.abs(cell) < 1e15 ? Math.round(cell) : Number(cell.toPrecision(6)));
  return printable(String(cell), LONGEST);
}

/** Writes CSV as the tables of a study have it; on a terminal control characters are shown as escapes. */
export async function writeCsvRows({ columns, chunks }: Selection): Promise<void> {
  const safe = (cell: Cell): Cell => (typeof cell === 'string' && process.stdout.isTTY ? printable(cell, 10_000) : cell);
  await write(csvLine(columns.map(safe)));
  for await (const chunk of chunks()) if (!(await write(chunk.map((row) => csvLine(row.map(safe))).join('')))) return;
}

/** Writes one document: `about`, the names of the columns, and the rows as objects. */
export async function writeJsonRows({ columns, chunks }: Selection, about: object): Promise<void> {
  const names = unique(columns);
  const head = { ...about, columns: names };
  await write(`${jsonText(head).slice(0, -1)},"rows":[`);
  let before = '\n';
  for await (const chunk of chunks()) {
    const lines = chunk.map((row) => jsonText(Object.fromEntries(names.map((name, c) => [name, row[c] ?? null]))));
    if (!(await write(before + lines.join(',\n')))) return;
    before = ',\n';
  }
  await write('\n]}\n');
}

/** A column that is there twice gets a number, or the second would hide the first. */
function unique(columns: readonly string[]): string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column;
    for (let n = 2; taken.has(name); n++) name = `${column}_${n}`;
    taken.add(name);
    return name;
  });
}

/** JSON in which characters that a terminal could obey are escapes; JSON itself escapes only those below U+0020. */
const jsonText = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g,
    (hidden) => Array.from({ length: hidden.length }, (_, u) => `\\u${hidden.charCodeAt(u).toString(16).padStart(4, '0')}`).join(''),
  );

/** Writes and waits until there is room for more; false when the reader has gone away. */
async function write(text: string): Promise<boolean> {
  const { stdout } = process;
  if (stdout.destroyed) return false;
  // What goes wrong with the stream is heard by the one who listens to it for the whole program.
  if (!stdout.write(text)) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(() => undefined);
  return !stdout.destroyed;
}
