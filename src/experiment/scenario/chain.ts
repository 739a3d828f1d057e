/**
 * A scenario file and the files it extends, base first. References stay below one folder and form no circle.
 */
import type { Place, ProblemList } from '../problem.js';
import { type RawMap, readYaml } from './yaml-tree.js';

/** Reads a file's text; the caller checks size, encoding and links. Rejects when there is no such file. */
export type ReadText = (path: string) => string | Promise<string>;

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
export interface FileTree {
  readonly file: string;
  readonly tree: RawMap;
}
export interface Chain {
  readonly trees: readonly FileTree[];
  readonly files: readonly SourceFile[];
  /** Nothing was left out of the trees; otherwise a key that seems to be missing may be one that was refused. */
  readonly whole: boolean;
}

const LONGEST_CHAIN = 8;

/**
 * Reads `text` and every file it extends.
 * @param root folder that no reference may leave
 * @returns undefined when a file is missing or no map; the reasons are in `problems`
 */
export async function readChain(
  path: string,
  text: string,
  root: string,
  readText: ReadText,
  problems: ProblemList,
): Promise<Chain | undefined> {
  const trees: FileTree[] = [];
  const files: SourceFile[] = [];
  const before = problems.count;
  let whole = true;
  let next: SourceFile | undefined = { path, text };
  while (next !== undefined) {
    const { path: file, text: content }: SourceFile = next;
    files.unshift(next);
    const raw = readYaml(content, file, problems);
    if (raw === undefined) return undefined;
    if (raw.kind !== 'map') {
      problems.add(raw.place, '', 'a scenario file is a group of keys', 'start with title: …');
      return undefined;
    }
    trees.unshift({ file, tree: raw });
    whole &&= problems.count === before;
    const reference = readReference(raw, problems);
    if (reference === undefined) break;
    next = await follow(reference, file, root, readText, files, problems);
    if (next === undefined) return undefined;
  }
  return { trees, files, whole };
}

function readReference(tree: RawMap, problems: ProblemList): { text: string; place: Place } | undefined {
  const value = tree.entries.get('extends')?.value;
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) return undefined;
  if (value.kind === 'scalar' && typeof value.value === 'string') return { text: value.value, place: value.place };
  problems.add(value.place, 'extends', 'must be the path of one file', 'e.g. extends: baseline.yaml');
  return undefined;
}

async function follow(
  reference: { text: string; place: Place },
  from: string,
  root: string,
  readText: ReadText,
  files: readonly SourceFile[],
  problems: ProblemList,
): Promise<SourceFile | undefined> {
  const { text, place } = reference;
  const path = resolveBelow(root, from, text);
  const refuse = (problem: string, hint = ''): undefined => {
    problems.add(place, 'extends', problem, hint);
    return undefined;
  };
  if (path === undefined)
    return refuse(
      `"${text}" is no path below the scenario's folder`,
      'write a relative path with /, ending in .yaml or .yml, that stays below the folder',
    );
  if (files.some((file) => file.path === path)) return refuse(`"${text}" extends itself in a circle`);
  if (files.length >= LONGEST_CHAIN) return refuse(`the chain of extended files is longer than ${LONGEST_CHAIN}`);
  try {
    return { path, text: await readText(path) };
  } catch {
    return refuse(`cannot read "${text}"`, 'the path is relative to this file');
  }
}

const YAML_PATH = /^[^\\:\0]+\.ya?ml$/;

/** The path that `reference` means in the file `from`, or undefined when it leaves `root` or is no relative path of that form. */
export function resolveBelow(root: string, from: string, reference: string, form = YAML_PATH): string | undefined {
  if (!form.test(reference) || reference.startsWith('/') || reference.startsWith('~')) return undefined;
  const parts = folderOf(from) === '' ? [] : folderOf(from).split('/');
  for (const part of reference.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length === 0 || parts.at(-1) === '..' || parts.at(-1) === '') return undefined;
    else parts.pop();
  }
  const path = parts.join('/');
  const base = root.replaceAll('\\', '/').replace(/\/+$/, '');
  return base === '' || base === '.' || path.startsWith(`${base}/`) ? path : undefined;
}

/** The folder of a path, with `/` between its parts; empty for a bare file name. */
export function folderOf(path: string): string {
  const plain = path.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  const cut = plain.lastIndexOf('/');
  return cut < 0 ? '' : cut === 0 ? '/' : plain.slice(0, cut);
}
