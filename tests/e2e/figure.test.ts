/** `figure` from the command line: three formats of a stored study, and sentences where there is nothing to draw. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk, type Desk } from './cli-desk.js';

let desk: Desk;
const read = (name: string): Buffer => readFileSync(join(desk.folder, name));
beforeAll(async () => {
  desk = createDesk();
  await desk.trihelix(['run', 'barter', '-j', '1', '--progress', 'none']);
});
afterAll(() => desk.clear());

describe('a figure of a stored study', () => {
  it.each([
    ['a.svg', '<?xml'],
    ['a.png', '\u0089PNG'],
    ['a.pdf', '%PDF-'],
  ])('is written as %s', async (name, start) => {
    const { code, stdout, stderr } = await desk.trihelix(['figure', 'barter', 'forest', '-o', name]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(join(desk.folder, name));
    expect(read(name).toString('latin1').startsWith(start)).toBe(true);
  });

  it('says with --json what it says inside', async () => {
    const { stdout } = await desk.trihelix([
      'figure',
      'barter',
      'bands',
      '-o',
      'b.svg',
      '--language',
      'ru',
      '--metrics',
      'mean_knowledge',
      '--json',
    ]);
    const told = JSON.parse(stdout) as Record<string, string>;
    expect(told).toMatchObject({ figure: 'bands', seed: 'demo', runs: '0-7', command: 'trihelix run barter' });
    const svg = read('b.svg').toString('utf8');
    for (const key of ['plan_hash', 'results_hash']) expect(svg).toContain(told[key]);
    expect(svg).toContain('Средние во времени');
  });

  it('of a sweep has the curve of the dose', async () => {
    const sweep = 'variants.random.parameters.rewiring=0,0.1,0.5,1';
    const ran = await desk.trihelix(['run', 'barter', sweep, '-j', '1', '--progress', 'none']);
    expect(ran.code).toBe(0);
    const { code } = await desk.trihelix(['figure', 'barter', 'dose-response', sweep, '-o', 'dose.svg']);
    expect(code).toBe(0);
    expect(read('dose.svg').toString('utf8')).toContain('variants.random.parameters.rewiring');
  });

  it.each([
    [['barter', 'ternary', '-o', 'c.svg'], 'does not measure the shares of universities'],
    [['barter', 'dose-response', '-o', 'c.svg'], 'does not vary one number'],
    [['barter', 'forest', '-o', 'c.jpg'], 'ends in .svg, .png or .pdf'],
    [['barter', 'forest', '-o', 'c.svg', '--metrics', 'mean_knowledg'], 'did you mean "mean_knowledge"'],
    [['barter', 'forest', '-o', 'c.svg', '--seed', 'other'], 'has no results yet'],
    [['barter', 'forest', '-o', 'c.svg', '--point', '3'], 'has no point 3'],
    [['barter', 'pie', '-o', 'c.svg'], 'Allowed choices are forest'],
  ])('%j is refused with a sentence', async (words, message) => {
    const { code, stderr } = await desk.trihelix(['figure', ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(join(desk.folder, 'c.svg'))).toBe(false);
  });
});
