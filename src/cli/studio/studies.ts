/** Studies that lie in the folder of results, under ids that are looked up and never joined to a path. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StudyEntry, StudyView } from '../../experiment/studio-messages.js';
import type { Scenario } from '../../experiment/study.js';
import { ownerOf } from '../../node/owner.js';
import { readPlan } from '../../node/plan-file.js';
import { readStudy, type StoredStudy } from '../../node/result-folder.js';
import { viewOf } from './study-view.js';

/** Studies whose numbers are kept, because pages ask for one several times. */
const MOST_KEPT = 4;
/** Milliseconds for which the list does without the newest runs of a study that is being computed: reading it takes time. */
const FRESH = 1000;
const JOURNAL = /^journal-\d+\./;
/** The other files of a study's folder that decide what is said of it; the owner's changes when the computing ends. */
const RECORD = /^(plan|plan-copy|owner-\d+|report)\./;

/** The id of a study: what its name hashes to. */
export function studyId(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

/** The bytes of a study's report; undefined where there is no such study or no report. */
export async function readReport(results: string, id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const name = nameOf(results, id);
  const path = name === undefined ? undefined : join(results, name, 'report.html');
  return path === undefined || !existsSync(path) ? undefined : new Uint8Array(await readFile(path));
}

/** What the list says of a folder, and when it was read. */
interface Listed {
  readonly stamp: string;
  readonly journal: string;
  readonly read: number;
  readonly entries: readonly StudyEntry[];
}

/** A study that was read, with the comparisons that were asked for. */
interface Kept {
  readonly stamp: string;
  readonly study: StoredStudy;
  readonly views: Map<number, StudyView | undefined>;
}

/** All studies of a folder. Each is read again when its files have changed. */
export class Studies {
  private readonly results: string;
  private listed = new Map<string, Listed>();
  private readonly kept = new Map<string, Kept>();

  constructor(results: string) {
    this.results = results;
  }

  /** All by name; folders that hold none, or a damaged one, are left out. */
  list(): StudyEntry[] {
    const now = folderNames(this.results).map((name): [string, Listed] => [name, this.listing(name)]);
    this.listed = new Map(now);
    return now.flatMap(([, { entries }]) => entries);
  }

  /** The study of an id; undefined where there is none. @throws StoreError when it is damaged */
  find(id: string): StoredStudy | undefined {
    return this.open(id)?.study;
  }

  /** Comparison of one parameter set; undefined where there is no such study or set. @throws StoreError when it is damaged */
  view(id: string, point: number): StudyView | undefined {
    const kept = this.open(id);
    if (kept === undefined) return undefined;
    if (!kept.views.has(point)) kept.views.set(point, viewOf(kept.study, point));
    return kept.views.get(point);
  }

  /** What the study of an id was computed from; undefined where there is none. @throws StoreError when its plan is damaged */
  scenario(id: string): Scenario | undefined {
    const name = nameOf(this.results, id);
    return name === undefined ? undefined : readPlan(join(this.results, name))?.plan.scenario;
  }

  private open(id: string): Kept | undefined {
    const name = nameOf(this.results, id);
    if (name === undefined) return undefined;
    const folder = join(this.results, name);
    const stamp = stampsOf(folder).join();
    let kept = this.kept.get(name);
    if (kept?.stamp !== stamp) {
      const study = readStudy(folder);
      if (study === undefined) return undefined;
      kept = { stamp, study, views: new Map() };
    }
    // The one that was asked for last is let go last.
    this.kept.delete(name);
    this.kept.set(name, kept as Kept);
    for (const old of this.kept.keys()) if (this.kept.size > MOST_KEPT) this.kept.delete(old);
    return kept;
  }

  private listing(name: string): Listed {
    const known = this.listed.get(name);
    const [stamp, journal] = stampsOf(join(this.results, name));
    const isFresh = known?.journal === journal || performance.now() - (known?.read ?? 0) < FRESH;
    if (known?.stamp === stamp && isFresh) return known;
    const entries = this.entriesOf(name);
    return { stamp, journal, read: performance.now(), entries };
  }

  private entriesOf(name: string): StudyEntry[] {
    try {
      const study = readStudy(join(this.results, name));
      if (study === undefined) return [];
      const { plan } = study;
      const report = existsSync(join(this.results, name, 'report.html'));
      return [{ id: studyId(name), name, title: plan.scenario.title, done: study.results.ids.length, planned: plan.runs.length, report }];
    } catch {
      return [];
    }
  }
}

/** What tells that a study has changed: its files, among them its owner's, with whether that is at work; and its journal. */
function stampsOf(folder: string): [stamp: string, journal: string] {
  const names = readdirSync(folder).sort();
  const look = (wanted: RegExp): string[] =>
    names
      .filter((name) => wanted.test(name))
      .map((name) => {
        const stat = statSync(join(folder, name), { throwIfNoEntry: false });
        return `${name} ${stat?.ino} ${stat?.size} ${stat?.mtimeMs}`;
      });
  return [[...look(RECORD), ownerOf(folder)].join(), look(JOURNAL).join()];
}

function nameOf(results: string, id: string): string | undefined {
  return folderNames(results).find((each) => studyId(each) === id);
}

function folderNames(results: string): string[] {
  if (!existsSync(results)) return [];
  return readdirSync(results, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
