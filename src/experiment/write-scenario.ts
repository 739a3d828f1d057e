/** A scenario as the text of a file that stands on its own: what `readScenario` made of files and overrides, written back. */
import { stringify } from 'yaml';
import { type AnyModel, defaultsOf, type ParameterValue } from '../core/model.js';
import { canonicalJson } from './canonical.js';
import type { PolicySetting, Scenario, Variant } from './study.js';

/** YAML text; what has its default is left out. Remarks become the file's first lines. */
export function writeScenario(scenario: Scenario, model: AnyModel, remarks: readonly string[]): string {
  const { title, description, source, seed, steps, burnIn, replicates, variants, baseline, indicators, smallestEffect } = scenario;
  const shared = sharedParameters(variants, model);
  const file = {
    title,
    ...(description !== '' && { description }),
    ...(source !== '' && { source }),
    model: model.name,
    seed,
    steps,
    burn_in: burnIn,
    replicates,
    ...(Object.keys(shared).length > 0 && { parameters: shared }),
    variants: Object.fromEntries(variants.map((variant) => [variant.name, variantOf(variant, shared, model)])),
    baseline,
    indicators,
    ...(Object.keys(smallestEffect).length > 0 && { smallest_effect: smallestEffect }),
  };
  const head = remarks.map((remark) => `# ${remark.replace(/[^\P{C}]/gu, ' ')}\n`).join('');
  return head + stringify(file, { lineWidth: 0 });
}

/** Parameters that no default gives and on which all variants agree. */
function sharedParameters(variants: readonly Variant[], model: AnyModel): Record<string, ParameterValue> {
  const defaults = defaultsOf(model.parameters) as Record<string, ParameterValue>;
  const [first, ...rest] = variants;
  const entries = Object.entries(first?.parameters ?? {}).filter(
    ([name, value]) => !same(value, defaults[name]) && rest.every(({ parameters }) => same(parameters[name], value)),
  );
  return Object.fromEntries(entries);
}

function variantOf({ title, parameters, policies }: Variant, shared: Readonly<Record<string, ParameterValue>>, model: AnyModel): object {
  const defaults = defaultsOf(model.parameters) as Record<string, ParameterValue>;
  const own = Object.entries(parameters).filter(([name, value]) => !same(value, shared[name] ?? defaults[name]));
  return {
    title,
    ...(own.length > 0 && { parameters: Object.fromEntries(own) }),
    ...(policies.length > 0 && { policy: Object.fromEntries(policies.map(({ instrument, values }) => [instrument, settingsOf(values)])) }),
  };
}

function settingsOf(values: PolicySetting['values']): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' && 'formula' in value ? value.text : value]),
  );
}

const same = (a: ParameterValue | undefined, b: ParameterValue | undefined): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && canonicalJson(a) === canonicalJson(b));
