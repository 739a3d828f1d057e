/** Units as people read them, in both languages: for tables, reports and sentences. */

export type Language = 'en' | 'ru';

/** Units that have a word of their own in Russian or a shorter sign; others are shown as the model writes them. */
const UNITS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  '-': { en: '', ru: '' },
  share: { en: 'share', ru: 'доля' },
  index: { en: 'index', ru: 'индекс' },
  count: { en: 'count', ru: 'шт.' },
  EUR: { en: '€', ru: '€' },
  step: { en: 'step', ru: 'шаг' },
  steps: { en: 'steps', ru: 'шагов' },
  quarter: { en: 'quarter', ru: 'квартал' },
  year: { en: 'year', ru: 'год' },
  month: { en: 'month', ru: 'месяц' },
  week: { en: 'week', ru: 'неделя' },
  employees: { en: 'employees', ru: 'работников' },
  quarters: { en: 'quarters', ru: 'кварталов' },
  'EUR million': { en: 'million €', ru: 'млн €' },
  millibit: { en: 'mbit', ru: 'мбит' },
  millibits: { en: 'mbit', ru: 'мбит' },
  bits: { en: 'bit', ru: 'бит' },
  ties: { en: 'ties', ru: 'связей' },
  firms: { en: 'firms', ru: 'фирм' },
  universities: { en: 'universities', ru: 'университетов' },
  organisations: { en: 'organisations', ru: 'организаций' },
  regions: { en: 'regions', ru: 'регионов' },
  countries: { en: 'countries', ru: 'стран' },
  industries: { en: 'industries', ru: 'отраслей' },
  innovations: { en: 'innovations', ru: 'инноваций' },
  domains: { en: 'domains', ru: 'областей знания' },
  level: { en: 'level', ru: 'уровень' },
  'level²': { en: 'level²', ru: 'уровень²' },
  levels: { en: 'levels', ru: 'уровней' },
  stage: { en: 'stage', ru: 'стадия' },
  stages: { en: 'stages', ru: 'стадий' },
  groups: { en: 'groups', ru: 'объединений' },
  kinds: { en: 'kinds', ru: 'сторон' },
  domain: { en: 'domain', ru: 'область знания' },
  industry: { en: 'industry', ru: 'отрасль' },
  region: { en: 'region', ru: 'регион' },
  cluster: { en: 'cluster', ru: 'кластер' },
  project: { en: 'project', ru: 'проект' },
  meeting: { en: 'meeting', ru: 'встреча' },
  '100 meetings': { en: '100 meetings', ru: '100 встреч' },
  seat: { en: 'seat', ru: 'место' },
  entrant: { en: 'entrant', ru: 'новая фирма' },
  use: { en: 'use', ru: 'использование' },
  utility: { en: 'utility', ru: 'полезность' },
  weight: { en: 'weight', ru: 'вес' },
  triangles: { en: 'triangles', ru: 'треугольников' },
  mastery: { en: 'mastery', ru: 'владение' },
  trust: { en: 'trust', ru: 'доверие' },
  deviations: { en: 'deviations', ru: 'отклонений' },
  correlation: { en: 'correlation', ru: 'корреляция' },
  probability: { en: 'probability', ru: 'вероятность' },
  factor: { en: 'factor', ru: 'множитель' },
  exponent: { en: 'exponent', ru: 'показатель' },
  shape: { en: 'shape', ru: 'показатель формы' },
  ratio: { en: 'ratio', ru: 'отношение' },
  skewness: { en: 'skewness', ru: 'скошенность' },
  'step, row, row': { en: 'step, row, row', ru: 'шаг, строка, строка' },
  'row, row, trust': { en: 'row, row, trust', ru: 'строка, строка, доверие' },
  difference: { en: 'difference', ru: 'разность' },
  '1/quarter': { en: 'per quarter', ru: 'за квартал' },
  '1/mastery': { en: 'per unit of mastery', ru: 'на единицу владения' },
};

/** Units that name a kind of number and count nothing: behind a number they read well in brackets only, and in a sentence not at all. */
const KINDS: readonly string[] = ['share', 'index', 'trust', 'mastery', 'correlation', 'probability', 'ratio', 'skewness', 'difference'];
export const isKind = (unit: string): boolean => KINDS.includes(unit);

/** The unit in the language of the reader; empty for `-`. Compound units such as `EUR/quarter` part by part, `1/use` as "per use". */
export function formatUnit(unit: string, language: Language): string {
  const whole = UNITS[unit]?.[language];
  if (whole !== undefined) return whole;
  if (unit.startsWith('1/')) return `${language === 'ru' ? 'на' : 'per'} ${formatUnit(unit.slice(2), language)}`;
  return unit
    .split('/')
    .map((part) => UNITS[part]?.[language] ?? part)
    .join('/');
}
