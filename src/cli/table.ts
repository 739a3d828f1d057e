/** Text tables: columns aligned by what the terminal shows, not by string length. */
import { stripVTControlCharacters } from 'node:util';

/** Columns to fill where output is not a terminal. */
export const PAGE = 120;

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Lines of a table with a header; the last column is never padded. An empty list of rows gives the header alone. */
export function formatTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[], indent = ''): string[] {
  const lines = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_, c) => Math.max(...lines.map((line) => shownWidth(line[c] ?? ''))));
  return lines.map((line) => {
    const cells = columns.map((column, c) => pad(line[c] ?? '', widths[c] as number, column.align ?? 'left'));
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - shownWidth(text)));
  return align === 'right' ? space + text : text + space;
}

const segmenter = new Intl.Segmenter();
/** East Asian wide and full-width forms, and pictures: two columns. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;
const NO_WIDTH = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;

/** Columns that a text takes in a terminal: letters with their marks count once, wide characters twice, colours not. */
export function shownWidth(text: string): number {
  const plain = stripVTControlCharacters(text);
  if (/^[\x20-\x7e]*$/.test(plain)) return plain.length;
  let width = 0;
  for (const { segment } of segmenter.segment(plain)) width += WIDE.test(segment) ? 2 : NO_WIDTH.test(segment) ? 0 : 1;
  return width;
}

/** Breaks a text at spaces into lines of at most `width` columns. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && shownWidth(indent) + shownWidth(line) + 1 + shownWidth(word) > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, indent + line];
}
