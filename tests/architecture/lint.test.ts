/**
 * Proves each house rule of the linter by a file that breaks it; a rule that never fires would guard nothing.
 *
 * All samples are written into one temporary project with our configuration and read by one run of the linter.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './imports.js';

interface Diagnostic {
  readonly severity: string;
  readonly category: string;
  readonly message: string;
  readonly location: { readonly path: string };
}

const HOST_FUNCTIONS =
  'random exp log log2 log10 log1p expm1 pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cbrt hypot'.split(' ');
const GLOBALS = 'Date performance console process globalThis crypto setTimeout setInterval setImmediate queueMicrotask fetch'.split(' ');
const EXACT = 'abs ceil clz32 floor fround imul max min round sign sqrt trunc'.split(' ');
const CONSTANTS = 'E LN2 LN10 LOG2E LOG10E PI SQRT1_2 SQRT2'.split(' ');

const MATH = 'This use of Math is not exact';
const POWER = 'The operator ** is not exact';
const POWER_TO = 'The operator **= is not exact';
const GLOBAL = 'lint/style/noRestrictedGlobals';

type Sample = readonly [what: string, path: string, text: string, expected: string];

const broken: readonly Sample[] = [
  ...HOST_FUNCTIONS.map(
    (name): Sample => [`Math.${name}`, `src/core/math-${name}.ts`, `export const a = (x: number): number => Math.${name}(x);`, MATH],
  ),
  ['Math by a computed name', 'src/core/computed.ts', `const name = 'exp';\nexport const a = Math[name](1);`, MATH],
  ['Math under another name', 'src/core/alias.ts', 'const M = Math;\nexport const a = M.exp(1);', MATH],
  ['Math taken apart', 'src/core/parts.ts', 'const { exp } = Math;\nexport const a = exp(1);', MATH],
  ['Math in a shorthand', 'src/core/shorthand.ts', 'export const a = { Math };', MATH],
  ['a host function handed on', 'src/core/handed.ts', 'export const a = [1].map(Math.sin);', MATH],
  ['an optional call', 'src/core/optional.ts', 'export const a = Math?.exp(1);', MATH],
  ['a host function inside an exact one', 'src/core/nested.ts', 'export const a = Math.abs(Math.exp(1));', MATH],
  ['the power operator', 'src/models/power.ts', 'export const a = (x: number): number => x ** 0.3;', POWER],
  [
    'power to a variable',
    'src/models/variable.ts',
    'export function a(x: number): number {\n  let y = x;\n  y **= 2;\n  return y;\n}',
    POWER_TO,
  ],
  ['power to an element', 'src/models/element.ts', 'export function a(x: number[]): void {\n  x[0] **=\n    2;\n}', POWER_TO],
  ...GLOBALS.map((name): Sample => [`the global ${name}`, `src/core/global-${name.toLowerCase()}.ts`, `export const a = ${name};`, GLOBAL]),
  ...['core', 'models', 'experiment', 'report'].flatMap((folder): Sample[] => [
    [`Math.exp in ${folder}`, `src/${folder}/deep/math.ts`, 'export const a = Math.exp(1);', MATH],
    [`** in ${folder}`, `src/${folder}/deep/power.ts`, 'export const a = (x: number): number => x ** 3;', POWER],
    [`Date in ${folder}`, `src/${folder}/deep/clock.ts`, 'export const a = Date.now();', GLOBAL],
  ]),
  [
    'a long function',
    'src/node/long.ts',
    `export function a(f: () => void): void {\n${'  f();\n'.repeat(41)}}`,
    'lint/complexity/noExcessiveLinesPerFunction',
  ],
  ['a skipped test', 'tests/skipped.test.ts', `import { it } from 'vitest';\nit.skip('a', () => {});`, 'lint/suspicious/noSkippedTests'],
  ['a focused test', 'tests/focused.test.ts', `import { it } from 'vitest';\nit.only('a', () => {});`, 'lint/suspicious/noFocusedTests'],
  ['any without a reason', 'src/node/any.ts', 'export const a = (b: any): void => b();', 'lint/suspicious/noExplicitAny'],
  ['a non-null assertion', 'src/node/assertion.ts', 'export const a = (b?: string): string => b!;', 'lint/style/noNonNullAssertion'],
  ['a file name in capitals', 'src/node/FileName.ts', 'export const a = 1;', 'lint/style/useFilenamingConvention'],
];

const exact = [...EXACT.map((name) => `Math.${name}(x)`), ...CONSTANTS.map((name) => `Math.${name}`)].join(', ');
const sound: readonly (readonly [what: string, path: string, text: string])[] = [
  ['exact functions and constants', 'src/core/exact.ts', `export const a = (x: number): number[] => [${exact}, x * x];`],
  ['the operator as text', 'src/core/text.ts', `export const a = (b: string): boolean => b === '**=';`],
  ['a non-null assertion in a kernel', 'src/core/kernel.ts', 'export const a = (b: Float64Array): number => b[0]!;'],
  ['clock, process and host functions outside', 'src/node/free.ts', 'export const a = [Date.now(), process.pid, Math.exp(1), 2 ** 0.5];'],
];

const project = mkdtempSync(join(tmpdir(), 'trihelix-lint-'));
const diagnostics = new Map<string, Diagnostic[]>();

beforeAll(() => {
  for (const name of ['.biome.json', '.build/lint']) cpSync(join(root, name), join(project, name), { recursive: true });
  for (const [, path, text] of [...broken, ...sound]) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), `${text}\n`);
  }
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', 'src', 'tests'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8', maxBuffer: 1e8 });
  for (const found of (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics) {
    const path = found.location.path.split('\\').join('/');
    diagnostics.set(path, [...(diagnostics.get(path) ?? []), found]);
  }
});

afterAll(() => rmSync(project, { recursive: true }));

/** What the linter objects to in a sample, as rule name or message; warnings count because `npm test` refuses them. */
const objections = (path: string): string[] =>
  (diagnostics.get(path) ?? [])
    .filter(({ severity }) => severity !== 'info')
    .map(({ category, message }) => (category === 'plugin' ? message : category));

describe('the linter', () => {
  it.each(broken)('refuses %s', (_, path, __, expected) => {
    expect(objections(path)).toContainEqual(expect.stringContaining(expected));
  });

  it.each(sound)('lets pass %s', (_, path) => {
    expect(objections(path)).toEqual([]);
  });
});
