/**
 * The worker's side: computes runs with the same engine as the command line, answers while it computes, stops when told.
 * It takes one job after another and looks up between pieces of work, so that a cancelled job ends within a few steps.
 */
import type { Snapshot } from '../../core/model.js';
import { clean, createSimulation, layoutOf } from '../../core/simulate.js';
import { runHash } from '../../experiment/hashes.js';
import { executeRun, modelOf, simulationInput } from '../../experiment/run.js';
import type { Run } from '../../experiment/study.js';
import { models } from '../../models/index.js';
import { answerOnce } from './answers.js';
import { chronicleOf, frameOf } from './frame.js';
import type { Frame, Port, Request } from './messages.js';

type Job = Exclude<Request, { kind: 'cancel' }>;

/** Milliseconds of work between two looks at the line. */
const SLICE = 30;

/** Serves all requests that come in through the port, in order. */
export function serveWorlds(port: Port): void {
  const queue: Job[] = [];
  const cancelled = new Set<number>();
  let busy = false;
  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      const stopped = stopper(cancelled, job.job);
      await compute(port, job, stopped).catch((error: unknown) => {
        port.postMessage({ kind: 'failed', job: (job as Job).job, message: error instanceof Error ? error.message : String(error) });
      });
      cancelled.delete(job.job);
    }
    busy = false;
  };
  port.onmessage = ({ data }) => {
    if (data.kind === 'cancel') cancelled.add(data.job);
    else {
      queue.push(data);
      void work();
    }
  };
}

async function compute(port: Port, job: Job, stopped: () => Promise<boolean>): Promise<void> {
  // What was cancelled while it waited is not begun.
  if (await stopped()) return;
  if (job.kind === 'record') await record(port, job, stopped);
  else if (job.kind === 'sample') await sample(port, job, stopped);
  else port.postMessage(answerOnce(job));
}

/** Lets messages in when a slice of work is over, and says whether the job was cancelled. */
function stopper(cancelled: ReadonlySet<number>, job: number): () => Promise<boolean> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > SLICE) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = performance.now();
    }
    return cancelled.has(job);
  };
}

async function record(port: Port, { job, run, watch }: Extract<Job, { kind: 'record' }>, stopped: () => Promise<boolean>): Promise<void> {
  const model = modelOf(models, run.model);
  const simulation = createSimulation(model, simulationInput(run, models));
  // A metric is a pure function of the world, so that looking at it early changes nothing; the hash would tell.
  const looks = model.metrics.filter(({ name, when }) => when === 'end' && watch.includes(name));
  const watched = Object.fromEntries(looks.map(({ name }) => [name, new Float64Array(run.steps)]));
  let frames: Frame[] = [];
  let snapshots: readonly Snapshot[] = [];
  const send = (): void => {
    if (frames.length > 0) port.postMessage({ kind: 'frames', job, frames });
    frames = [];
  };
  for (let t = 0; t < run.steps; t++) {
    simulation.advance();
    for (const { name, measure } of looks) (watched[name] as Float64Array)[t] = clean(measure(simulation.world));
    snapshots = model.snapshots(simulation.world);
    frames.push(frameOf(snapshots));
    if (frames.length >= 10) send();
    if (await stopped()) return;
  }
  send();
  const values = simulation.finish();
  const hash = runHash({ id: run.id, status: 'done', values, milliseconds: 0 });
  port.postMessage({ kind: 'recorded', job, values, hash, watched, chronicle: chronicleOf(snapshots) });
}

async function sample(port: Port, request: Extract<Job, { kind: 'sample' }>, stopped: () => Promise<boolean>): Promise<void> {
  const { job, left, right, first, count, metric } = request;
  for (let replicate = first; replicate < first + count; replicate++) {
    const figures = { left: figureOf(left, replicate, metric), right: right === null ? Number.NaN : figureOf(right, replicate, metric) };
    if (await stopped()) return;
    port.postMessage({ kind: 'figures', job, replicate, ...figures });
  }
  port.postMessage({ kind: 'sampled', job });
}

/** The run's figure of the metric; NaN where it has none. Throws what the run failed of. */
function figureOf(run: Run, replicate: number, metric: string): number {
  const outcome = executeRun({ ...run, replicate }, models);
  if (outcome.status === 'failed') throw new Error(outcome.failure.message);
  const layout = layoutOf(modelOf(models, run.model), run.parameters, run.steps, run.burnIn);
  const f = layout.metrics.indexOf(metric);
  return f < 0 ? Number.NaN : (outcome.values[layout.figuresAt + f] as number);
}
