/** What `sensitivity` and `break` have in common: the scenario, its two variants, what is varied, and the study of a design. */
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { AnyModel } from '../../core/model.js';
import type { Uncertain } from '../../experiment/design/uncertainty.js';
import { valueAt } from '../../experiment/design/uncertainty.js';
import { planStudy } from '../../experiment/plan.js';
import { pointOf } from '../../experiment/points.js';
import { suggestion } from '../../experiment/problem.js';
import { modelOf } from '../../experiment/run.js';
import { chooseUncertain } from '../../experiment/sensitivity/choose-uncertain.js';
import type { Output } from '../../experiment/sensitivity/result.js';
import type { Plan, Point, Scenario } from '../../experiment/study.js';
import { models } from '../../models/index.js';
import { refuseUnknown } from '../auto-replicates.js';
import type { ComputeOptions } from '../compute.js';
import { estimateStudy, SHORT_PILOT, showEstimate } from '../dry-run.js';
import { engineName } from '../package.js';
import { loadScenario, studyName } from '../prepare.js';
import type { Terminal } from '../terminal.js';
import { refuseValueless } from '../valueless.js';

export interface SampledOptions extends ComputeOptions {
  readonly metric?: readonly string[];
  readonly variant?: string;
  readonly over?: string;
  readonly parameters?: readonly string[];
  readonly samples?: number;
  readonly replicates?: number;
  readonly seed?: string;
  readonly out?: string;
  readonly fresh?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** A scenario narrowed to the variants of its outputs, and what is varied in it. */
export interface Sampled {
  readonly scenario: Scenario;
  readonly model: AnyModel;
  readonly outputs: readonly Output[];
  readonly uncertain: readonly Uncertain[];
  readonly settings: readonly string[];
}

/** @param pair whether there must be two variants @throws UserError and ProblemsError for whatever is wrong */
export async function prepareSampled(
  asked: string,
  overrides: readonly string[],
  options: SampledOptions,
  pair: boolean,
  terminal: Terminal,
): Promise<Sampled> {
  const { scenario: written, listed } = await loadScenario(asked, overrides, 'none');
  if (listed.length > 0)
    throw new UserError(`"${listed[0]}" lists values, which a sensitivity analysis cannot vary`, 'write uniform(a,b), or use sweep');
  const { seed, parameters, variant, over } = options;
  const model = modelOf(models, written.model);
  const outputs = chooseOutputs(written, model, options, pair);
  const { variant: left, over: right } = outputs[0] as Output;
  const scenario: Scenario = {
    ...written,
    ...(seed !== undefined && { seed }),
    variants: written.variants.filter(({ name }) => name === left || name === right),
    baseline: right ?? left,
    indicators: [...new Set(outputs.map(({ metric }) => metric))],
    claims: [],
    budgetNeutral: [],
  };
  const uncertain = chooseUncertain(scenario, model, parameters).filter((each) => acts(scenario, model, each, terminal));
  if (uncertain.length === 0)
    throw new UserError('none of the uncertain parameters acts on these variants', 'name others with --parameters');
  const settings = [
    ...overrides,
    ...(seed === undefined ? [] : [`seed=${seed}`]),
    ...(parameters === undefined ? [] : [`parameters=${parameters.join(',')}`]),
    ...(variant === undefined ? [] : [`variant=${variant}`]),
    ...(over === undefined ? [] : [`over=${over}`]),
  ];
  return { scenario, model, outputs, uncertain, settings };
}

/** Settings of instruments that none of the two variants uses are left out, with a word about it. */
function acts(scenario: Scenario, model: AnyModel, uncertain: Uncertain, terminal: Terminal): boolean {
  try {
    pointOf(scenario, model, { [uncertain.key]: valueAt(uncertain, 0.5) });
    return true;
  } catch (error) {
    if (!(error instanceof UserError) || !/no variant uses|unknown variant/.test(error.message)) throw error;
    terminal.note(`${uncertain.key} is left out: ${scenario.variants.map(({ name }) => name).join(' and ')} do not use it`);
    return false;
  }
}

/** Metrics and variants that were asked for; else those of the first claim, else the first indicator and the first pair. */
function chooseOutputs(scenario: Scenario, model: AnyModel, options: SampledOptions, pair: boolean): Output[] {
  const names = scenario.variants.map(({ name }) => name);
  for (const name of [options.variant, options.over])
    if (name !== undefined && !names.includes(name)) throw new UserError(`unknown variant "${name}"`, suggestion(name, names));
  const claim = scenario.claims.find(({ leftOver, rightOver }) => leftOver === undefined && rightOver === undefined);
  const metrics = options.metric ?? [claim?.metric ?? scenario.indicators[0] ?? ''];
  for (const metric of metrics) refuseUnknown(model, metric);
  const { variant, over } = chooseVariants(scenario, options, claim, pair);
  return metrics.map((metric) => ({ metric, variant, ...(over !== undefined && { over }) }));
}

function chooseVariants(
  scenario: Scenario,
  { variant, over }: SampledOptions,
  claim: Scenario['claims'][number] | undefined,
  pair: boolean,
): Pick<Output, 'variant' | 'over'> {
  const names = scenario.variants.map(({ name }) => name);
  if (variant !== undefined && variant === over) throw new UserError(`"${variant}" is compared with itself`);
  if (variant !== undefined) {
    if (over !== undefined) return { variant, over };
    if (!pair) return { variant };
    if (variant !== scenario.baseline) return { variant, over: scenario.baseline };
    throw new UserError(`"${variant}" is the baseline; a ranking needs another variant`, 'name it with --over');
  }
  if (claim !== undefined && over === undefined) return { variant: claim.left, over: claim.right };
  const second = names.find((name) => name !== (over ?? scenario.baseline));
  if (second !== undefined) return { variant: second, over: over ?? scenario.baseline };
  if (pair || over !== undefined) throw new UserError('a ranking needs two variants', `the scenario ${scenario.name} has one`);
  return { variant: scenario.baseline };
}

/** The plan and the folder of a design's study. @throws UserError when an output has no value in the runs tried first */
export function planSampled(
  { scenario, settings, outputs }: Sampled,
  points: readonly Point[],
  what: string,
  { out }: SampledOptions,
): { readonly plan: Plan; readonly folder: string } {
  const study = studyName(scenario.name, [...settings, what]);
  const needs = outputs.flatMap(({ metric, variant, over }) =>
    [variant, ...(over === undefined ? [] : [over])].map((name) => ({ metric, variant: name })),
  );
  const plan = planStudy({ scenario, models, engine: engineName(), study, points });
  const prepared = { plan, folder: join(out ?? 'results', study) };
  refuseValueless(prepared, needs);
  return prepared;
}

/** Says what it will cost. */
export function announce(prepared: { readonly plan: Plan; readonly folder: string }, options: SampledOptions, terminal: Terminal): void {
  showEstimate(estimateStudy(prepared, { ...options, pilot: SHORT_PILOT }), terminal.note);
}
