/**
 * What scenarios can make the shipped program touch, watched from outside: wrong input and its valid twins, and
 * a study computed, reported and queried. Also: nothing becomes code, and built-in objects stay what they are.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDesk, type Desk, main } from '../e2e/cli-desk.js';
import { readCases } from '../input/cases.js';

// @ts-expect-error: plain JavaScript, shared with the proofs
import { canTrace, suspicious, trace } from './proofs/trace.mjs';

const STUDY = `title: Watched
model: knowledge-barter
seed: watched
steps: 4
replicates: 4
parameters: { organisations: 20 }
variants:
  ring: { parameters: { rewiring: 0 } }
  random: { parameters: { rewiring: 1 } }
`;

let desk: Desk;
beforeAll(() => {
  desk = createDesk();
  mkdirSync(join(desk.folder, 'scenarios'), { recursive: true });
  writeFileSync(join(desk.folder, 'scenarios', 'watched.yaml'), STUDY);
});
afterAll(() => desk.clear());

const traceable = canTrace() as boolean;

/** Without strace nothing can be seen; that is said aloud, and is a failure where it must be there. */
function watched(): boolean {
  if (!traceable)
    process.stderr.write('\n*** strace is not there: what the program touches was NOT WATCHED. Install strace and test again. ***\n');
  expect(traceable || process.env.TRIHELIX_STRACE !== 'required').toBe(true);
  return traceable;
}

interface Call {
  readonly line: string;
}

async function touched(words: readonly string[], places: { readonly readable?: string[]; readonly writable?: string[] }) {
  const { calls, code } = (await trace(desk.folder, words, join(desk.folder, 'trace.log'))) as { calls: Call[]; code: number };
  expect(calls.length).toBeGreaterThan(20);
  const found = suspicious(calls, { folder: desk.folder, ...places }) as Call[];
  return { code, calls, found: found.map(({ line }) => line) };
}

describe('watched by strace', () => {
  test('reading wrong input and its valid twins opens the scenarios and nothing else, starts nothing, connects to nobody', async () => {
    if (!watched()) return;
    const folder = join(desk.folder, 'scenarios', 'wrong');
    mkdirSync(folder);
    // Problems of keys and syntax do not end the command, so one process reads them all; every third, with its twin.
    const texts = (['keys', 'syntax'] as const)
      .flatMap((table) => readCases(table))
      .filter(({ wrong, right }, n) => n % 3 === 0 && Math.max(wrong.length, right.length) < 2 ** 19)
      .flatMap(({ wrong, right }) => [wrong, right]);
    expect(texts.length).toBeGreaterThan(100);
    for (const [n, text] of texts.entries()) writeFileSync(join(folder, `case-${n}.yaml`), `title: case\nseed: s\n${text}`);
    const files = readdirSync(folder).map((name) => join('scenarios', 'wrong', name));
    const { code, calls, found } = await touched(['check', ...files], { readable: [join(desk.folder, 'scenarios')] });
    expect(code).toBe(2);
    expect(calls.filter(({ line }) => line.includes('case-')).length).toBeGreaterThanOrEqual(texts.length);
    expect(found).toEqual([]);
  });

  test('a study is computed, reported and checked within its folders, by its own two processes', async () => {
    if (!watched()) return;
    const places = { readable: [join(desk.folder, 'scenarios')], writable: [join(desk.folder, 'results')] };
    for (const words of [
      ['run', 'watched', '-q', '-j', '2', '--report'],
      ['verify', 'watched', '--sample', '1'],
      ['hash', 'watched'],
    ]) {
      const { code, found } = await touched(words, places);
      expect([words[0], code, found]).toEqual([words[0], 0, []]);
    }
  });

  test('what must not be touched is seen when it is', async () => {
    if (!watched()) return;
    writeFileSync(join(desk.folder, 'scenarios', 'out.yaml'), 'title: x\nseed: s\n');
    const { found } = await touched(['check', 'scenarios/out.yaml'], {});
    expect(found.join('\n')).toContain('out.yaml');
    const { found: started } = await touched(['run', 'watched', '-q', '-j', '1', '-o', 'elsewhere'], {
      readable: [join(desk.folder, 'scenarios')],
    });
    expect(started.join('\n')).toContain('elsewhere/watched/plan.json');
  });
});

test('a disk that may only be read is called so before anything is computed', async () => {
  if (!watched()) return;
  const words = [main, 'run', 'watched', '-q', '-o', 'refused'];
  const inject = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=mkdir', '-e', 'inject=mkdir:error=EROFS', process.execPath, ...words];
  const { status, stderr } = spawnSync('strace', inject, { cwd: desk.folder, encoding: 'utf8' });
  expect(stderr).toMatch(/cannot make refused\/watched: EROFS: read-only file system.*\n {2}choose a folder you may write to/);
  expect(status).toBe(4);
});

test('a study is computed and compared where no text may become code and built-in objects are frozen', () => {
  const env = { ...process.env, NODE_OPTIONS: '--disallow-code-generation-from-strings --frozen-intrinsics --no-warnings' };
  const formula = `title: x\nseed: s\nsteps: 3\nreplicates: 2\nvariants:\n  none: {}\n  some: { policy: { rd_subsidy: { budget: "1000 * max(t, 1)" } } }\n`;
  writeFileSync(join(desk.folder, 'scenarios', 'formula.yaml'), formula);
  const options = { cwd: desk.folder, env, encoding: 'utf8' } as const;
  expect(() => execFileSync(process.execPath, ['-e', 'new Function("1")()'], { ...options, stdio: 'pipe' })).toThrow();
  for (const name of ['watched', 'formula'])
    expect(execFileSync(process.execPath, [main, 'run', name, '-q', '-j', '1', '-o', 'frozen'], options)).toContain('0 failed');
});
