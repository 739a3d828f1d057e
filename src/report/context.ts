/** What every section needs: texts, looks of the variants, moments, and the words for metrics, units and captions. */
import { type AnyModel, figureOf, type ParameterSpec, type Policy } from '../core/model.js';
import { type VariantStyle, variantStyles } from './figures/figure.js';
import { strideOf } from './figures/series.js';
import { formatCount, formatUnit, type Language } from './format.js';
import type { StudyInput } from './input.js';
import { escapeHtml } from './markup.js';
import type { Moments, VariantMoments } from './moments.js';
import { shapeOf } from './static/svg.js';
import { type Texts, textsOf } from './texts.js';

export interface Context {
  readonly input: StudyInput;
  readonly language: Language;
  readonly texts: Texts;
  readonly styles: readonly VariantStyle[];
  readonly moments: Moments;
}

/** A metric as the report names it. */
export interface MetricWords {
  readonly name: string;
  /** The model's title in the page's language. */
  readonly title: string;
  readonly unit: string;
  readonly sentence: string;
}

export function contextOf(input: StudyInput, moments: Moments, language: Language): Context {
  const styles = variantStyles(input.results.plan.scenario.variants, input.comparison.baseline, language);
  return { input, language, texts: textsOf(language), styles, moments };
}

/** Words for a metric; one that the model does not have keeps its identifier as words. */
export function metricWords(context: Context, name: string): MetricWords {
  const metric = figureOf(context.input.model, name);
  if (metric === undefined) return { name, title: wordsOf(name), unit: '', sentence: '' };
  const { language } = context;
  return { name, title: metric.title[language], unit: formatUnit(metric.unit, language), sentence: metric.text[language] };
}

/**
 * An identifier that has no title as words: a known word in the page's language, else the identifier itself; a number at
 * its end stays. `industry_1` → "Industry 1", "Отрасль 1". A name in the user's own words stays as it is.
 */
export function wordsOf(name: string, known: Readonly<Record<string, string>> = {}): string {
  const [, base = name, number] = /^([a-z][a-z0-9_]*?)(?:_(\d+))?$/.exec(name) ?? [];
  const word = Object.hasOwn(known, base) ? known[base] : undefined;
  if (word !== undefined) return number === undefined ? word : `${word} ${number}`;
  return /^[a-z0-9_]+$/.test(name) ? name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ') : name;
}

/** The identifier beside its title, so that it can be found in tables, scenario files and on the command line. */
export function identifier(name: string): string {
  return `<code class="identifier">${escapeHtml(name)}</code>`;
}

/** Title, unit, identifier and sentence of a metric as markup for the head of a row. */
export function metricHead(words: MetricWords): string {
  const unit = words.unit === '' ? '' : ` <span class="unit">${escapeHtml(words.unit)}</span>`;
  const sentence = words.sentence === '' ? '' : `<span class="sentence">${escapeHtml(words.sentence)}</span>`;
  return `<span class="metric">${escapeHtml(words.title)}${unit} ${identifier(words.name)}</span>${sentence}`;
}

/** The instrument of that name. */
export function instrumentOf(model: AnyModel, name: string): Policy<unknown> | undefined {
  return (model.policies as readonly Policy<unknown>[]).find((policy) => policy.name === name);
}

/** What a key names, as overrides write it: a parameter, or an instrument and its setting. */
function keySpec(
  model: AnyModel,
  key: string,
): { readonly policy?: Policy<unknown> | undefined; readonly spec?: ParameterSpec | undefined } {
  const [area, name = '', setting = ''] = key.replace(/^variants\.[^.]+\./, '').split('.');
  if (area !== 'policy') return { spec: model.parameters[name] };
  const policy = instrumentOf(model, name);
  return { policy, spec: policy?.parameters[setting] };
}

/** Unit of a parameter or setting; empty where it has none. */
export function keyUnit(model: AnyModel, key: string, language: Language): string {
  return formatUnit(keySpec(model, key).spec?.unit ?? '-', language);
}

/** The key with its unit. */
export function keyWithUnit({ input, language }: Context, key: string): string {
  const unit = keyUnit(input.model, key, language);
  return unit === '' ? key : `${key}, ${unit}`;
}

/** What a parameter or setting is, after the title of the instrument that it belongs to; empty where the model has no such key. */
export function keySentence({ input, language }: Context, key: string): string {
  const { policy, spec } = keySpec(input.model, key);
  const text = spec?.text[language] ?? '';
  return policy === undefined || text === '' ? text : `${policy.title[language]}. ${text}`;
}

/** The caption every figure carries: n, what the interval is, the seed. */
export function captionOf(context: Context, n: string, interval: string): string {
  return context.texts.caption({ n, interval, seed: context.input.comparison.seed });
}

/** What a caption says of lines over time, with what is left out of them. */
export function linesOf({ texts, input, language }: Context, words: string): string {
  const every = strideOf(input.results.plan.scenario.steps);
  return every === 1 ? words : `${words} ${texts.series.drawn({ every: formatCount(every, language) })}`;
}

/** "30" when all variants have as many runs, else "29–30". */
export function runCounts(context: Context, variants: readonly VariantMoments[] = [...context.moments.values()]): string {
  return rangeText(
    variants.map((moments) => moments.runs),
    context.language,
  );
}

export function rangeText(counts: readonly number[], language: Language): string {
  if (counts.length === 0) return formatCount(0, language);
  const low = Math.min(...counts);
  const high = Math.max(...counts);
  return low === high ? formatCount(low, language) : `${formatCount(low, language)}–${formatCount(high, language)}`;
}

/** What readers know a variant by. */
export const variantTitle = ({ styles }: Context, name: string): string => styles.find((style) => style.name === name)?.title ?? name;

/** Colours and symbols of the variants as markup, drawn without any script. */
export function variantLegend(context: Context, styles: readonly VariantStyle[] = context.styles): string {
  const items = styles.map((style) => {
    const note = style.baseline ? ` <span class="unit">${escapeHtml(context.texts.baseline)}</span>` : '';
    return `<li><svg class="key" viewBox="0 0 24 12" aria-hidden="true"><path d="M0 6H24" stroke="${style.colour}" stroke-width="2"${style.baseline ? ' stroke-dasharray="2 2"' : ''}/>${shapeOf(style.symbol, 12, 6, 4.5, { fill: style.colour })}</svg>${escapeHtml(style.title)}${note}</li>`;
  });
  return `<ul class="legend">${items.join('')}</ul>`;
}
