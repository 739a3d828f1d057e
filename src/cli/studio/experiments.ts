/** Experiments that the page starts: one at a time, on threads, stored like any study, with intervals while they run. */
import { availableParallelism } from 'node:os';
import { readFigures } from '../../experiment/results.js';
import { pairedTest } from '../../experiment/statistics.js';
import type { LiveRow, Progress } from '../../experiment/studio-messages.js';
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
import { refusalOf } from './problems.js';
import { studyId } from './studies.js';

const SILENT = createTerminal({ quiet: true, json: true });

export class Experiments {
  private readonly all = new Map<string, Progress>();
  private readonly stops = new Map<string, () => void>();
  /** Those that were told to stop, also before they had anything to stop. */
  private readonly stopped = new Set<string>();
  private next = 1;

  progress(id: string): Progress | undefined {
    return this.all.get(id);
  }

  /** The one that is computed now; a page that was opened anew finds it here. */
  get running(): Progress | null {
    return [...this.all.values()].find(({ state }) => state === 'running') ?? null;
  }

  /** Ends an experiment; what it has computed stays on disk. */
  stop(id: string): void {
    this.stopped.add(id);
    this.stops.get(id)?.();
  }

  /** Starts computing the study of a file and says how it can be asked about. */
  start(path: string, prepared: PreparedStudy): Progress {
    const id = String(this.next++);
    const { runs, scenario } = prepared.plan;
    const begun: Progress = {
      ...{ id, path, title: scenario.title, model: scenario.model, planned: runs.length },
      ...{ state: 'running', done: 0, rows: [], study: null, hash: null, message: '' },
    };
    this.all.set(id, begun);
    void this.compute(id, prepared)
      .catch((error: unknown) => this.note(id, { state: 'failed', message: refusalOf(error).problems.join('; ') }))
      .finally(() => this.stops.delete(id));
    return begun;
  }

  private note(id: string, change: Partial<Progress>): void {
    const known = this.all.get(id);
    if (known !== undefined) this.all.set(id, { ...known, ...change });
  }

  private async compute(id: string, prepared: PreparedStudy): Promise<void> {
    selfTest();
    const study = await openStudy({ folder: prepared.folder, plan: prepared.plan });
    try {
      await this.fill(id, study);
    } finally {
      await study.close();
    }
    if (this.stopped.has(id)) this.note(id, { state: 'stopped', rows: liveRows(study) });
    else this.conclude(id, prepared, study);
  }

  /** Computes what the study has not, until it is told to stop. */
  private async fill(id: string, study: OpenStudy): Promise<void> {
    // The limits of the command line, which no text of the page can raise.
    const { executor: pool } = await openExecutor(study, { workers: Math.max(1, availableParallelism() - 1) }, SILENT);
    const stop = (): void => void pool.stop();
    if (this.stopped.has(id)) stop();
    this.stops.set(id, stop);
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
      if (!this.stopped.has(id)) await shadow(study, pool);
    } finally {
      await pool.close();
    }
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
