/**
 * `break`: where the ranking of two policies turns over. One study over a sample to learn a rule from and another to judge
 * it by, and the scenario as it stands.
 */
import { figureOf } from '../../core/model.js';
import { latinHypercube } from '../../experiment/design/latin-hypercube.js';
import { studyHash } from '../../experiment/hashes.js';
import { type BreakResult, breakConclusion } from '../../experiment/sensitivity/break.js';
import { sayBreak } from '../../experiment/sensitivity/break-words.js';
import { defaultSize, pointsOfDesign } from '../../experiment/sensitivity/sensitivity-design.js';
import type { Point } from '../../experiment/study.js';
import { printable, printablePath, wordsIn } from '../../experiment/text.js';
import { showDryRun } from '../dry-run.js';
import { EXIT } from '../exit-codes.js';
import { FINDING_FILES, headOf, sealed } from '../findings.js';
import { breakRows, writeFindings } from '../sensitivity/files.js';
import { announce, planSampled, prepareSampled, type Sampled, type SampledOptions } from '../sensitivity/prepare.js';
import { showBreak } from '../sensitivity/show-break.js';
import { outOf, Stopped, settle } from '../settle.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';
import { failedRuns } from './sensitivity.js';

/** Draws of luck per point: enough to see the sign of most differences. */
const REPLICATES = 4;
/** Held-out points per training point. */
const HELD_OUT = 0.5;

/** @returns the exit code */
export async function breakCommand(
  asked: string,
  overrides: readonly string[],
  options: SampledOptions,
  terminal: Terminal,
): Promise<number> {
  try {
    return await breakIt(asked, overrides, options, terminal);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    terminal.plain(`stopped (${error.stop.reason}); what is done is stored in ${printablePath(outOf(options))}, the same command goes on`);
    return error.stop.code;
  }
}

async function breakIt(asked: string, overrides: readonly string[], options: SampledOptions, terminal: Terminal): Promise<number> {
  const sampled = await prepareSampled(asked, overrides, options, true, terminal);
  const scenario = { ...sampled.scenario, replicates: options.replicates ?? REPLICATES };
  const training = options.samples ?? defaultSize('src', sampled.uncertain.length, 2 * REPLICATES, false);
  const points = pointsOf({ ...sampled, scenario }, training);
  const prepared = planSampled({ ...sampled, scenario }, points, `break=${training}`, options);
  if (options.dryRun === true) return showDryRun(prepared, options, terminal);
  announce(prepared, options, terminal);
  const results = await settle(prepared.plan, options, terminal);
  const { plan } = results;
  const found = sampled.outputs.map((output) => {
    const pair = { ...output, over: output.over ?? scenario.baseline };
    return breakConclusion(results, sampled.uncertain, training, pair, figureOf(sampled.model, output.metric)?.unit ?? '-');
  });
  const failed = failedRuns(results);
  const runs = { planned: plan.runs.length, done: results.ids.length - failed, failed };
  const head = headOf(FINDING_FILES.breaks.format, plan, sampled.settings);
  const said = found.map((result: BreakResult) => ({ ...result, summary: sayBreak(result) }));
  const held = points.length - 1 - training;
  const hash = studyHash(results);
  const document = sealed({ ...head, hash, runs, training, held_out: held, results: said });
  const files = writeFindings(prepared.folder, 'break', document, breakRows(found));
  if (options.json === true) writeJson(document);
  terminal.out(
    `${terminal.style('bold', printable(wordsIn(scenario.title, 'en')))}  (study ${plan.study}, seed ${printable(scenario.seed)})`,
  );
  terminal.out(`${runs.done} of ${runs.planned} runs done, ${failed} failed; ${training} points to learn from, ${held} held out`);
  for (const result of found) showBreak(result, terminal);
  terminal.out('');
  terminal.out(`results  ${hash}`);
  for (const path of files) terminal.out(`wrote    ${shownPath(path)}`);
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}

/** The scenario as it stands, the points to learn from, and others drawn apart from them. */
function pointsOf({ scenario, model, uncertain }: Sampled, training: number): Point[] {
  const sample = (count: number, seed: string): Point[] =>
    pointsOfDesign(scenario, model, { uncertain, rows: latinHypercube(count, uncertain.length, seed, 'correlation') });
  const held = Math.ceil(training * HELD_OUT);
  return [{ values: {}, variants: scenario.variants }, ...sample(training, scenario.seed), ...sample(held, `held out of ${scenario.seed}`)];
}
