/**
 * `sensitivity`: which uncertain parameters move an indicator, or the difference between two policies. An ordinary study
 * over the points of a design; the indices are made from its stored runs, so another metric costs nothing.
 */
import { type AnyModel, figureOf } from '../../core/model.js';
import { studyHash } from '../../experiment/hashes.js';
import { analyse } from '../../experiment/sensitivity/analyse.js';
import type { SensitivityMethod } from '../../experiment/sensitivity/methods.js';
import { defaultSize, pointsOfDesign, sensitivityDesign } from '../../experiment/sensitivity/sensitivity-design.js';
import type { Results } from '../../experiment/study.js';
import { printable, printablePath, wordsIn } from '../../experiment/text.js';
import { showDryRun } from '../dry-run.js';
import { EXIT } from '../exit-codes.js';
import { FINDING_FILES, headOf, sealed } from '../findings.js';
import { sensitivityRows, writeFindings } from '../sensitivity/files.js';
import { announce, planSampled, prepareSampled, type SampledOptions } from '../sensitivity/prepare.js';
import { showSensitivity } from '../sensitivity/show.js';
import { outOf, Stopped, settle } from '../settle.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';

export interface SensitivityOptions extends SampledOptions {
  readonly method?: SensitivityMethod;
  readonly secondOrder?: boolean;
}

/** Draws of luck per point: more where a method needs few points. */
const REPLICATES: Readonly<Record<SensitivityMethod, number>> = { morris: 4, sobol: 2, pawn: 2, src: 4 };

/** @returns the exit code */
export async function sensitivityCommand(
  asked: string,
  overrides: readonly string[],
  options: SensitivityOptions,
  terminal: Terminal,
): Promise<number> {
  try {
    return await sensitivity(asked, overrides, options, terminal);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    terminal.plain(`stopped (${error.stop.reason}); what is done is stored in ${printablePath(outOf(options))}, the same command goes on`);
    return error.stop.code;
  }
}

async function sensitivity(asked: string, overrides: readonly string[], options: SensitivityOptions, terminal: Terminal): Promise<number> {
  const { method = 'morris', secondOrder: second = false } = options;
  const sampled = await prepareSampled(asked, overrides, options, false, terminal);
  const { model, outputs, uncertain } = sampled;
  const scenario = { ...sampled.scenario, replicates: options.replicates ?? REPLICATES[method] };
  const size = options.samples ?? defaultSize(method, uncertain.length, scenario.variants.length * REPLICATES[method], second);
  const design = sensitivityDesign(method, uncertain, size, scenario.seed, second);
  const points = pointsOfDesign(scenario, model, design);
  const what = `sensitivity=${method}-${size}${second ? '-second' : ''}`;
  const prepared = planSampled({ ...sampled, scenario }, points, what, options);
  if (options.dryRun === true) return showDryRun(prepared, options, terminal);
  announce(prepared, options, terminal);
  const results = await settle(prepared.plan, options, terminal);
  const found = outputs.map((output) => analyse(results, design, output, unitOf(model, output.metric)));
  const { plan } = results;
  const failed = failedRuns(results);
  const head = headOf(FINDING_FILES.sensitivity.format, plan, sampled.settings);
  const runs = { planned: plan.runs.length, done: results.ids.length - failed, failed };
  const document = sealed({ ...head, hash: studyHash(results), runs, results: found });
  const files = writeFindings(prepared.folder, 'sensitivity', document, sensitivityRows(found));
  if (options.json === true) writeJson(document);
  terminal.out(
    `${terminal.style('bold', printable(wordsIn(scenario.title, 'en')))}  (study ${plan.study}, seed ${printable(scenario.seed)})`,
  );
  terminal.out(`${runs.done} of ${runs.planned} runs done, ${failed} failed; method ${method}, ${size} ${SAMPLES[method]}`);
  for (const result of found) showSensitivity(result, terminal);
  terminal.out('');
  terminal.out(`results  ${studyHash(results)}`);
  for (const path of files) terminal.out(`wrote    ${shownPath(path)}`);
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}

const SAMPLES: Readonly<Record<SensitivityMethod, string>> = {
  morris: 'trajectories',
  sobol: 'base points',
  pawn: 'points',
  src: 'points',
};

const unitOf = (model: AnyModel, metric: string): string => figureOf(model, metric)?.unit ?? '-';

/** Runs without a result. */
export function failedRuns(results: Results): number {
  return results.ids.filter((id) => results.outcome(id)?.status === 'failed').length;
}
