/**
 * What a planner can choose: how a sum of money per step is divided among instruments, and settings of these instruments
 * that are left open. A choice is a place in the unit box; a place outside the budget is brought back onto it.
 */
import { UserError } from '../../core/errors.js';
import type { AnyModel, ParameterValue } from '../../core/model.js';
import { type Uncertain, valuesOfRow } from '../design/uncertainty.js';
import { pointOf } from '../points.js';
import { suggestion } from '../problem.js';
import type { PolicySetting, Scenario, Variant } from '../study.js';

/** Shares of the budget below this are not worth an office: they become 0, and the instrument is not used. */
const LEAST_SHARE = 0.02;
/** Budgets are whole multiples of this part of the budget, so that they can be read and written. */
const PARTS = 1000;

export interface PolicySpace {
  readonly scenario: Scenario;
  readonly model: AnyModel;
  readonly instruments: readonly string[];
  /** Settings of the instruments that are chosen too, each within its distribution. */
  readonly settings: readonly Uncertain[];
  /** Money per step. */
  readonly budget: number;
  /** The variant whose parameters and other instruments every policy keeps, with all chosen instruments in use. */
  readonly base: Variant;
  readonly dimensions: number;
}

/** A policy: money per step by instrument, and the chosen settings by key. */
export interface Policy {
  readonly budgets: Readonly<Record<string, number>>;
  readonly settings: Readonly<Record<string, ParameterValue>>;
}

export interface PolicySpaceInput {
  readonly scenario: Scenario;
  readonly model: AnyModel;
  readonly budget: number;
  /** Default all instruments that a variant of the scenario uses. */
  readonly instruments?: readonly string[];
  /** Default the baseline. */
  readonly variant?: string;
}

/** Unit in which the instruments' budgets are said, e.g. `EUR/quarter`; they share one. */
export function budgetUnit({ policies }: AnyModel, instruments: readonly string[]): string {
  return policies.find(({ name }) => instruments.includes(name))?.parameters.budget?.unit ?? '-';
}

/** @throws UserError for an unknown instrument or variant, for none, and for a budget that an instrument may not have */
export function policySpace({ scenario, model, budget, instruments: asked, variant = scenario.baseline }: PolicySpaceInput): PolicySpace {
  const base = scenario.variants.find(({ name }) => name === variant);
  const names = scenario.variants.map(({ name }) => name);
  if (base === undefined) throw new UserError(`there is no variant "${variant}"`, suggestion(variant, names));
  const instruments = instrumentsOf(scenario, model, asked);
  for (const name of instruments) {
    const most = limitOf(model, name);
    if (budget > most) throw new UserError(`${name} may have at most ${most} per step, not ${budget}`, 'give a smaller --budget');
  }
  const settings = (scenario.uncertainty ?? []).filter(({ key }) => {
    const [area, name = '', setting] = key.split('.');
    return area === 'policy' && instruments.includes(name) && setting !== 'budget';
  });
  const used = instruments.map((name) => settingOf(scenario, base, name));
  const others = base.policies.filter(({ instrument }) => !instruments.includes(instrument));
  const dimensions = instruments.length + settings.length;
  return { scenario, model, instruments, settings, budget, base: { ...base, policies: [...others, ...used] }, dimensions };
}

function instrumentsOf(scenario: Scenario, model: AnyModel, asked: readonly string[] | undefined): readonly string[] {
  const known = model.policies.map(({ name }) => name);
  for (const name of asked ?? []) if (!known.includes(name)) throw new UserError(`unknown instrument "${name}"`, suggestion(name, known));
  const used = scenario.variants.flatMap(({ policies }) => policies.map(({ instrument }) => instrument));
  const instruments = known.filter((name) => (asked ?? used).includes(name));
  if (instruments.length > 0) return instruments;
  const hint = known.length === 0 ? `the model ${model.name} has none` : 'name some with --instruments';
  throw new UserError(`no variant of ${scenario.name} uses an instrument, so there is nothing to choose`, hint);
}

function limitOf(model: AnyModel, name: string): number {
  const spec = model.policies.find((policy) => policy.name === name)?.parameters.budget;
  return spec?.type === 'real' || spec?.type === 'integer' ? spec.maximum : 0;
}

/** Settings of an instrument as the base uses it, else as the first variant that uses it, else its defaults. */
function settingOf(scenario: Scenario, base: Variant, name: string): PolicySetting {
  for (const variant of [base, ...scenario.variants]) {
    const used = variant.policies.find(({ instrument }) => instrument === name);
    if (used !== undefined) return used;
  }
  return { instrument: name, values: { budget: 0 } };
}

/** The policy at a place of the unit box. Shares add up to at most 1: larger sums are scaled down. */
export function policyAt({ instruments, settings, budget }: PolicySpace, place: ArrayLike<number>): Policy {
  let sum = 0;
  for (let k = 0; k < instruments.length; k++) sum += place[k] as number;
  const shares = instruments.map((_, k) => (place[k] as number) / Math.max(1, sum));
  const budgets = instruments.map((name, k): [string, number] => {
    const share = shares[k] as number;
    return [name, share < LEAST_SHARE ? 0 : (Math.floor(share * PARTS + 1e-9) * budget) / PARTS];
  });
  const rest = Float64Array.from(settings, (_, d) => place[instruments.length + d] as number);
  return { budgets: Object.fromEntries(budgets), settings: valuesOfRow(settings, rest) };
}

/** The policy as a variant, in the world with these parameters. @throws UserError where the model refuses the world */
export function variantOfPolicy(
  { scenario, model, base, instruments }: PolicySpace,
  { budgets, settings }: Policy,
  world: Readonly<Record<string, ParameterValue>>,
): Variant {
  const policies = base.policies.map((used) =>
    instruments.includes(used.instrument) ? withBudget(used, budgets[used.instrument] as number) : used,
  );
  const point = pointOf({ ...scenario, variants: [{ ...base, policies }] }, model, { ...settings, ...world });
  const [variant] = point.variants as [Variant];
  return {
    ...variant,
    policies: variant.policies.filter(({ instrument }) => !instruments.includes(instrument) || (budgets[instrument] as number) > 0),
  };
}

/** A window of the scenario file stays the window of the money. */
function withBudget(used: PolicySetting, budget: number): PolicySetting {
  const before = used.values.budget;
  const isWindow = typeof before === 'object' && 'value' in before;
  return { ...used, values: { ...used.values, budget: isWindow ? { ...before, value: budget } : budget } };
}

/** Places to begin with: no money, all equal, and each instrument alone. */
export function landmarks({ instruments, dimensions }: PolicySpace): { readonly name: string; readonly place: Float64Array }[] {
  const at = (share: (k: number) => number): Float64Array =>
    Float64Array.from({ length: dimensions }, (_, d) => (d < instruments.length ? share(d) : 0.5));
  return [
    { name: 'nothing', place: at(() => 0) },
    { name: 'equal-split', place: at(() => 1 / instruments.length) },
    ...(instruments.length < 2 ? [] : instruments.map((name, i) => ({ name: `${name}-alone`, place: at((k) => (k === i ? 1 : 0)) }))),
  ];
}
