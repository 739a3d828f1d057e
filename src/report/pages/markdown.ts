/** The few pieces of Markdown that pages in docs/ are built of; text from outside passes `cell` or `plain`. */
import type { JudgedClaim } from '../../experiment/comparison.js';
import { formatEstimate, formatProbability } from '../format.js';

/** Text of one line that cannot end a cell, open a tag or start a link. */
export function cell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replace(/[|[\]`*]/g, (sign) => `\\${sign}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A table; cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Difference with its interval, or that there is none. */
function estimate({ difference, low, high }: JudgedClaim): string {
  return between({ mean: difference, low, high }, true);
}

/** Mean with its interval, or that there is none. */
export function between(value: Parameters<typeof formatEstimate>[0], signed = false): string {
  const { mean, interval } = formatEstimate(value, 'en', signed);
  return `${mean} ${interval}`.trim();
}

/** Source, claim, verdict, difference, p, pairs: the cells of a judged claim. */
export function claimCells(judged: JudgedClaim): string[] {
  const { claim, verdict, pAdjusted, pairs } = judged;
  return [
    cell(claim.source ?? ''),
    cell(claim.text),
    `**${verdict}**`,
    estimate(judged),
    formatProbability(pAdjusted, 'en'),
    String(pairs),
  ];
}

export const CLAIM_HEAD = ['source', 'claim', 'verdict', 'difference, 95 % interval', 'p', 'pairs'];

/** `1 claim`, `2 claims`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
