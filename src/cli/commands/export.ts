/** `export`: a study for other programs. Computes nothing of it but the worlds that networks and agents are taken from. */
import { UserError } from '../../core/errors.js';
import { studyHash } from '../../experiment/hashes.js';
import { suggestion } from '../../experiment/problem.js';
import type { WorldRows } from '../../experiment/replay.js';
import { provenanceOf } from '../../experiment/tables/provenance.js';
import { studyTables } from '../../experiment/tables/study-tables.js';
import type { StudyTable } from '../../experiment/tables/table.js';
import { worldTables } from '../../experiment/tables/world-tables.js';
import { printable, printablePath } from '../../experiment/text.js';
import { type ExportFile, placesOf, type WrittenFile, writeExportFile } from '../../node/export-files.js';
import { makeFolderIn, sweepTemporaries } from '../../node/files.js';
import { newSha256 } from '../../node/frames.js';
import { EXIT } from '../exit-codes.js';
import { type ExportSource, FORMATS } from '../export-formats.js';
import type { FormatName } from '../format-texts.js';
import type { StudyOptions } from '../prepare.js';
import { storeOf } from '../store-of.js';
import { type FoundStudy, findStudy } from '../stored.js';
import { type Terminal, writeJson } from '../terminal.js';
import { replayWorlds, type WorldOptions } from '../worlds.js';

export interface ExportCommandOptions extends Omit<StudyOptions, 'out'>, WorldOptions {
  readonly format: FormatName;
  readonly table?: readonly string[];
  /** Folder, or file when there is only one. */
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** @returns the exit code. @throws UserError for a study that is not there, unknown tables, and files that are in the way */
export async function exportCommand(
  asked: string,
  overrides: readonly string[],
  { out, ...options }: ExportCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const format = FORMATS[options.format];
  if (options.table !== undefined && format.tables === undefined)
    throw new UserError(`--table is for formats of tables, and ${options.format} has a layout of its own`);
  const study = await findStudy(asked, overrides, options, terminal);
  const source = sourceOf(study, options, terminal);
  const files = format.files(source, options.table ?? format.tables ?? []);
  const folder = out ?? makeFolderIn(makeFolderIn(study.folder, 'export'), options.format);
  sweepTemporaries(folder);
  const written: WrittenFile[] = [];
  const about: ExportFile = {
    name: `provenance-${options.format}.json`,
    // Asked for its text last, when all the others are written.
    content: { pieces: () => [`${JSON.stringify({ ...source.about, files: written }, undefined, 2)}\n`] },
  };
  const places = placesOf(files, about, folder, options.force === true);
  for (const [file, path] of places) {
    written.push(await writeExportFile(file, path));
    terminal.out(printablePath(path));
  }
  if (options.json === true) writeJson({ ...source.about, format: options.format, folder, files: written });
  return EXIT.done;
}

function sourceOf(study: FoundStudy, options: WorldOptions, terminal: Terminal): ExportSource {
  const { results } = study.read();
  const own = studyTables(study.plan, study.model, study.compare());
  let seen: readonly WorldRows[] | undefined;
  let store: Promise<string> | undefined;
  const worlds = (): readonly WorldRows[] => {
    seen ??= replayWorlds(study, options, terminal);
    return seen;
  };
  return {
    folder: study.folder,
    results,
    worlds,
    table: (name) => own.find((table) => table.name === name) ?? worldTable(name, own, worlds()),
    oneVariant: options.variant !== undefined || study.plan.scenario.variants.length === 1,
    about: provenanceOf(study.plan, studyHash(results, newSha256)),
    store: () => {
      store ??= storeOf(study, terminal);
      return store;
    },
    note: (text) => terminal.note(text),
  };
}

/** A table of worlds that were computed again. */
function worldTable(name: string, own: readonly StudyTable[], worlds: readonly WorldRows[]): StudyTable {
  const tables = worldTables(worlds);
  const found = tables.find((table) => table.name === name);
  if (found !== undefined) return found;
  const known = [...own, ...tables].map((table) => table.name);
  throw new UserError(`there is no table "${printable(name)}"`, suggestion(name, known));
}
