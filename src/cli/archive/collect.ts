/** Which files an archive holds: the study whole, what was found beside it, the scenario with all that it extends. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolders, writeWhole } from '../../node/files.js';
import { storeError } from '../../node/store-error.js';
import type { CrateFile } from './metadata.js';

/** A file to be put into the archive: copied from a place, or written. */
export interface Piece {
  readonly path: string;
  readonly text: string;
  readonly from?: string;
  readonly content?: string;
}

/** What a stranger is told of files by name; the rest is described by where it lies. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/plan(-copy)?\.json$/, 'Settings of all runs, as they were planned before anything ran'],
  [/journal-\d+\.thx$/, 'Results of the runs, one record with a checksum each'],
  [/manifest\.json$/, 'Hashes of plan, results and every table'],
  [/runs\.csv$/, 'Table: one row per run'],
  [/final\.csv$/, 'Table: figures of every run'],
  [/series\.csv$/, 'Table: step metrics of every run'],
  [/compare\.csv$/, 'Table: paired differences from the baseline with intervals and verdicts'],
  [/metrics\.csv$/, 'Table: units and meanings of the metrics'],
  [/matrices\.csv$/, 'Table: matrices of every run'],
  [/report(-point-\d+)?\.html$/, 'Report of the study, English and Russian, readable offline'],
  [/(sensitivity|break|calibration|optimum|dose-response)\.json$/, 'What an analysis found, with intervals and the hash it is sealed by'],
  [/\.(svg|png|pdf)$/, 'Figure'],
  [/zero-dose\.json$/, 'Check that policies without money change nothing: what was compared and whether it was equal'],
  [/README\.md$/, 'What lies in this folder'],
];

const textOf = (path: string, otherwise: string): string => TEXTS.find(([name]) => name.test(path))?.[1] ?? otherwise;

/** Everything of a study's folder but what belongs to this machine or can be made again: owners, the store for SQL, exports. */
export function studyPieces(folder: string, to: string): Piece[] {
  const left = /^(owner-.*|store\.duckdb.*|export|\..*)$/;
  const walk = (below: string): string[] =>
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (below === '' && left.test(entry.name)) return [];
      return entry.isDirectory() ? walk(path) : entry.isFile() ? [path] : [];
    });
  return walk('')
    .sort()
    .map((path) => ({ path: `${to}/${path}`, from: join(folder, path), text: textOf(path, 'File of the study') }));
}

/** What an analysis left, without its runs: these follow from the plan. */
const FOUND = [
  'plan.json',
  'manifest.json',
  'dose-response.json',
  'sensitivity.json',
  'break.json',
  'calibration.json',
  'optimum.json',
  'views/sensitivity.csv',
  'views/break.csv',
  'views/compare.csv',
  'posterior.csv',
  'posterior.svg',
  'pareto.svg',
  'candidates.csv',
  'best-policy.yaml',
];

export function findingPieces(out: string, study: string): Piece[] {
  return FOUND.filter((name) => existsSync(join(out, study, name))).map((name) => ({
    path: `findings/${study}/${name}`,
    from: join(out, study, name),
    text: `${textOf(name, 'File of an analysis')}, of the study ${study}`,
  }));
}

/** Copies and writes the pieces. @throws StoreError for what the disk refuses */
export function writePieces(folder: string, pieces: readonly Piece[]): CrateFile[] {
  return pieces.map(({ path, from, content, text }) => {
    const place = join(folder, path);
    try {
      makeFolders(dirname(place));
      if (from !== undefined) copyFileSync(from, place);
      else writeWhole(place, content ?? '');
      const sha256 = createHash('sha256').update(readFileSync(place)).digest('hex');
      return { path, bytes: statSync(place).size, sha256, text };
    } catch (error) {
      throw storeError(`cannot write ${place}`, error);
    }
  });
}
