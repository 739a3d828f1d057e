/** Names of metrics, worlds and organisations in the language of the page. */
import { type AnyModel, figureOf, type Metric } from '../../core/model.js';
import { isKind } from '../../experiment/units.js';
import { formatNumber, formatUnit } from '../../report/format.js';
import { lab as labWords, language, say } from '../words/words.js';
import type { LabSource, WorldChoice } from './choice.js';
import { variantOf } from './choice.js';

export function metricOf(source: LabSource, name: string): Metric<never> | undefined {
  return source.model.metrics.find((metric) => metric.name === name);
}

export function metricTitle(source: LabSource, name: string): string {
  return figureTitle(source.model, name);
}

/** A metric's unit, empty where it has none. */
export function metricUnit(source: LabSource, name: string): string {
  return figureUnit(source.model, name);
}

/** Title of a metric or of an evaluation's measure; its name where the model has none of that name. */
export function figureTitle(model: AnyModel, name: string): string {
  const figure = figureOf(model, name);
  return figure === undefined ? name : say(figure.title);
}

export function figureUnit(model: AnyModel, name: string): string {
  return formatUnit(figureOf(model, name)?.unit ?? '-', language.value);
}

/** A value alone, where its unit stands beside it; `why` there is none instead of a value that is none. */
export function bareFigure(value: number, why = labWords.value.noValue): string {
  return Number.isFinite(value) ? formatNumber(value, language.value) : why;
}

/** A value of a metric with its unit, e.g. "3 ties", "0.4 (share)"; `why` there is none instead of a value that is none. */
export function figureText(source: LabSource, metric: string, value: number, why = labWords.value.noValue): string {
  return bareFigure(value, why) + (Number.isFinite(value) ? unitBehind(source, metric) : '');
}

/** The unit of a metric as it follows a number; empty where it has none. */
export function unitBehind(source: LabSource, metric: string): string {
  const words = metricUnit(source, metric);
  return words === '' ? '' : `\u00a0${isKind(metricOf(source, metric)?.unit ?? '') ? `(${words})` : words}`;
}

export function worldTitle(source: LabSource, choice: WorldChoice): string {
  const variant = variantOf(source, choice);
  return say(source.titles[variant.name] ?? variant.title);
}

/** `Quarter`, `Year` …, as the model counts. */
export function stepUnit(source: LabSource): string {
  return labWords.value.units[source.model.stepUnit] ?? (labWords.value.units.step as string);
}
