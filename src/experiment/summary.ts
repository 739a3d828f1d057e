/** One sentence per language that says what a comparison found, with seed, number of runs and the clearest effect. */
import { type AnyModel, figureOf, type Text } from '../core/model.js';
import type { Comparison, MetricComparison } from './comparison.js';
import { type Words, wordsIn } from './text.js';
import { formatUnit, isKind, type Language } from './units.js';

type Found = Omit<Comparison, 'summary'>;

/** With more variants beside the baseline than this, a sentence about each is read by nobody. */
const MOST_NAMED = 6;

/**
 * The sentence; it never says more than the verdicts do. The model gives titles and units of the metrics.
 * @param titles what readers know variants by, where that is not their names
 */
export function summarise(comparison: Found, model: AnyModel, titles: ReadonlyMap<string, Words> = new Map()): Text {
  const { seed, runs } = comparison;
  const called = (variant: string): Text => {
    const title = titles.get(variant);
    return title === undefined || title === variant
      ? { en: variant, ru: variant }
      : { en: `“${wordsIn(title, 'en')}”`, ru: `«${wordsIn(title, 'ru')}»` };
  };
  const baseline = called(comparison.baseline);
  const others = comparison.variants.filter((variant) => variant !== comparison.baseline);
  const found = others.map((name) => ({ variant: called(name), rows: comparison.rows.filter((row) => row.variant === name) }));
  const counted = found.length > MOST_NAMED ? [countAll(found)] : found.map(count);
  const clearest = clearestOf(comparison.rows, model, called);
  const money = unequalBudget(comparison.budget);
  if (others.length === 0) {
    return {
      en: `There is one variant, ${baseline.en}, and nothing to compare it with (seed ${seed}, ${runs.done} of ${runs.planned} runs done).`,
      ru: `Вариант один — ${baseline.ru}, сравнивать его не с чем (зерно ${seed}, выполнено прогонов: ${runs.done} из ${runs.planned}).`,
    };
  }
  const failed = { en: runs.failed > 0 ? `, ${runs.failed} failed` : '', ru: runs.failed > 0 ? `, с ошибкой: ${runs.failed}` : '' };
  return {
    en: `Against ${baseline.en} (seed ${seed}, ${runs.done} of ${runs.planned} runs done${failed.en}): ${counted.map((entry) => entry.en).join('; ')}${clearest.en}${money.en}.`,
    ru: `По сравнению с вариантом ${baseline.ru} (зерно ${seed}, выполнено прогонов: ${runs.done} из ${runs.planned}${failed.ru}): ${counted.map((entry) => entry.ru).join('; ')}${clearest.ru}${money.ru}.`,
  };
}

/** A variant and what it was found to be in each indicator. */
interface VariantRows {
  readonly variant: Text;
  readonly rows: readonly MetricComparison[];
}

function count({ variant, rows }: VariantRows): Text {
  const said = verdictsOf(rows);
  return {
    en: `${variant.en} is ${said.en} of ${rows.length} indicators`,
    ru: `${variant.ru} (показателей: ${rows.length}) — ${said.ru}`,
  };
}

/** Many variants in one: all verdicts together, and which variants are better, and worse, in the most indicators. */
function countAll(found: readonly VariantRows[]): Text {
  const rows = found.flatMap((each) => each.rows);
  const said = verdictsOf(rows);
  const most = [
    { verdict: 'better', en: 'most often better', ru: 'чаще всего лучше' } as const,
    { verdict: 'worse', en: 'most often worse', ru: 'чаще всего хуже' } as const,
  ].map(({ verdict, ...words }) => mostOften(found, verdict, words));
  return {
    en: `${found.length} other variants are ${said.en} of ${rows.length} comparisons${most.map(({ en }) => en).join('')}`,
    ru: `вариантов: ${found.length} (сравнений: ${rows.length}) — ${said.ru}${most.map(({ ru }) => ru).join('')}`,
  };
}

/** The variants with the most such verdicts; how many they are where names would fill lines. */
function mostOften(found: readonly VariantRows[], verdict: MetricComparison['verdict'], words: Text): Text {
  const counts = found.map(({ variant, rows }) => ({ variant, of: rows.length, n: rows.filter((row) => row.verdict === verdict).length }));
  const most = Math.max(...counts.map(({ n }) => n));
  const first = counts.filter(({ n }) => n === most);
  if (most === 0) return { en: '', ru: '' };
  const of = first[0]?.of ?? 0;
  const named = first.length <= 2;
  const en = named ? first.map(({ variant }) => variant.en).join(' and ') : `${first.length} variants`;
  const ru = named ? first.map(({ variant }) => variant.ru).join(' и ') : `вариантов: ${first.length}`;
  return { en: `; ${words.en}: ${en} (${most} of ${of})`, ru: `; ${words.ru}: ${ru} (${most} из ${of})` };
}

function verdictsOf(rows: readonly MetricComparison[]): Text {
  const of = (...verdicts: readonly MetricComparison['verdict'][]): number => rows.filter((row) => verdicts.includes(row.verdict)).length;
  const better = of('better');
  const worse = of('worse');
  const changed = of('higher', 'lower');
  const equal = of('practically equal');
  const open = of('undecided', 'no value');
  const parts: (Text & { n: number })[] = [
    { n: better, en: `better in ${better}`, ru: `лучше: ${better}` },
    { n: worse, en: `worse in ${worse}`, ru: `хуже: ${worse}` },
    { n: changed, en: `different in ${changed}`, ru: `отличается: ${changed}` },
    { n: equal, en: `practically equal in ${equal}`, ru: `практически равен: ${equal}` },
    { n: open, en: `undecided in ${open}`, ru: `не решено: ${open}` },
  ];
  const said = parts.filter((part) => part.n > 0);
  return { en: said.map((part) => part.en).join(', '), ru: said.map((part) => part.ru).join(', ') };
}

/** The row that is better or worse by the largest effect in standard deviations; what has no better side is no finding. */
function clearestOf(rows: readonly MetricComparison[], model: AnyModel, called: (variant: string) => Text): Text {
  let clearest: MetricComparison | undefined;
  for (const row of rows) {
    if ((row.verdict !== 'better' && row.verdict !== 'worse') || row.effectSize === null) continue;
    if (Math.abs(row.effectSize) > Math.abs(clearest?.effectSize ?? 0)) clearest = row;
  }
  if (clearest === undefined) return { en: '', ru: '' };
  const { metric } = clearest;
  const variant = called(clearest.variant);
  const figure = figureOf(model, metric);
  const title = figure?.title ?? { en: metric, ru: metric };
  const counted = figure === undefined || isKind(figure.unit) ? '-' : figure.unit;
  const unit = (language: Language): string => ` ${formatUnit(counted, language)}`.trimEnd();
  const [difference, low, high] = alike([clearest.difference, clearest.low, clearest.high].map((value) => value ?? Number.NaN));
  return {
    en: `; clearest: “${title.en}” (${metric}) of ${variant.en}, ${difference}${unit('en')} (95 % interval ${low} to ${high})`,
    ru: `; яснее всего: «${title.ru}» (${metric}) у варианта ${variant.ru}, ${comma(difference)}${unit('ru')} (95 %-й интервал от ${comma(low)} до ${comma(high)})`,
  };
}

/** Unequal sums belong into the sentence: without them the verdicts would be read as if the money were the same. */
function unequalBudget(budget: Found['budget']): Text {
  if (budget === null || budget.equal) return { en: '', ru: '' };
  if (budget.largestGap === null) return { en: '; whether equal sums were spent is not known', ru: '; равны ли расходы, неизвестно' };
  const gap = (100 * budget.largestGap).toFixed(budget.largestGap >= 1 ? 0 : 1);
  return { en: `; the sums spent are not equal (largest gap ${gap} %)`, ru: `; расходы не равны (наибольший разрыв ${comma(gap)} %)` };
}

/** A number as Russian writes it. */
function comma(number = ''): string {
  return number.replace('.', ',');
}

/** Numbers with a sign and the same decimals: three significant digits of the largest. */
function alike(values: readonly number[]): string[] {
  const largest = Math.max(...values.map(Math.abs));
  let decimals = 0;
  for (let shown = largest; shown > 0 && shown < 99.5 && decimals < 12; shown *= 10) decimals++;
  return values.map((value) => {
    const digits = String(decimals === 0 ? Number(value.toPrecision(3)) : value.toFixed(decimals));
    return value > 0 ? `+${digits}` : digits.replace('-', '−');
  });
}
