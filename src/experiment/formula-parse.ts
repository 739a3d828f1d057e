/**
 * From the text of a formula to a checked tree. The parser is mathjs, used for nothing but parsing: characters are
 * checked before it, kinds, names and sizes after it, and nothing of it ever computes a value.
 */
import { type FormulaFunction, type FormulaTree, FUNCTIONS, OPERATORS, RELATIONS, STEP_NAME } from './formula.js';
import { suggestion } from './problem.js';
import { printable } from './text.js';

export type FormulaReading =
  | { readonly ok: true; readonly tree: FormulaTree }
  | { readonly ok: false; readonly problem: string; readonly hint: string };

const FORMULA_LIMITS = { characters: 2000, nodes: 500, depth: 64 } as const;

/** What the parser hands back, as far as it is looked at. */
interface ParsedNode {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly fn?: unknown;
  readonly op?: string;
  readonly implicit?: boolean;
  readonly args?: readonly ParsedNode[];
  readonly content?: ParsedNode;
  readonly condition?: ParsedNode;
  readonly trueExpr?: ParsedNode;
  readonly falseExpr?: ParsedNode;
  readonly conditionals?: readonly string[];
  readonly params?: readonly ParsedNode[];
}

/** Loaded when the first formula is met: most scenarios have none. */
const loadParser = (): Promise<{ parse(text: string): unknown }> => import('#mathjs-parse');

class Refusal {
  readonly problem: string;
  readonly hint: string;
  constructor(problem: string, hint = '') {
    this.problem = problem;
    this.hint = hint;
  }
}

/**
 * Parses and checks a formula over the step `t` and the given metric names.
 * @returns the tree, or one sentence on what is wrong and one on what to do
 */
export async function parseFormula(text: string, names: readonly string[]): Promise<FormulaReading> {
  try {
    checkText(text);
    const { parse } = await loadParser();
    const node = tryParse(parse, text);
    return { ok: true, tree: new Checker(names).check(node, 0) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem, hint: error.hint };
    throw error;
  }
}

function checkText(text: string): void {
  if (text.trim() === '') throw new Refusal('the formula is empty');
  if (text.length > FORMULA_LIMITS.characters)
    throw new Refusal(`the formula has ${text.length} characters`, `at most ${FORMULA_LIMITS.characters} are allowed`);
  if (text.includes('%')) throw new Refusal('"%" is not allowed in a formula', 'write 0.1 for 10 %, and mod(a, b) for a remainder');
  if (/[&|]/.test(text)) throw new Refusal('"&" and "|" are not allowed in a formula', 'write "and" and "or"');
  if (/!(?!=)/.test(text)) throw new Refusal('"!" is not allowed in a formula', 'write "not"');
  const strange = /[^A-Za-z0-9_ .+\-*/^()<>=!?:,\n]/u.exec(text);
  if (strange !== null) {
    const allowed = 'numbers, names, + - * / ^ ( ) < <= > >= == != ? : and commas are';
    const hint = /\p{L}/u.test(strange[0]) ? 'it is no Latin letter; names have Latin letters only' : allowed;
    throw new Refusal(`"${printable(strange[0])}" is not allowed in a formula`, hint);
  }
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (depth > FORMULA_LIMITS.depth) throw tooDeep();
  }
}

function tooDeep(): Refusal {
  return new Refusal('the formula is nested too deeply', `at most ${FORMULA_LIMITS.depth} levels are allowed`);
}

/** The parser's own errors name a position; running out of stack means too deep. Line breaks are no separators here. */
function tryParse(parse: (text: string) => unknown, text: string): ParsedNode {
  try {
    return parse(text.replaceAll('\n', ' ').trim()) as ParsedNode;
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep();
    throw new Refusal(`not a formula: ${error instanceof Error ? error.message : 'unreadable'}`, hintFor(text));
  }
}

/** What was probably meant by marks that other languages have. */
const MEANT: readonly (readonly [RegExp, string])[] = [
  [/\d,\d/, 'write a point for decimals'],
  [/===|!==/, 'write == or !='],
  [/\*\*/, 'write ^ for a power'],
];

function hintFor(text: string): string {
  return MEANT.find(([mark]) => mark.test(text))?.[1] ?? 'e.g. continuity < 0.4 ? 12 : 4';
}

class Checker {
  private readonly names: readonly string[];
  private nodes = 0;

  constructor(names: readonly string[]) {
    this.names = [STEP_NAME, ...names];
  }

  check(node: ParsedNode, depth: number): FormulaTree {
    if (node.type === 'ParenthesisNode') return this.check(node.content as ParsedNode, depth + 1);
    if (++this.nodes > FORMULA_LIMITS.nodes)
      throw new Refusal('the formula is too long', `at most ${FORMULA_LIMITS.nodes} numbers, names and operations are allowed`);
    if (depth > FORMULA_LIMITS.depth) throw tooDeep();
    const below = (part: ParsedNode): FormulaTree => this.check(part, depth + 1);
    switch (node.type) {
      case 'ConstantNode':
        return constant(node.value);
      case 'SymbolNode':
        return this.name(node.name as string);
      case 'OperatorNode':
        return this.operator(node, below);
      case 'FunctionNode':
        return call(node, below);
      case 'ConditionalNode':
        return {
          kind: 'choice',
          condition: below(node.condition as ParsedNode),
          yes: below(node.trueExpr as ParsedNode),
          no: below(node.falseExpr as ParsedNode),
        };
      case 'RelationalNode':
        return { kind: 'chain', relations: (node.conditionals ?? []).map(relation), operands: (node.params ?? []).map(below) };
      case 'AssignmentNode':
        throw new Refusal('a formula gives a value and sets nothing', 'write == to compare');
      default:
        throw new Refusal(
          `a formula has no place for ${KINDS.get(node.type) ?? 'this'}`,
          'numbers, t, step metrics, operators and functions are allowed',
        );
    }
  }

  private name(name: string): FormulaTree {
    if (this.names.includes(name)) return { kind: 'name', name };
    if (FUNCTIONS.has(name)) throw new Refusal(`"${name}" is a function and needs its arguments`, `write ${name}(…)`);
    throw new Refusal(
      `unknown name "${name}" in the formula`,
      `${suggestion(name, this.names)}; t is the step, other names are step metrics`,
    );
  }

  private operator(node: ParsedNode, below: (part: ParsedNode) => FormulaTree): FormulaTree {
    const name = String(node.fn);
    const parts = node.args ?? [];
    if (node.implicit) throw new Refusal('two values stand side by side without an operator', 'write * to multiply; names have no spaces');
    if (RELATIONS.has(name)) return { kind: 'chain', relations: [name], operands: parts.map(below) };
    if (name !== 'pow' && name !== 'mod' && !OPERATORS.has(name))
      throw new Refusal(`the operator "${node.op}" is not allowed in a formula`);
    return { kind: 'call', name, arguments: parts.map(below) };
  }
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['AccessorNode', 'a member of an object'],
  ['BlockNode', 'several expressions'],
  ['RangeNode', 'a range'],
  ['FunctionAssignmentNode', 'a definition of a function'],
]);

function constant(value: unknown): FormulaTree {
  if (typeof value === 'boolean') return { kind: 'number', value: value ? 1 : 0 };
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'number', value };
  throw new Refusal('a number of the formula is not finite', 'write plain finite numbers');
}

function relation(name: string): string {
  if (!RELATIONS.has(name)) throw new Refusal(`the comparison "${name}" is not allowed in a formula`);
  return name;
}

function call(node: ParsedNode, below: (part: ParsedNode) => FormulaTree): FormulaTree {
  const callee = node.fn as ParsedNode;
  if (callee.type !== 'SymbolNode')
    throw new Refusal('a formula has no place for a member of an object', 'functions are called by their name alone');
  const name = callee.name as string;
  const found = FUNCTIONS.get(name);
  if (found === undefined) throw new Refusal(`unknown function "${name}" in the formula`, suggestion(name, [...FUNCTIONS.keys()]));
  const parts = node.args ?? [];
  if (parts.length < found.least || parts.length > found.most)
    throw new Refusal(`"${name}" takes ${argumentCount(found)}, not ${parts.length}`);
  return { kind: 'call', name, arguments: parts.map(below) };
}

function argumentCount({ least, most }: FormulaFunction): string {
  if (least !== most) return `${least} to ${most} arguments`;
  return least === 1 ? 'one argument' : `${least} arguments`;
}
