/**
 * What changed between a stored plan and the plan of today, in words, for the refusal to mix them.
 */
import type { Plan, Variant } from '../experiment/study.js';
import { printable } from '../experiment/text.js';

/** One line per changed value, e.g. `variants.process.parameters.firm_count: was 40, now 50`. Never empty. */
export function planDifferences(before: Plan, now: Plan): string[] {
  const lines: string[] = [];
  walk('', meaningOf(before), meaningOf(now), lines);
  // Runs are numbered in the order of the variants, of which the first is the baseline.
  if (lines.length === 0) walk('order of variants', orderOf(before), orderOf(now), lines);
  return lines.length > 0 ? lines : ['the settings of its runs'];
}

const orderOf = ({ scenario }: Plan): string => scenario.variants.map(({ name }) => name).join(', ');

/** What decides the numbers of a plan's runs; titles, claims and indicators do not. */
function meaningOf({ scenario, points, model, engine, runs }: Plan): unknown {
  const variants = ({ name, parameters, policies }: Variant): unknown => ({ name, parameters, policies });
  return {
    model,
    engine,
    seed: scenario.seed,
    steps: scenario.steps,
    burn_in: scenario.burnIn,
    checked: runs[0]?.checked ?? false,
    evaluations: runs[0]?.evaluations,
    variants: scenario.variants.map(variants),
    points: points?.map((point) => point.values),
  };
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
