/** Where the words of a figure stand: boxes of its text elements, moved as their groups are; turned words are left out. */
import { textWidth } from '../../src/report/static/text-width.js';

export interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const TOKEN = /<(\/?)(g|text)\b([^>]*?)(\/?)>([^<]*)/g;

const attribute = (attributes: string, name: string): string | undefined => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

export function labelsOf(svg: string): { boxes: Box[]; width: number; height: number } {
  const [, width = 0, height = 0] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number);
  const moves: { x: number; y: number; scale: number }[] = [{ x: 0, y: 0, scale: 1 }];
  const boxes: Box[] = [];
  for (const { 1: closing, 2: name, 3: attributes = '', 4: empty, 5: text = '' } of svg.matchAll(TOKEN)) {
    const here = moves.at(-1) as { x: number; y: number; scale: number };
    if (name === 'g') {
      if (closing === '/') moves.pop();
      else if (empty !== '/') moves.push(moved(here, attribute(attributes, 'transform') ?? ''));
      continue;
    }
    if (closing === '/' || (attribute(attributes, 'transform') ?? '').startsWith('rotate')) continue;
    boxes.push(boxOf(here, attributes, plain(text)));
  }
  return { boxes, width, height };
}

function moved(here: { x: number; y: number; scale: number }, transform: string): { x: number; y: number; scale: number } {
  const [, dx = '0', dy = '0'] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(transform) ?? [];
  const factor = Number(/scale\(([\d.]+)\)/.exec(transform)?.[1] ?? 1);
  return { x: here.x + here.scale * Number(dx), y: here.y + here.scale * Number(dy), scale: here.scale * factor };
}

function boxOf({ x, y, scale }: { x: number; y: number; scale: number }, attributes: string, text: string): Box {
  const size = scale * Number(attribute(attributes, 'font-size') ?? 11);
  const wide = textWidth(text, size, attribute(attributes, 'font-weight') === 'bold');
  const anchor = attribute(attributes, 'text-anchor') ?? 'start';
  const at = x + scale * Number(attribute(attributes, 'x') ?? 0);
  const left = anchor === 'end' ? at - wide : anchor === 'middle' ? at - wide / 2 : at;
  const base = y + scale * Number(attribute(attributes, 'y') ?? 0);
  return { text, left, right: left + wide, top: base - 0.75 * size, bottom: base + 0.2 * size };
}
