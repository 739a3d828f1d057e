/** A tree of a trace as indented text: what, how much, in which unit. Knows no model; labels and amounts are the model's. */
import type { Text } from '../core/model.js';
import type { TraceAmount, TraceNode } from '../core/trace.js';
import { printable } from '../experiment/text.js';
import { formatNumber, formatPercent, formatUnit, type Language } from '../report/format.js';
import { formatTable } from './table.js';
import type { Terminal } from './terminal.js';

/** Longest label that is shown whole. */
const LONGEST = 200;

/** A node and all below it, two columns further in per level. */
export function showTree(node: TraceNode, language: Language, terminal: Terminal): void {
  terminal.out(terminal.style('bold', lineOf(node, language)));
  showChildren(node, '', language, terminal);
}

function showChildren(node: TraceNode, indent: string, language: Language, terminal: Terminal): void {
  for (const [c, child] of node.children.entries()) {
    const last = c === node.children.length - 1;
    terminal.out(`${indent}${last ? '└ ' : '├ '}${lineOf(child, language)}`);
    showChildren(child, `${indent}${last ? '  ' : '│ '}`, language, terminal);
  }
}

/** Entries of one kind as a table, one column per amount. */
export function showEntries(title: Text, nodes: readonly TraceNode[], language: Language, terminal: Terminal): void {
  terminal.out(terminal.style('bold', title[language]));
  const first = nodes[0];
  if (first === undefined) {
    terminal.out(language === 'en' ? '  none' : '  нет');
    return;
  }
  const columns = [
    { title: 'id' },
    { title: '' },
    ...first.amounts.map(({ text }) => ({ title: text[language], align: 'right' as const })),
  ];
  const rows = nodes.map((node) => [
    node.id ?? '',
    printable(node.label[language], LONGEST),
    ...first.amounts.map(({ name }) =>
      amountText(
        node.amounts.find((amount) => amount.name === name),
        language,
      ),
    ),
  ]);
  for (const line of formatTable(columns, rows, '  ')) terminal.out(line);
}

function lineOf({ label, amounts }: TraceNode, language: Language): string {
  const shown = amounts.map((amount) => `${amount.text[language]} ${amountText(amount, language)}`);
  return printable(`${label[language]}${shown.length === 0 ? '' : `: ${shown.join(', ')}`}`, 2 * LONGEST);
}

function amountText(amount: TraceAmount | undefined, language: Language): string {
  if (amount === undefined) return '';
  if (amount.unit === 'share') return formatPercent(amount.value, language);
  const number = formatNumber(amount.value, language);
  if (amount.unit === 'count') return number;
  const unit = formatUnit(amount.unit, language);
  if (amount.unit === 'EUR') return `${unit}${number}`;
  return unit === '' || unit === amount.text[language] ? number : `${number} (${unit})`;
}
