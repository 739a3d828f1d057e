/**
 * Points: one parameter set for all variants of a scenario, from a sweep, a screening design or a search.
 */
import { UserError } from '../core/errors.js';
import type { AnyModel, ParameterSpec, ParameterValue } from '../core/model.js';
import { fullKey } from './keys.js';
import { suggestion } from './problem.js';
import { fits, mergeSetting, WINDOW_PARTS } from './scenario/resolve.js';
import type { Point, PolicySetting, Scenario, Variant } from './study.js';

/**
 * The scenario's variants with the given values laid over them.
 * @param values by key: `firms` or `parameters.firms`, `policy.rd_subsidy.budget`, `policy.rd_subsidy.budget.from`, each
 * optionally after `variants.NAME.`; a policy's setting changes where the instrument is in use
 * @throws UserError for a key or value that the model does not have
 */
export function pointOf(scenario: Scenario, model: AnyModel, values: Readonly<Record<string, ParameterValue>>): Point {
  let variants = scenario.variants;
  for (const [key, value] of Object.entries(values)) variants = setEverywhere(variants, model, key, value);
  for (const variant of variants) {
    const problem = model.problems?.(variant.parameters)[0];
    if (problem !== undefined) throw new UserError(`variant ${variant.name}: ${problem}`);
  }
  return { values, variants };
}

function setEverywhere(variants: readonly Variant[], model: AnyModel, key: string, value: ParameterValue): readonly Variant[] {
  const path = fullKey(key).split('.');
  const only = path[0] === 'variants' ? path[1] : undefined;
  const rest = only === undefined ? path : path.slice(2);
  if (only !== undefined && !variants.some((variant) => variant.name === only))
    throw new UserError(
      `unknown variant in "${key}"`,
      suggestion(
        only,
        variants.map((variant) => variant.name),
      ),
    );
  let changed = 0;
  const result = variants.map((variant) => {
    if (only !== undefined && variant.name !== only) return variant;
    const next = setInVariant(variant, model, key, rest, value);
    if (next !== undefined) changed++;
    return next ?? variant;
  });
  if (changed === 0) throw new UserError(`"${key}": no variant uses this instrument`, 'add it to the scenario first');
  return result;
}

function setInVariant(variant: Variant, model: AnyModel, key: string, path: readonly string[], value: ParameterValue): Variant | undefined {
  const [area, name, setting, part] = path;
  if (area === 'parameters' && name !== undefined && path.length === 2) {
    const spec = Object.hasOwn(model.parameters, name) ? model.parameters[name] : undefined;
    if (spec === undefined) throw new UserError(`unknown parameter "${name}"`, suggestion(name, Object.keys(model.parameters)));
    return { ...variant, parameters: { ...variant.parameters, [name]: checked(spec, value, key) } };
  }
  if (area !== 'policy' || name === undefined || setting === undefined || path.length > 4)
    throw new UserError(`"${key}" cannot be varied`, 'parameters.NAME and policy.INSTRUMENT.SETTING can');
  const policy = model.policies.find((candidate) => candidate.name === name);
  if (policy === undefined)
    throw new UserError(
      `unknown instrument "${name}"`,
      suggestion(
        name,
        model.policies.map((candidate) => candidate.name),
      ),
    );
  const spec = Object.hasOwn(policy.parameters, setting) ? policy.parameters[setting] : undefined;
  if (spec === undefined)
    throw new UserError(`unknown setting "${setting}" of ${name}`, suggestion(setting, Object.keys(policy.parameters)));
  const used = variant.policies.find((candidate) => candidate.instrument === name);
  if (used === undefined) return undefined;
  const changed = changeSetting(used, setting, part, spec, value, key);
  return { ...variant, policies: variant.policies.map((candidate) => (candidate === used ? changed : candidate)) };
}

function changeSetting(
  used: PolicySetting,
  setting: string,
  part: string | undefined,
  spec: ParameterSpec,
  value: ParameterValue,
  key: string,
): PolicySetting {
  const known = WINDOW_PARTS.find((name) => name === part);
  if (part !== undefined && known === undefined)
    throw new UserError(`"${key}" cannot be varied`, `a window has ${WINDOW_PARTS.join(', ')}`);
  const change = known === undefined || known === 'value' ? checked(spec, value, key) : wholeStep(value, key);
  if (typeof change === 'object') throw new UserError(`"${key}": a list cannot be set in a policy`);
  const merged = mergeSetting(used.values[setting], known === undefined ? change : { [known]: change });
  if (typeof merged === 'string') throw new UserError(`"${key}": ${merged}`);
  return { ...used, values: { ...used.values, [setting]: merged.value } };
}

function wholeStep(value: ParameterValue, key: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new UserError(`"${key}" must be a whole number of steps`);
}

function checked(spec: ParameterSpec, value: ParameterValue, key: string): ParameterValue {
  if (fitsSpec(spec, value)) return value === 0 ? 0 : value;
  const allowed =
    spec.type === 'real' || spec.type === 'integer'
      ? `${spec.minimum} to ${spec.maximum}`
      : spec.type === 'choice'
        ? spec.choices.join(', ')
        : spec.type === 'flag'
          ? 'true, false'
          : 'a list of numbers';
  throw new UserError(`"${key}" cannot be ${String(value)}`, `allowed: ${allowed}`);
}

function fitsSpec(spec: ParameterSpec, value: ParameterValue): boolean {
  switch (spec.type) {
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && spec.choices.includes(value);
    case 'list':
      return (
        typeof value === 'object' &&
        value.length <= spec.maximumLength &&
        value.every((item) => item >= spec.minimum && item <= spec.maximum)
      );
    default:
      return typeof value === 'number' && fits(spec, value);
  }
}
