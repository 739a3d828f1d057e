/**
 * A block is a figure on the page: panels with plotly figures, a caption, and its numbers as a table for those who
 * cannot see or draw it. The page's script finds the figures by the block's id in the page's data.
 */
import type { Context } from './context.js';
import type { Figure } from './figures/figure.js';
import { escapeHtml } from './markup.js';

/** A figure with the sentence that says what it shows. */
export interface Labelled {
  readonly label: string;
  readonly figure: Figure;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
  /** Shown when the pointer rests on it, e.g. the identifier behind a title. */
  readonly hint?: string;
}

export interface Block {
  /** Unique on the page. */
  readonly id: string;
  /** With a selector the block has one panel, and its options choose the figure. */
  readonly selector?: { readonly label: string; readonly options: readonly Option[] };
  /** Panels beside each other need more room than usual. */
  readonly wide?: boolean;
  /** Without a selector: panels in order, each with the figure of its key. */
  readonly panels: readonly { readonly key: string; readonly title?: string; readonly sentence?: string }[];
  readonly figures: Readonly<Record<string, Labelled>>;
  readonly caption: string;
  /** Markup above the panels, e.g. a legend. */
  readonly legend?: string;
  /** Markup of the table with the figure's numbers; empty where a table before says them. */
  readonly numbers: string;
}

/** A part of the report. `html` is markup without the heading. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly html: string;
  readonly blocks: readonly Block[];
}

export function blockHtml(block: Block, context: Context): string {
  const { texts } = context;
  const first = block.selector?.options[0]?.value;
  const panels = block.panels.map((panel) => {
    const key = first ?? panel.key;
    const title = panel.title === undefined ? '' : `<p class="panel-title">${panel.title}</p>`;
    const sentence = panel.sentence === undefined || panel.sentence === '' ? '' : `<p class="sentence">${escapeHtml(panel.sentence)}</p>`;
    const label = escapeHtml(block.figures[key]?.label ?? '');
    return `<div class="panel">${title}${sentence}<div class="plot" role="img" aria-label="${label}" data-block="${block.id}" data-key="${escapeHtml(key)}"></div></div>`;
  });
  const numbers = block.numbers === '' ? '' : `<details><summary>${escapeHtml(texts.figureData)}</summary>${block.numbers}</details>`;
  const many = block.panels.length > 1 ? ` many${block.wide === true ? ' wide' : ''}` : '';
  return `<figure id="${block.id}">${selectorHtml(block)}${block.legend ?? ''}<noscript><p class="note">${escapeHtml(texts.figureNeedsScripts)}</p></noscript><div class="panels${many}">${panels.join('')}</div><figcaption>${escapeHtml(block.caption)}</figcaption>${numbers}</figure>`;
}

function selectorHtml(block: Block): string {
  if (block.selector === undefined) return '';
  const { label, options } = block.selector;
  const groups = [...new Set(options.map((option) => option.group))];
  const inner = groups.map((group) => {
    const items = options
      .filter((option) => option.group === group)
      .map(({ value, label: shown, hint }) => {
        const title = hint === undefined ? '' : ` title="${escapeHtml(hint)}"`;
        return `<option value="${escapeHtml(value)}"${title}>${escapeHtml(shown)}</option>`;
      });
    return group === undefined ? items.join('') : `<optgroup label="${escapeHtml(group)}">${items.join('')}</optgroup>`;
  });
  const shown = block.figures[options[0]?.value ?? '']?.label ?? '';
  return `<label class="selector">${escapeHtml(label)} <select data-select="${block.id}" autocomplete="off">${inner.join('')}</select></label><p class="sentence" data-label="${block.id}">${escapeHtml(shown)}</p>`;
}

/** Data of the page: figures by block and key, with repeated columns of numbers kept once. */
export interface PageData {
  readonly columns: readonly (readonly unknown[])[];
  readonly blocks: Readonly<Record<string, Readonly<Record<string, Labelled>>>>;
}

/** Shortest array worth sharing. */
const SHARED_LENGTH = 6;

/** Packs all figures; an array of plain values becomes `{ column: k }`, so that the second language costs no numbers. */
export function pageData(blocks: readonly Block[]): PageData {
  const columns: (readonly unknown[])[] = [];
  const known = new Map<string, number>();
  const pack = (value: unknown): unknown => {
    if (Array.isArray(value)) return isColumn(value) ? { column: columnOf(value) } : value.map(pack);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pack(inner)]));
  };
  const columnOf = (value: readonly unknown[]): number => {
    const key = JSON.stringify(value);
    const place = known.get(key) ?? columns.length;
    if (place === columns.length) {
      columns.push(value);
      known.set(key, place);
    }
    return place;
  };
  const packed = Object.fromEntries(blocks.map((block) => [block.id, pack(block.figures) as Record<string, Labelled>]));
  return { columns, blocks: packed };
}

function isColumn(value: readonly unknown[]): boolean {
  return value.length >= SHARED_LENGTH && value.every((entry) => entry === null || typeof entry !== 'object');
}
