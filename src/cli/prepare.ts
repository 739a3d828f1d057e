/**
 * From the words of a command to a plan: scenario found and read, overrides laid over, study named. Nothing is made on
 * disk here, so whatever is wrong leaves no trace.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import type { AnyModel } from '../core/model.js';
import { chooseMeasures } from '../experiment/choose-measures.js';
import { parseOverrides } from '../experiment/overrides.js';
import { planStudy } from '../experiment/plan.js';
import { modelOf } from '../experiment/run.js';
import { readScenario, type ScenarioInput, type ScenarioReading } from '../experiment/scenario.js';
import type { Plan } from '../experiment/study.js';
import { printablePath } from '../experiment/text.js';
import { models } from '../models/index.js';
import { findScenario, placeOf } from '../node/scenario-files.js';
import type { AutoOptions } from './auto-replicates.js';
import { ProblemsError } from './failure.js';
import { engineName, scenarioFolders } from './package.js';

export interface StudyOptions {
  readonly replicates?: number;
  readonly seed?: string;
  readonly out?: string;
  readonly checked?: boolean;
  /** Measures or evaluations that a study of evaluations computes, `all` for all of them; absent in other studies. */
  readonly measures?: readonly string[];
  /** Settings of `--replicates auto`, for messages; the study itself has a number. */
  readonly auto?: Omit<AutoOptions, 'replicates'>;
}

/** What `sweep` is asked for beside the words of every study. */
export interface SweepOptions {
  readonly design?: string;
  readonly points?: number;
}

export interface PreparedStudy {
  readonly plan: Plan;
  /** Full keys whose values the overrides list; other keys of the points are sampled. */
  readonly listed: readonly string[];
  readonly model: AnyModel;
  /** The study's folder, which may not be there yet. */
  readonly folder: string;
  /** What the study was asked for by, for messages and provenance. */
  readonly asked: string;
  readonly overrides: readonly string[];
  readonly options: StudyOptions;
  /** What was decided for the user and should be said. */
  readonly note?: string;
}

/**
 * Reads a scenario file or bare name.
 * @throws UserError when there is none, ProblemsError when it or the overrides are wrong
 */
export async function loadScenario(
  asked: string,
  overrides: readonly string[] = [],
  sample: ScenarioInput['sample'] = 'overrides',
): Promise<Extract<ScenarioReading, { ok: true }> & { path: string }> {
  const place = placeOf(findScenario(asked, scenarioFolders()));
  const { path, root, readText } = place;
  const reading = await readScenario({ path, root, text: readText(path), models, readText, overrides, sample });
  if (!reading.ok) throw new ProblemsError(reading.problems);
  return { ...reading, path };
}

/** Everything that is known before a study runs. Overrides and `--seed` make a study of their own, `--replicates` does not. */
export async function prepareStudy(
  asked: string,
  overrides: readonly string[],
  options: StudyOptions,
  sample: ScenarioInput['sample'] = 'overrides',
): Promise<PreparedStudy> {
  const { scenario: written, points, listed } = await loadScenario(asked, overrides, sample);
  const { seed, replicates, checked, measures } = options;
  const chosen = measures === undefined ? undefined : chooseMeasures(modelOf(models, written.model), measures);
  const scenario = {
    ...written,
    ...(seed !== undefined && { seed }),
    ...(replicates !== undefined && { replicates }),
    ...(chosen !== undefined && { indicators: chosen.measures, claims: [] }),
  };
  const settings = [
    ...overrides,
    ...(seed !== undefined ? [`seed=${seed}`] : []),
    ...(chosen !== undefined ? [`evaluate=${chosen.name}`] : []),
    ...(sample === 'all' ? ['sweep'] : []),
  ];
  const study = studyName(scenario.name, settings);
  const plan = planStudy({
    scenario,
    models,
    engine: engineName(),
    study,
    ...(points.length > 0 && { points }),
    ...(checked === true && { checked }),
    ...(chosen !== undefined && { evaluations: chosen.evaluations }),
  });
  if (plan.runs.length === 0) throw new UserError('the study has no runs');
  return { plan, listed, model: modelOf(models, scenario.model), folder: join(options.out ?? 'results', study), asked, overrides, options };
}

/** Draws of luck per point of a sample, unless somebody says how many: more points tell more than more luck. */
const SAMPLED_REPLICATES = 8;

/**
 * A study whose parameters vary: by what the overrides list or sample; by the file's uncertainty where they do neither,
 * or where a design is asked for.
 * @throws UserError when nothing varies
 */
export async function prepareSweep(
  asked: string,
  overrides: readonly string[],
  { design, points, ...options }: StudyOptions & SweepOptions,
): Promise<PreparedStudy> {
  const words = [
    ...overrides,
    ...(design === undefined ? [] : [`design.method=${design}`]),
    ...(points === undefined ? [] : [`design.points=${points}`]),
  ];
  const parsed = parseOverrides(words).overrides;
  const isOwn = parsed.some(({ sweeps }) => sweeps) && !parsed.some(({ path }) => path[0] === 'design');
  const sample = isOwn ? 'overrides' : 'all';
  const prepared = await prepareStudy(asked, words, options, sample);
  const { points: sets, scenario } = prepared.plan;
  const isSampled = sets?.some(({ values }) => Object.keys(values).some((key) => !prepared.listed.includes(key))) === true;
  const isSaid = options.replicates !== undefined || parsed.some(({ path }) => path[0] === 'replicates');
  const isList = scenario.design?.method === 'list';
  if (isSampled && !isList && !isSaid && scenario.replicates > SAMPLED_REPLICATES) {
    const fewer = await prepareStudy(asked, words, { ...options, replicates: SAMPLED_REPLICATES }, sample);
    const note = `${SAMPLED_REPLICATES} replicates per point instead of the ${scenario.replicates} of the scenario, as the parameters are sampled; --replicates gives another number`;
    return { ...fewer, options, note };
  }
  if (sets !== undefined) return prepared;
  throw new UserError(
    `nothing varies: the scenario ${prepared.plan.scenario.name} names no uncertain parameter and no override lists values`,
    'write e.g. trust_growth=0.1,0.2 or trust_growth=uniform(0.1,0.3), or the key uncertainty in the file',
  );
}

/** The command that gives this study, as a shell reads it. */
export function commandLine(
  command: string,
  { asked, overrides, options }: Pick<PreparedStudy, 'asked' | 'overrides' | 'options'>,
): string {
  const { seed, replicates, out, checked, measures, auto } = options;
  const flags = [
    ...(measures === undefined || measures.includes('all') ? [] : ['--measures', measures.join(',')]),
    ...(seed === undefined ? [] : ['--seed', seed]),
    ...(auto !== undefined ? autoFlags(auto) : replicates === undefined ? [] : ['--replicates', String(replicates)]),
    ...(out === undefined ? [] : ['--out', out]),
    ...(checked === true ? ['--checked'] : []),
  ];
  return ['trihelix', command, asked, ...overrides, ...flags].map(quote).join(' ');
}

function autoFlags({ precision, precise, maxReplicates }: NonNullable<StudyOptions['auto']>): string[] {
  const half =
    precision === undefined
      ? []
      : ['--precision', precision.relative ? `${Number((100 * precision.half).toPrecision(12))}%` : String(precision.half)];
  return [
    '--replicates',
    'auto',
    ...half,
    ...(precise === undefined ? [] : ['--precise', precise.join(',')]),
    ...(maxReplicates === undefined ? [] : ['--max-replicates', String(maxReplicates)]),
  ];
}

const LONGEST_NAME = 80;

/**
 * The study's name, safe as a folder: the scenario's, and after `--` what was set on the command line. Names that had to
 * be shortened or changed end in a piece of the hash of the whole.
 */
export function studyName(scenario: string, settings: readonly string[]): string {
  if (settings.length === 0) return scenario;
  const whole = [...settings].sort().join(' ');
  const plain = whole.replace(/[^A-Za-z0-9._=,-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  const name = `${scenario}--${plain}`;
  if (plain === whole && name.length <= LONGEST_NAME) return name;
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_NAME - 9).replace(/[-.]+$/, '')}-${hash}`;
}

/** A word as a shell reads it; one that a terminal would obey in the notation that shells have for such. */
function quote(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (printablePath(word) === word) return `'${word.replaceAll("'", "'\\''")}'`;
  const hidden = (character: string): string =>
    [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  return `$'${Array.from(word, (character) => (/[^\\']/.test(character) && printablePath(character) === character ? character : hidden(character))).join('')}'`;
}
