/** The studies of the suite: every scenario with claims, what its file wants taken out, and the worlds of the stylised facts. */
import { type AnyModel, defaultsOf, type Measure } from '../../core/model.js';
import { studyHash } from '../../experiment/hashes.js';
import { planStudy } from '../../experiment/plan.js';
import { readFigures } from '../../experiment/results.js';
import type { Plan, Scenario, Variant, Without } from '../../experiment/study.js';
import { type FactFinding, judgeFact, type StudyFinding, type Validation } from '../../experiment/validation/validation.js';
import { models } from '../../models/index.js';
import { listScenarios } from '../../node/scenario-files.js';
import { engineName, scenarioFolders } from '../package.js';
import { loadScenario, studyName } from '../prepare.js';
import { type SettleOptions, settle } from '../settle.js';
import type { Terminal } from '../terminal.js';
import { findingOf } from './finding.js';

/** Worlds in which the stylised facts are looked for, unless `--replicates` says otherwise. */
const FACT_WORLDS = 30;

/** Scenarios with claims: those asked for, else all there are. */
export async function claimingScenarios(asked: readonly string[]): Promise<Scenario[]> {
  const places = asked.length > 0 ? asked : listScenarios(scenarioFolders()).map(({ path }) => path);
  const scenarios: Scenario[] = [];
  for (const place of places) {
    const { scenario } = await loadScenario(place);
    if (scenario.claims.length > 0) scenarios.push(scenario);
  }
  return scenarios;
}

const planOf = (scenario: Scenario, study?: string): Plan =>
  planStudy({ scenario, models, engine: engineName(), ...(study !== undefined && { study }) });

/** Runs all scenarios and their studies without parts of the model. @throws Stopped */
export async function judgeStudies(scenarios: readonly Scenario[], options: SettleOptions, terminal: Terminal): Promise<StudyFinding[]> {
  const findings: StudyFinding[] = [];
  for (const [s, written] of scenarios.entries()) {
    const scenario = options.replicates === undefined ? written : { ...written, replicates: options.replicates };
    terminal.note(`${s + 1} of ${scenarios.length}: ${scenario.name}`);
    findings.push(findingOf(await settle(planOf(scenario), options, terminal)));
    for (const without of scenario.without ?? []) {
      const { plan, settings } = planWithout(scenario, without);
      const found = findingOf(await settle(plan, options, terminal));
      findings.push({ ...found, without: { question: without.question, settings } });
    }
  }
  return findings;
}

/** The study that `trihelix compare SCENARIO name=value` makes: the values hold in every variant. */
function planWithout(scenario: Scenario, { parameters }: Without): { plan: Plan; settings: string[] } {
  const settings = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  const variants = scenario.variants.map((variant) => ({ ...variant, parameters: { ...variant.parameters, ...parameters } }));
  return { plan: planOf({ ...scenario, variants }, studyName(scenario.name, settings)), settings };
}

/** The model with its default values and no policy, as a scenario. */
export function plainScenario(model: AnyModel, name: string, replicates: number): Scenario {
  return {
    name,
    title: name,
    description: '',
    source: '',
    model: model.name,
    seed: name,
    steps: model.defaultSteps,
    burnIn: model.defaultBurnIn,
    replicates,
    variants: [{ name: 'defaults', title: 'Defaults', parameters: defaultsOf(model.parameters), policies: [] }],
    baseline: 'defaults',
    indicators: [],
    claims: [],
    budgetNeutral: [],
    smallestEffect: {},
  };
}

/** Runs every model that has stylised facts, with its defaults and with the instruments under which facts are taken. @throws Stopped */
export async function judgeFacts(options: SettleOptions, terminal: Terminal): Promise<Pick<Validation, 'facts' | 'factStudies'>> {
  const facts: FactFinding[] = [];
  const factStudies: Validation['factStudies'][number][] = [];
  for (const model of models) {
    const holders = model.evaluations.filter(({ measures }) => measures.some(({ accepted }) => accepted !== undefined));
    if (holders.length === 0) continue;
    const measures: Measure[] = holders.flatMap((holder) => holder.measures).filter(({ accepted }) => accepted !== undefined);
    const plain = plainScenario(model, `${model.name}-facts`, options.replicates ?? FACT_WORLDS);
    const scenario = { ...plain, variants: [...plain.variants, ...instrumentVariants(plain, measures)] };
    terminal.note(`stylised facts of ${model.name}`);
    const plan = planStudy({ scenario, models, engine: engineName(), evaluations: holders.map(({ name }) => name) });
    const results = await settle(plan, options, terminal);
    const table = readFigures(results);
    facts.push(...measures.map((measure) => judgeFact(model.name, measure, table.figures(variantOf(measure), measure.name))));
    const runs = { planned: table.planned, done: table.done, failed: table.failed };
    const { seed, replicates } = results.plan.scenario;
    factStudies.push({ study: plan.study, model: model.name, seed, replicates, runs, hash: studyHash(results) });
  }
  return { facts, factStudies };
}

/** Variant in which a fact is taken. */
const variantOf = ({ accepted }: Measure): string => accepted?.under?.instrument ?? 'defaults';

/** One variant per instrument under which a fact is taken. */
function instrumentVariants({ variants: [defaults] }: Scenario, measures: readonly Measure[]): Variant[] {
  const wanted = new Map(
    measures.flatMap(({ accepted }) => (accepted?.under === undefined ? [] : [[accepted.under.instrument, accepted.under]])),
  );
  return [...wanted.values()].map(({ instrument, budget }) => ({
    ...(defaults as Variant),
    name: instrument,
    title: instrument,
    policies: [{ instrument, values: { budget } }],
  }));
}
