/**
 * `emulate`: predicts indicators at parameter values that were never run, from the results of a design: of a swept study
 * by its name or folder, or of a scenario with uncertain parameters, whose design is computed where it is missing.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/errors.js';
import { completeQuery, type EmulatedInput, emulatedInputs, emulators, placeOf, predict } from '../../experiment/emulator/emulate.js';
import { shortKey } from '../../experiment/keys.js';
import { suggestion } from '../../experiment/problem.js';
import { modelOf } from '../../experiment/run.js';
import type { Results } from '../../experiment/study.js';
import { models } from '../../models/index.js';
import { readStudy } from '../../node/result-folder.js';
import { refuseUnknown } from '../auto-replicates.js';
import { showDryRun } from '../dry-run.js';
import { type Answer, showEmulation } from '../emulate/show.js';
import { EXIT } from '../exit-codes.js';
import { loadScenario, type PreparedStudy, prepareSweep } from '../prepare.js';
import type { RoundOptions } from '../rounds.js';
import { Stopped, settle } from '../settle.js';
import { type Terminal, writeJson } from '../terminal.js';
import { refuseValueless } from '../valueless.js';

export interface EmulateOptions extends RoundOptions {
  readonly metrics?: readonly string[];
  readonly design?: string;
  readonly points?: number;
  readonly replicates: number;
  readonly seed?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Values that are asked for by name; several of one name are asked one after the other. */
type Questions = ReadonlyMap<string, readonly number[]>;

const MOST_PLACES = 200;
const NUMBERS = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?(,[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?)*$/i;

/** @returns the exit code. @throws UserError for what the design does not vary or does not cover */
export async function emulateCommand(
  asked: string,
  words: readonly string[],
  options: EmulateOptions,
  terminal: Terminal,
): Promise<number> {
  try {
    const stored = storedStudy(asked, options);
    if (stored !== undefined) return answer(stored, questionsOf(words), options, terminal);
    const { questions, prepared } = await prepare(asked, words, options);
    const { plan } = prepared;
    for (const name of options.metrics ?? []) refuseUnknown(prepared.model, name);
    refuseValueless(
      prepared,
      (options.metrics ?? plan.scenario.indicators).map((metric) => ({ metric })),
      options.metrics === undefined,
    );
    if (options.dryRun === true) return showDryRun(prepared, options, terminal);
    // What the design cannot answer is refused before anything runs; it is asked again with the stored plan.
    placesOf(emulatedInputs({ plan, ids: [], outcome: () => undefined }), questions);
    const results = await settle(plan, options, terminal);
    return answer(results, questions, options, terminal);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    terminal.plain(`stopped (${error.stop.reason}); what is done is stored, the same command goes on`);
    return error.stop.code;
  }
}

/** A study by its folder, or by its name among the results. */
function storedStudy(asked: string, { out = 'results' }: EmulateOptions): Results | undefined {
  const folder = [asked, join(out, asked)].find((place) => existsSync(join(place, 'plan.json')));
  const results = folder === undefined ? undefined : readStudy(folder)?.results;
  // A study that shares its name with a scenario and varies nothing does not stand in the scenario's way.
  return results?.plan.points === undefined && folder !== asked ? undefined : results;
}

/** Words that give numbers to uncertain parameters are questions, all others are overrides of the scenario. */
async function prepare(
  asked: string,
  words: readonly string[],
  options: EmulateOptions,
): Promise<{ questions: Questions; prepared: PreparedStudy }> {
  const isNumeric = (word: string): boolean => NUMBERS.test(word.slice(word.indexOf('=') + 1)) && /^[\w.]+=/.test(word);
  const fixed = words.filter((word) => !isNumeric(word));
  const { scenario } = await loadScenario(asked, fixed, 'none');
  const keys = (scenario.uncertainty ?? []).flatMap(({ key }) => [key, shortKey(key)]);
  const isQuestion = (word: string): boolean => isNumeric(word) && keys.includes(word.slice(0, word.indexOf('=')));
  const { design, points, replicates, seed, out } = options;
  const prepared = await prepareSweep(
    asked,
    words.filter((word) => !isQuestion(word)),
    {
      replicates,
      ...(design !== undefined && { design }),
      ...(points !== undefined && { points }),
      ...(seed !== undefined && { seed }),
      ...(out !== undefined && { out }),
    },
  );
  return { questions: questionsOf(words.filter(isQuestion)), prepared };
}

function questionsOf(words: readonly string[]): Questions {
  return new Map(
    words.map((word) => {
      const equals = word.indexOf('=');
      const text = word.slice(equals + 1);
      if (equals < 1 || !NUMBERS.test(text)) throw new UserError(`"${word}" is no question`, 'write name=value, e.g. trust_growth=0.2');
      return [word.slice(0, equals), text.split(',').map(Number)];
    }),
  );
}

/** Every combination of the values that are asked for. */
function placesOf(inputs: readonly EmulatedInput[], questions: Questions): Record<string, number>[] {
  let asked: Map<string, number>[] = [new Map()];
  for (const [name, values] of questions) asked = asked.flatMap((each) => values.map((value) => new Map(each).set(name, value)));
  if (asked.length > MOST_PLACES) throw new UserError(`that asks for ${asked.length} places; at most ${MOST_PLACES} are answered at once`);
  return asked.map((each) => completeQuery(inputs, each));
}

function answer(results: Results, questions: Questions, options: EmulateOptions, terminal: Terminal): number {
  const { plan } = results;
  const inputs = emulatedInputs(results);
  const places = placesOf(inputs, questions);
  const model = modelOf(models, plan.model.name);
  const metrics = options.metrics ?? plan.scenario.indicators;
  const known = new Set(Object.values(plan.layouts).flatMap((layout) => layout.metrics));
  for (const name of metrics) if (!known.has(name)) throw new UserError(`the study has no metric "${name}"`, suggestion(name, [...known]));
  const found = emulators(results, inputs, model, metrics);
  if (found.length === 0) throw new UserError('none of the metrics has a value at enough points', 'look at them with `trihelix sweep`');
  const answers = found.map(
    (emulator): Answer => ({
      metric: emulator.metric,
      unit: emulator.unit,
      variant: emulator.variant,
      of: emulator.of,
      points: emulator.points,
      explained: emulator.explained,
      inside: emulator.inside,
      predictions: places.map((values) => predict(emulator, placeOf(inputs, values))),
    }),
  );
  const failed = results.ids.filter((id) => results.outcome(id)?.status === 'failed').length;
  const { study, scenario } = plan;
  const about = {
    study,
    seed: scenario.seed,
    baseline: scenario.baseline,
    points: plan.points?.length ?? 0,
    replicates: scenario.replicates,
  };
  if (options.json === true) writeJson({ ...about, failed, inputs, places, answers });
  showEmulation({ ...about, failed, inputs, places, asked: [...questions.keys()], answers }, terminal);
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}
