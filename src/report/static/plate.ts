/**
 * A plate: title, sentence, legend, drawing, caption, and where it comes from inside the file. All figures share it, so that
 * they look like one set and each of them can be cited alone.
 */
import { escapeXml, FONT, INK, line, MUTED, marker, PAPER, rect, short, tag, type WordStyle, words } from './svg.js';
import { textWidth, wrapped } from './text-width.js';

/** A drawing in its own coordinates, from (0, 0) to (width, height). */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

export interface LegendItem {
  readonly text: string;
  readonly colour: string;
  /** A variant's symbol, a plain box, or a stroke. */
  readonly symbol: string;
  readonly dash?: string | undefined;
  /** Whether a line runs through the symbol. */
  readonly lined?: boolean;
}

export interface Plate {
  readonly title: string;
  readonly subtitle: string;
  readonly legend: readonly LegendItem[];
  readonly drawing: Drawing;
  /** Says n and what the interval is. */
  readonly caption: string;
  /** Kept inside the file: study, seed, runs, hashes, versions, command. */
  readonly provenance: Readonly<Record<string, string>>;
}

const MARGIN = 28;
const TITLE = 17;
const SUBTITLE = 12;
const CAPTION = 10.5;
const LEGEND = 11.5;

/** The whole file. Equal plates give equal text. */
export function plateSvg(plate: Plate): string {
  const { drawing } = plate;
  const inner = drawing.width;
  const parts: string[] = [];
  let y = MARGIN;
  const write = (lines: readonly string[], pitch: number, style: WordStyle): void => {
    for (const text of lines) {
      y += pitch;
      parts.push(words(text, 0, y, style));
    }
  };
  write(wrapped(plate.title, TITLE, inner, true, 2), 19, { size: TITLE, bold: true });
  y += 4;
  write(wrapped(plate.subtitle, SUBTITLE, inner, false, 3), 17, { size: SUBTITLE, fill: MUTED });
  const legend = legendRows(plate.legend, inner, y + 26);
  y = legend.bottom + 14;
  parts.push(legend.body, tag('g', { transform: `translate(0 ${short(y)})` }, drawing.body));
  y += drawing.height + 16;
  parts.push(line(0, y, inner, y));
  y += 4;
  write(wrapped(plate.caption, CAPTION, inner), 15, { size: CAPTION, fill: MUTED });
  const [width, height] = [inner + 2 * MARGIN, Math.ceil(y + MARGIN - 6)];
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'font-family': FONT,
    fill: INK,
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag(
    'svg',
    root,
    tag('title', {}, escapeXml(plate.title)),
    tag('desc', {}, escapeXml(`${plate.subtitle} ${plate.caption}`.trim())),
    tag('metadata', {}, escapeXml(JSON.stringify(plate.provenance))),
    rect(0, 0, width, height, PAPER),
    tag('g', { transform: `translate(${MARGIN} 0)` }, ...parts),
  )}\n`;
}

/** Items side by side, in as many rows as they need. */
function legendRows(items: readonly LegendItem[], width: number, top: number): { body: string; bottom: number } {
  if (items.length === 0) return { body: '', bottom: top - 22 };
  let [x, y] = [0, top];
  const body = items.map((item) => {
    const room = 32 + textWidth(item.text, LEGEND);
    if (x > 0 && x + room > width) [x, y] = [0, y + 20];
    const drawn = legendItem(item, x, y);
    x += room + 22;
    return drawn;
  });
  return { body: body.join(''), bottom: y + 6 };
}

function legendItem({ text, colour, symbol, dash, lined = false }: LegendItem, x: number, y: number): string {
  const middle = y - 4;
  const sign =
    symbol === 'box'
      ? rect(x + 4, middle - 5, 16, 10, colour)
      : symbol === 'stroke'
        ? line(x, middle, x + 24, middle, colour, 2.5, dash)
        : (lined ? line(x, middle, x + 24, middle, colour, 2, dash) : '') + marker(symbol, x + 12, middle, colour);
  return sign + words(text, x + 32, y, { size: LEGEND });
}
