/**
 * A program: computes one experiment of the studio, from its file to its report. It owns the study while it computes; what
 * follows, the tables and the report, takes seconds in one piece, which would be seconds without an answer in the server.
 */
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { Progress } from '../../experiment/studio-messages.js';
import { type OpenStudy, openStudy } from '../../node/result-folder.js';
import { shadow } from '../compute.js';
import { openExecutor } from '../executor.js';
import { settingsOf } from '../findings.js';
import { finishStudy } from '../finish.js';
import { commandLine, type PreparedStudy, prepareStudy } from '../prepare.js';
import { provenanceOf } from '../provenance.js';
import { writeReport } from '../report-file.js';
import { selfTest } from '../self-test.js';
import { createTerminal } from '../terminal.js';
import { obey, tell } from './child.js';
import { liveRows } from './live-rows.js';
import { type Refused, refusalOf } from './problems.js';
import { studyId } from './studies.js';

/** From the server: first what to compute, later perhaps that it is to stop. */
export type ToExperiment = { readonly path: string; readonly results: string } | { readonly stop: true };
/** To the server: what it is that was begun, or why it was not; then what is new, the end among it. */
export type FromExperiment =
  | { readonly begun: Pick<Progress, 'title' | 'model' | 'planned'> }
  | { readonly refused: Refused }
  | { readonly change: Partial<Progress> };

const SILENT = createTerminal({ quiet: true, json: true });
/** Milliseconds between two words of how far it is, and between two looks at the results, each about a run of the smallest scenario. */
const PULSE = 100;
const LOOK = 500;
/** Milliseconds in which an experiment whose server is gone closes its study. */
const PATIENCE = 2000;

let stopping = false;
let stopThreads = (): void => {};

const say = (message: FromExperiment): Promise<void> => tell(message);

function stop(): void {
  stopping = true;
  stopThreads();
}

obey(
  (message: ToExperiment) => {
    if ('stop' in message) stop();
    else void perform(message.path, message.results).finally(() => process.exit());
  },
  () => {
    stop();
    setTimeout(() => process.exit(), PATIENCE);
  },
);

async function perform(path: string, results: string): Promise<void> {
  let begun = false;
  try {
    selfTest();
    const prepared = await prepareStudy(path, [], { out: results });
    const { runs, scenario } = prepared.plan;
    await say({ begun: { title: scenario.title, model: scenario.model, planned: runs.length } });
    begun = true;
    const study = await compute(prepared);
    const { results: found } = study;
    if (stopping) await say({ change: { state: 'stopped', done: found.ids.length, rows: liveRows(found) } });
    else await conclude(prepared, study);
  } catch (error) {
    const refused = refusalOf(error);
    await say(begun ? { change: { state: 'failed', message: refused.problems.join('; ') } } : { refused });
  }
}

/** @returns the study, closed */
async function compute(prepared: PreparedStudy): Promise<OpenStudy> {
  const study = await openStudy({ folder: prepared.folder, plan: prepared.plan });
  try {
    await fill(study);
  } finally {
    await study.close();
  }
  return study;
}

/** Computes what the study has not, until it is told to stop. */
async function fill(study: OpenStudy): Promise<void> {
  // The limits of the command line, which no text of the page can raise.
  const { executor: pool } = await openExecutor(study, { workers: Math.max(1, availableParallelism() - 1) }, SILENT);
  stopThreads = () => void pool.stop();
  void say({ change: { done: study.results.ids.length } });
  if (stopping) stopThreads();
  let [told, looked] = [0, 0];
  try {
    await pool.execute(study.pending, async (outcome) => {
      await study.keep(outcome);
      const now = performance.now();
      if (now - told < PULSE) return;
      const look = now - looked >= LOOK;
      told = now;
      if (look) looked = now;
      void say({ change: { done: study.results.ids.length, ...(look && { rows: liveRows(study.results) }) } });
    });
    if (!stopping) await shadow(study, pool);
  } finally {
    await pool.close();
  }
}

/** Tables and report. Where they fail, the runs are stored all the same. */
async function conclude(prepared: PreparedStudy, study: OpenStudy): Promise<void> {
  const { folder, results, plan } = study;
  const { model, overrides, options } = prepared;
  await say({ change: { state: 'finishing', done: results.ids.length, rows: liveRows(results) } });
  try {
    const finished = finishStudy(study, model, {}, SILENT);
    // Whoever waits for it may have gone meanwhile; the second turn of the loop hears of it.
    await setImmediate();
    await setImmediate();
    if (stopping) return;
    const [comparison] = finished.comparisons;
    const { zeroDose, hash } = finished;
    const provenance = provenanceOf(prepared, plan, finished);
    const settings = settingsOf(overrides, options);
    if (comparison !== undefined) writeReport({ folder, results, comparison, model, language: 'en', provenance, zeroDose, settings });
    await say({ change: { state: 'done', done: finished.counts.done, study: studyId(plan.study), hash } });
  } catch (error) {
    const message = `${refusalOf(error).problems.join('; ')}; all runs are stored, and \`${commandLine('report', prepared)}\` makes the report`;
    await say({ change: { state: 'failed', message } });
  }
}
