/**
 * `optimise`: searches how a budget is best divided among instruments, measures what it found on fresh luck, and writes a
 * scenario with the best policy. Rounds of runs in a folder of their own; resumes like a study.
 */
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { ParameterValue } from '../../core/model.js';
import { canonicalJson } from '../../experiment/canonical.js';
import { designRows } from '../../experiment/design/design.js';
import { type Uncertain, valuesOfRow } from '../../experiment/design/uncertainty.js';
import { type OptimiseInput, type Optimum, optimise, planOf } from '../../experiment/optimal-policy/optimise.js';
import { aimOf } from '../../experiment/optimal-policy/outcome.js';
import { landmarks, type PolicySpace, policyAt, policySpace, variantOfPolicy } from '../../experiment/optimal-policy/policy-space.js';
import { modelOf } from '../../experiment/run.js';
import { sha256Hex } from '../../experiment/sha256.js';
import type { Plan, Scenario, Variant } from '../../experiment/study.js';
import { wordsIn } from '../../experiment/text.js';
import { writeScenario } from '../../experiment/write-scenario.js';
import { models } from '../../models/index.js';
import { writeWhole } from '../../node/files.js';
import { storeError } from '../../node/store-error.js';
import { Table } from '../../node/view-table.js';
import { plateSvg } from '../../report/static/plate.js';
import { showDryRun } from '../dry-run.js';
import { EXIT } from '../exit-codes.js';
import { plateOfFolder } from '../finding-figure.js';
import { settingsOf, writeSealed } from '../findings.js';
import { showOptimum } from '../optimise/show.js';
import { engineName } from '../package.js';
import { loadScenario, studyName } from '../prepare.js';
import { computeRounds, type RoundOptions } from '../rounds.js';
import { Stopped } from '../settle.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';
import { refuseValueless } from '../valueless.js';

export interface OptimiseOptions extends RoundOptions {
  readonly objective: string;
  readonly second?: string;
  readonly budget: number;
  readonly instruments?: readonly string[];
  readonly variant?: string;
  readonly worstCase?: boolean;
  readonly worlds?: number;
  readonly generations: number;
  readonly candidates: number;
  readonly replicates: number;
  readonly finalReplicates: number;
  readonly seed?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Longest title that a scenario file may have. */
const LONGEST_TITLE = 200;

/** Worlds of an uncertain scenario that is judged by the worst of them, unless somebody says how many. */
const WORST_OF = 4;

/** @returns the exit code. @throws UserError for what cannot be searched */
export async function optimiseCommand(
  asked: string,
  overrides: readonly string[],
  options: OptimiseOptions,
  terminal: Terminal,
): Promise<number> {
  const { input, written } = await prepare(asked, overrides, options);
  const study = studyOf(input, overrides);
  const first = { folder: join(options.out ?? 'results', study, 'round-01'), plan: { ...landmarkPlan(input), study } };
  refuseValueless(
    first,
    input.aims.map(({ metric }) => ({ metric })),
  );
  if (options.dryRun === true) return dryRun(input, first, options, terminal);
  if (input.atWorst && input.worlds.length === 1)
    terminal.note('nothing is uncertain in one world, so the worst case is the worst draw of luck');
  try {
    const found = await computeRounds(study, options, terminal, async (compute, folder) => {
      const optimum = await optimise(input, compute);
      return { optimum, files: writeFiles(folder, optimum, input.space, { written, settings: settingsOf(overrides, options) }) };
    });
    const { optimum, files } = found.value;
    if (options.json === true) writeJson({ ...optimum, failures: found.failures });
    showOptimum(optimum, input.space.model, found.runs, found.failures, terminal);
    for (const path of files) terminal.out(`wrote    ${shownPath(path)}`);
    terminal.out(`try it   trihelix run ${join(options.out ?? 'results', study, 'best-policy.yaml')}`);
    return found.failures.length > 0 ? EXIT.someFailed : EXIT.done;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    terminal.plain(`stopped (${error.stop.reason}); what is done is stored, the same command goes on`);
    return error.stop.code;
  }
}

async function prepare(
  asked: string,
  overrides: readonly string[],
  options: OptimiseOptions,
): Promise<{ input: OptimiseInput; written: Scenario }> {
  const { scenario: written, points } = await loadScenario(asked, overrides, 'none');
  if (points.length > 0)
    throw new UserError('a search cannot sweep', 'give single values, or a range such as policy.matchmaking.blitz=uniform(0,1)');
  const { seed, budget, instruments, variant, objective, second } = options;
  const scenario = { ...written, ...(seed !== undefined && { seed }) };
  const model = modelOf(models, scenario.model);
  const aims = [objective, ...(second === undefined ? [] : [second])].map((name) => aimOf(model, name));
  if (second !== undefined && aims[0]?.metric === aims[1]?.metric)
    throw new UserError('both objectives are the same', 'leave --second out');
  const space = policySpace({
    scenario,
    model,
    budget,
    ...(instruments !== undefined && { instruments }),
    ...(variant !== undefined && { variant }),
  });
  const atWorst = options.worstCase === true;
  const worlds = worldsOf(scenario, options.worlds, atWorst);
  const { generations, candidates, replicates, finalReplicates } = options;
  return { written, input: { space, aims, atWorst, worlds, generations, candidates, replicates, finalReplicates, engine: engineName() } };
}

/** Parameter sets drawn from the scenario's uncertainty by a Latin hypercube; without worlds the scenario as it stands. */
function worldsOf(scenario: Scenario, asked: number | undefined, atWorst: boolean): readonly Readonly<Record<string, ParameterValue>>[] {
  const uncertain: readonly Uncertain[] = (scenario.uncertainty ?? []).filter(({ key }) => key.startsWith('parameters.'));
  const count = asked ?? (atWorst && uncertain.length > 0 ? WORST_OF : 1);
  if (count === 1) return [{}];
  if (uncertain.length === 0)
    throw new UserError(
      `no parameter of ${scenario.name} is uncertain, so there is only one world`,
      'give e.g. trust_growth=uniform(0.1,0.3), or the key uncertainty in the file',
    );
  const rows = designRows(
    { method: 'lhs', points: count, optimise: 'maximin', scramble: true },
    uncertain.length,
    `${scenario.seed}/worlds`,
  );
  return rows.map((row) => valuesOfRow(uncertain, row));
}

/** All that the rounds depend on gives the folder its name. */
function studyOf(input: OptimiseInput, overrides: readonly string[]): string {
  const { space, aims, atWorst, worlds, candidates, replicates, finalReplicates } = input;
  const { scenario, instruments, budget, base } = space;
  const all = {
    overrides: [...overrides].sort(),
    aims,
    atWorst,
    worlds,
    candidates,
    replicates,
    finalReplicates,
    generations: input.generations,
  };
  const hash = sha256Hex(canonicalJson({ ...all, seed: scenario.seed, instruments, budget, base: base.name }));
  return studyName(scenario.name, [`optimise-${hash.slice(0, 8)}`]);
}

function landmarkPlan(input: OptimiseInput): Plan {
  const { space, replicates } = input;
  const policies = landmarks(space).map(({ place }) => policyAt(space, place));
  return planOf(input, policies, space.scenario.seed, replicates);
}

function dryRun(
  { generations, candidates }: OptimiseInput,
  first: { readonly folder: string; readonly plan: Plan },
  options: OptimiseOptions,
  terminal: Terminal,
): number {
  terminal.out(`the landmarks; after them ${generations} generations of ${candidates} policies, then fresh luck for the best:`);
  return showDryRun(first, options, terminal);
}

function writeFiles(
  folder: string,
  optimum: Optimum,
  space: PolicySpace,
  { written, settings: asked }: { readonly written: Scenario; readonly settings: readonly string[] },
): string[] {
  const paths = ['best-policy.yaml', 'candidates.csv', 'optimum.json'].map((name) => join(folder, name));
  const { tried, ...rest } = optimum;
  const settings = space.settings.map(({ key }) => key);
  try {
    writeWhole(paths[0] as string, bestScenario(optimum, space, written));
    const aims = optimum.aims.map(({ metric }) => metric);
    const budgets = space.instruments.map((name) => `${name}_budget`);
    const table = new Table(folder, 'candidates.csv', ['round', 'name', ...budgets, ...settings, ...aims]);
    for (const { round, name, budgets: money, settings: chosen, worth } of tried) {
      const rest = settings.map((key) => chosen[key] as number | string | boolean);
      table.line([round, name, ...space.instruments.map((instrument) => money[instrument]), ...rest, ...worth]);
    }
    table.commit();
    const cloud = optimum.aims.length > 1 ? { cloud: tried.map(({ worth }) => worth) } : {};
    writeSealed(paths[2] as string, { ...rest, ...cloud, title: written.title, policies: tried.length, settings: asked });
    if (optimum.aims.length > 1) {
      paths.push(join(folder, 'pareto.svg'));
      writeWhole(join(folder, 'pareto.svg'), plateSvg(plateOfFolder('pareto', folder, 'en')));
    }
  } catch (error) {
    throw storeError(`cannot write to ${folder}`, error);
  }
  return paths;
}

/** The measured policies as variants of one scenario, without money as its baseline. */
function bestScenario(optimum: Optimum, space: PolicySpace, written: Scenario): string {
  const variants = optimum.measured.map(
    (policy): Variant => ({ ...variantOfPolicy(space, policy, {}), name: policy.role, title: policy.role }),
  );
  const { scenario } = space;
  const aims = optimum.aims.map(({ metric }) => metric);
  const known = new Set(space.model.metrics.map(({ name }) => name));
  return writeScenario(
    {
      ...scenario,
      title: `Best policy for ${aims.join(' and ')} at ${optimum.budget} per step (${wordsIn(scenario.title, 'en')})`.slice(
        0,
        LONGEST_TITLE,
      ),
      description: `Policies found and measured by a search over ${optimum.tried.length} policies for at most ${optimum.budget} per step.`,
      replicates: written.replicates,
      variants,
      baseline: 'nothing',
      indicators: [...new Set([...aims.filter((name) => known.has(name)), ...scenario.indicators])],
    },
    space.model,
    [`Found by trihelix optimise from the scenario ${scenario.name}, seed ${scenario.seed}, engine ${optimum.engine}.`],
  );
}
