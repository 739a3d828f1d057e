/** From claims to patterns, and from figures to facts. */
import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../src/core/model.js';
import type { JudgedClaim } from '../../../src/experiment/comparison.js';
import {
  findPatterns,
  hasContradiction,
  judgeFact,
  patternsOf,
  patternVerdict,
  type StudyFinding,
} from '../../../src/experiment/validation/validation.js';

type Word = JudgedClaim['verdict'];

const judged = (verdict: Word, source?: string): JudgedClaim => ({
  claim: { text: 'a > b in x', left: 'a', relation: '>', right: 'b', metric: 'x', ...(source !== undefined && { source }) },
  verdict,
  difference: 1,
  low: 0.5,
  high: 1.5,
  p: 0.01,
  pAdjusted: 0.02,
  equivalenceP: null,
  pairs: 9,
});

const study = (name: string, claims: readonly JudgedClaim[], more: Partial<StudyFinding> = {}): StudyFinding => ({
  study: name,
  scenario: name,
  title: name,
  model: 'toy',
  seed: 's',
  replicates: 9,
  runs: { planned: 18, done: 18, failed: 0 },
  hash: 'ab',
  budget: null,
  claims,
  ...more,
});

describe('patterns', () => {
  it.each([
    ['P3', ['P3']],
    ['P4 (almost nothing in a weak environment)', ['P4']],
    ['P3, P13; P3', ['P3', 'P13']],
    ['Porter 2003', []],
    ['AP3 P3x', []],
    [undefined, []],
  ])('are read from the source %s', (source, names) => expect(patternsOf(source)).toEqual(names));

  it.each<[Word[], string]>([
    [[], 'no scenario'],
    [['supported', 'supported'], 'supported'],
    [['supported', 'undecided'], 'undecided'],
    [['undecided'], 'undecided'],
    [['supported', 'contradicted'], 'mixed'],
    [['supported', 'undecided', 'contradicted'], 'mixed'],
    [['contradicted', 'undecided'], 'contradicted'],
  ])('with claims %j are %s', (verdicts, word) => expect(patternVerdict(verdicts)).toBe(word));

  it('gather their claims over all studies of the model, but not those without parts of it', () => {
    const text = { en: 'x', ru: 'х' };
    const list = ['P1', 'P2', 'P10'].map((name) => ({ name, text, source: 'somebody' }));
    const found = findPatterns('toy', list, [
      study('one', [judged('supported', 'P1'), judged('contradicted', 'P1 and P10'), judged('supported')]),
      study('two', [judged('supported', 'P1')]),
      study('two--off', [judged('contradicted', 'P2')], { without: { question: 'why?', settings: ['x=0'] } }),
      study('other', [judged('contradicted', 'P2')], { model: 'other' }),
    ]);
    expect(found.map(({ name, verdict, claims }) => [name, verdict, claims.map((claim) => claim.study)])).toEqual([
      ['P1', 'mixed', ['one', 'one', 'two']],
      ['P2', 'no scenario', []],
      ['P10', 'contradicted', ['one']],
    ]);
    expect(hasContradiction({ patterns: found, facts: [] })).toBe(true);
    expect(hasContradiction({ patterns: found.slice(1, 2), facts: [] })).toBe(false);
  });
});

describe('stylised facts', () => {
  const measure = (accepted: Measure['accepted']): Measure => ({
    name: 'tail',
    title: { en: 'Tail of sizes', ru: 'Хвост размеров' },
    unit: 'exponent',
    better: 'neither',
    text: { en: 'x', ru: 'х' },
    source: 'Axtell 2001',
    ...(accepted !== undefined && { accepted }),
  });
  // mean 1, standard deviation 0.1, four worlds: half width 3.182·0.1/2 = 0.159
  const figures = Float64Array.of(0.9, 1.1, 1 - 0.1 / Math.sqrt(2), 1 + 0.1 / Math.sqrt(2));

  it.each<[Measure['accepted'], string]>([
    [{ minimum: 0.8, maximum: 1.2 }, 'supported'],
    [{ minimum: 0.8 }, 'supported'],
    [{ maximum: 1.2 }, 'supported'],
    [{ minimum: 0.95, maximum: 1.2 }, 'undecided'],
    [{ maximum: 0.9 }, 'undecided'],
    [{ maximum: 0.8 }, 'contradicted'],
    [{ minimum: 1.2 }, 'contradicted'],
  ])('in the range %j are %s', (accepted, verdict) => {
    const found = judgeFact('toy', measure(accepted), figures);
    expect(found.verdict).toBe(verdict);
    expect(found).toMatchObject({ worlds: 4, minimum: accepted?.minimum ?? null, maximum: accepted?.maximum ?? null });
    expect(found.mean).toBeCloseTo(1, 12);
    expect((found.high as number) - 1).toBeCloseTo(0.159, 3);
  });

  it('name who found the range before who defined the measure', () => {
    expect(judgeFact('toy', measure({ minimum: 0 }), figures).source).toBe('Axtell 2001');
    expect(judgeFact('toy', measure({ minimum: 0, source: 'Correa 2013' }), figures).source).toBe('Correa 2013');
  });

  it('leave out undefined figures and are undecided with fewer than two', () => {
    const found = judgeFact('toy', measure({ minimum: 0 }), Float64Array.of(Number.NaN, 3));
    expect(found).toMatchObject({ worlds: 1, mean: 3, low: null, high: null, verdict: 'undecided' });
    expect(judgeFact('toy', measure({ minimum: 0 }), Float64Array.of(Number.NaN))).toMatchObject({ worlds: 0, mean: null });
  });
});
