/** Files that must be refused with a reason, each beside the valid file that is one edit away. */
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/experiment/problem.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { processorTime } from '../support/processor-time.js';
import { models } from './toy-model.js';

const noFile = (): never => {
  throw new Error('no file');
};
const read = (text: string) => readScenario({ path: 'x.yaml', text, models, readText: noFile });

const HEAD = 'title: x\nmodel: toy\n';
const TWO = 'variants: { a: {}, b: {} }\n';
const policy = (setting: string): string => `policy: { rd_subsidy: { ${setting} } }\n`;
const nested = (depth: number): string => `description: ${'['.repeat(depth)}${']'.repeat(depth)}\n`;

/** What is wrong, what the message must say, the wrong lines after the head, the right ones. */
const cases: readonly (readonly [string, string, string, string])[] = [
  ['unknown key', '3:1  stepps  unknown key "stepps"  did you mean "steps"?', 'stepps: 3\n', 'steps: 3\n'],
  ['swapped letters', 'did you mean "replicates"?', 'repilcates: 3\n', 'replicates: 3\n'],
  ['parameter at the top', '"firms" is a parameter; write it under parameters', 'firms: 3\n', 'parameters: { firms: 3 }\n'],
  ['instrument at the top', '"rd_subsidy" is an instrument; write it under policy', 'rd_subsidy: { budget: 1 }\n', policy('budget: 1')],
  ['steps as text', 'must be a number, not the text "twelve"', 'steps: twelve\n', 'steps: 12\n'],
  ['steps zero', '0 is below the smallest value 1', 'steps: 0\n', 'steps: 1\n'],
  ['steps beyond the limit', 'above the largest value 1000000', 'steps: 1000001\n', 'steps: 1000000\n'],
  ['half a step', 'must be a whole number', 'steps: 2.5\n', 'steps: 2\n'],
  ['leading zero', '"012" starts with 0', 'steps: 012\n', 'steps: 12\n'],
  ['underscore in a number', 'write digits only', 'steps: 1_000\n', 'steps: 1000\n'],
  ['decimal comma', 'write a point for decimals', 'parameters: { growth: "0,5" }\n', 'parameters: { growth: 0.5 }\n'],
  ['per cent', 'write a share', 'parameters: { growth: 10% }\n', 'parameters: { growth: 0.1 }\n'],
  ['burn-in as long as the run', 'burn_in 12 leaves nothing of 12 steps', 'steps: 12\nburn_in: 12\n', 'steps: 12\nburn_in: 11\n'],
  ['no replicates', '0 is below', 'replicates: 0\n', 'replicates: 1\n'],
  ['negative burn-in', '-1 is below', 'burn_in: -1\n', 'burn_in: 0\n'],
  ['empty seed', 'is empty', 'seed: ""\n', 'seed: "1"\n'],
  ['seed as a list', 'must be a text, not a list', 'seed: [1]\n', 'seed: 1\n'],
  ['parameters as a list', 'must be a group of parameters', 'parameters: [firms]\n', 'parameters: { firms: 1 }\n'],
  [
    'unknown parameter',
    '3:15  parameters.frims  unknown parameter "frims"  did you mean "firms"?',
    'parameters: { frims: 3 }\n',
    'parameters: { firms: 3 }\n',
  ],
  ['instrument as parameter', 'write it under policy', 'parameters: { rd_subsidy: 3 }\n', policy('budget: 3')],
  ['preset as parameter', 'write it in the list presets', 'parameters: { innovation.open: true }\n', 'presets: [innovation.open]\n'],
  ['metric as parameter', 'is a metric', 'parameters: { continuity: 3 }\n', 'indicators: [continuity]\n'],
  [
    'parameter too large',
    '1.5 is above the largest value 1  allowed: 0 to 1 1/step',
    'parameters: { growth: 1.5 }\n',
    'parameters: { growth: 1 }\n',
  ],
  ['parameter too small', 'below the smallest value 0', 'parameters: { growth: -0.1 }\n', 'parameters: { growth: 0 }\n'],
  ['half a firm', 'must be a whole number, not 2.5', 'parameters: { firms: 2.5 }\n', 'parameters: { firms: 2 }\n'],
  [
    'yes for true',
    'must be true or false, not the text "yes"  write true or false',
    'parameters: { open: yes }\n',
    'parameters: { open: true }\n',
  ],
  ['number for true', 'must be true or false, not 1', 'parameters: { open: 1 }\n', 'parameters: { open: true }\n'],
  ['unknown choice', 'must be one of free, regulated', 'parameters: { market: fre }\n', 'parameters: { market: free }\n'],
  ['list too long', 'at most 4 are allowed', 'parameters: { weights: [0, 0, 0, 0, 0] }\n', 'parameters: { weights: [0, 0, 0, 0] }\n'],
  ['list entry too large', 'parameters.weights[2]  2 is above', 'parameters: { weights: [0, 2] }\n', 'parameters: { weights: [0, 1] }\n'],
  ['number for a list', 'must be a list of numbers, not 1', 'parameters: { weights: 1 }\n', 'parameters: { weights: [1] }\n'],
  [
    'problem across parameters',
    'a regulated market grows by at most 0.9',
    'parameters: { market: regulated, growth: 0.95 }\n',
    'parameters: { market: regulated, growth: 0.9 }\n',
  ],
  ['unknown preset', 'did you mean "innovation.open"?', 'presets: [inovation.open]\n', 'presets: [innovation.open]\n'],
  ['rival presets', 'exclude each other', 'presets: [innovation.open, innovation.closed]\n', 'presets: [innovation.open, helix.triple]\n'],
  ['presets as text', 'must be a list of presets', 'presets: innovation.open\n', 'presets: [innovation.open]\n'],
  [
    'unknown instrument',
    'did you mean "matchmaking"?',
    'policy: { matchmakng: { budget: 1 } }\n',
    'policy: { matchmaking: { budget: 1 } }\n',
  ],
  ['instrument as number', 'must be a group of settings', 'policy: { rd_subsidy: 5 }\n', policy('budget: 5')],
  ['unknown setting', 'did you mean "budget"?', policy('bugdet: 5'), policy('budget: 5')],
  ['budget below zero', 'below the smallest value 0', policy('budget: -5'), policy('budget: 0')],
  [
    'unknown choice of an instrument',
    'did you mean "round_table"?',
    'policy: { matchmaking: { format: round-table } }\n',
    'policy: { matchmaking: { format: round_table } }\n',
  ],
  ['window key', 'did you mean "until"?', policy('budget: { value: 1, untill: 3 }'), policy('budget: { value: 1, until: 3 }')],
  [
    'window without value',
    'the window has no value',
    policy('budget: { from: 1, until: 3 }'),
    policy('budget: { value: 1, from: 1, until: 3 }'),
  ],
  [
    'window backwards',
    'ends at step 3 and starts at step 3',
    policy('budget: { value: 1, from: 3, until: 3 }'),
    policy('budget: { value: 1, from: 3, until: 4 }'),
  ],
  ['window in half steps', 'must be a whole number', policy('budget: { value: 1, from: 0.5 }'), policy('budget: { value: 1, from: 1 }')],
  ['empty window', 'an empty window', policy('budget: {}'), policy('budget: 0')],
  ['window value too large', 'above the largest value', policy('budget: { value: 1e8 }'), policy('budget: { value: 1e7 }')],
  ['list as a setting', 'must be a number, not a list', policy('budget: [1]'), policy('budget: 1')],
  ['quoted number', 'without quotes', policy('budget: "12"'), policy('budget: 12')],
  [
    'formula with unknown name',
    'unknown name "continuty" in the formula  did you mean "continuity"?',
    policy('budget: "continuty * 2"'),
    policy('budget: "continuity * 2"'),
  ],
  ['formula over a final metric', 'unknown name "lucky"', policy('budget: "lucky"'), policy('budget: "continuity"')],
  ['formula with two values side by side', 'side by side', policy('budget: "2 t"'), policy('budget: "2 * t"')],
  ['formula that assigns', 'write == to compare', policy('budget: "t = 3 ? 1 : 2"'), policy('budget: "t == 3 ? 1 : 2"')],
  ['formula with a member', 'a member of an object', policy('budget: "t.constructor"'), policy('budget: "t"')],
  ['formula with an unknown function', 'unknown function "evaluate"', policy('budget: "evaluate(t)"'), policy('budget: "exp(t)"')],
  [
    'formula for a choice',
    'must be one of blitz, round_table',
    'policy: { matchmaking: { format: "t > 3" } }\n',
    'policy: { matchmaking: { format: blitz } }\n',
  ],
  ['variants as a list', 'must be a group of variants', 'variants: [a]\n', 'variants: { a: {} }\n'],
  ['variant as text', 'must be a group of settings', 'variants: { a: x }\n', 'variants: { a: ~ }\n'],
  ['variant name', 'is no name for a variant', 'variants: { "A b": {} }\n', 'variants: { a_b: {} }\n'],
  ['variant name as a path', 'is no name for a variant', 'variants: { ../a: {} }\n', 'variants: { a: {} }\n'],
  [
    'variant key',
    'did you mean "parameters"?',
    'variants: { a: { parameter: { firms: 3 } } }\n',
    'variants: { a: { parameters: { firms: 3 } } }\n',
  ],
  [
    'parameter of a variant',
    'variants.a.parameters.firms  0 is below',
    'variants: { a: { parameters: { firms: 0 } } }\n',
    'variants: { a: { parameters: { firms: 1 } } }\n',
  ],
  ['unknown baseline', 'unknown variant "c"', `${TWO}baseline: c\n`, `${TWO}baseline: b\n`],
  ['unknown indicator', 'did you mean "continuity"?', 'indicators: [continuty]\n', 'indicators: [continuity]\n'],
  ['indicator twice', 'is here twice', 'indicators: [lucky, lucky]\n', 'indicators: [lucky]\n'],
  ['no indicators', 'is empty', 'indicators: []\n', 'indicators: [lucky]\n'],
  ['budget-neutral alone', 'must name at least 2', `${TWO}budget_neutral: [a]\n`, `${TWO}budget_neutral: [a, b]\n`],
  ['budget-neutral unknown', 'unknown variant "c"', `${TWO}budget_neutral: [a, c]\n`, `${TWO}budget_neutral: [a, b]\n`],
  [
    'smallest effect of an unknown metric',
    'unknown metric "luck"',
    'smallest_effect: { luck: 0.1 }\n',
    'smallest_effect: { lucky: 0.1 }\n',
  ],
  ['smallest effect below zero', 'below the smallest value 0', 'smallest_effect: -0.1\n', 'smallest_effect: 0.1\n'],
  ['claim without a relation', 'is no claim', `${TWO}claims: [a beats b]\n`, `${TWO}claims: [a > b in lucky]\n`],
  ['claim about an unknown variant', 'unknown variant "c"', `${TWO}claims: [a > c in lucky]\n`, `${TWO}claims: [a > b in lucky]\n`],
  ['claim about an unknown metric', 'unknown metric "luc"', `${TWO}claims: [a > b in luc]\n`, `${TWO}claims: [a = b in lucky]\n`],
  ['claim about itself', 'compared with itself', `${TWO}claims: [a > a in lucky]\n`, `${TWO}claims: [a < b in lucky]\n`],
  [
    'claim key',
    'did you mean "source"?',
    `${TWO}claims: [{ claim: a > b in lucky, sourc: P1 }]\n`,
    `${TWO}claims: [{ claim: a > b in lucky, source: P1 }]\n`,
  ],
  ['claim as a number', 'must be a text', `${TWO}claims: [3]\n`, `${TWO}claims: []\n`],
  ['description too long', 'at most 5000 are allowed', `description: ${'x'.repeat(5001)}\n`, `description: ${'x'.repeat(5000)}\n`],
  ['key twice', 'the key "steps" is here twice  first in line 3', 'steps: 3\nsteps: 4\n', 'steps: 3\n'],
  ['key twice below', 'is here twice', 'parameters: { firms: 1, firms: 2 }\n', 'parameters: { firms: 1 }\n'],
  ['prototype key', 'the key "__proto__" is not allowed', 'parameters: { __proto__: 1 }\n', 'parameters: {}\n'],
  ['constructor as a key', 'the key "constructor" is not allowed', 'variants: { constructor: {} }\n', 'variants: { construction: {} }\n'],
  ['inherited property as a key', 'unknown parameter "toString"', 'parameters: { toString: 1 }\n', 'parameters: { firms: 1 }\n'],
  [
    'inherited property as an effect',
    'unknown metric "hasOwnProperty"',
    'smallest_effect: { hasOwnProperty: 1 }\n',
    'smallest_effect: { lucky: 1 }\n',
  ],
  ['not a number', '.nan is not a finite number', 'parameters: { growth: .nan }\n', 'parameters: { growth: 0 }\n'],
  ['infinity', '-.inf is not a finite number', 'parameters: { growth: -.inf }\n', 'parameters: { growth: 0 }\n'],
  ['number beyond doubles', '1e999 is not a finite number', 'parameters: { growth: 1e999 }\n', 'parameters: { growth: 1e-9 }\n'],
  ['inexact integer', '9007199254740993 is too large to be exact', 'seed: 9007199254740993\n', 'seed: "9007199254740993"\n'],
  ['custom tag', 'the tag "!x" is not allowed', 'steps: !x 3\n', 'steps: 3\n'],
  ['standard tag', 'is not allowed', 'seed: !!str 3\n', 'seed: "3"\n'],
  ['several documents', 'several documents', '---\ntitle: y\n', '# ---\n'],
  ['tab as indent', 'not YAML', 'parameters:\n\tfirms: 3\n', 'parameters:\n  firms: 3\n'],
  ['open quote', 'not YAML', 'description: "abc\n', 'description: "abc"\n'],
  ['lost alias', 'the alias "*n" has no anchor before it', 'steps: *n\n', 'steps: &n 3\n'],
  [
    'too many aliases',
    'too many aliases',
    `steps: &n 3\ndescription: [${'*n, '.repeat(21)}]\n`,
    'steps: &n 3\nburn_in: 1\nreplicates: *n\n',
  ],
  ['too deep', 'nested deeper than 50 levels', nested(60), '# not deep\n'],
  ['far too deep', 'nested deeper than 50 levels', nested(5000), '# not deep\n'],
  ['NUL', 'the character U+0000 is not allowed', 'description: a\u0000b\n', 'description: ab\n'],
  ['half a surrogate pair', 'the character U+D800 is not allowed', 'description: a\ud800b\n', 'description: a\u{1f600}b\n'],
  ['complex key', 'a key must be plain text', '? [a]\n: 3\n', 'steps: 3\n'],
];

describe('bad scenario files', () => {
  it('are many', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(([name]) => name)).size).toBe(cases.length);
  });

  it.each(cases)('%s', async (_, words, wrong, right) => {
    const bad = await read(HEAD + wrong);
    expect(bad.ok ? 'no problem' : bad.problems.map(formatProblem).join('\n')).toContain(words);
    const twin = await read(HEAD + right);
    expect(twin.ok ? 'valid' : twin.problems.map(formatProblem).join('\n')).toBe('valid');
  });

  it.each([
    ['', 'a scenario file is a group of keys'],
    ['# only a comment\n', 'a scenario file is a group of keys'],
    ['- a\n', 'a scenario file is a group of keys'],
    ['just text', 'a scenario file is a group of keys'],
    ['model: toy\n', '1:1  title  is missing'],
    ['title: x\n', 'unknown model "trihelix"  known: toy'],
    ['title: x\nmodel: tey\n', 'did you mean "toy"?'],
    ['%YAML 1.1\n---\ntitle: x\nmodel: toy\n', 'YAML directives are not allowed'],
    [`title: x\nmodel: toy\nindicators: [${'a, '.repeat(200_000)}]\n`, 'too many parts'],
    [`title: x\nmodel: toy\ndescription: ${'я'.repeat(600_000)}\n`, 'larger than 1048576 bytes'],
  ])('as a whole: %#', async (text, words) => {
    const reading = await read(text);
    expect(reading.ok ? 'no problem' : reading.problems.map(formatProblem).join('\n')).toContain(words);
  });

  it('show all problems at once, in the order of the file', async () => {
    const reading = await read(
      'title: x\nmodel: toy\nparameters:\n  frims: 3\n  growth: 2\nstepps: 4\npolicy:\n  rd_subsidy: { budget: "2 t", bugdet: 1 }\nindicators: [x]\nclaims: [q]\n',
    );
    if (reading.ok) throw new Error('no problem found');
    expect(reading.problems.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([
      '4:3 parameters.frims',
      '5:11 parameters.growth',
      '6:1 stepps',
      '8:25 policy.rd_subsidy.budget',
      '8:32 policy.rd_subsidy.bugdet',
      '9:14 indicators[1]',
      '10:10 claims[1]',
    ]);
  });

  it('refuse bombs quickly', async () => {
    const bombs = [
      `${HEAD}a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ne: &e [*d, *d]\nf: &f [*e, *e]\ng: &g [*f, *f]\nh: &h [*g, *g]\ni: &i [*h, *h]\nj: [*i, *i]\n`,
      `${HEAD}a: &a [*a, *a]\n`,
      '"'.repeat(500_000),
      '[,'.repeat(250_000),
      '? '.repeat(300_000),
      Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n'),
      `${HEAD}policy: { rd_subsidy: { budget: "${'('.repeat(1900)}" } }\n`,
      `${HEAD}policy: { rd_subsidy: { budget: "${'-'.repeat(1900)}1" } }\n`,
      `${HEAD}policy: { rd_subsidy: { budget: "${'1+'.repeat(999)}1" } }\n`,
    ];
    for (const bomb of bombs) {
      const start = processorTime();
      const reading = await read(bomb);
      expect(reading.ok).toBe(false);
      expect(processorTime() - start).toBeLessThan(5000);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('never put control or direction characters on a terminal', async () => {
    const reading = await read(`${HEAD}"a\\e[31m\\u200b": 3\nparameters: { "\\u0007": 1 }\nseed: [1]\n`);
    const shown = reading.ok ? '' : reading.problems.map(formatProblem).join('\n');
    expect(shown).toContain('\\u{1b}[31m\\u{200b}');
    expect([...shown].filter((character) => /[\p{Cc}\p{Cf}]/u.test(character) && character !== '\n')).toEqual([]);
  });
});
