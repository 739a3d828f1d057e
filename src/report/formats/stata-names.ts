/** Names and labels as Stata takes them: at most 32 letters, digits and underscores, no word of its language, each once. */
import { utf8 } from '../../experiment/text.js';

const LONGEST = 32;
/** Words that cannot name a variable. Source: Stata manual, `help reswords`. */
const RESERVED = new Set(
  '_all _b _coef _cons _n _N _pi _pred _rc _se _skip aggregate array boolean break byte case catch class colvector complex const continue default delegate delete do double else end enum explicit export external float for friend function global goto if in inline int local long mata matrix namespace new NULL pointer polymorphic pragma private protected public quad real return rowvector scalar short static strL string struct super switch template this throw transmorphic try typedef typename union using vector version virtual void while with'.split(
    ' ',
  ),
);

/** One name per column, in their order; what had to be changed stays readable. */
export function stataNames(columns: readonly string[]): string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const plain = column.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=\d|$)/, '_');
    const free = RESERVED.has(plain) || /^str\d+$/.test(plain) ? `${plain}_` : plain;
    let name = free.slice(0, LONGEST);
    for (let n = 2; taken.has(name); n++) name = `${free.slice(0, LONGEST - String(n).length - 1)}_${n}`;
    taken.add(name);
    return name;
  });
}

/** UTF-8 of at most so many characters. */
export function cutUtf8(text: string, most: number): Uint8Array {
  return utf8([...text.replaceAll('\0', '\ufffd')].slice(0, most).join(''));
}
