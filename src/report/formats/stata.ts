/**
 * Stata's own file format, release 118 (Stata 14 and later): UTF-8, variable labels, notes with the provenance. Written
 * by us because no kept package writes it. Source: Stata manual, `help dta`. Same rows, same bytes: no time stamp.
 */
import type { Cell, Column, Row } from '../../experiment/tables/table.js';
import { utf8 } from '../../experiment/text.js';
import { ByteWriter, WORD } from './byte-writer.js';
import { cutUtf8, stataNames } from './stata-names.js';

export interface StataTable {
  /** Shown by `describe`; at most 80 characters are kept. */
  readonly label: string;
  readonly columns: readonly Column[];
  /** Called twice: once to measure, once to write. */
  rows(): Iterable<Row>;
  /** What `notes` shows, e.g. seed and hashes. */
  readonly notes: readonly string[];
}

/** Type codes of release 118; 1…2045 are texts of that many bytes. */
const TYPE = { strL: 32768, double: 65526, long: 65528, byte: 65530 } as const;
const LONGEST_FIXED = 2045;
/** The system missing value `.` of each type. */
const MISSING = { long: 0x7fffffe5, byte: 101 } as const;
const LARGEST = { long: 2147483620, least: -2147483647, double: 8.988465674311579e307 } as const;

interface Variable {
  readonly column: Column;
  readonly name: string;
  readonly type: number;
}

/** The file, in pieces. Numbers that Stata cannot hold are missing; texts are whole, whatever their length. */
export function* stataFile({ label, columns, rows, notes }: StataTable): Generator<Uint8Array> {
  const { count, widths, real } = measure(columns, rows());
  const names = stataNames(columns.map(({ name }) => name));
  const variables = columns.map(
    (column, c): Variable => ({ column, name: names[c] as string, type: typeOf(column, widths[c] as number, real.has(c)) }),
  );
  const header = new ByteWriter();
  writeHeader(header, label, variables.length, count);
  const mapAt = header.length + 5;
  const places = [0, header.length];
  header
    .text('<map>')
    .zeros(14 * 8)
    .text('</map>');
  writeVariables(header, variables, places);
  writeNotes(header, notes, places);
  places.push(header.length);
  header.text('<data>');
  const rowBytes = variables.reduce((sum, { type }) => sum + bytesOf(type), 0);
  const dataEnd = header.length + rowBytes * count;
  const longTexts = measureLongTexts(variables, rows());
  const strlsAt = dataEnd + 7;
  const labelsAt = strlsAt + 7 + longTexts + 8;
  places.push(strlsAt, labelsAt, labelsAt + 29, labelsAt + 29 + 12);
  header.patch(mapAt, places);
  yield header.take();
  yield* writeData(variables, rows());
  yield new ByteWriter().text('</data><strls>').take();
  yield* writeLongTexts(variables, rows());
  yield new ByteWriter().text('</strls><value_labels></value_labels></stata_dta>').take();
}

/** Rows, longest text in bytes by column, and whole columns that hold something a long cannot. */
function measure(columns: readonly Column[], rows: Iterable<Row>): { count: number; widths: number[]; real: Set<number> } {
  const widths = columns.map(() => 1);
  const real = new Set<number>();
  let count = 0;
  for (const row of rows) {
    count++;
    for (const [c, { type }] of columns.entries()) {
      const cell = row[c];
      if (type === 'text') widths[c] = Math.max(widths[c] as number, textBytes(cell).length);
      else if (type === 'whole' && typeof cell === 'number' && !(cell >= LARGEST.least && cell <= LARGEST.long)) real.add(c);
    }
  }
  return { count, widths, real };
}

function typeOf({ type }: Column, width: number, real: boolean): number {
  if (type === 'text') return width > LONGEST_FIXED ? TYPE.strL : width;
  if (type === 'flag') return TYPE.byte;
  return type === 'whole' && !real ? TYPE.long : TYPE.double;
}

function bytesOf(type: number): number {
  if (type === TYPE.double || type === TYPE.strL) return 8;
  if (type === TYPE.long) return 4;
  return type === TYPE.byte ? 1 : type;
}

/** A zero byte ends a text in Stata, so none may be inside. */
function textBytes(cell: Cell): Uint8Array {
  return cell === null || cell === undefined ? new Uint8Array(0) : utf8(String(cell).replaceAll('\0', '\ufffd'));
}

function writeHeader(out: ByteWriter, label: string, variables: number, count: number): void {
  out.text('<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>').u16(variables).text('</K><N>').u64(count);
  const bytes = cutUtf8(label, 80);
  out.text('</N><label>').u16(bytes.length).bytes(bytes).text('</label><timestamp>').u8(0).text('</timestamp></header>');
}

function writeVariables(out: ByteWriter, variables: readonly Variable[], places: number[]): void {
  const section = (name: string, write: () => void): void => {
    places.push(out.length);
    out.text(`<${name}>`);
    write();
    out.text(`</${name}>`);
  };
  section('variable_types', () => {
    for (const { type } of variables) out.u16(type);
  });
  section('varnames', () => {
    for (const { name } of variables) out.fixed(utf8(name), 129);
  });
  section('sortlist', () => out.zeros(2 * (variables.length + 1)));
  section('formats', () => {
    for (const { type } of variables) out.fixed(utf8(formatOf(type)), 57);
  });
  section('value_label_names', () => out.zeros(129 * variables.length));
  section('variable_labels', () => {
    for (const { column, name } of variables) out.fixed(cutUtf8(column.label ?? (column.name === name ? '' : column.name), 80), 321);
  });
}

function formatOf(type: number): string {
  if (type === TYPE.double) return '%10.0g';
  if (type === TYPE.long) return '%12.0g';
  if (type === TYPE.byte) return '%8.0g';
  return type === TYPE.strL ? '%9s' : `%-${Math.min(type, 60)}s`;
}

/** Notes are characteristics of the whole data set: their count, then one each. */
function writeNotes(out: ByteWriter, notes: readonly string[], places: number[]): void {
  places.push(out.length);
  out.text('<characteristics>');
  const note = (name: string, text: string): void => {
    const content = utf8(`${text.replaceAll('\0', '\ufffd')}\0`);
    out
      .text('<ch>')
      .u32(258 + content.length)
      .fixed(utf8('_dta'), 129)
      .fixed(utf8(name), 129)
      .bytes(content)
      .text('</ch>');
  };
  if (notes.length > 0) note('note0', String(notes.length));
  for (const [n, text] of notes.entries()) note(`note${n + 1}`, text);
  out.text('</characteristics>');
}

const PIECE = 65_536;

function* writeData(variables: readonly Variable[], rows: Iterable<Row>): Generator<Uint8Array> {
  const out = new ByteWriter();
  let observation = 0;
  for (const row of rows) {
    observation++;
    for (const [v, { type }] of variables.entries()) writeCell(out, row[v], type, v + 1, observation);
    if (out.length >= PIECE) yield out.take();
  }
  yield out.take();
}

function writeCell(out: ByteWriter, cell: Cell, type: number, variable: number, observation: number): void {
  if (type === TYPE.double) {
    const sound = typeof cell === 'number' && Math.abs(cell) < LARGEST.double;
    if (sound) out.f64(cell);
    else out.u32(0).u32(0x7fe00000);
  } else if (type === TYPE.long) out.i32(typeof cell === 'number' ? cell : MISSING.long);
  else if (type === TYPE.byte) out.u8(cell === true ? 1 : cell === false ? 0 : MISSING.byte);
  else if (type !== TYPE.strL) out.fixed(textBytes(cell), type);
  else if (textBytes(cell).length === 0) out.zeros(8);
  else
    out
      .u16(variable)
      .u32(observation % WORD)
      .u16(Math.floor(observation / WORD));
}

/** Long texts stand behind the data, each with the place of its cell. */
function* writeLongTexts(variables: readonly Variable[], rows: Iterable<Row>): Generator<Uint8Array> {
  for (const { variable, observation, text } of longTexts(variables, rows)) {
    const out = new ByteWriter().text('GSO').u32(variable).u64(observation).u8(130);
    yield out
      .u32(text.length + 1)
      .bytes(text)
      .u8(0)
      .take();
  }
}

function measureLongTexts(variables: readonly Variable[], rows: Iterable<Row>): number {
  let bytes = 0;
  for (const { text } of longTexts(variables, rows)) bytes += 3 + 4 + 8 + 1 + 4 + text.length + 1;
  return bytes;
}

function* longTexts(
  variables: readonly Variable[],
  rows: Iterable<Row>,
): Generator<{ variable: number; observation: number; text: Uint8Array }> {
  const long = [...variables.entries()].filter(([, { type }]) => type === TYPE.strL).map(([v]) => v);
  if (long.length === 0) return;
  let observation = 0;
  for (const row of rows) {
    observation++;
    for (const v of long) {
      const text = textBytes(row[v]);
      if (text.length > 0) yield { variable: v + 1, observation, text };
    }
  }
}
