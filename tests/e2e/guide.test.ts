/** The guide keeps its word: its files are sound, its commands end and answer as it says, and what it names exists. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMAT_TEXTS } from '../../src/cli/format-texts.js';
import { TARGET_COLUMNS } from '../../src/experiment/calibration/targets.js';
import { GROUPINGS } from '../../src/experiment/comparing/groupings.js';
import { FORMS } from '../../src/experiment/design/distribution.js';
import { DESIGN_METHODS, IMPROVEMENTS } from '../../src/experiment/design/methods.js';
import { FUNCTIONS } from '../../src/experiment/formula.js';
import { DESIGN_KEYS } from '../../src/experiment/scenario/design.js';
import { TOP_LEVEL_KEYS, VARIANT_KEYS, WITHOUT_KEYS } from '../../src/experiment/scenario/top-level.js';
import { models } from '../../src/models/index.js';
import { FIGURE_KINDS } from '../../src/report/static/kinds.js';
import { main } from './cli-desk.js';
import { guidePages, type Page, readPage, root, type Step, wasAnswered } from './guide-pages.js';

const COMMANDS = [
  'study',
  'archive',
  'run',
  'compare',
  'sweep',
  'sensitivity',
  'break',
  'evaluate',
  'plan',
  'calibrate',
  'emulate',
  'optimise',
  'validate',
  'lesson',
  'serve',
  'worker',
  'report',
  'figure',
  'trace',
  'query',
  'export',
  'check',
  'list',
  'explain',
  'odd',
  'schema',
  'doctor',
  'verify',
  'repair',
  'rebuild',
  'hash',
  'merge',
  'diff-runs',
];
const desks: string[] = [];

/** A folder that looks like the project's to commands given from it, so that no results are left in the project. */
function createDesk(): string {
  const desk = mkdtempSync(join(tmpdir(), 'trihelix-guide-'));
  cpSync(join(root, 'scenarios'), join(desk, 'scenarios'), { recursive: true });
  desks.push(desk);
  return desk;
}
afterAll(() => {
  for (const desk of desks) rmSync(desk, { recursive: true, force: true });
});

/** Gives a command as the page writes it; `npm start` would install and build first, which the tests have done. */
function give(command: string, cwd: string): Promise<{ code: number; output: string }> {
  const program = `"${process.execPath}" "${main}"`;
  const line = command.replace(/^npm start (?:--silent )?-- /, () => `${program} `);
  return new Promise((resolve) => {
    execFile('sh', ['-c', line], { cwd, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, output: stdout + stderr });
    });
  });
}

/** Takes one step of a page; `said` is what its commands have answered so far. Returns it with this step's answer. */
async function take(step: Step, desk: string, said: string): Promise<string> {
  if ('answer' in step) {
    expect(step.answer.filter((line) => !wasAnswered(line, said))).toEqual([]);
    return said;
  }
  if ('write' in step) {
    mkdirSync(dirname(join(desk, step.write)), { recursive: true });
    writeFileSync(join(desk, step.write), step.text);
    return said;
  }
  const { code, output } = await give(step.command, desk);
  expect(code, `line ${step.line}: ${step.command}\n${output}`).toBe(step.exit);
  return said + output;
}

/** Words that mean something in a scenario file, on the command line or in a table. */
function knownNames(columns: readonly string[]): Set<string> {
  const known = new Set<string>([
    ...COMMANDS,
    ...FIGURE_KINDS,
    ...columns,
    ...Object.keys(TOP_LEVEL_KEYS),
    ...Object.keys(VARIANT_KEYS),
    ...WITHOUT_KEYS,
    ...TARGET_COLUMNS,
    'fit',
    'hold',
    'cost',
    ...DESIGN_KEYS,
    ...DESIGN_METHODS,
    ...IMPROVEMENTS,
    ...Object.keys(FORMS),
    ...FUNCTIONS.keys(),
    ...Object.keys(FORMAT_TEXTS),
  ]);
  const add = (names: Iterable<string>): void => {
    for (const name of names) known.add(name);
  };
  add(['value', 'from', 'until', 'ramp', 'range', 'linspace', 't', 'and', 'or', 'xor', 'not']);
  add([
    'scenarios',
    'models',
    'metrics',
    'evaluations',
    'instruments',
    'presets',
    'means',
    'count',
    'undefinedCount',
    'doses',
    'power',
    'metadata',
    ...GROUPINGS,
    'market_share',
    'capital_eur',
    'quality',
    'ties',
    'knowledge',
  ]);
  for (const model of models) {
    add([model.name, ...Object.keys(model.parameters)]);
    add(model.evaluations.flatMap(({ name, measures }) => [name, ...measures.map((measure) => measure.name)]));
    for (const list of [model.metrics, model.policies, model.presets, model.matrices]) add(list.map(({ name }) => name));
    for (const { name, parameters } of model.policies) add(Object.keys(parameters).flatMap((setting) => [setting, `${name}_${setting}`]));
  }
  return known;
}

/** Names of everything that a query can name: tables and their columns. */
async function namesInStore(desk: string): Promise<string[]> {
  const sql = 'select table_name, column_name from duckdb_columns() where not internal';
  const { output } = await give(`npm start -- query small "${sql}" --worlds --csv --quiet`, desk);
  return [...new Set(output.trim().split(/\r\n|,/))];
}

function columnsBelow(desk: string): string[] {
  const views = join(desk, 'results', 'small', 'views');
  return readdirSync(views).flatMap((name) => (readFileSync(join(views, name), 'utf8').split('\n')[0] as string).trim().split(','));
}

describe.each(guidePages().map((page) => [page.name, page] as const))('%s', (_, page: Page) => {
  test('does what it says', async () => {
    expect(page.steps.length).toBeGreaterThan(0);
    const desk = createDesk();
    let said = '';
    for (const step of page.steps) said = await take(step, desk, said);
    expect(said).not.toBe('');
  });
});

describe('names', () => {
  let desk = '';
  let inStore: readonly string[] = [];
  let flags = '';
  let sources = new Set<string>();
  const pages = guidePages();
  const results = pages.find(({ name }) => name === 'results.md') as Page;
  beforeAll(async () => {
    desk = createDesk();
    for (const step of results.steps.slice(0, 2)) await take(step, desk, '');
    inStore = await namesInStore(desk);
    flags = COMMANDS.map((command) => execFileSync(process.execPath, [main, command, '--help'], { encoding: 'utf8' })).join('\n');
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    sources = new Set(files.flatMap((name) => readFileSync(join(root, 'src', name), 'utf8').match(/\w+/g) ?? []));
  });

  test.each(pages.map((page) => [page.name, page] as const))('of flags, files, settings and metrics in %s exist', (_, page) => {
    const known = knownNames([...columnsBelow(desk), ...inStore]);
    const forBuilders = page.name.startsWith('new-');
    const unknown = page.inline.filter((code) => !exists(code, page, known, forBuilders, flags, sources));
    expect(unknown).toEqual([]);
  });

  test('of every column of every table stand in results.md', () => {
    expect(columnsBelow(desk).filter((column) => !results.inline.includes(column))).toEqual([]);
  });

  test('of everything that a file may say stand in scenario-files.md', () => {
    const { inline } = pages.find(({ name }) => name === 'scenario-files.md') as Page;
    const keys = [...Object.keys(TOP_LEVEL_KEYS), ...Object.keys(VARIANT_KEYS), ...FUNCTIONS.keys()];
    expect(keys.filter((key) => !inline.includes(key))).toEqual([]);
  });

  test.each([
    ['  a   +1.5  [1, 2]  better', true],
    ['  a  … better', true],
    ['  a  +1.5  [1, 2]', false],
    ['  b  +1.5  [1, 2]  better', false],
    ['  … worse', false],
  ])('and a line like "%s" is known when it was answered, and only then', (line, answered) => {
    expect(wasAnswered(line, 'first\n  a  −0.25    [−3.1, 4]  better\nlast')).toBe(answered);
  });

  test('that do not exist would be found', () => {
    const page = readPage('x.md', 'see `no_such_metric`, `--no-such-flag`, `src/nowhere.ts`, `gone`, but `continuity`\n');
    const unknown = page.inline.filter((code) => !exists(code, page, knownNames([]), false, flags, sources));
    expect(unknown).toEqual(['no_such_metric', '--no-such-flag', 'src/nowhere.ts', 'gone']);
  });
});

/** Whether every flag, path and name in a piece of code is there; what is neither is left to the commands. */
function exists(code: string, page: Page, known: Set<string>, builders: boolean, flags: string, sources: Set<string>): boolean {
  if (/^(src|tests|docs)\//.test(code)) return page.makes.includes(code) || existsSync(join(root, code));
  const asked = code.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [];
  if (asked.some((flag) => !new RegExp(`${flag}(?![\\w-])`).test(flags))) return false;
  const isName = (name: string): boolean => known.has(name) || (builders && sources.has(name));
  if (/^[A-Za-z]\w*$/.test(code)) return isName(code);
  return (code.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []).every(isName);
}
