/** Formulas: what is refused, and that the closures give what mathjs gives. */
import fc from 'fast-check';
import { all, create } from 'mathjs/number';
import { describe, expect, it } from 'vitest';
import { compileFormula, type FormulaTree, metricsOf } from '../../src/experiment/formula.js';
import { parseFormula } from '../../src/experiment/formula-parse.js';

const NAMES = ['continuity', 'novelty'];
const VALUES: Record<string, number> = { t: 7, continuity: 0.375, novelty: -2.25 };
const read = (name: string): number => VALUES[name] ?? Number.NaN;

async function tree(text: string): Promise<FormulaTree> {
  const reading = await parseFormula(text, NAMES);
  if (!reading.ok) throw new Error(`${reading.problem} ${reading.hint}`);
  return reading.tree;
}
const value = async (text: string): Promise<number> => compileFormula(await tree(text))(VALUES.t as number, read);

describe('a formula', () => {
  it.each<[string, number]>([
    ['continuity < 0.4 ? 12 : 4', 12],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['mod(-3, 2)', 1],
    ['mod(3, -2)', -1],
    ['-1 mod 3', 2],
    ['mod(5, 0)', 5],
    ['round(2.5)', 3],
    ['round(-2.5)', -3],
    ['round(0.49999999999999994)', 0],
    ['0 < continuity < 0.4 <= 1', 1],
    ['3 > 2 > 2', 0],
    ['true + 1', 2],
    ['not 0 and (1 or 0) and not (1 xor 1)', 1],
    ['1 == 1 == 1', 1],
    ['t != 7', 0],
    ['clamp(novelty, -1, 1)', -1],
    ['clamp(continuity, 0.5, 1)', 0.5],
    ['max(t, 3, continuity) - min(t, 3)', 4],
    ['sqrt(16) + abs(-2) + sign(novelty)', 5],
    ['floor(-2.5) + ceil(2.1)', 0],
    ['1e3 + 0x10 + .5', 1016.5],
    ['t > 3\n ? 1\n : 2', 1],
  ])('%s = %d', async (text, expected) => {
    expect(await value(text)).toBe(expected);
  });

  it('has no value where arithmetic has none', async () => {
    expect(await value('sqrt(novelty)')).toBeNaN();
    expect(await value('log(-1)')).toBeNaN();
    expect(await value('0 / 0')).toBeNaN();
    expect(await value('1 / 0 > 5 ? 1 : 2')).toBe(1);
    const unread = compileFormula(await tree('continuity < 0.4 ? 12 : 4'));
    expect(unread(0, () => Number.NaN)).toBe(4);
  });

  it('names the metrics it reads', async () => {
    expect([...metricsOf(await tree('continuity < t ? max(novelty, 1) : continuity'))]).toEqual(['continuity', 'novelty']);
  });

  it.each([
    ['2 t', 'side by side'],
    ['continuity rate', 'side by side'],
    ['2(3)', 'side by side'],
    ['5 cm', 'side by side'],
    ['10%', '"%" is not allowed'],
    ['NaN', 'not finite'],
    ['Infinity', 'not finite'],
    ['null', 'not finite'],
    ['undefined', 'not finite'],
    ['1e400', 'not finite'],
    ['i', 'unknown name "i"'],
    ['pi', 'unknown name "pi"'],
    ['day', 'unknown name "day"'],
    ['Continuity', 'did you mean "continuity"?'],
    ['max', 'write max(…)'],
    ['sqrt()', 'takes one argument, not 0'],
    ['log(2, 10)', 'takes one argument, not 2'],
    ['min()', 'takes 1 to 16 arguments'],
    [`max(${Array(17).fill(1).join(',')})`, 'takes 1 to 16 arguments'],
    ['x = 3', 'sets nothing'],
    ['f(x) = x', 'a definition of a function'],
    ['1:10', 'a range'],
    ['t.x', 'a member of an object'],
    ['t.constructor("return 1")', 'is not allowed'],
    ['t.toString()', 'a member of an object'],
    ['3!', '"!" is not allowed'],
    ['2 to 3', 'not allowed'],
    ['t & 1', 'write "and"'],
    ['[1, 2]', '"[" is not allowed'],
    ['{a: 1}', '"{" is not allowed'],
    ['"text"', 'is not allowed'],
    ['1; 2', 'is not allowed'],
    ['# comment', 'is not allowed'],
    ['t := 3', 'not a formula'],
    ['1 +', 'not a formula'],
    ['(1', 'not a formula'],
    [')', 'not a formula'],
    ['', 'empty'],
    ['   ', 'empty'],
    ['random()', 'unknown function "random"'],
    ['config(t)', 'unknown function "config"'],
    ['createUnit(t)', 'unknown function'],
    ['import(t)', 'unknown function'],
    ['parse(t)', 'unknown function'],
    ['__proto__', 'unknown name'],
    ['constructor', 'unknown name'],
    ['toString()', 'unknown function "toString"'],
    ['1'.repeat(2001), '2001 characters'],
    [
      `max(${Array(16)
        .fill(`max(${Array(16).fill('1+1').join(',')})`)
        .join(',')})`,
      'too long',
    ],
    [`${'('.repeat(65)}1${')'.repeat(65)}`, 'nested too deeply'],
    [`${'-'.repeat(100)}1`, 'nested too deeply'],
    [`${'1^'.repeat(100)}1`, 'nested too deeply'],
    [`${'t?1:'.repeat(400)}1`, 'nested too deeply'],
  ])('is refused: %.30s', async (text, words) => {
    const reading = await parseFormula(text, NAMES);
    expect(reading.ok ? 'accepted' : `${reading.problem} ${reading.hint}`).toContain(words);
  });

  it('is refused when a stored tree holds anything else', () => {
    expect(() => compileFormula({ kind: 'call', name: 'constructor', arguments: [] })).toThrow('unknown call');
    expect(() => compileFormula({ kind: 'call', name: 'sqrt', arguments: [] })).toThrow('unknown call');
    expect(() =>
      compileFormula({
        kind: 'chain',
        relations: ['x'],
        operands: [
          { kind: 'number', value: 1 },
          { kind: 'number', value: 1 },
        ],
      }),
    ).toThrow('unknown comparison');
    expect(() => compileFormula({ kind: 'other' } as unknown as FormulaTree)).toThrow('unknown kind');
  });
});

/** Compares exactly, as ours do; as it comes mathjs takes what is less than 1e-15 for 0. */
const { evaluate } = create(all, { relTol: Number.MIN_VALUE, absTol: 0 });

/** Texts of formulas over numbers with few binary digits, so that few results differ in their last ones. */
const texts = fc.letrec<{ expression: string }>((tie) => {
  const below = tie('expression');
  const number = fc.integer({ min: -800, max: 800 }).map((n) => `(${n / 16})`);
  const of = (name: string, count: number) =>
    fc.array(below, { minLength: count, maxLength: count }).map((parts) => `${name}(${parts.join(', ')})`);
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      number,
      fc.constantFrom('t', 'continuity', 'novelty'),
      fc
        .tuple(below, fc.constantFrom('+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!=', 'and', 'or', 'xor'), below)
        .map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
      fc.tuple(below, below, below).map(([a, b, c]) => `((${a}) ? (${b}) : (${c}))`),
      fc.tuple(below, below, below).map(([a, b, c]) => `((${a}) < (${b}) <= (${c}))`),
      below.map((a) => `-(${a})`),
      below.map((a) => `not (${a})`),
      fc.constantFrom('abs', 'sqrt', 'sign', 'tanh', 'exp', 'log').chain((name) => of(name, 1)),
      fc.constantFrom('min', 'max').chain((name) => of(name, 3)),
      fc.tuple(below, fc.constantFrom('2', '3', '-1', '0.5')).map(([a, b]) => `(${a})^(${b})`),
    ),
  };
}).expression;

/** Equal up to the last places that elementary functions may differ in. */
function near(a: number, b: number): boolean {
  return Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b)) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** Formulas of each kind, in the short form; `npm run prove` takes many more. */
const FORMULAS = Number(process.env.TRIHELIX_FORMULAS ?? 2000);
const SEED = Number(process.env.TRIHELIX_SEED ?? 20);
const LIMIT = 7_200_000;

/** What a formula that escapes could change: the names of all globals and of what built-in objects have, and another formula. */
async function surroundings(): Promise<unknown> {
  const owners = [globalThis, Math, Object, Array, Function, Number, String].flatMap((owner) =>
    'prototype' in owner ? [owner, owner.prototype as object] : [owner],
  );
  return [owners.map((owner) => Reflect.ownKeys(owner)), await value('clamp(exp(novelty) + sqrt(t), 0, max(continuity, 5)) ^ 2')];
}

describe('closures', () => {
  it(
    'give what mathjs gives on random formulas, and leave all else as it was',
    async () => {
      const before = await surroundings();
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(texts, async (text) => {
          const reading = await parseFormula(text, NAMES);
          fc.pre(reading.ok);
          if (!reading.ok) return;
          compared++;
          const ours = compileFormula(reading.tree)(VALUES.t as number, read);
          const theirs = Number(evaluate(text, { ...VALUES }));
          if (!near(ours, theirs)) throw new Error(`${text}: ${ours} against ${theirs}`);
        }),
        { numRuns: FORMULAS, seed: SEED },
      );
      expect(compared).toBe(FORMULAS);
      expect(await surroundings()).toEqual(before);
    },
    LIMIT,
  );

  it(
    'never throw and change nothing, whatever text is read',
    async () => {
      const before = await surroundings();
      const letters = fc.constantFrom(
        ...'t()+-*/^<>=!?:.,0123456789 abcxyzNaN_and or not'.split(''),
        ...['max', 'continuity', 'exp', '\u202e', 'я', '\n'],
        // What got out of other evaluators.
        ...['constructor', '__proto__', 'config(', 'import(', 'createUnit(', 'parse(', '"', "'", '[', ']', '{', '}', ';', 'f(x)='],
      );
      await fc.assert(
        fc.asyncProperty(fc.array(letters, { maxLength: 60 }), async (parts) => {
          const reading = await parseFormula(parts.join(''), NAMES);
          if (reading.ok) expect(typeof compileFormula(reading.tree)(1, read)).toBe('number');
          else expect(reading.problem.length).toBeGreaterThan(0);
        }),
        { numRuns: FORMULAS, seed: SEED + 1 },
      );
      expect(await surroundings()).toEqual(before);
    },
    LIMIT,
  );
});
