/** Studies that lie in the folder of results, under ids that are looked up and never joined to a path. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyEntry } from '../../experiment/studio-messages.js';
import { readStudy, type StoredStudy } from '../../node/result-folder.js';

/** The id of a study: what its name hashes to. */
export function studyId(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

/** All studies by name; folders that hold none, or a damaged one, are left out. */
export function listStudies(results: string): StudyEntry[] {
  return folderNames(results).flatMap((name) => {
    try {
      const study = readStudy(join(results, name));
      if (study === undefined) return [];
      const { plan } = study;
      const report = existsSync(join(results, name, 'report.html'));
      return [{ id: studyId(name), name, title: plan.scenario.title, done: study.results.ids.length, planned: plan.runs.length, report }];
    } catch {
      return [];
    }
  });
}

/** The study of an id; undefined where there is none. @throws StoreError when it is damaged */
export function findStudy(results: string, id: string): StoredStudy | undefined {
  const name = folderNames(results).find((each) => studyId(each) === id);
  return name === undefined ? undefined : readStudy(join(results, name));
}

/** The text of a study's report; undefined where there is no such study or no report. */
export function readReport(results: string, id: string): string | undefined {
  const name = folderNames(results).find((each) => studyId(each) === id);
  const path = name === undefined ? undefined : join(results, name, 'report.html');
  return path === undefined || !existsSync(path) ? undefined : readFileSync(path, 'utf8');
}

function folderNames(results: string): string[] {
  if (!existsSync(results)) return [];
  return readdirSync(results, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
