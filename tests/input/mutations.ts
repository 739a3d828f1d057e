/**
 * Valid scenario files, damaged at random: what may come out is a list of problems or a scenario within all limits,
 * never an error of the program. The same seed makes the same damage.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ParameterSchema, ParameterValues } from '../../src/core/model.js';
import { formatProblem } from '../../src/experiment/problem.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { models } from '../../src/models/index.js';

const folder = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** Scenario files that extend no other, with their texts. */
export const originals: readonly string[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.ya?ml$/.test(name))
  .sort()
  .map((name) => readFileSync(folder + name, 'utf8'))
  .filter((text) => !/^extends:/m.test(text));

export type Draw = (count: number) => number;

/** Whole numbers below `count` from a text seed, by a plain linear congruence: good enough to pick damage. */
export function createDraw(seed: number): Draw {
  let state = (seed * 2654435761) >>> 0;
  return (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

const PIECES = [
  '\t', '\u0000', '"', "'", '[', ']', '{', '}', ': ', '- ', '*a', '&a ', '!!str ', '---\n', '%', '#', '|', '>', '? ', '\r', '\ufeff',
  '.nan', '.inf', '1e999', '9007199254740993', '-0', '-1', '__proto__: 1\n', 'constructor', '../x.yaml', 'ѕ', '\u202e', '\ud800', '💥',
  'budget: "t = 3"\n', '<<: *a\n', 'yes', '~', '0x', '1_000', ' '.repeat(60), '['.repeat(80), '('.repeat(200),
]; // biome-ignore format: a list of pieces

/** One to four places of a text damaged: cut, doubled, swapped, overwritten, or a strange piece put in. */
export function damage(text: string, draw: Draw): string {
  let damaged = text;
  for (let n = 1 + draw(4); n > 0; n--) {
    const at = draw(damaged.length + 1);
    const length = 1 + draw(12);
    const [head, part, tail] = [damaged.slice(0, at), damaged.slice(at, at + length), damaged.slice(at + length)];
    const lines = damaged.split('\n');
    const line = draw(lines.length);
    const kinds = [
      () => head + tail,
      () => head + part + part + tail,
      () => head + tail.slice(0, 9) + part + tail.slice(9),
      () => head + String.fromCharCode(draw(0x500)) + tail,
      () => head + PIECES[draw(PIECES.length)] + part + tail,
      () => [...lines.slice(0, line), lines[line], ...lines.slice(line)].join('\n'),
      () => [...lines.slice(0, line), ...lines.slice(line + 1)].join('\n'),
      () => lines.map((each, l) => (l === line ? ' '.repeat(draw(4)) + each.trimStart() : each)).join('\n'),
      () => damaged.replace(/\d+(\.\d+)?/, () => PIECES[21 + draw(6)] as string),
    ];
    damaged = (kinds[draw(kinds.length)] as () => string)();
  }
  return damaged;
}

/** What is wrong with the verdict on a text; undefined when it is right. */
export async function wrongVerdict(text: string): Promise<string | undefined> {
  const before = process.cpuUsage();
  const readText = (): never => {
    throw new Error('no such file');
  };
  try {
    const reading = await readScenario({ path: 'x.yaml', text, models, readText });
    const { user, system } = process.cpuUsage(before);
    if (user + system > 2e6) return `took ${(user + system) / 1e6} s`;
    if (!reading.ok) return badMessages(reading.problems.map(formatProblem));
    const model = models.find(({ name }) => name === reading.scenario.model);
    if (model === undefined) return 'accepted a model that is not there';
    for (const { parameters, policies } of reading.scenario.variants) {
      const wrong = outOfRange(model.parameters, parameters);
      if (wrong !== undefined) return `accepted ${wrong}`;
      if (policies.some(({ instrument }) => !model.policies.some(({ name }) => name === instrument)))
        return 'accepted an instrument that is not there';
    }
    return undefined;
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : error}`;
  }
}

function badMessages(messages: readonly string[]): string | undefined {
  if (messages.length === 0) return 'refused without a reason';
  return messages.find((message) => !/^x\.yaml:\d+:\d+ {2}/.test(message) || /\bat .*\.[jt]s:|undefined|\[object|\p{Cc}/u.test(message));
}

function outOfRange(schema: ParameterSchema, values: ParameterValues): string | undefined {
  for (const [name, value] of Object.entries(values)) {
    const spec = schema[name];
    if (spec === undefined) return `the parameter ${name}`;
    if (spec.type !== 'real' && spec.type !== 'integer') continue;
    const number = value as number;
    if (!(number >= spec.minimum && number <= spec.maximum) || (spec.type === 'integer' && !Number.isInteger(number)))
      return `${name} = ${number}`;
  }
  return undefined;
}
