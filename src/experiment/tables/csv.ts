/**
 * Tidy tables as RFC 4180 text: UTF-8, CRLF, `.` decimals, empty cell for what is undefined. Text that a spreadsheet
 * would take for a formula gets an apostrophe in front; numbers are never touched.
 */

import type { Cell } from './table.js';

/** One line with its line end. */
export function csvLine(cells: readonly Cell[]): string {
  let line = '';
  for (let c = 0; c < cells.length; c++) line += c === 0 ? csvCell(cells[c]) : `,${csvCell(cells[c])}`;
  return `${line}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  const text = /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
