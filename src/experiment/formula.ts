/**
 * Formulas as plain data and as closures over numbers: what a schedule such as `continuity < 0.4 ? 12 : 4` becomes.
 *
 * The tree is made by `formula-parse.ts`; only the names of this file exist in it, so a formula reaches nothing but the
 * step and the published metrics. True is 1, false is 0; comparisons are exact; a condition without a value is false.
 */
import { UserError } from '../core/errors.js';
import { exp, log, pow, tanh } from '../core/maths.js';
import type { Schedule } from '../core/model.js';

/** A checked formula: numbers, names (`t` or a step metric), calls, choices and chains of comparisons. */
export type FormulaTree =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly FormulaTree[] }
  | { readonly kind: 'choice'; readonly condition: FormulaTree; readonly yes: FormulaTree; readonly no: FormulaTree }
  | { readonly kind: 'chain'; readonly relations: readonly string[]; readonly operands: readonly FormulaTree[] };

export interface FormulaFunction {
  readonly least: number;
  readonly most: number;
  readonly of: (...values: number[]) => number;
}

/** The name of the step number in a formula. */
export const STEP_NAME = 't';

/** Functions that a formula may call by name. */
export const FUNCTIONS: ReadonlyMap<string, FormulaFunction> = new Map([
  ['abs', { least: 1, most: 1, of: (x: number) => Math.abs(x) }],
  ['ceil', { least: 1, most: 1, of: (x: number) => Math.ceil(x) }],
  ['clamp', { least: 3, most: 3, of: (x: number, low: number, high: number) => Math.min(Math.max(x, low), high) }],
  ['exp', { least: 1, most: 1, of: exp }],
  ['floor', { least: 1, most: 1, of: (x: number) => Math.floor(x) }],
  ['log', { least: 1, most: 1, of: log }],
  ['max', { least: 1, most: 16, of: (...values: number[]) => Math.max(...values) }],
  ['min', { least: 1, most: 16, of: (...values: number[]) => Math.min(...values) }],
  ['mod', { least: 2, most: 2, of: modulo }],
  ['pow', { least: 2, most: 2, of: pow }],
  ['round', { least: 1, most: 1, of: roundAway }],
  ['sign', { least: 1, most: 1, of: (x: number) => Math.sign(x) }],
  ['sqrt', { least: 1, most: 1, of: (x: number) => Math.sqrt(x) }],
  ['tanh', { least: 1, most: 1, of: tanh }],
]);

/** Operators by the name that the parser gives them. `mod` and `pow` are the functions above. */
export const OPERATORS: ReadonlyMap<string, FormulaFunction> = new Map([
  ['add', { least: 2, most: 2, of: (a: number, b: number) => a + b }],
  ['subtract', { least: 2, most: 2, of: (a: number, b: number) => a - b }],
  ['multiply', { least: 2, most: 2, of: (a: number, b: number) => a * b }],
  ['divide', { least: 2, most: 2, of: (a: number, b: number) => a / b }],
  ['unaryMinus', { least: 1, most: 1, of: (a: number) => -a }],
  ['unaryPlus', { least: 1, most: 1, of: (a: number) => a }],
  ['and', { least: 2, most: 2, of: (a: number, b: number) => (isTrue(a) && isTrue(b) ? 1 : 0) }],
  ['or', { least: 2, most: 2, of: (a: number, b: number) => (isTrue(a) || isTrue(b) ? 1 : 0) }],
  ['xor', { least: 2, most: 2, of: (a: number, b: number) => (isTrue(a) !== isTrue(b) ? 1 : 0) }],
  ['not', { least: 1, most: 1, of: (a: number) => (isTrue(a) ? 0 : 1) }],
]);

/** Comparisons by the name that the parser gives them. */
export const RELATIONS: ReadonlyMap<string, (a: number, b: number) => boolean> = new Map([
  ['smaller', (a, b) => a < b],
  ['smallerEq', (a, b) => a <= b],
  ['larger', (a, b) => a > b],
  ['largerEq', (a, b) => a >= b],
  ['equal', (a, b) => a === b],
  ['unequal', (a, b) => a !== b],
]);

/**
 * The tree as a function of the step and of the metrics published at the end of the step before.
 * @throws UserError when the tree holds something that is no formula, e.g. because a stored plan was edited
 */
export function compileFormula(tree: FormulaTree): Schedule {
  switch (tree.kind) {
    case 'number': {
      const value = tree.value;
      return () => value;
    }
    case 'name': {
      const name = tree.name;
      return name === STEP_NAME ? (step) => step : (_, read) => read(name);
    }
    case 'choice': {
      const condition = compileFormula(tree.condition);
      const yes = compileFormula(tree.yes);
      const no = compileFormula(tree.no);
      return (step, read) => (isTrue(condition(step, read)) ? yes(step, read) : no(step, read));
    }
    case 'chain':
      return compileChain(tree.relations, tree.operands.map(compileFormula));
    case 'call':
      return compileCall(tree.name, tree.arguments.map(compileFormula));
    default:
      throw new UserError('the plan holds a formula of an unknown kind');
  }
}

/** Names of the metrics that a formula reads, each once. */
export function metricsOf(tree: FormulaTree, found: Set<string> = new Set()): Set<string> {
  if (tree.kind === 'name' && tree.name !== STEP_NAME) found.add(tree.name);
  for (const part of partsOf(tree)) metricsOf(part, found);
  return found;
}

function partsOf(tree: FormulaTree): readonly FormulaTree[] {
  if (tree.kind === 'call') return tree.arguments;
  if (tree.kind === 'chain') return tree.operands;
  return tree.kind === 'choice' ? [tree.condition, tree.yes, tree.no] : [];
}

function compileCall(name: string, values: readonly Schedule[]): Schedule {
  const found = FUNCTIONS.get(name) ?? OPERATORS.get(name);
  if (found === undefined || values.length < found.least || values.length > found.most)
    throw new UserError(`the plan holds a formula with an unknown call "${name}"`);
  const of = found.of;
  const [a, b] = values as [Schedule, Schedule];
  if (values.length === 1) return (step, read) => of(a(step, read));
  if (values.length === 2) return (step, read) => of(a(step, read), b(step, read));
  return (step, read) => of(...values.map((value) => value(step, read)));
}

/** `a < b <= c` is true when every neighbouring pair is. */
function compileChain(names: readonly string[], operands: readonly Schedule[]): Schedule {
  const relations = names.map((name) => RELATIONS.get(name));
  if (relations.length + 1 !== operands.length || relations.includes(undefined))
    throw new UserError('the plan holds a formula with an unknown comparison');
  return (step, read) => {
    let left = (operands[0] as Schedule)(step, read);
    for (let r = 0; r < relations.length; r++) {
      const right = (operands[r + 1] as Schedule)(step, read);
      if (!relations[r]?.(left, right)) return 0;
      left = right;
    }
    return 1;
  };
}

function isTrue(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}

/** Remainder with the sign of the divisor; x itself for divisor 0. */
function modulo(x: number, y: number): number {
  return y === 0 ? x : x - y * Math.floor(x / y);
}

/** Halves away from zero: 2.5 to 3, −2.5 to −3. */
function roundAway(x: number): number {
  if (!Number.isFinite(x)) return x;
  const whole = Math.trunc(x);
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}
