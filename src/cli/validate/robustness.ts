/** The suite's robustness part: screens each model's parameters, then asks every supported claim again under shifts of the first ten. */

import { judgeClaims } from '../../experiment/claims.js';
import { studyHash } from '../../experiment/hashes.js';
import { planStudy } from '../../experiment/plan.js';
import { readFigures } from '../../experiment/results.js';
import { modelOf } from '../../experiment/run.js';
import type { Claim, Results, Scenario } from '../../experiment/study.js';
import { fateOf, narrowed, type RobustnessFinding, robustnessPoints, type Shift } from '../../experiment/validation/robustness.js';
import { influences, screeningDesign } from '../../experiment/validation/screening.js';
import type { StudyFinding } from '../../experiment/validation/validation.js';
import { models } from '../../models/index.js';
import type { Robustness, ScreeningFinding } from '../../report/pages/robustness-page.js';
import { engineName } from '../package.js';
import { type SettleOptions, settle } from '../settle.js';
import type { Terminal } from '../terminal.js';
import { plainScenario } from './studies.js';

/** Screening: base points and draws of luck; parameters that are kept; outputs where the model has them. */
const BASES = 4;
const DRAWS = 2;
const CHOSEN = 10;
const OUTPUTS = ['continuity', 'new_to_industry'];
/** Pairs per claim and shift: enough to see a claim turn over, few enough to ask all of them. */
const PAIRS = 6;

/** Screens the models of the supported claims and tries the claims. @throws Stopped */
export async function tryRobustness(
  scenarios: readonly Scenario[],
  studies: readonly StudyFinding[],
  options: SettleOptions,
  terminal: Terminal,
): Promise<Robustness> {
  const tested = scenarios.flatMap((scenario) => {
    const finding = studies.find(({ scenario: name, without }) => name === scenario.name && without === undefined);
    const claims = (finding?.claims ?? []).filter(({ verdict }) => verdict === 'supported').map(({ claim }) => claim);
    return claims.length > 0 ? [{ scenario, claims }] : [];
  });
  const names = [...new Set(tested.map(({ scenario }) => scenario.model))];
  const screenings: ScreeningFinding[] = [];
  for (const name of names) screenings.push(await screen(name, options, terminal));
  const findings: RobustnessFinding[] = [];
  for (const { scenario, claims } of tested) {
    const screening = screenings.find(({ model }) => model === scenario.model) as ScreeningFinding;
    const parameters = screening.influences.slice(0, CHOSEN).map(({ parameter }) => parameter);
    terminal.note(`robustness of ${scenario.name}`);
    findings.push(await tryScenario(scenario, claims, parameters, options, terminal));
  }
  return { engine: engineName(), screenings, studies: findings };
}

async function screen(name: string, options: SettleOptions, terminal: Terminal): Promise<ScreeningFinding> {
  const model = modelOf(models, name);
  const scenario = plainScenario(model, `${name}-screening`, options.replicates ?? DRAWS);
  const design = screeningDesign(model, BASES, scenario.seed);
  const variant = scenario.variants[0] as Scenario['variants'][number];
  const points = design.points.map((parameters, p) => ({ values: { design_point: p }, variants: [{ ...variant, parameters }] }));
  terminal.note(`screening the parameters of ${name}`);
  const plan = planStudy({ scenario, models, engine: engineName(), points });
  const results = await settle(plan, options, terminal);
  const known = model.metrics.map((metric) => metric.name);
  const wanted = OUTPUTS.filter((output) => known.includes(output));
  const outputs = wanted.length > 0 ? wanted : known.slice(0, 2);
  const found = influences(design, meansByPoint(results, outputs));
  const { seed, replicates } = results.plan.scenario;
  const { unmoved } = design;
  const runs = results.plan.runs.length;
  return { model: name, seed, bases: BASES, replicates, runs, hash: studyHash(results), influences: found, chosen: CHOSEN, unmoved };
}

/** Mean of each output over the draws of luck, by point; NaN where no run has it. */
function meansByPoint(results: Results, outputs: readonly string[]): Record<string, Float64Array> {
  const tables = (results.plan.points ?? []).map((_, point) => readFigures(results, point));
  const meanOf = (figures: Float64Array): number => {
    const defined = figures.filter((value) => !Number.isNaN(value));
    return defined.reduce((sum, value) => sum + value, 0) / defined.length;
  };
  return Object.fromEntries(
    outputs.map((output) => [output, Float64Array.from(tables, (table) => meanOf(table.figures('defaults', output)))]),
  );
}

async function tryScenario(
  written: Scenario,
  claims: readonly Claim[],
  parameters: readonly string[],
  options: SettleOptions,
  terminal: Terminal,
): Promise<RobustnessFinding> {
  const scenario = narrowed(written, claims, options.replicates ?? PAIRS);
  const model = modelOf(models, scenario.model);
  const { points, shifts, impossible } = robustnessPoints(scenario, model, parameters);
  const plan = planStudy({ scenario, models, engine: engineName(), points, study: `${scenario.name}--robustness` });
  const results = await settle(plan, options, terminal);
  const judged = points.map((_, point) => judgeClaims(results.plan.scenario, readFigures(results, point)));
  const at = (point: number, c: number): (typeof judged)[number][number] => (judged[point] as (typeof judged)[number])[c] as never;
  return {
    study: written.name,
    scenario: written.name,
    seed: scenario.seed,
    replicates: results.plan.scenario.replicates,
    hash: studyHash(results),
    claims: claims.map((claim, c) => ({
      claim,
      unchanged: fateOf(at(0, c)),
      fates: shifts.map((shift: Shift, s) => ({ ...shift, fate: fateOf(at(s + 1, c)), difference: at(s + 1, c).difference })),
    })),
    impossible,
  };
}
