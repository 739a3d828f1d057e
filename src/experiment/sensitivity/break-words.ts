/** What became of a conclusion, in a few sentences of either language. */
import { shortKey } from '../keys.js';
import type { BreakResult, RuleLimit, RuleScore } from './break.js';
import type { Estimate } from './result.js';

interface Words {
  number(value: number): string;
  percent(estimate: Estimate): string;
  readonly and: string;
  above(key: string, value: string): string;
  below(key: string, value: string): string;
  between(key: string, low: string, high: string): string;
  among(key: string, values: string): string;
  ranking(result: BreakResult): string;
  sentence(result: BreakResult): string;
}

const plain = (value: number): string => String(Number(value.toPrecision(3)));
const percentOf = (share: number | null, number: (value: number) => string): string =>
  share === null ? '–' : `${number(Math.floor(share * 1000 + 0.5) / 10)}\u00a0%`;

/** Whether the interval of the difference reaches 0. */
const isLuck = ({ low, high }: Estimate): boolean => low === null || high === null || (low <= 0 && high >= 0);

const EN: Words = {
  number: plain,
  percent: ({ value, low, high }) => `${percentOf(value, plain)} [${percentOf(low, plain)}, ${percentOf(high, plain)}]`,
  and: ' and ',
  above: (key, value) => `${key} is above ${value}`,
  below: (key, value) => `${key} is below ${value}`,
  between: (key, low, high) => `${key} is between ${low} and ${high}`,
  among: (key, values) => `${key} is ${values}`,
  ranking: ({ output, nominal, replicates }) =>
    `${output.variant} is ${(nominal.value ?? 0) > 0 ? 'above' : 'below'} ${output.over} in ${output.metric} with the values of the file${isLuck(nominal) ? `, though that may be luck (pairs: ${replicates})` : ''}`,
  sentence(result) {
    const { verdict, flips, rule, output } = result;
    const share = `at ${EN.percent(flips)} of the points`;
    if (verdict === 'no ranking')
      return `There is no ranking of ${output.variant} and ${output.over} in ${output.metric} that could turn over.`;
    const start = `${EN.ranking(result)}; the ranking turns over ${share}`;
    if (verdict === 'rare' || rule === null) {
      const rest = verdict === 'rare' ? 'too few to look for a region' : 'and no simple region holds them together';
      return `${start}, ${rest}.`;
    }
    const { heldOut } = rule;
    const held = `Of the held-out points there, ${EN.percent(heldOut.density)} are turned over; ${EN.percent(heldOut.coverage)} of all that are lie there.`;
    const doubt = verdict === 'unsure' ? ' On the held-out points that may be chance.' : '';
    return `${start}. It turns over where ${conditions(rule.limits, EN)}. ${held}${doubt}`;
  },
};

const comma = (value: number): string => plain(value).replace('.', ',');
const RU: Words = {
  number: comma,
  percent: ({ value, low, high }) => `${percentOf(value, comma)} [${percentOf(low, comma)}; ${percentOf(high, comma)}]`,
  and: ' и ',
  above: (key, value) => `${key} больше ${value}`,
  below: (key, value) => `${key} меньше ${value}`,
  between: (key, low, high) => `${key} от ${low} до ${high}`,
  among: (key, values) => `${key} равно ${values}`,
  ranking: ({ output, nominal, replicates }) =>
    `При значениях файла ${output.variant} ${(nominal.value ?? 0) > 0 ? 'выше' : 'ниже'} ${output.over} по показателю ${output.metric}${isLuck(nominal) ? ` (пар: ${replicates}; это может быть случайностью)` : ''}`,
  sentence(result) {
    const { verdict, flips, rule, output } = result;
    if (verdict === 'no ranking')
      return `Между ${output.variant} и ${output.over} по показателю ${output.metric} нет порядка, который мог бы перевернуться.`;
    const start = `${RU.ranking(result)}; порядок переворачивается в ${RU.percent(flips)} точек`;
    if (verdict === 'rare' || rule === null) {
      const rest = verdict === 'rare' ? 'слишком редко, чтобы искать область' : 'и простой области у них нет';
      return `${start}, ${rest}.`;
    }
    const { heldOut } = rule;
    const held = `Из отложенных точек этой области перевёрнуты ${RU.percent(heldOut.density)}; в ней лежат ${RU.percent(heldOut.coverage)} всех перевёрнутых.`;
    const doubt = verdict === 'unsure' ? ' На отложенных точках это может быть случайностью.' : '';
    return `${start}. Он переворачивается там, где ${conditions(rule.limits, RU)}. ${held}${doubt}`;
  },
};

function conditions(limits: readonly RuleLimit[], words: Words): string {
  return limits.map((limit) => condition(limit, words)).join(words.and);
}

function condition({ key, minimum, maximum, values }: RuleLimit, words: Words): string {
  if (values !== null) return words.among(shortKey(key), values.join(', '));
  if (minimum !== null && maximum !== null) return words.between(shortKey(key), words.number(minimum), words.number(maximum));
  return minimum !== null ? words.above(shortKey(key), words.number(minimum)) : words.below(shortKey(key), words.number(maximum ?? 0));
}

/** The finding in both languages. */
export function sayBreak(result: BreakResult): { readonly en: string; readonly ru: string } {
  return { en: EN.sentence(result), ru: RU.sentence(result) };
}

/** A condition as a table shows it, e.g. `trust_growth is below 0.12`. */
export function sayLimit(limit: RuleLimit, language: 'en' | 'ru' = 'en'): string {
  return condition(limit, language === 'ru' ? RU : EN);
}

/** `12 of 15 points`. */
export function sayCounts({ inside, flipsInside }: RuleScore): string {
  return `${flipsInside} of ${inside}`;
}
