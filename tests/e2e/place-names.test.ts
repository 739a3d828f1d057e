/** Folders of any name: every command works in them or says so in one line, and what it shows of them a terminal only shows. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printable } from '../../src/experiment/text.js';
import { createDesk, type Desk, type Ended } from './cli-desk.js';

/** A line end that forges a line, a colour, a turn of the direction of writing. */
const STRANGE = "it's\nerror: all is lost\u001b[31m\u202e";
let desk: Desk;

beforeAll(() => {
  desk = createDesk();
});
afterAll(() => desk.clear());

/** Gives a command; nothing it says may be obeyed by a terminal, nor begin a line that is not its own. */
async function give(...words: string[]): Promise<Ended> {
  const ended = await desk.trihelix(words);
  for (const line of `${ended.stdout}\n${ended.stderr}`.split('\n')) {
    expect(printable(line, 1e6)).toBe(line);
    expect(line).not.toMatch(/^error: all is lost/);
  }
  return ended;
}

describe('a folder with a hostile name', () => {
  const study = join(STRANGE, 'barter');

  test('holds a study like any other, and is shown with escapes', async () => {
    const run = await give('run', 'barter', '-j', '1', '-o', STRANGE, '--report');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(String.raw`it's\u{a}error: all is lost\u{1b}[31m\u{202e}/barter/report.html`);
    for (const words of [
      ['report', study],
      ['verify', study],
      ['rebuild', study],
      ['query', study, 'from runs', '-v'],
      ['export', study, '--format', 'csv'],
      ['figure', study, 'forest', '-o', join(STRANGE, 'figure.svg')],
      ['diff-runs', study, '0', '--write', join(STRANGE, 'states.json')],
      ['merge', study, '-o', join(STRANGE, 'merged')],
      ['archive', study],
    ])
      expect([words[0], (await give(...words)).code]).toEqual([words[0], 0]);
  });

  test('is named with escapes where something is wrong', async () => {
    mkdirSync(join(desk.folder, STRANGE, 'empty'), { recursive: true });
    writeFileSync(join(desk.folder, STRANGE, 'file'), '');
    for (const [code, ...words] of [
      [2, 'verify', join(STRANGE, 'empty')],
      [2, 'run', 'barter', 'steps=7', '-j', '1', '-o', STRANGE, '--replicates', 'many'],
      [4, 'run', 'barter', '-j', '1', '-o', join(STRANGE, 'file')],
      [2, 'check', join(STRANGE, 'nothing.yaml')],
      [4, 'merge', study, '-o', join(STRANGE, 'file')],
    ] as const)
      expect([words[0], (await give(...words)).code]).toEqual([words[0], code]);
  });

  test('is in the command that goes on, as a shell reads it', async () => {
    const stopped = await give('run', 'barter', '--replicates', '20000', '-j', '1', '-o', STRANGE, '--time-budget', '1s', '-q');
    expect(stopped.code).toBe(75);
    const command = /go on with: (.*)$/m.exec(stopped.stderr)?.[1] ?? '';
    const [, quoted] = / --out (\$'.*')$/.exec(command) ?? [];
    expect(quoted).toBe(String.raw`$'it\x27s\x0aerror: all is lost\x1b[31m\xe2\x80\xae'`);
    expect(execFileSync('bash', ['-c', `printf %s ${quoted}`], { encoding: 'utf8' })).toBe(STRANGE);
  });
});

const ODD = ['with blanks', `quo"te's`, '💡 Ω', 'e\u0301', 'dot.', 'CON', 'C:\\x', '\\\\server\\share', '-o', '~', '$(touch hacked)'];

test.each([ODD.join('/'), 'x'.repeat(255)])('a folder called %s holds a study', async (name) => {
  expect((await give('run', 'barter', '-q', '-j', '1', `--out=${name}`)).code).toBe(0);
  expect(readdirSync(join(desk.folder, name))).toEqual(['barter']);
  expect(readdirSync(desk.folder)).not.toContain('hacked');
});

test.each([
  ['x'.repeat(256), 'choose a shorter name'],
  ['scenarios/barter.yaml', 'choose another place'],
  ['scenarios/barter.yaml/below', 'choose another place'],
  ['/dev/null', 'choose another place'],
])('a folder that cannot be made ends the command in two lines before anything is computed: %s', async (name, hint) => {
  const { code, stderr } = await give('run', 'barter', '-j', '1', '-o', name);
  expect(code).toBe(4);
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(/^error: cannot make /), expect.stringContaining(hint)]);
});

test('a temporary folder that is not there is not missed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-no-tmp-'));
  rmSync(folder, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    for (const words of [
      ['run', 'barter', '-q', '-j', '1', '-o', 'apart', '--report'],
      ['query', 'apart/barter', 'from runs'],
      ['export', 'apart/barter', '--format', 'parquet'],
      ['figure', 'apart/barter', 'forest', '-o', 'apart/forest.png'],
    ])
      expect([words[0], (await give(...words)).code]).toEqual([words[0], 0]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  expect(
    readFileSync(join(desk.folder, 'apart', 'forest.png'))
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});
