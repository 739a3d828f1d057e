/**
 * `manifest.json` and `README.md` of a study's folder: what lies in it, made of what, with hashes, so that a stranger
 * can tell what belongs together and whether it is whole.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../experiment/canonical.js';
import type { Plan } from '../experiment/study.js';
import { printable } from '../experiment/text.js';
import { writeWhole } from './files.js';
import { sha256 } from './frames.js';
import { storeError } from './store-error.js';
import type { ViewFile } from './view-table.js';

export interface Manifest {
  readonly format: 'trihelix-manifest-1';
  readonly study: string;
  readonly scenario: string;
  readonly seed: string;
  readonly model: string;
  readonly engine: string;
  readonly plan_hash: string;
  /** Hash over the scenario with its titles, claims and indicators. */
  readonly said_hash: string;
  /** Hash over the numbers of all runs; equal for equal input whatever machine, thread count or interruption. */
  readonly results_hash: string;
  readonly runs: { readonly planned: number; readonly done: number; readonly failed: number };
  readonly views: readonly ViewFile[];
}

const NAME = 'manifest.json';

export function manifestOf(plan: Plan, resultsHash: string, runs: Manifest['runs'], views: readonly ViewFile[]): Manifest {
  return {
    format: 'trihelix-manifest-1',
    study: plan.study,
    scenario: plan.scenario.name,
    seed: plan.scenario.seed,
    model: `${plan.model.name} ${plan.model.version}`,
    engine: plan.engine,
    plan_hash: plan.hash,
    said_hash: saidHash(plan),
    results_hash: resultsHash,
    runs,
    views: [...views].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** Stores the manifest and the page that explains the folder. @throws StoreError when the disk refuses */
export function writeManifest(folder: string, manifest: Manifest): void {
  try {
    writeWhole(join(folder, 'README.md'), explain(manifest));
    writeWhole(join(folder, NAME), `${JSON.stringify(manifest, undefined, 2)}\n`);
  } catch (error) {
    throw storeError(`cannot write the manifest of ${folder}`, error);
  }
}

/** Whether the tables in the folder already show these results, so that they need not be made again. */
export function viewsAreFresh(folder: string, plan: Plan, resultsHash: string, allSeries: boolean): boolean {
  const stored = readManifest(folder);
  if (stored?.plan_hash !== plan.hash || stored.results_hash !== resultsHash || stored.said_hash !== saidHash(plan)) return false;
  if (allSeries && !stored.views.some((view) => view.name === 'series.csv')) return false;
  return stored.views.every((view) => statSync(join(folder, 'views', view.name), { throwIfNoEntry: false })?.size === view.bytes);
}

/** Titles, claims and indicators do not change the runs, but the tables show them. */
function saidHash(plan: Plan): string {
  return sha256(Buffer.from(canonicalJson(plan.scenario), 'utf8')).toString('hex');
}

/** The manifest of a study's tables; undefined where there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, NAME), 'utf8')) as Manifest;
    return manifest.format === 'trihelix-manifest-1' && Array.isArray(manifest.views) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

function explain(manifest: Manifest): string {
  const { runs } = manifest;
  const lines = [
    `# Results of the study ${manifest.study}`,
    '',
    `Scenario \`${manifest.scenario}\`, seed \`${printable(manifest.seed).replaceAll('`', "'")}\`, model ${manifest.model}, trihelix ${manifest.engine}.`,
    `${runs.done} of ${runs.planned} runs done, ${runs.failed} failed.`,
    '',
    `- Plan: \`${manifest.plan_hash}\``,
    `- Results: \`${manifest.results_hash}\``,
    '',
    'The truth is in `plan.json` and `journal-*.thx`: append-only records with a checksum each. Everything else can be',
    'deleted and is made from them again by the same command or by `trihelix rebuild`; `trihelix verify` checks all of it. Tables are UTF-8, RFC 4180, one value per cell; an empty',
    'cell means that the value is not defined. Units and meanings of the metrics are in `views/metrics.csv`.',
    '',
    '| table | rows | bytes | SHA-256 |',
    '| --- | ---: | ---: | --- |',
    ...manifest.views.map((view) => `| views/${view.name} | ${view.rows} | ${view.bytes} | ${view.sha256} |`),
    '',
  ];
  return lines.join('\n');
}
