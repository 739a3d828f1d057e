/**
 * Lists that stand in a file of their own: `first_ties: { file: network.csv }`. Before the scenario is checked every such file
 * is read and its numbers take the place of the reference, each with its line and column, as if they stood in the scenario.
 */
import { type CsvCell, readCsv } from '../csv-reader.js';
import type { Place, ProblemList } from '../problem.js';
import { type Chain, type FileTree, type ReadText, resolveBelow, type SourceFile } from './chain.js';
import type { ModelNames } from './layer.js';
import type { Raw, RawEntry, RawMap } from './yaml-tree.js';

const NUMBER = /^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const EXAMPLE = 'e.g. { file: network.csv }';

/** What is needed to follow a reference, and where what was read is noted. */
interface Reader {
  readonly names: ModelNames;
  readonly root: string;
  readonly readText: ReadText;
  readonly problems: ProblemList;
  readonly files: SourceFile[];
}

/**
 * The chain with all lists in place; the files that were read come before the scenario files.
 * @param root folder that no reference may leave
 */
export async function readListFiles(
  chain: Chain,
  names: ModelNames,
  root: string,
  readText: ReadText,
  problems: ProblemList,
): Promise<Chain> {
  const reader: Reader = { names, root, readText, problems, files: [] };
  const trees: FileTree[] = [];
  for (const { file, tree } of chain.trees) trees.push({ file, tree: await inLayers(tree, file, reader) });
  return { ...chain, trees, files: [...reader.files, ...chain.files] };
}

/** Parameters stand in the file itself and in its variants. */
async function inLayers(tree: RawMap, from: string, reader: Reader): Promise<RawMap> {
  return replaced(await inParameters(tree, '', from, reader), 'variants', (variants) =>
    eachEntry(variants, ({ key, value }) => (value.kind === 'map' ? inParameters(value, `variants.${key}.`, from, reader) : value)),
  );
}

function inParameters(layer: RawMap, path: string, from: string, reader: Reader): Promise<RawMap> {
  return replaced(layer, 'parameters', (parameters) =>
    eachEntry(parameters, ({ key, value }) => {
      const spec = reader.names.parameters.includes(key) ? reader.names.model.parameters[key] : undefined;
      const columns = spec?.type === 'list' && value.kind === 'map' ? spec.columns : undefined;
      return columns === undefined ? value : listOf(value as RawMap, columns, `${path}parameters.${key}`, from, reader);
    }),
  );
}

async function replaced(map: RawMap, key: string, change: (value: RawMap) => Promise<RawMap>): Promise<RawMap> {
  const entry = map.entries.get(key);
  if (entry?.value.kind !== 'map') return map;
  return { ...map, entries: new Map([...map.entries, [key, { ...entry, value: await change(entry.value) }]]) };
}

/** The map with changed values; those that are changed to nothing are left out. */
async function eachEntry(map: RawMap, change: (entry: RawEntry) => Raw | Promise<Raw | undefined>): Promise<RawMap> {
  const entries = new Map<string, RawEntry>();
  for (const [key, entry] of map.entries) {
    const value = await change(entry);
    if (value !== undefined) entries.set(key, { ...entry, value });
  }
  return { ...map, entries };
}

/** The list that a reference means; undefined where it cannot be read, which is reported. */
async function listOf(value: RawMap, columns: readonly string[], path: string, from: string, reader: Reader): Promise<Raw | undefined> {
  const { problems } = reader;
  const refuse = (place: Place, problem: string, hint = ''): undefined => {
    problems.add(place, path, problem, hint);
    return undefined;
  };
  const file = value.entries.get('file')?.value;
  if (value.entries.size !== 1 || file?.kind !== 'scalar' || typeof file.value !== 'string')
    return refuse(value.place, 'must be a list of numbers, or the path of one file', EXAMPLE);
  const target = resolveBelow(reader.root, from, file.value, /^[^\\:\0]+\.csv$/);
  if (target === undefined)
    return refuse(
      file.place,
      `"${file.value}" is no path below the scenario's folder`,
      'write a relative path with /, ending in .csv, that stays below the folder',
    );
  let text: string;
  try {
    text = await reader.readText(target);
  } catch {
    return refuse(file.place, `cannot read "${file.value}"`, 'the path is relative to this file, which holds UTF-8 text of at most 1 MiB');
  }
  if (!reader.files.some(({ path: known }) => known === target)) reader.files.push({ path: target, text });
  const items = readTable(text, target, columns, path, problems);
  return items && { kind: 'list', place: value.place, items };
}

/** The numbers of the named columns, row by row; other columns are passed over. */
function readTable(text: string, file: string, columns: readonly string[], path: string, problems: ProblemList): Raw[] | undefined {
  const rows = readCsv(text);
  const [header, ...body] = rows ?? [];
  const placeOf = ({ line, column }: { line: number; column: number }): Place => ({ file, line, column });
  const start = placeOf({ line: 1, column: 1 });
  const needs = `the first line names the columns ${columns.join(', ')}; others are passed over`;
  if (rows === undefined) problems.add(start, path, 'a quoted cell does not end');
  else if (header === undefined) problems.add(start, path, 'the file is empty', needs);
  if (header === undefined) return undefined;
  const missing = columns.filter((name) => header.filter(({ text: cell }) => cell === name).length !== 1);
  if (missing.length > 0) {
    problems.add(placeOf(header[0] as CsvCell), path, `the column ${missing[0]} is not there once`, needs);
    return undefined;
  }
  const places = columns.map((name) => header.findIndex(({ text: cell }) => cell === name));
  const before = problems.count;
  const items = body.flatMap((row) =>
    places.flatMap((at, c): Raw[] => {
      const cell = row[at];
      if (cell !== undefined && NUMBER.test(cell.text))
        return [{ kind: 'scalar', place: placeOf(cell), value: Number(cell.text), written: cell.text }];
      const said = cell === undefined || cell.text === '' ? 'nothing' : `the text "${cell.text}"`;
      problems.add(placeOf(cell ?? (row[0] as CsvCell)), path, `${columns[c]} must be a number, not ${said}`);
      return [];
    }),
  );
  return problems.count > before ? undefined : items;
}
