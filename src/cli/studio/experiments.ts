/** Experiments that the page starts: one at a time, on threads, stored like any study, with intervals while they run. */
import { availableParallelism } from 'node:os';
import { readFigures } from '../../experiment/results.js';
import { pairedTest } from '../../experiment/statistics.js';
import { type OpenStudy, openStudy } from '../../node/result-folder.js';
import { shadow } from '../compute.js';
import { openExecutor } from '../executor.js';
import { settingsOf } from '../findings.js';
import { finishStudy } from '../finish.js';
import type { PreparedStudy } from '../prepare.js';
import { provenanceOf } from '../provenance.js';
import { writeReport } from '../report-file.js';
import { selfTest } from '../self-test.js';
import { createTerminal } from '../terminal.js';
import { studyId } from './studies.js';

/** A difference from the baseline as far as it is known. */
export interface LiveRow {
  readonly metric: string;
  readonly variant: string;
  readonly n: number;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Progress {
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly done: number;
  readonly planned: number;
  readonly rows: readonly LiveRow[];
  /** Under which the report can be read, once there is one. */
  readonly study: string | null;
  readonly hash: string | null;
  readonly message: string;
}

const SILENT = createTerminal({ quiet: true, json: true });
const WAITING: Progress = { state: 'running', done: 0, planned: 0, rows: [], study: null, hash: null, message: '' };

export class Experiments {
  private readonly all = new Map<string, Progress>();
  private readonly stops = new Map<string, () => void>();
  private running = false;
  private next = 1;

  progress(id: string): Progress | undefined {
    return this.all.get(id);
  }

  stop(id: string): void {
    this.stops.get(id)?.();
  }

  get busy(): boolean {
    return this.running;
  }

  /** Starts computing and returns the name under which it can be asked about. */
  start(prepared: PreparedStudy): string {
    const id = String(this.next++);
    this.running = true;
    this.all.set(id, { ...WAITING, planned: prepared.plan.runs.length });
    void this.compute(id, prepared)
      .catch((error: unknown) => this.note(id, { state: 'failed', message: error instanceof Error ? error.message : 'unknown' }))
      .finally(() => {
        this.running = false;
        this.stops.delete(id);
      });
    return id;
  }

  private note(id: string, change: Partial<Progress>): void {
    this.all.set(id, { ...(this.all.get(id) ?? WAITING), ...change });
  }

  private async compute(id: string, prepared: PreparedStudy): Promise<void> {
    selfTest();
    const study = await openStudy({ folder: prepared.folder, plan: prepared.plan });
    // The limits of the command line, which no text of the page can raise.
    const { executor: pool } = await openExecutor(study, { workers: Math.max(1, availableParallelism() - 1) }, SILENT);
    let stopped = false;
    this.stops.set(id, () => {
      stopped = true;
      void pool.stop();
    });
    let looked = 0;
    try {
      await pool.execute(study.pending, async (outcome) => {
        await study.keep(outcome);
        const done = study.results.ids.length;
        // A look costs about as much as a run of the smallest scenario.
        const look = performance.now() - looked > 500;
        if (look) looked = performance.now();
        this.note(id, { done, ...(look && { rows: liveRows(study) }) });
      });
      if (!stopped) await shadow(study, pool);
    } finally {
      await pool.close();
      await study.close();
    }
    if (stopped) this.note(id, { state: 'stopped', rows: liveRows(study) });
    else this.conclude(id, prepared, study);
  }

  private conclude(id: string, prepared: PreparedStudy, study: OpenStudy): void {
    const finished = finishStudy(study, prepared.model, {}, SILENT);
    const [comparison] = finished.comparisons;
    if (comparison !== undefined) {
      const provenance = provenanceOf(prepared, study.plan, finished);
      const { folder, results } = study;
      writeReport({
        folder,
        results,
        comparison,
        model: prepared.model,
        language: 'en',
        provenance,
        zeroDose: finished.zeroDose,
        settings: settingsOf(prepared.overrides, prepared.options),
      });
    }
    const { done } = finished.counts;
    this.note(id, { state: 'done', done, rows: liveRows(study), study: studyId(study.plan.study), hash: finished.hash });
  }
}

/** Paired differences of the indicators, over the replicates that are there. */
function liveRows({ plan, results }: OpenStudy): LiveRow[] {
  const { indicators, variants, baseline } = plan.scenario;
  const table = readFigures(results);
  return variants
    .filter(({ name }) => name !== baseline)
    .flatMap(({ name }) =>
      indicators.map((metric) => {
        const [ours, theirs] = [table.figures(name, metric), table.figures(baseline, metric)];
        const differences = Array.from(ours, (value, r) => value - (theirs[r] as number));
        const known = differences.filter((value) => Number.isFinite(value));
        const test = pairedTest(known);
        return {
          ...{ metric, variant: name, n: known.length },
          ...{ difference: test?.mean ?? null, low: test?.low ?? null, high: test?.high ?? null },
        };
      }),
    );
}
