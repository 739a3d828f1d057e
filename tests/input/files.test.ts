/** Scenario files that are no plain files, lie elsewhere, or are no text: each refused in a sentence, each beside a file that is read. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatProblem } from '../../src/experiment/problem.js';
import { readScenario } from '../../src/experiment/scenario.js';
import { models } from '../../src/models/index.js';
import { findScenario, placeOf } from '../../src/node/scenario-files.js';

const TEXT = 'title: x\nseed: s\n';
let base: string;
let inside: string;

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'trihelix-files-'));
  inside = join(base, 'inside');
  mkdirSync(join(inside, 'below'), { recursive: true });
  writeFileSync(join(base, 'outside.yaml'), TEXT);
  writeFileSync(join(inside, 'plain.yaml'), TEXT);
  writeFileSync(join(inside, 'below', 'plain.yaml'), TEXT);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** What reading a file as a command does ends in: `read`, or the sentence of the refusal. */
async function outcome(path: string): Promise<string> {
  try {
    const place = placeOf(findScenario(path, []));
    const reading = await readScenario({ ...place, text: place.readText(place.path), models });
    return reading.ok ? 'read' : reading.problems.map(formatProblem).join('\n');
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

const write = (name: string, content: string | Buffer): string => {
  writeFileSync(join(inside, name), content);
  return join(inside, name);
};
const bytes = (...parts: (string | number[])[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

describe('bytes', () => {
  test.each<[string, () => Buffer, string]>([
    ['Latin-1', () => bytes('title: caf', [0xe9], '\nseed: s\n'), 'is not UTF-8'],
    ['Windows-1251', () => bytes('title: ', [0xcf, 0xf0, 0xe8], '\nseed: s\n'), 'is not UTF-8'],
    ['UTF-16', () => Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'is not UTF-8'],
    ['UTF-16 without a mark', () => Buffer.from(TEXT, 'utf16le'), 'U+0000 is not allowed'],
    ['overlong form', () => bytes('title: ', [0xc0, 0xaf], '\n'), 'is not UTF-8'],
    ['surrogates as bytes', () => bytes('title: ', [0xed, 0xa0, 0x80], '\n'), 'is not UTF-8'],
    ['beyond Unicode', () => bytes('title: ', [0xf4, 0x90, 0x80, 0x80], '\n'), 'is not UTF-8'],
    ['cut character', () => bytes('title: ', [0xe2, 0x82]), 'is not UTF-8'],
    ['picture', () => bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13]), 'is not UTF-8'],
    ['archive', () => bytes('PK', [3, 4, 20, 0, 0, 0]), 'U+0003 is not allowed'],
    ['page', () => bytes('<!doctype html><title>x</title>'), 'a scenario file is a group of keys'],
    ['table', () => bytes('a,b\n1,2\n'), 'a scenario file is a group of keys'],
    ['nothing', () => Buffer.alloc(0), 'a scenario file is a group of keys'],
    ['blanks', () => bytes('   \n\n'), 'a scenario file is a group of keys'],
    ['zeros', () => Buffer.alloc(1000), 'U+0000 is not allowed'],
    ['a byte over a mebibyte', () => bytes(TEXT, '#'.repeat(2 ** 20 - TEXT.length + 1)), 'has 1048577 bytes'],
    ['a hundred megabytes', () => Buffer.alloc(1e8, '#'), 'has 100000000 bytes'],
  ])('%s', async (name, content, words) => {
    expect(await outcome(write(`${name}.yaml`, content()))).toContain(words);
  });

  test.each<[string, Buffer | string]>([
    ['byte order mark', `\ufeff${TEXT}`],
    ['Windows line ends', TEXT.replaceAll('\n', '\r\n')],
    ['no line end', TEXT.trimEnd()],
    ['exactly a mebibyte', TEXT + '#'.repeat(2 ** 20 - TEXT.length)],
    ['JSON', '{"title":"x","seed":"s"}'],
    ['Russian', 'title: Кластер\ndescription: "Петербург — Пенза"\nseed: s\n'],
  ])('%s is read', async (name, content) => {
    expect(await outcome(write(`${name}.yaml`, content))).toBe('read');
  });
});

describe('places', () => {
  test('links that lead out, devices, pipes and folders are refused at once', async () => {
    symlinkSync(join(base, 'outside.yaml'), join(inside, 'link.yaml'));
    symlinkSync('/dev/zero', join(inside, 'zero.yaml'));
    symlinkSync('/dev/stdin', join(inside, 'stdin.yaml'));
    symlinkSync(join(inside, 'gone.yaml'), join(inside, 'dangling.yaml'));
    symlinkSync(join(inside, 'circle.yaml'), join(inside, 'circle.yaml'));
    symlinkSync(base, join(inside, 'up'));
    execFileSync('mkfifo', [join(inside, 'pipe.yaml')]);
    mkdirSync(join(inside, 'folder.yaml'));
    expect(await outcome(join(inside, 'link.yaml'))).toContain('a link that leads out of its folder');
    for (const name of ['zero', 'stdin', 'dangling', 'circle', 'pipe', 'folder', 'absent'])
      expect(await outcome(join(inside, `${name}.yaml`)), name).toMatch(/^UserError: there is no scenario/);
    for (const device of ['/dev/zero', '/dev/random', '/dev/stdin', '/dev/null', '/'])
      expect(await outcome(device), device).toMatch(/^UserError: there is no scenario/);
  });

  test('references that leave the folder by a link are not followed, references below are', async () => {
    for (const name of ['link', 'up/outside', 'zero', 'pipe', 'folder', 'dangling'])
      expect(await outcome(write('refers.yaml', `title: x\nextends: ${name}.yaml\n`)), name).toContain(':2:10  extends');
    linkSync(join(inside, 'plain.yaml'), join(inside, 'hard.yaml'));
    symlinkSync(join(inside, 'plain.yaml'), join(inside, 'near.yaml'));
    for (const name of ['plain', 'below/plain', './below/../plain', 'hard', 'near'])
      expect(await outcome(write('refers.yaml', `title: x\nseed: s\nextends: ${name}.yaml\n`)), name).toBe('read');
  });

  test('files with strange names are read, and their study has a plain name', async () => {
    for (const name of [
      'a b',
      "it's",
      '"quoted"',
      'Инновации',
      '💡',
      'a\nb',
      'a\u001b[31mb',
      '-o',
      '$(ls)',
      '.hidden',
      'CON',
      'x'.repeat(200),
    ]) {
      const path = write(`${name}.yaml`, TEXT);
      const place = placeOf(findScenario(path, []));
      const reading = await readScenario({ ...place, text: place.readText(place.path), models });
      expect(reading.ok && reading.scenario.name, name).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
    }
  });

  test('a circle over several files ends', async () => {
    write('a.yaml', 'extends: b.yaml\n');
    write('b.yaml', 'extends: c.yaml\n');
    expect(await outcome(write('c.yaml', 'extends: a.yaml\n'))).toContain('extends itself in a circle');
    for (let n = 0; n < 12; n++) write(`chain-${n}.yaml`, `title: x\nextends: chain-${n + 1}.yaml\n`);
    expect(await outcome(join(inside, 'chain-0.yaml'))).toContain('longer than 8');
  });
});
