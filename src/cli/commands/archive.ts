/**
 * `archive`: a study as a folder that can be deposited and cited: data, tables, scenario files, report, findings, versions,
 * described after RO-Crate 1.1, with the three commands that check and repeat it. Computes nothing.
 */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../core/errors.js';
import { readScenario } from '../../experiment/scenario.js';
import type { Plan } from '../../experiment/study.js';
import { printable, wordsIn } from '../../experiment/text.js';
import { writeScenario } from '../../experiment/write-scenario.js';
import { models } from '../../models/index.js';
import { writeWhole } from '../../node/files.js';
import { findScenario, placeOf } from '../../node/scenario-files.js';
import { StoreError } from '../../node/store-error.js';
import { verifyStudy } from '../../node/verify.js';
import { cell } from '../../report/pages/markdown.js';
import { findingPieces, type Piece, studyPieces, writePieces } from '../archive/collect.js';
import { crateMetadata } from '../archive/metadata.js';
import { EXIT } from '../exit-codes.js';
import { readFindings, settingsOf } from '../findings.js';
import { scenarioFolders } from '../package.js';
import { commandLine } from '../prepare.js';
import { findStudy } from '../stored.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';

export interface ArchiveOptions {
  /** Folder of the archive. */
  readonly out?: string;
  /** Folder that holds the studies. */
  readonly results?: string;
  readonly seed?: string;
  readonly license: string;
  readonly author?: readonly string[];
  readonly date?: string;
  readonly json?: boolean;
}

/** @returns the exit code. @throws UserError where the archive's folder is not empty; StoreError for a study that is damaged */
export async function archiveCommand(
  asked: string,
  overrides: readonly string[],
  options: ArchiveOptions,
  terminal: Terminal,
): Promise<number> {
  const { seed, results } = options;
  const place = { ...(seed !== undefined && { seed }), ...(results !== undefined && { out: results }) };
  const { folder, plan, model } = await findStudy(asked, overrides, place, terminal);
  const out = options.out ?? `${folder}-archive`;
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new UserError(`${printable(out)} is not empty`, 'name another folder with --out; nothing is overwritten');
  const verdict = verifyStudy(folder);
  if (verdict.damage.length > 0)
    throw new StoreError(`${folder} is damaged: ${verdict.damage.join('; ')}`, '`trihelix repair` keeps what is sound');
  const command = commandLine('run', { asked: basename(asked), overrides, options: { ...(seed !== undefined && { seed }) } });
  const name = `${plan.scenario.name.replaceAll('/', '-')}.yaml`;
  const runs = `${verdict.done} of ${verdict.planned} runs done, ${verdict.failed} failed`;
  const scenario = writeScenario(plan.scenario, model, [
    'The scenario as it was run, complete in itself; titles and claims: see scenario/',
  ]);
  const pieces: Piece[] = [
    { path: name, content: scenario, text: 'The scenario as it was run, complete in itself' },
    ...(await sourcePieces(asked, overrides)),
    ...studyPieces(folder, 'study'),
    ...findingsOf(folder, plan, settingsOf(overrides, place)).flatMap((study) => findingPieces(dirname(folder), study)),
  ];
  const guide = readme(plan, name, runs, verdict.hash, (place) => pieces.some(({ path }) => path.startsWith(place)));
  const files = writePieces(out, [{ path: 'README.md', content: guide, text: 'What this archive holds and how to check it' }, ...pieces]);
  const about = { engine: plan.engine, seed: plan.scenario.seed, planHash: plan.hash, resultsHash: verdict.hash, runs, command };
  const title = wordsIn(plan.scenario.title, 'en');
  const crate = {
    ...about,
    title,
    description: wordsIn(plan.scenario.description, 'en') || title,
    date: options.date ?? new Date().toISOString().slice(0, 10),
    license: options.license,
    authors: options.author ?? [],
    files,
    model: `${plan.model.name} ${plan.model.version}`,
    scenarioFile: name,
  };
  writeWhole(join(out, 'ro-crate-metadata.json'), crateMetadata(crate));
  if (options.json === true) writeJson({ archive: out, study: plan.study, ...about, files });
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  terminal.out(`${files.length + 1} files, ${megabytes.toFixed(1)} MB, licence ${options.license}`);
  terminal.out(shownPath(out));
  return EXIT.done;
}

/** Studies whose findings belong to this one. */
function findingsOf(folder: string, plan: Plan, settings: readonly string[]): string[] {
  const { unreadable: _, ...found } = readFindings(folder, plan.scenario.name, settings);
  const studies = Object.values(found).flatMap((each) => each.map(({ study }) => study));
  return [...new Set(studies)].filter((study) => study !== basename(folder)).sort();
}

/** The scenario file as it was written and all that it extends; none where the study was named by its folder. */
async function sourcePieces(asked: string, overrides: readonly string[]): Promise<Piece[]> {
  if (existsSync(join(asked, 'plan.json'))) return [];
  const { path, root, readText } = placeOf(findScenario(asked, scenarioFolders()));
  const texts = new Map<string, string>();
  const read = (wanted: string): string => {
    const text = readText(wanted);
    texts.set(wanted, text);
    return text;
  };
  await readScenario({ path, root, text: read(path), models, readText: read, overrides });
  return [...texts].map(([file, content]) => ({
    path: `scenario/${root === '' ? basename(file) : file.slice(file.lastIndexOf(root) + root.length + 1)}`,
    content,
    text: 'Scenario file as its author wrote it',
  }));
}

/** What a stranger reads first; `has` says whether the archive holds something at a place. */
function readme(
  { study, scenario, engine, model, hash }: Plan,
  file: string,
  runs: string,
  results: string,
  has: (place: string) => boolean,
): string {
  const base = file.replace(/\.yaml$/, '');
  return [
    `# ${cell(printable(wordsIn(scenario.title, 'en')))}`,
    '',
    `Study \`${study}\` of the model ${model.name} ${model.version}, computed by trihelix ${engine}. ${runs}.`,
    '',
    `- Plan: \`${hash}\``,
    `- Results: \`${results}\``,
    '',
    '| what | where |',
    '| --- | --- |',
    `| results of all runs, tables${has('study/report') ? ', report' : ''} | \`study/\` |`,
    ...(has('findings/') ? ['| what other analyses found | `findings/` |'] : []),
    `| scenario, complete in itself | \`${file}\` |`,
    ...(has('scenario/') ? ['| scenario as it was written | `scenario/` |'] : []),
    '| description for machines (RO-Crate 1.1), with the SHA-256 of every file | `ro-crate-metadata.json` |',
    '',
    `With trihelix ${engine.replace(/\+.*$/, '')} in this folder:`,
    '',
    '```sh',
    'trihelix verify study                 # every byte',
    `trihelix run ${file} --out again`,
    `trihelix hash again/${base}           # the results hash must be the one above`,
    '```',
    '',
    ...(scenario.source === '' ? [] : [`Source of the scenario: ${cell(printable(scenario.source, 2000))}`, '']),
  ].join('\n');
}
