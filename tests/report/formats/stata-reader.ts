/** Reads a Stata file of release 118 by its description (`help dta`), for tests; knows nothing of how ours is written. */

export interface StataContent {
  readonly label: string;
  readonly names: string[];
  readonly types: number[];
  readonly labels: string[];
  readonly notes: string[];
  readonly rows: (number | string | null)[][];
}

export function readStata(bytes: Uint8Array): StataContent {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decode = (from: number, to: number): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from, to));
  const untilZero = (from: number, width: number): string => {
    const end = bytes.subarray(from, from + width).indexOf(0);
    return decode(from, end < 0 ? from + width : from + end);
  };
  const u64 = (at: number): number => Number(view.getBigUint64(at, true));
  let at = 0;
  const expectText = (text: string): void => {
    const found = decode(at, at + text.length);
    if (found !== text) throw new Error(`expected ${text} at ${at}, found ${found}`);
    at += text.length;
  };
  expectText('<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>');
  const variables = view.getUint16(at, true);
  at += 2;
  expectText('</K><N>');
  const count = u64(at);
  at += 8;
  expectText('</N><label>');
  const labelLength = view.getUint16(at, true);
  const label = decode(at + 2, at + 2 + labelLength);
  at += 2 + labelLength;
  expectText('</label><timestamp>');
  at += 1 + view.getUint8(at);
  expectText('</timestamp></header>');
  const mapAt = at;
  expectText('<map>');
  const map = Array.from({ length: 14 }, (_, m) => u64(at + 8 * m));
  at += 14 * 8;
  expectText('</map>');
  if (map[0] !== 0 || map[1] !== mapAt || map[13] !== bytes.length) throw new Error(`the map is wrong: ${map}`);
  const list = <T>(section: number, name: string, width: number, read: (from: number) => T): T[] => {
    at = map[section] as number;
    expectText(`<${name}>`);
    const items = Array.from({ length: variables }, (_, v) => read(at + v * width));
    at += variables * width;
    if (name === 'sortlist') at += 2;
    expectText(`</${name}>`);
    return items;
  };
  const types = list(2, 'variable_types', 2, (from) => view.getUint16(from, true));
  const names = list(3, 'varnames', 129, (from) => untilZero(from, 129));
  list(4, 'sortlist', 2, (from) => view.getUint16(from, true));
  list(5, 'formats', 57, (from) => untilZero(from, 57));
  list(6, 'value_label_names', 129, (from) => untilZero(from, 129));
  const labels = list(7, 'variable_labels', 321, (from) => untilZero(from, 321));
  at = map[8] as number;
  expectText('<characteristics>');
  const notes: string[] = [];
  while (decode(at, at + 4) === '<ch>') {
    const length = view.getUint32(at + 4, true);
    const name = untilZero(at + 8 + 129, 129);
    if (name !== 'note0') notes.push(untilZero(at + 8 + 258, length - 258));
    at += 8 + length;
    expectText('</ch>');
  }
  expectText('</characteristics>');
  const texts = new Map<string, string>();
  at = map[10] as number;
  expectText('<strls>');
  while (decode(at, at + 3) === 'GSO') {
    const length = view.getUint32(at + 16, true);
    texts.set(`${view.getUint32(at + 3, true)} ${u64(at + 7)}`, decode(at + 20, at + 20 + length - 1));
    at += 20 + length;
  }
  expectText('</strls>');
  if (at !== map[11]) throw new Error('the long texts end elsewhere than the map says');
  expectText('<value_labels></value_labels>');
  if (at !== map[12]) throw new Error('the file ends elsewhere than the map says');
  expectText('</stata_dta>');
  at = map[9] as number;
  expectText('<data>');
  const cell = (type: number): number | string | null => {
    const from = at;
    if (type === 65526) {
      at += 8;
      return view.getUint32(from + 4, true) === 0x7fe00000 && view.getUint32(from, true) === 0 ? null : view.getFloat64(from, true);
    }
    if (type === 65528) {
      at += 4;
      return view.getInt32(from, true) > 2147483620 ? null : view.getInt32(from, true);
    }
    if (type === 65530) {
      at += 1;
      return view.getInt8(from) > 100 ? null : view.getInt8(from);
    }
    if (type === 32768) {
      at += 8;
      const observation = view.getUint32(from + 2, true) + 2 ** 32 * view.getUint16(from + 6, true);
      return texts.get(`${view.getUint16(from, true)} ${observation}`) ?? '';
    }
    at += type;
    return untilZero(from, type);
  };
  const rows = Array.from({ length: count }, () => types.map(cell));
  expectText('</data>');
  return { label, names, types, labels, notes, rows };
}
