/**
 * How wide a text is, without a font: the advance widths of DejaVu Sans in hundredths of its size (Latin, Cyrillic, some
 * signs). Other characters count as wide, so that a guess never lets two labels touch.
 */

const LATIN =
  '32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84';
const CYRILLIC =
  '68 69 69 61 78 63 108 64 75 75 71 75 86 75 79 75 60 70 61 61 86 69 78 69 107 109 83 88 69 70 108 69 61 62 59 53 69 62 90 53 65 65 60 64 75 65 61 65 63 55 58 59 85 59 68 59 92 94 71 79 59 55 84 60';
const SIGNS: Readonly<Record<string, number>> = {
  Ё: 63,
  ё: 62,
  '−': 84,
  '–': 50,
  '—': 100,
  '…': 100,
  '×': 84,
  '±': 84,
  '→': 84,
  '÷': 84,
  '«': 61,
  '»': 61,
  '“': 52,
  '”': 52,
  '’': 32,
  '·': 32,
  '€': 64,
  '\u00a0': 32,
  '²': 40,
};
const OTHER = 100;
/** Bold letters are about a tenth wider. */
const BOLD = 1.12;

const widths = new Map<string, number>([
  ...LATIN.split(' ').map((width, k): [string, number] => [String.fromCharCode(32 + k), Number(width)]),
  ...CYRILLIC.split(' ').map((width, k): [string, number] => [String.fromCharCode(1040 + k), Number(width)]),
  ...Object.entries(SIGNS),
]);

/** Width in the unit of the size. */
export function textWidth(text: string, size: number, bold = false): number {
  let sum = 0;
  for (const character of text) sum += widths.get(character) ?? OTHER;
  return (sum * size * (bold ? BOLD : 1)) / 100;
}

/** The text, shortened with … where it is wider than allowed. */
export function fitted(text: string, size: number, width: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('').trimEnd()}…`, size, bold) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** Lines no wider than allowed; a word that is too long alone is shortened. At most so many lines. */
export function wrapped(text: string, size: number, width: number, bold = false, most = 20): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && textWidth(longer, size, bold) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  if (current !== '') lines.push(current);
  const kept = lines.slice(0, most).map((each) => fitted(each, size, width, bold));
  if (lines.length > most) kept[most - 1] = fitted(`${lines[most - 1]} …`, size, width, bold);
  return kept;
}
