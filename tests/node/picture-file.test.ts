/** Figures as files: PNG and PDF hold the picture and where it comes from, and equal pictures are equal bytes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { formatOf, writePicture } from '../../src/node/picture-file.js';
import { plateSvg } from '../../src/report/static/plate.js';
import { rect, words } from '../../src/report/static/svg.js';

const folder = mkdtempSync(join(tmpdir(), 'trihelix-figure-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const provenance = { study: 'small', seed: 'зерно', plan_hash: 'ab'.repeat(32), trihelix: '1.2.3' };
const svg = plateSvg({
  title: 'Переливы знаний',
  subtitle: 'Subtitle',
  legend: [],
  drawing: { width: 300, height: 60, body: rect(0, 0, 300, 40, '#cc0000') + words('Слова', 10, 55) },
  caption: 'n = 3.',
  provenance,
});
const write = async (name: string): Promise<Buffer> => {
  const path = join(folder, name);
  await writePicture(path, { svg, title: 'Переливы знаний', provenance });
  return readFileSync(path);
};

/** Chunks of a PNG: type and data. */
function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

describe('a figure as a file', () => {
  it('of SVG is the text itself', async () => {
    expect((await write('a.svg')).toString('utf8')).toBe(svg);
  });

  it('of PNG is twice as large in pixels, holds its origin as text, and has letters in it', async () => {
    const png = await write('a.png');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const chunks = chunksOf(png);
    expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'iTXt', 'iTXt', ...chunks.slice(3).map(({ type }) => type)]);
    expect(chunks[0]?.data.readUInt32BE(0)).toBe(2 * 356);
    expect(chunks[1]?.data.toString('utf8')).toContain('Переливы знаний');
    expect(JSON.parse((chunks[2]?.data.toString('utf8') ?? '').replace(/^Source\0+/, ''))).toEqual(provenance);
    const pixels = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
    const blank = await pixelsWithout('Слова');
    expect(pixels.equals(blank)).toBe(false);
  });

  it('of PDF holds vector letters of DejaVu Sans and its origin', async () => {
    const pdf = (await write('a.pdf')).toString('latin1');
    expect(pdf.startsWith('%PDF-1.')).toBe(true);
    expect(pdf).toContain('DejaVuSans');
    expect(pdf).toContain('/Subject');
    expect(pdf).not.toContain('/Subtype /Image');
  });

  it.each(['a.svg', 'b.png', 'c.pdf'])('is the same bytes each time: %s', async (name) => {
    const first = await write(name);
    expect((await write(name)).equals(first)).toBe(true);
    expect(readdirSync(folder).filter((each) => each.includes('.part-'))).toEqual([]);
  });

  it('of another ending is refused', () => {
    expect(formatOf('A.PDF')).toBe('.pdf');
    expect(() => formatOf('a.jpg')).toThrow('ends in .svg, .png or .pdf');
  });
});

/** Pixels of the same picture with a word taken out. */
async function pixelsWithout(word: string): Promise<Buffer> {
  const path = join(folder, 'blank.png');
  await writePicture(path, { svg: svg.replace(word, ''), title: 'x', provenance });
  const chunks = chunksOf(readFileSync(path));
  return inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
}
