/**
 * A figure as a file: SVG as it is, PNG by resvg, PDF by pdfkit. No browser, no fonts of the machine: DejaVu Sans comes with
 * the program, so a picture looks the same everywhere, Cyrillic included. The packages are loaded when they are needed. What
 * the figure says of its origin is kept in all three formats.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { UserError } from '../core/errors.js';
import { writeWhole } from './files.js';
import { storeError } from './store-error.js';

const PICTURE_FORMATS = ['.svg', '.png', '.pdf'] as const;
type Format = (typeof PICTURE_FORMATS)[number];

/** Pixels of a PNG per unit of the drawing. */
const PIXELS = 2;

export interface Picture {
  readonly svg: string;
  readonly title: string;
  readonly provenance: Readonly<Record<string, string>>;
}

/**
 * The format that the name of a file asks for.
 * @throws UserError for another ending
 */
export function formatOf(path: string): Format {
  const ending = extname(path).toLowerCase();
  const format = PICTURE_FORMATS.find((each) => each === ending);
  if (format === undefined) throw new UserError(`a figure ends in .svg, .png or .pdf, not in "${ending}"`, 'e.g. --out figure.svg');
  return format;
}

/** Writes the picture whole. @throws StoreError when the disk refuses */
export async function writePicture(path: string, picture: Picture): Promise<void> {
  const format = formatOf(path);
  const data = format === '.svg' ? picture.svg : format === '.png' ? await pngOf(picture) : await pdfOf(picture);
  try {
    writeWhole(path, data);
  } catch (error) {
    throw storeError(`cannot write ${path}`, error);
  }
}

function fontFile(name: string): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf', name);
}

const REGULAR = 'DejaVuSans.ttf';
const BOLD = 'DejaVuSans-Bold.ttf';

async function pngOf({ svg, title, provenance }: Picture): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: PIXELS },
    font: { loadSystemFonts: false, fontFiles: [fontFile(REGULAR), fontFile(BOLD)], defaultFontFamily: 'DejaVu Sans' },
  });
  return withText(image.render().asPng(), { Title: title, Source: JSON.stringify(provenance) });
}

/** Signature and header chunk of a PNG: texts go right behind them. */
const HEADER = 33;

/** The PNG with a text chunk (iTXt, UTF-8) per entry. */
function withText(png: Uint8Array, texts: Readonly<Record<string, string>>): Uint8Array {
  const chunks = Object.entries(texts).map(([keyword, text]) => {
    // Keyword, end, not compressed, method 0, no language, no translated keyword.
    const data = Buffer.concat([
      Buffer.from('iTXt'),
      Buffer.from(keyword, 'latin1'),
      Buffer.from([0, 0, 0, 0, 0]),
      Buffer.from(text, 'utf8'),
    ]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length - 4);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(data) >>> 0);
    return Buffer.concat([length, data, check]);
  });
  return Buffer.concat([png.subarray(0, HEADER), ...chunks, png.subarray(HEADER)]);
}

async function pdfOf({ svg, title, provenance }: Picture): Promise<Uint8Array> {
  const [{ default: PdfDocument }, { default: drawSvg }] = await Promise.all([import('pdfkit'), import('svg-to-pdfkit')]);
  const [, width = 0, height = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number);
  // A fixed date: equal figures are equal bytes.
  const info = {
    Title: title,
    Subject: JSON.stringify(provenance),
    Creator: `trihelix ${provenance.trihelix ?? ''}`.trim(),
    CreationDate: new Date(0),
  };
  const document = new PdfDocument({ size: [width, height], margin: 0, info });
  document.registerFont('regular', readFileSync(fontFile(REGULAR)) as unknown as string);
  document.registerFont('bold', readFileSync(fontFile(BOLD)) as unknown as string);
  const parts: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
  drawSvg(document, svg, 0, 0, { width, height, assumePt: true, fontCallback: (_, bold) => (bold ? 'bold' : 'regular') });
  document.end();
  return whole;
}
