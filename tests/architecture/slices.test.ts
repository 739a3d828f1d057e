/** The vendor slices: parser and distributions start fast and compute as the whole, the plot library can stand inside a page. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import wholeNormalCdf from '@stdlib/stats-base-dists-normal-cdf';
import wholeNormalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import wholeTCdf from '@stdlib/stats-base-dists-t-cdf';
import wholeTQuantile from '@stdlib/stats-base-dists-t-quantile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, tCdf, tQuantile } from '#distributions';
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
    // Processor time, which other programs take none of.
    const script = (name: string): string =>
      `const t = process.cpuUsage(); await import('${name}'); console.log(process.cpuUsage(t).user + process.cpuUsage(t).system)`;
    const load = (name: string): number =>
      Math.min(...[1, 2, 3].map(() => Number(execFileSync(process.execPath, ['--input-type=module', '-e', script(name)], { cwd: root }))));
    expect(load('#mathjs-parse')).toBeLessThan(load('mathjs') / 5);
  });
});

describe('the slice of distributions', () => {
  const probabilities = fc.double({ min: 0, max: 1, noNaN: true });
  const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

  it('computes the same bits as the packages it is made of', () => {
    fc.assert(
      fc.property(probabilities, numbers, numbers, positive, (p, x, mu, sigma) => {
        expect(normalCdf(x, mu, sigma)).toBe(wholeNormalCdf(x, mu, sigma));
        expect(normalQuantile(p, mu, sigma)).toBe(wholeNormalQuantile(p, mu, sigma));
        expect(tCdf(x, sigma)).toBe(wholeTCdf(x, sigma));
        expect(tQuantile(p, sigma)).toBe(wholeTQuantile(p, sigma));
      }),
      { numRuns: 500, seed: 7 },
    );
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
