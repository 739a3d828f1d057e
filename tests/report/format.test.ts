/** Numbers and units as people read them: digits follow the interval, signs and separators follow the language. */
import { describe, expect, it } from 'vitest';
import { models } from '../../src/models/index.js';
import {
  decimalsFor,
  formatColumn,
  formatCount,
  formatEffect,
  formatEstimate,
  formatFixed,
  formatNumber,
  formatPercent,
  formatProbability,
  formatSetPercent,
  formatSignificant,
  formatUnit,
  NO_VALUE,
} from '../../src/report/format.js';

describe('numbers', () => {
  it('has significant digits, real minus signs and the separators of the language', () => {
    expect(formatNumber(1234.5678, 'en')).toBe('1,230');
    expect(formatNumber(-0.012345, 'en')).toBe('\u22120.0123');
    expect(formatNumber(-0.012345, 'ru')).toBe('\u22120,0123');
    expect(formatNumber(12_345_678, 'en')).toBe('12.3 M');
    expect(formatNumber(12_345_678, 'ru')).toBe('12,3 млн');
    expect(formatNumber(-2.5e9, 'en', 2)).toBe('\u22122.5 bn');
    expect([0.05, 0.07, 0.125].map((share) => formatSetPercent(share, 'ru'))).toEqual(['5\u00a0%', '7\u00a0%', '12,5\u00a0%']);
    expect([2, 2.2, 23, 0.5, 0, -2e6].map((value) => formatSignificant(value, 'en', 2))).toEqual([
      '2.0',
      '2.2',
      '23',
      '0.50',
      '0',
      '\u22122.0 M',
    ]);
    expect(formatCount(12_345, 'ru')).toBe('12\u00a0345');
  });

  it('gives all numbers of a column the same decimals, as many as the smaller ones need and the largest bears', () => {
    expect(formatColumn([1.6, 1.59, 1.642], 'en')).toEqual(['1.60', '1.59', '1.64']);
    expect(formatColumn([0, 12.3, 16], 'ru')).toEqual(['0,0', '12,3', '16,0']);
    expect(formatColumn([0, 3, 250], 'en')).toEqual(['0', '3', '250']);
    expect(formatColumn([0.00123, 120.5], 'en')).toEqual(['0.0', '120.5']);
    expect(formatColumn([0.32, null, Number.NaN], 'en')).toEqual(['0.320', NO_VALUE, NO_VALUE]);
    expect(formatColumn([2_500_000, 10], 'en')).toEqual(['2.5 M', '10']);
    expect(formatColumn([], 'en')).toEqual([]);
  });

  it('shows undefined numbers as a dash and never a negative zero', () => {
    for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(formatNumber(value, 'en')).toBe(NO_VALUE);
      expect(formatPercent(value, 'en')).toBe(NO_VALUE);
      expect(formatProbability(value, 'en')).toBe(NO_VALUE);
      expect(formatEffect(value, 'en')).toBe(NO_VALUE);
    }
    expect(formatFixed(-0.0004, 2, 'en')).toBe('0.00');
    expect(formatFixed(-0, 1, 'ru')).toBe('0,0');
  });

  it('shows shares as percentages, signed where they are changes', () => {
    expect(formatPercent(0.1234, 'en')).toBe('12.3\u00a0%');
    expect(formatPercent(0.1234, 'ru', true)).toBe('+12,3\u00a0%');
    expect(formatPercent(-2.5, 'en', true)).toBe('\u2212250\u00a0%');
    expect(formatPercent(27.68, 'en', true)).toBe('>\u00a0+1,000\u00a0%');
    expect(formatPercent(-27.68, 'en', true)).toBe('<\u00a0\u22121,000\u00a0%');
    expect(formatPercent(27.68, 'en')).toBe('2,768\u00a0%');
  });

  it('says that a probability is small instead of showing zero', () => {
    expect(formatProbability(0.00001, 'en')).toBe('<\u00a00.001');
    expect(formatProbability(0.0431, 'ru')).toBe('0,043');
    expect(formatProbability(1, 'en')).toBe('1.000');
  });

  it('shows effect sizes with as many digits as they deserve', () => {
    expect(formatEffect(0.1234, 'en')).toBe('0.12');
    expect(formatEffect(-2.449, 'en')).toBe('\u22122.4');
    expect(formatEffect(41.7, 'ru')).toBe('42');
    expect(formatEffect(3e9, 'en')).toBe('>\u00a0100');
    expect(formatEffect(-3e9, 'en')).toBe('<\u00a0\u2212100');
  });
});

describe('estimates', () => {
  it('takes its decimals from two digits of the half width', () => {
    expect(formatEstimate({ mean: 0.08712, low: 0.0741, high: 0.0998 }, 'en', true)).toEqual({
      mean: '+0.087',
      interval: '[0.074, 0.100]',
    });
    expect(formatEstimate({ mean: -1.5, low: -14.2, high: 11.2 }, 'ru')).toEqual({ mean: '\u22122', interval: '[\u221214; 11]' });
    expect(formatEstimate({ mean: 1_502_345, low: 1_230_000, high: 1_780_000 }, 'en')).toEqual({
      mean: '1.50 M',
      interval: '[1.23, 1.78] M',
    });
  });

  it('rounds large numbers as far as their interval says nothing about the last digits', () => {
    expect(formatEstimate({ mean: 440_677, low: 315_725, high: 565_629 }, 'en')).toEqual({
      mean: '440,000',
      interval: '[320,000, 570,000]',
    });
  });

  it('shows no more than five digits however narrow the interval is', () => {
    expect(formatEstimate({ mean: 13.4235782, low: 13.4235781, high: 13.4235783 }, 'en').mean).toBe('13.424');
    expect(formatEstimate({ mean: 0, low: 0, high: 0 }, 'en')).toEqual({ mean: '0', interval: '[0, 0]' });
    expect(formatEstimate({ mean: 1e-13, low: -2e-12, high: 2e-12 }, 'ru')).toEqual({ mean: '0', interval: '[0; 0]' });
    expect(formatNumber(-1e-12, 'en')).toBe('0');
  });

  it('has no interval where there is none', () => {
    expect(formatEstimate({ mean: 3, low: null, high: null }, 'en')).toEqual({ mean: '3', interval: NO_VALUE });
    expect(formatEstimate({ mean: null, low: null, high: null }, 'en')).toEqual({ mean: NO_VALUE, interval: NO_VALUE });
  });

  it('counts decimals', () => {
    expect(decimalsFor(0.0102, 0.5)).toBe(3);
    expect(decimalsFor(1.2, 50)).toBe(1);
    expect(decimalsFor(12, 50)).toBe(0);
  });
});

describe('units', () => {
  it('translates what has a word and keeps what has none', () => {
    expect(formatUnit('-', 'en')).toBe('');
    expect(formatUnit('share', 'ru')).toBe('доля');
    expect(formatUnit('EUR/quarter', 'en')).toBe('€/quarter');
    expect(formatUnit('1/quarter', 'ru')).toBe('за квартал');
    expect(formatUnit('1/EUR million', 'en')).toBe('per million €');
    expect(formatUnit('1/100 meetings', 'ru')).toBe('на 100 встреч');
    expect(formatUnit('furlong', 'ru')).toBe('furlong');
  });

  it.each(models)('translates every unit of $name', ({ metrics, parameters, policies, evaluations, matrices }) => {
    const settings = [parameters, ...policies.map((policy) => policy.parameters)].flatMap((specs) => Object.values(specs));
    const told = [...metrics, ...evaluations.flatMap(({ measures }) => measures), ...matrices, ...settings];
    const units = new Set(told.map(({ unit }) => unit));
    expect(units.size).toBeGreaterThan(5);
    expect([...units].filter((unit) => /[a-z]/i.test(formatUnit(unit, 'ru')))).toEqual([]);
  });
});
