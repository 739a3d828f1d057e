/** Reads CSV that people wrote (RFC 4180): quoted cells, either line end, a byte order mark; lines that begin with # are remarks. */

export interface CsvCell {
  readonly text: string;
  /** Place of its first character in the file, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Rows of cells; empty lines and remarks are left out. Undefined where a quoted cell does not end. */
export function readCsv(text: string): readonly (readonly CsvCell[])[] | undefined {
  const rows: CsvCell[][] = [];
  let [at, line, lineStart] = [text.startsWith('\ufeff') ? 1 : 0, 1, text.startsWith('\ufeff') ? 1 : 0];
  let row: CsvCell[] = [];
  const endRow = (): void => {
    if (row.length > 1 || (row[0] !== undefined && row[0].text !== '' && !row[0].text.startsWith('#'))) rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const place = { line, column: at - lineStart + 1 };
    if (row.length === 0 && text[at] === '#') {
      while (at < text.length && text[at] !== '\n') at++;
    }
    const quoted = text[at] === '"';
    let cell = '';
    if (quoted) {
      const end = closingQuote(text, at + 1);
      if (end === undefined) return undefined;
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      for (let k = at; k < end; k++) if (text[k] === '\n') [line, lineStart] = [line + 1, k + 1];
      at = end + 1;
    }
    const end = cellEnd(text, at);
    row.push({ text: (cell + text.slice(at, end)).trim(), ...place });
    at = end + 1;
    if (text[end] === ',' && at < text.length) continue;
    if (text[end] === ',') row.push({ text: '', line, column: at - lineStart + 1 });
    endRow();
    [line, lineStart] = [line + 1, at];
  }
  return rows;
}

function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return undefined;
}

/** Where the next comma or line feed stands, or the text ends; a carriage return is trimmed with the cell. */
function cellEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end++;
  return end;
}
