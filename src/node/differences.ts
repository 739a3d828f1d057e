/**
 * What changed between a stored plan and the plan of today, in words, for the refusal to mix them.
 */
import type { Plan } from '../experiment/study.js';
import { printable } from '../experiment/text.js';

/** One line per changed value, e.g. `variants.process.parameters.firm_count: was 40, now 50`. */
export function differencesOf(before: Plan, now: Plan): string[] {
  const lines: string[] = [];
  const meaning = ({ scenario, model, engine }: Plan): unknown => {
    const { source: _, ...rest } = scenario;
    return { ...rest, model, engine };
  };
  walk('', meaning(before), meaning(now), lines);
  if (lines.length === 0 && before.runs.length !== now.runs.length) lines.push(`runs: was ${before.runs.length}, now ${now.runs.length}`);
  if (lines.length === 0) lines.push('points: the swept values changed');
  return lines;
}

function walk(path: string, before: unknown, now: unknown, lines: string[]): void {
  if (isObject(before) && isObject(now)) {
    const left = byName(before);
    const right = byName(now);
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      walk(path === '' ? key : `${path}.${key}`, left[key], right[key], lines);
    }
    return;
  }
  if (Object.is(before, now)) return;
  lines.push(`${printable(path)}: was ${show(before)}, now ${show(now)}`);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Lists of named things (variants, policies) are compared by name, other lists by position. */
function byName(value: object): Record<string, unknown> {
  if (!Array.isArray(value)) return value as Record<string, unknown>;
  const name = (item: unknown, i: number): string => {
    const named = isObject(item) ? (item as { name?: unknown; instrument?: unknown; text?: unknown }) : {};
    const own = named.name ?? named.instrument ?? named.text;
    return typeof own === 'string' ? own : String(i + 1);
  };
  return Object.fromEntries(value.map((item, i) => [name(item, i), item]));
}

function show(value: unknown): string {
  if (value === undefined) return 'absent';
  return printable(typeof value === 'string' ? value : JSON.stringify(value), 60);
}
