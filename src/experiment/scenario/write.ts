/**
 * A scenario as the text of a file that stands by itself: complete parameters and instruments, no presets and nothing
 * extended, so that reading it gives the same runs whatever becomes of the files it came from.
 */
import { type AnyModel, defaultsOf, type ParameterValue } from '../../core/model.js';
import { canonicalJson } from '../canonical.js';
import type { PolicySetting, Scenario, ScheduleSetting, Variant } from '../study.js';

type Written = Pick<
  Scenario,
  'title' | 'description' | 'source' | 'model' | 'seed' | 'steps' | 'burnIn' | 'replicates' | 'variants' | 'baseline' | 'indicators'
>;

/** The text, YAML 1.2. Titles and texts are quoted as JSON, which YAML reads the same. */
export function scenarioText(scenario: Written, model: AnyModel): string {
  const { title, description, source, seed, steps, burnIn, replicates, variants, baseline, indicators } = scenario;
  const lines = [
    `title: ${quote(title)}`,
    ...(description === '' ? [] : [`description: ${quote(description)}`]),
    ...(source === '' ? [] : [`source: ${quote(source)}`]),
    `model: ${model.name}`,
    `seed: ${quote(seed)}`,
    `steps: ${steps}`,
    `burn_in: ${burnIn}`,
    `replicates: ${replicates}`,
    'variants:',
    ...variants.flatMap((variant) => variantLines(variant, model)),
    `baseline: ${baseline}`,
    `indicators: [${indicators.join(', ')}]`,
  ];
  return `${lines.join('\n')}\n`;
}

function variantLines({ name, title, parameters, policies }: Variant, model: AnyModel): string[] {
  const defaults: Readonly<Record<string, ParameterValue>> = defaultsOf(model.parameters);
  const changed = Object.entries(parameters).filter(([key, value]) => canonicalJson(value) !== canonicalJson(defaults[key]));
  return [
    `  ${name}:`,
    `    title: ${quote(title)}`,
    ...(changed.length === 0 ? [] : ['    parameters:', ...changed.map(([key, value]) => `      ${key}: ${JSON.stringify(value)}`)]),
    ...(policies.length === 0 ? [] : ['    policy:', ...policies.flatMap(policyLines)]),
  ];
}

function policyLines({ instrument, values }: PolicySetting): string[] {
  return [`      ${instrument}:`, ...Object.entries(values).map(([key, value]) => `        ${key}: ${settingText(value)}`)];
}

function settingText(value: ScheduleSetting | string | boolean): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  if ('text' in value) return quote(value.text);
  return JSON.stringify(value);
}

const quote = (text: string): string => JSON.stringify(text);
