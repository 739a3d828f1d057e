/**
 * Numbers and units as people read them, in both languages: shared by the report and the tables of the command line.
 *
 * An estimate and its interval share their decimals, which follow from the interval's width: two significant digits of
 * the half width, because more would pretend to know what the runs do not say.
 */

import type { Language } from '../experiment/units.js';

export { formatUnit, type Language } from '../experiment/units.js';

/** Stands where a number is undefined. */
export const NO_VALUE = '–';
/** Below this a number is shown as 0: what remains of sums that cancel, not something measured. */
const TINY = 5e-7;

/** A mean with its interval; `n` counts the runs or pairs behind it. */
export interface Estimate {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/** An estimate as text: the mean, and the interval in brackets (or the reason why there is none). */
export interface EstimateText {
  readonly mean: string;
  readonly interval: string;
}

interface Scale {
  readonly divisor: number;
  readonly suffix: Readonly<Record<Language, string>>;
}

const SCALES: readonly Scale[] = [
  { divisor: 1e9, suffix: { en: ' bn', ru: ' млрд' } },
  { divisor: 1e6, suffix: { en: ' M', ru: ' млн' } },
];
const PLAIN: Scale = { divisor: 1, suffix: { en: '', ru: '' } };

/** A number with so many significant digits at most; undefined ones as a dash. */
export function formatNumber(value: number | null | undefined, language: Language, significant = 3): string {
  return scaled(value, language, { maximumSignificantDigits: significant });
}

/** A number with exactly so many significant digits, for measured ones that stand side by side: 2.2 and 2.0. */
export function formatSignificant(value: number | null | undefined, language: Language, significant: number): string {
  return scaled(value, language, { minimumSignificantDigits: significant, maximumSignificantDigits: significant });
}

function scaled(value: number | null | undefined, language: Language, digits: Intl.NumberFormatOptions): string {
  if (!isNumber(value)) return NO_VALUE;
  if (Math.abs(value) < TINY) return '0';
  const scale = scaleOf(value);
  return typographic(formatter(language, digits).format(value / scale.divisor)) + scale.suffix[language];
}

/** Numbers that stand in one column: all with the same decimals, three significant digits of the smaller ones as far as the largest allows. */
export function formatColumn(values: readonly (number | null)[], language: Language): string[] {
  const sizes = values.filter(isNumber).map(Math.abs);
  const largest = Math.max(0, ...sizes);
  if (scaleOf(largest) !== PLAIN) return values.map((value) => formatNumber(value, language));
  const needed = sizes.map((size) => (size < TINY || Number.isInteger(size) ? 0 : decimalsUntil(size, 99.95)));
  const decimals = Math.min(Math.max(0, ...needed), largest < TINY ? 0 : decimalsUntil(largest, 999.5));
  return values.map((value) => formatFixed(value, decimals, language));
}

/** A number with a fixed count of decimals. */
export function formatFixed(value: number | null | undefined, decimals: number, language: Language): string {
  if (!isNumber(value)) return NO_VALUE;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return typographic(formatter(language, digits).format(value === 0 ? 0 : value));
}

/** A number as it was set, all its digits, never scaled. */
export function formatExact(value: number, language: Language): string {
  return typographic(formatter(language, { maximumSignificantDigits: 15 }).format(value));
}

/** A whole number with its thousands set apart. */
export function formatCount(value: number, language: Language): string {
  return formatFixed(value, 0, language);
}

/** Changes beyond this say only that their base is near 0. */
const LARGEST_CHANGE = 10;

/** A share as a percentage, e.g. 0.123 as "12.3 %"; where it is a change, with its sign, and beyond ten times the base only that it is. */
export function formatPercent(share: number | null | undefined, language: Language, signed = false): string {
  if (!isNumber(share)) return NO_VALUE;
  if (signed && Math.abs(share) > LARGEST_CHANGE)
    return `${share > 0 ? '>' : '<'}\u00a0${formatPercent(Math.sign(share) * LARGEST_CHANGE, language, true)}`;
  const percent = share * 100;
  const decimals = Math.abs(percent) >= 100 ? 0 : 1;
  const text = formatFixed(percent, decimals, language);
  return `${signed && percent > 0 ? '+' : ''}${text}\u00a0%`;
}

/** A share that somebody set, with all its digits: 0.05 as "5 %". */
export function formatSetPercent(share: number, language: Language): string {
  return `${formatExact(share * 100, language)}\u00a0%`;
}

/** A probability: three decimals, "< 0.001" below. */
export function formatProbability(p: number | null | undefined, language: Language): string {
  if (!isNumber(p)) return NO_VALUE;
  if (p < 0.001) return `<\u00a0${formatFixed(0.001, 3, language)}`;
  return formatFixed(p, 3, language);
}

/** A standardised effect: two decimals below 1, one below 10, none above; beyond 100 only that it is. */
export function formatEffect(effect: number | null | undefined, language: Language): string {
  if (!isNumber(effect)) return NO_VALUE;
  const size = Math.abs(effect);
  if (size > 100) return `${effect > 0 ? '>' : '<'}\u00a0${formatFixed(effect > 0 ? 100 : -100, 0, language)}`;
  return formatFixed(effect, size < 0.995 ? 2 : size < 9.95 ? 1 : 0, language);
}

/** Mean and interval with the same decimals and the same scale; with `signed`, the mean carries its sign. */
export function formatEstimate(estimate: Omit<Estimate, 'n'>, language: Language, signed = false): EstimateText {
  const { mean, low, high } = estimate;
  if (!isNumber(mean)) return { mean: NO_VALUE, interval: NO_VALUE };
  const plus = signed && mean > 0 ? '+' : '';
  if (!isNumber(low) || !isNumber(high)) return { mean: plus + formatNumber(mean, language), interval: NO_VALUE };
  const largest = Math.max(Math.abs(mean), Math.abs(low), Math.abs(high));
  if (largest < TINY) return { mean: '0', interval: `[0${language === 'ru' ? '; ' : ', '}0]` };
  const scale = scaleOf(largest);
  const decimals = decimalsFor((high - low) / 2 / scale.divisor, mean / scale.divisor);
  const step = roundingStep((high - low) / 2 / scale.divisor);
  const text = (value: number): string =>
    formatFixed(step === 1 ? value / scale.divisor : Math.round(value / scale.divisor / step) * step, decimals, language);
  const separator = language === 'ru' ? '; ' : ', ';
  return {
    mean: plus + text(mean) + scale.suffix[language],
    interval: `[${text(low)}${separator}${text(high)}]${scale.suffix[language]}`,
  };
}

/** A value scaled beyond this has five digits: more say nothing, however narrow the interval is. */
const LARGEST_SHOWN = 9999.5;

/** Decimals that show two significant digits of the half width, but no more than five of the value (three where the width is zero). */
export function decimalsFor(halfWidth: number, value: number): number {
  const size = Math.abs(halfWidth) > 0 ? Math.abs(halfWidth) : Math.abs(value) / 10;
  if (size === 0) return 0;
  const needed = decimalsUntil(size, 9.95);
  return value === 0 ? needed : Math.min(needed, decimalsUntil(Math.abs(value), LARGEST_SHOWN));
}

/** Large numbers are rounded where their last digits lie far within the interval: half width 12,345 → steps of 1,000. */
function roundingStep(halfWidth: number): number {
  let step = 1;
  while (halfWidth >= 100 * step) step *= 10;
  return step;
}

/** How often the size must be multiplied by ten to reach the bound. */
function decimalsUntil(size: number, bound: number): number {
  let decimals = 0;
  for (let shown = size; shown < bound && decimals < 12; shown *= 10) decimals++;
  return decimals;
}

function scaleOf(value: number): Scale {
  return SCALES.find((scale) => Math.abs(value) >= scale.divisor) ?? PLAIN;
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs far more than using it. */
function formatter(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, { ...options, useGrouping: true });
  formatters.set(key, made);
  return made;
}

/** A minus sign instead of a hyphen, and no "−0". */
function typographic(text: string): string {
  const minus = text.replace('-', '\u2212');
  return /^\u2212[0.,]*$/.test(minus) ? minus.slice(1) : minus;
}
