/** The two vendor slices: the parser starts fast and parses, and the plot library can stand inside a page. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { root } from './imports.js';

describe('the parser slice', () => {
  it('parses into the trees of mathjs', async () => {
    const { parse } = await import('#mathjs-parse');
    const whole = await import('mathjs');
    for (const text of [
      'a + 2 * min(b, 3)',
      '-2^2',
      'x > 1 ? a : b',
      'a <= b < c',
      '[1, 2][1]',
      'f(x) = x',
      '"text"',
      'a b',
      '10%',
      'not true',
    ]) {
      expect(JSON.stringify(parse(text)), text).toBe(JSON.stringify(whole.parse(text)));
    }
  });

  it('says where a text is no expression', async () => {
    const { parse } = await import('#mathjs-parse');
    expect(() => parse('2 + * 3')).toThrow(/\(char 5\)/);
  });

  it('loads in a fraction of the time of the whole library', () => {
    const script = (name: string): string => `const t = performance.now(); await import('${name}'); console.log(performance.now() - t)`;
    const load = (name: string): number =>
      Math.min(...[1, 2, 3].map(() => Number(execFileSync(process.execPath, ['--input-type=module', '-e', script(name)], { cwd: root }))));
    expect(load('#mathjs-parse')).toBeLessThan(load('mathjs') / 5);
  });
});

describe('the plot library', () => {
  const text = readFileSync(createRequire(import.meta.url).resolve('#plotly'), 'utf8');

  it('contains nothing that ends a script element or hides its end', () => {
    expect(text).not.toMatch(/<\/script|<!--|<script/i);
  });

  it('is a complete script under five million bytes', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(5_000_000);
    expect(() => new Function(text)).not.toThrow();
  });
});
