/** Which files each format of `export` consists of. A new format is one entry here and one writer in src/report/formats. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../core/errors.js';
import { estimatePlan } from '../experiment/plan.js';
import type { WorldRows } from '../experiment/replay.js';
import type { Results } from '../experiment/study.js';
import { csvLine } from '../experiment/tables/csv.js';
import { rowsOf, type StudyTable } from '../experiment/tables/table.js';
import { type ExportFile, safeFileName } from '../node/export-files.js';
import { writeParquet } from '../node/parquet.js';
import { behaviorSpaceSpreadsheet, behaviorSpaceTable } from '../report/formats/behaviorspace.js';
import { gexfFile } from '../report/formats/gexf.js';
import { graphmlFile } from '../report/formats/graphml.js';
import { jsonFile } from '../report/formats/json.js';
import { mesaAgentVars, mesaBatchRun, mesaModelVars } from '../report/formats/mesa.js';
import { type NetworkData, networkOf } from '../report/formats/network.js';
import { notebookFile } from '../report/formats/notebook.js';
import { stataFile } from '../report/formats/stata.js';

import type { FormatName } from './format-texts.js';

/** What a format may take its files from. */
export interface ExportSource {
  readonly folder: string;
  readonly results: Results;
  /** Tables by name: the study's own, and those of worlds that were computed again. */
  table(name: string): StudyTable;
  /** Worlds of the chosen runs, computed again at the first call. */
  worlds(): readonly WorldRows[];
  /** Whether a single variant was asked for. */
  readonly oneVariant: boolean;
  readonly about: Readonly<Record<string, string>>;
  /** Path of the store, which is made at the first call. */
  store(): Promise<string>;
  note(text: string): void;
}

interface Format {
  /** Tables that are written unless others are asked for; formats without it have a layout of their own. */
  readonly tables?: readonly string[];
  files(source: ExportSource, tables: readonly string[]): ExportFile[];
}

const LONG = ['runs', 'series', 'final', 'matrices', 'metrics', 'compare'];
const WIDE = ['runs', 'series_wide', 'final_wide', 'matrices', 'metrics', 'compare'];
const NOTEBOOK = ['runs', 'series', 'final', 'final_wide', 'metrics', 'compare'];

export const FORMATS: Readonly<Record<FormatName, Format>> = {
  csv: { tables: LONG, files: (source, tables) => tables.map((name) => csv(source, name)) },
  parquet: {
    tables: LONG,
    files: (source, tables) => tables.map((name) => parquet(source, name)),
  },
  stata: { tables: WIDE, files: (source, tables) => tables.map((name) => stata(source, name)) },
  json: { tables: LONG, files: (source, tables) => tables.map((name) => json(source, name)) },
  behaviorspace: { files: behaviorSpace },
  mesa: { files: mesa },
  graphml: { files: (source) => networks(source, 'graphml', graphmlFile) },
  gexf: { files: (source) => networks(source, 'gexf', gexfFile) },
  notebook: {
    files: (source) => [...NOTEBOOK.map((name) => parquet(source, name)), pieces('analysis.ipynb', () => [notebookFile()])],
  },
};

const pieces = (name: string, content: () => Iterable<string | Uint8Array>): ExportFile => ({ name, content: { pieces: content } });

function csv({ results, table }: ExportSource, name: string): ExportFile {
  const found = table(name);
  return pieces(`${name}.csv`, function* () {
    yield csvLine(found.columns.map((column) => column.name));
    for (const row of rowsOf(found, results)) yield csvLine(row);
  });
}

function json({ results, table }: ExportSource, name: string): ExportFile {
  const found = table(name);
  return pieces(`${name}.json`, () => jsonFile(found.columns, rowsOf(found, results)));
}

function stata({ results, table, about }: ExportSource, name: string): ExportFile {
  const found = table(name);
  const notes = Object.entries(about).map(([key, value]) => `${key}: ${value}`);
  const label = `${about.study}, seed ${about.seed}`;
  return pieces(`${name}.dta`, () => stataFile({ label, columns: found.columns, rows: () => rowsOf(found, results), notes }));
}

function parquet(source: ExportSource, name: string): ExportFile {
  const found = source.table(name);
  const labels = Object.fromEntries(found.columns.flatMap((column) => (column.label === undefined ? [] : [[column.name, column.label]])));
  const about = { ...source.about, labels: JSON.stringify(labels) };
  const isGuest = 'rows' in found && !OWN.has(name);
  return {
    name: `${name}.parquet`,
    content: { write: async (path) => writeParquet(await source.store(), isGuest ? found : name, path, about) },
  };
}

/** Tables that the store has. */
const OWN = new Set([...LONG, ...WIDE]);

/** Numbers that a spreadsheet may hold, because it stands in memory as a whole. */
const LARGEST_SPREADSHEET = 2e7;

function behaviorSpace({ folder, results, note }: ExportSource): ExportFile[] {
  const date = netLogoDate(statSync(join(folder, 'plan.json')).mtime);
  const table = pieces('behaviorspace-table.csv', () => behaviorSpaceTable(results, date));
  if (estimatePlan(results.plan).values > LARGEST_SPREADSHEET) {
    note('the spreadsheet layout would hold more than 20 million numbers side by side and is left out; the table has them all');
    return [table];
  }
  return [table, pieces('behaviorspace-spreadsheet.csv', () => behaviorSpaceSpreadsheet(results, date))];
}

/** `MM/dd/yyyy HH:mm:ss:SSS Z` in UTC, when the study was planned. */
function netLogoDate(date: Date): string {
  const [, year, month, day, time = '', milliseconds] = /^(\d+)-(\d+)-(\d+)T([\d:]+)\.(\d+)Z$/.exec(date.toISOString()) ?? [];
  return `${month}/${day}/${year} ${time}:${milliseconds} +0000`;
}

function mesa({ results, worlds, oneVariant }: ExportSource): ExportFile[] {
  const batch = pieces('batch_run.csv', () => mesaBatchRun(results));
  const world = oneVariant ? worlds()[0] : undefined;
  if (world === undefined) return [batch];
  const frames = [pieces('model_vars.csv', () => mesaModelVars(results, world.run)), pieces('agent_vars.csv', () => mesaAgentVars(world))];
  return [batch, ...frames];
}

function networks({ worlds, about }: ExportSource, extension: string, file: (network: NetworkData) => Iterable<string>): ExportFile[] {
  const taken = new Set<string>();
  const files = worlds().flatMap((world) => {
    const network = networkOf(world, about.study ?? '');
    if (network === undefined) return [];
    const { run, step } = world;
    const stem = `network-${safeFileName(run.variant)}`;
    let name = stem;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${stem}-${n}`;
    taken.add(name.toLowerCase());
    return [pieces(`${name}-replicate-${run.replicate}-step-${step}.${extension}`, () => file(network))];
  });
  if (files.length === 0) throw new UserError(`the model ${about.model} shows no organisations with ties`);
  return files;
}
