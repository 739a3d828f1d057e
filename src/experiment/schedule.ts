/**
 * Settings of an instrument as functions of the step: constants stay constants, windows and formulas become schedules.
 *
 * A budget starts when the burn-in is over unless a window says otherwise, so that all variants share one past and the
 * money that is compared is the money of the measured time.
 */

import { UserError } from '../core/errors.js';
import type { ActivePolicy, AnyModel, Policy, Schedule } from '../core/model.js';
import { compileFormula } from './formula.js';
import type { PolicySetting, ScheduleSetting } from './study.js';

type Window = Extract<ScheduleSetting, { readonly value: number }>;

/**
 * The instruments of a run in the model's order, every parameter with a value.
 * @throws UserError for an instrument or setting that the model does not have
 */
// biome-ignore lint/suspicious/noExplicitAny: the world's type belongs to the model, which is not known here.
export function activePolicies(model: AnyModel, settings: readonly PolicySetting[], burnIn: number): ActivePolicy<any>[] {
  for (const { instrument } of settings)
    if (!model.policies.some((policy) => policy.name === instrument))
      throw new UserError(`the model ${model.name} has no instrument "${instrument}"`);
  return model.policies.flatMap((policy) => {
    const setting = settings.find((candidate) => candidate.instrument === policy.name);
    return setting === undefined ? [] : [{ policy, values: valuesOf(policy, setting, burnIn) }];
  });
}

function valuesOf(policy: Policy<never>, setting: PolicySetting, burnIn: number): Record<string, number | string | boolean | Schedule> {
  const values: Record<string, number | string | boolean | Schedule> = {};
  for (const [name, spec] of Object.entries(policy.parameters)) if (spec.type !== 'list') values[name] = spec.default;
  for (const [name, value] of Object.entries(setting.values)) {
    if (!Object.hasOwn(values, name)) throw new UserError(`the instrument ${policy.name} has no setting "${name}"`);
    values[name] = name === 'budget' ? budgetSchedule(value as ScheduleSetting, burnIn) : settingOf(value, values[name] as number);
  }
  return values;
}

function settingOf(value: ScheduleSetting | string | boolean, outside: number): number | string | boolean | Schedule {
  if (typeof value !== 'object') return value;
  return 'formula' in value ? compileFormula(value.formula) : windowSchedule(value, outside);
}

/** A budget: nothing before the burn-in is over, except where a window begins earlier. */
function budgetSchedule(value: ScheduleSetting, burnIn: number): Schedule {
  if (typeof value === 'number') return windowSchedule({ value, from: burnIn }, 0);
  if ('value' in value) return windowSchedule({ ...value, from: value.from ?? burnIn }, 0);
  const formula = compileFormula(value.formula);
  return (step, read) => (step < burnIn ? 0 : formula(step, read));
}

/**
 * The value inside the window from ≤ t < until, `outside` elsewhere. With a ramp of r steps it rises by equal parts in
 * the first r steps (a part already in the first) and falls by equal parts in the last r.
 * @param outside 0 for a budget, the parameter's default for other settings
 */
export function windowSchedule({ value, from = 0, until = Number.POSITIVE_INFINITY, ramp = 0 }: Window, outside: number): Schedule {
  return (step) => {
    if (step < from || step >= until) return outside;
    if (ramp <= 1) return value;
    const share = Math.min(1, (step - from + 1) / ramp, (until - step) / ramp);
    return share === 1 ? value : outside + share * (value - outside);
  };
}
