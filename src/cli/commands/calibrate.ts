/**
 * `calibrate`: fits uncertain parameters to a table of targets by approximate Bayesian computation, checks the targets
 * that are held out, and says what the targets cannot tell. Rounds of runs in a folder of their own; resumes like a study.
 */
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import { type Calibration, type CalibrationInput, calibrate, planRound } from '../../experiment/calibration/calibrate.js';
import { createSampler } from '../../experiment/calibration/sampler.js';
import { readTargets, targetLabel } from '../../experiment/calibration/targets.js';
import { canonicalJson } from '../../experiment/canonical.js';
import { modelOf } from '../../experiment/run.js';
import { sha256Hex } from '../../experiment/sha256.js';
import type { Plan } from '../../experiment/study.js';
import { wordsIn } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { makeFolders, writeWhole } from '../../node/files.js';
import { placeOf } from '../../node/scenario-files.js';
import { storeError } from '../../node/store-error.js';
import { Table } from '../../node/view-table.js';
import { plateSvg } from '../../report/static/plate.js';
import { showCalibration } from '../calibrate/show.js';
import { showDryRun } from '../dry-run.js';
import { EXIT } from '../exit-codes.js';
import { ProblemsError } from '../failure.js';
import { plateOfFolder } from '../finding-figure.js';
import { settingsOf, writeSealed } from '../findings.js';
import { engineName } from '../package.js';
import { loadScenario, studyName } from '../prepare.js';
import { computeRounds, type RoundOptions } from '../rounds.js';
import { Stopped } from '../settle.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';
import { refuseValueless } from '../valueless.js';

export interface CalibrateOptions extends RoundOptions {
  readonly targets: string;
  readonly particles: number;
  readonly rounds: number;
  readonly replicates: number;
  readonly seed?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** @returns the exit code. @throws ProblemsError for a bad table; UserError where no parameter is uncertain or a target is void */
export async function calibrateCommand(
  asked: string,
  overrides: readonly string[],
  options: CalibrateOptions,
  terminal: Terminal,
): Promise<number> {
  const input = await prepare(asked, overrides, options);
  const study = studyOf(input, overrides);
  refuseEmptyTargets(input, join(options.out ?? 'results', study, 'round-01'));
  if (options.dryRun === true) return dryRun(input, study, options, terminal);
  try {
    const found = await computeRounds(study, options, terminal, async (compute, folder) => {
      const calibration = await calibrate(input, compute, (round, { tolerance, effective }) =>
        terminal.note(`round ${round}: tolerance ${tolerance.toPrecision(3)} standard errors, worth ${effective.toFixed(0)} draws`),
      );
      return { calibration, files: writeFiles(folder, calibration, input, settingsOf(overrides, options)) };
    });
    const { calibration, files } = found.value;
    if (options.json === true) writeJson({ ...calibration, failures: found.failures });
    showCalibration(calibration, found.runs, found.failures, terminal);
    for (const path of files) terminal.out(`wrote    ${shownPath(path)}`);
    return found.failures.length > 0 ? EXIT.someFailed : EXIT.done;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    terminal.plain(`stopped (${error.stop.reason}); what is done is stored, the same command goes on`);
    return error.stop.code;
  }
}

async function prepare(asked: string, overrides: readonly string[], options: CalibrateOptions): Promise<CalibrationInput> {
  const { scenario: written, points } = await loadScenario(asked, overrides, 'none');
  if (points.length > 0)
    throw new UserError('a calibration cannot sweep', 'give single values, or a prior such as trust_growth=uniform(0.1,0.3)');
  const uncertain = written.uncertainty ?? [];
  if (uncertain.length === 0)
    throw new UserError(
      `no parameter of ${written.name} is uncertain, so there is nothing to fit`,
      'give a prior, e.g. trust_growth=uniform(0.1,0.3), or the key uncertainty in the file',
    );
  const { seed, replicates, particles, rounds } = options;
  const scenario = { ...written, replicates, ...(seed !== undefined && { seed }) };
  const model = modelOf(models, scenario.model);
  const place = placeOf(options.targets);
  const reading = readTargets(place.path, place.readText(place.path), scenario, model);
  if (!reading.ok) throw new ProblemsError(reading.problems);
  return { scenario, model, uncertain, targets: reading.targets, particles, rounds, engine: engineName() };
}

/** Everything that the second round depends on gives the folder its name; more rounds go on in the same one. */
function studyOf({ scenario, targets, particles }: CalibrationInput, overrides: readonly string[]): string {
  const { seed, replicates } = scenario;
  const hash = sha256Hex(canonicalJson({ overrides: [...overrides].sort(), targets, particles, seed, replicates }));
  return studyName(scenario.name, [`calibrate-${hash.slice(0, 8)}`]);
}

function firstPlan(input: CalibrationInput): Plan {
  const { uncertain, particles, scenario } = input;
  return planRound(input, createSampler({ dimensions: uncertain.length, size: particles, seed: scenario.seed }).ask(), 0).plan;
}

function refuseEmptyTargets(input: CalibrationInput, folder: string): void {
  const needs = input.targets.flatMap(({ metric, variant, over }) =>
    [variant, ...(over === undefined ? [] : [over])].map((name) => ({ metric, variant: name })),
  );
  refuseValueless({ folder, plan: firstPlan(input) }, needs);
}

function dryRun(input: CalibrationInput, study: string, options: CalibrateOptions, terminal: Terminal): number {
  const plan = firstPlan(input);
  terminal.out(`the first of at most ${input.rounds} rounds:`);
  return showDryRun({ folder: join(options.out ?? 'results', study, 'round-01'), plan: { ...plan, study } }, options, terminal);
}

function writeFiles(
  folder: string,
  calibration: Calibration,
  { scenario, uncertain, targets }: CalibrationInput,
  settings: readonly string[],
): string[] {
  const paths = ['calibration.json', 'posterior.csv', 'posterior.svg'].map((name) => join(folder, name));
  const { sets, ...rest } = calibration;
  const short = uncertain.map(({ key }) => key.replace(/^parameters\./, ''));
  try {
    makeFolders(folder);
    writeSealed(paths[0] as string, { ...rest, title: wordsIn(scenario.title, 'en'), sets: sets.length, settings });
    const table = new Table(folder, 'posterior.csv', ['round', 'weight', 'distance', ...short, ...targets.map(targetLabel)]);
    for (const { round, weight, distance, values, simulated } of sets)
      table.line([round, weight, distance, ...uncertain.map(({ key }) => values[key] as number | string | boolean), ...simulated]);
    table.commit();
    writeWhole(paths[2] as string, plateSvg(plateOfFolder('posterior', folder, 'en')));
  } catch (error) {
    throw storeError(`cannot write to ${folder}`, error);
  }
  return paths;
}
