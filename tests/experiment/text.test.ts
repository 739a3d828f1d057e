/** Printable texts, suggestions, UTF-8. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem, ProblemList, suggestion } from '../../src/experiment/problem.js';
import { closest, editDistance, printable, utf8, utf8Length } from '../../src/experiment/text.js';

describe('printable', () => {
  it('escapes what a terminal would act on or hide', () => {
    expect(printable('a\u001b[31mb\n\u202ec\ufeff\u200bd')).toBe('a\\u{1b}[31mb\\u{a}\\u{202e}c\\u{feff}\\u{200b}d');
  });

  it('leaves other alphabets alone and cuts long texts', () => {
    expect(printable('Инновация — 创新 😀')).toBe('Инновация — 创新 😀');
    expect(printable('x'.repeat(300), 5)).toBe('xxxxx…');
  });

  it('never lets a control or format character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const hidden = [...printable(text)].filter((character) => /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069]/u.test(character));
        expect(hidden).toEqual([]);
      }),
      { seed: 3 },
    );
  });
});

describe('suggestions', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['ca', 'ac', 1],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['ca', 'abc', 3],
  ])('%s to %s is %d', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it('take the nearest known word, not any word', () => {
    expect(closest('bugdet', ['budget', 'reach'])).toBe('budget');
    expect(closest('RD-Subsidy', ['rd_subsidy'])).toBe('rd_subsidy');
    expect(closest('zebra', ['budget', 'reach'])).toBeUndefined();
    expect(closest('x'.repeat(1000), ['x'])).toBeUndefined();
    expect(suggestion('zebra', ['budget', 'reach'])).toBe('known: budget, reach');
    expect(suggestion('zebra', 'abcdefghijk'.split(''))).toBe('known: a, b, c, d, e, f, g, h and 3 more');
  });
});

describe('problems', () => {
  it('are sorted by place, each once, and counted beyond two hundred', () => {
    const problems = new ProblemList();
    for (let line = 300; line >= 1; line--) problems.add({ file: 'x.yaml', line, column: 1 }, 'a', 'wrong');
    problems.add({ file: 'x.yaml', line: 300, column: 1 }, 'a', 'wrong');
    const sorted = problems.sorted();
    expect(sorted).toHaveLength(201);
    expect(sorted[0]?.line).toBe(101);
    expect(sorted.at(-1)?.problem).toBe('100 more problems');
    expect(formatProblem(sorted[0] as (typeof sorted)[number])).toBe('x.yaml:101:1  a  wrong');
  });
});

describe('UTF-8', () => {
  it('has the bytes and the length that Node gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8(text)).toEqual(Uint8Array.from(Buffer.from(text, 'utf8')));
        expect(utf8Length(text)).toBe(Buffer.byteLength(text, 'utf8'));
      }),
      { seed: 4 },
    );
  });
});
