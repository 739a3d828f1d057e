/**
 * Tables of input that must be refused, each beside the valid input that is one edit away.
 *
 * A line is `name ¦ wrong ¦ right ¦ place ¦ path ¦ words of the message`. `¶` is a line end, `⟪U+0000⟫` a character,
 * `⟪ab×3⟫` a repetition in which N counts from 0. `#` begins a heading.
 */
import { readFileSync } from 'node:fs';
import { UserError } from '../../src/core/errors.js';
import { parseFormula } from '../../src/experiment/formula-parse.js';
import { planStudy } from '../../src/experiment/plan.js';
import type { Problem } from '../../src/experiment/problem.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { models } from '../../src/models/index.js';

export interface Case {
  readonly name: string;
  readonly wrong: string;
  readonly right: string;
  /** `line:column`, empty where there is none. */
  readonly place: string;
  readonly path: string;
  readonly words: string;
}

/** What a judge says: nothing for valid input, else the problems. */
export type Judge = (text: string) => Promise<readonly Problem[]>;

export const TABLES = ['keys', 'values', 'syntax', 'overrides', 'formulas'] as const;

export function readCases(table: (typeof TABLES)[number]): Case[] {
  const lines = readFileSync(new URL(`./cases/${table}.txt`, import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => {
      const [name = '', wrong = '', right = '', place = '', path = '', words = ''] = line.split('¦').map((cell) => cell.trim());
      return { name: `${table}: ${name}`, wrong: expand(wrong), right: expand(right), place, path: expand(path), words: expand(words) };
    });
}

function expand(text: string): string {
  return text
    .replaceAll('¶', '\n')
    .replace(/⟪(.*?)×(\d+)⟫/gsu, (_, part: string, count: string) =>
      Array.from({ length: Number(count) }, (_each, n) => part.replaceAll('N', String(n))).join(''),
    )
    .replace(/⟪U\+([0-9A-F]+)⟫/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}

/** The two lines before the lines of a case; its seed keeps the file whole where a case is about the title. */
const HEAD = 'title: case\nseed: s\n';

const readText = (path: string): string => {
  if (path !== 'base.yaml') throw new Error('no such file');
  return 'title: base\n';
};

async function problemsOf(text: string, overrides: readonly string[] = []): Promise<readonly Problem[]> {
  const reading = await readScenario({ path: 'case.yaml', text, models, readText, overrides });
  if (!reading.ok) return reading.problems;
  try {
    planStudy({ scenario: reading.scenario, models, engine: '0', points: reading.points });
    return [];
  } catch (error) {
    if (error instanceof UserError) return [{ file: '', line: 0, column: 0, path: '', problem: error.message, hint: error.hint ?? '' }];
    throw error;
  }
}

export const judges: Readonly<Record<(typeof TABLES)[number], Judge>> = {
  keys: (text) => problemsOf(`${HEAD}${text}\n`),
  values: (text) => problemsOf(`${HEAD}${text}\n`),
  syntax: (text) => problemsOf(`${HEAD}${text}\n`),
  overrides: (text) => problemsOf(`${HEAD}variants: ~\n`, text.split(' & ')),
  formulas: async (text) => {
    const model = models.find(({ name }) => name === 'trihelix');
    const names = model?.metrics.filter(({ when }) => when === 'step').map(({ name }) => name) ?? [];
    const reading = await parseFormula(text, names);
    return reading.ok ? [] : [{ file: '', line: 0, column: 0, path: '', problem: reading.problem, hint: reading.hint }];
  },
};
