/**
 * The few pieces of HTML the report is built of. Text that comes from outside passes `escapeHtml`; nothing else makes
 * markup of it, in the page neither.
 */

/** Text as it stands between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** Data inside a script element: no character in it can end the element or a line of script. */
export function escapeJson(value: unknown): string {
  const coded = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, coded);
}

/** One cell of a table; `html` is markup already. */
export interface Cell {
  readonly html: string;
  /** Class of the cell, from the style sheet. */
  readonly kind?: string;
}

export interface TableInput {
  readonly caption: string;
  /** Heads of the columns, as markup. */
  readonly head: readonly string[];
  /** What narrow screens call the columns, escaped but without tags, where the heads have some. */
  readonly labels?: readonly string[];
  /** The first cell of a row is its head, unless it continues the head above: then it is undefined. */
  readonly rows: readonly (readonly (Cell | undefined)[])[];
  readonly kind?: string;
  /** Hide the caption from sight, where a heading says the same. */
  readonly quiet?: boolean;
}

export function text(value: string, kind?: string): Cell {
  return kind === undefined ? { html: escapeHtml(value) } : { html: escapeHtml(value), kind };
}

/** A cell with a number, set to the right. */
export function number(value: string): Cell {
  return { html: escapeHtml(value), kind: 'number' };
}

/**
 * A table with caption, scopes and roles. The roles are written out because narrow screens show rows as cards, and a
 * table that is not displayed as one loses its roles in some browsers.
 */
export function table(input: TableInput): string {
  const head = input.head
    .map((cell, c) => `<th scope="col" role="columnheader"${input.rows[0]?.[c]?.kind === 'number' ? ' class="number"' : ''}>${cell}</th>`)
    .join('');
  const body = input.rows.map((row, r) => tableRow(row, r, input)).join('');
  const caption = `<caption${input.quiet === true ? ' class="quiet"' : ''}>${escapeHtml(input.caption)}</caption>`;
  const kind = input.kind === undefined ? '' : ` class="${input.kind}"`;
  return `<div class="table"><table role="table"${kind}>${caption}<thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${body}</tbody></table></div>`;
}

function tableRow(row: readonly (Cell | undefined)[], r: number, input: TableInput): string {
  const cells = row.map((cell, c) => {
    if (cell === undefined) return '';
    const kind = cell.kind === undefined ? '' : ` class="${cell.kind}"`;
    if (c > 0) return `<td role="cell"${kind} data-head="${(input.labels ?? input.head)[c] ?? ''}"><span>${cell.html}</span></td>`;
    const span = spanOf(input.rows, r);
    return `<th scope="${span > 1 ? 'rowgroup' : 'row'}" role="rowheader"${span > 1 ? ` rowspan="${span}"` : ''}${kind}>${cell.html}</th>`;
  });
  return `<tr role="row"${row[0] === undefined ? '' : ' class="first"'}>${cells.join('')}</tr>`;
}

function spanOf(rows: TableInput['rows'], r: number): number {
  let span = 1;
  while (rows[r + span] !== undefined && rows[r + span]?.[0] === undefined) span++;
  return span;
}
