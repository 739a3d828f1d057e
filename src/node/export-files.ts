/** Files of an export: made in pieces, hashed as they go, whole or not there, and never over something that is. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { UserError } from '../core/errors.js';
import { printable } from '../experiment/text.js';
import { createWholeFile, makeFolders, pathOfWholeFile } from './files.js';
import { storeError } from './store-error.js';
import type { ViewFile } from './view-table.js';

/** A file to be written: pieces of text or bytes, or a maker that writes to a path by itself. */
export interface ExportFile {
  readonly name: string;
  readonly content: { pieces(): Iterable<string | Uint8Array> } | { write(path: string): Promise<void> };
}

export type WrittenFile = Omit<ViewFile, 'rows'>;

/**
 * Where an export goes: into a folder, or to a file when there is only one and the name ends as it does.
 * @param about the file that says where the others come from; it goes into the folder only
 * @throws UserError when something is in the way
 */
export function placesOf(files: readonly ExportFile[], about: ExportFile, out: string, force: boolean): Map<ExportFile, string> {
  const only = files.length === 1 ? files[0] : undefined;
  const asFile = only !== undefined && extname(out) !== '' && extname(out) === extname(only.name);
  const places = new Map([...files, ...(asFile ? [] : [about])].map((file) => [file, asFile ? out : join(out, file.name)]));
  const folder = asFile ? dirname(out) : out;
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new UserError(`${printable(folder)} is no folder`, 'choose another --out');
  const there = [...places.values()].filter((path) => existsSync(path));
  if (there.length > 0 && !force) {
    const more = there.length > 1 ? ` and ${there.length - 1} more` : '';
    throw new UserError(`${printable(there[0] ?? '')}${more} would be overwritten`, 'choose another --out, or give --force');
  }
  return places;
}

/** Writes one file. @throws StoreError when the disk refuses */
export async function writeExportFile({ content }: ExportFile, path: string): Promise<WrittenFile> {
  try {
    makeFolders(dirname(path));
    if ('pieces' in content) return writePieces(content.pieces(), path);
    const file = pathOfWholeFile(path);
    try {
      await content.write(file.temporary);
      file.commit();
    } finally {
      file.abandon();
    }
    const hash = createHash('sha256');
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
    return { name: basename(path), bytes: statSync(path).size, sha256: hash.digest('hex') };
  } catch (error) {
    throw storeError(`cannot write ${path}`, error);
  }
}

const PIECE = 2 ** 16;

function writePieces(pieces: Iterable<string | Uint8Array>, path: string): WrittenFile {
  const file = createWholeFile(path);
  const hash = createHash('sha256');
  let bytes = 0;
  let gathered: Uint8Array[] = [];
  let waiting = 0;
  const flush = (): void => {
    const all = Buffer.concat(gathered);
    file.write(all);
    hash.update(all);
    bytes += all.length;
    gathered = [];
    waiting = 0;
  };
  try {
    for (const piece of pieces) {
      const part = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
      gathered.push(part);
      waiting += part.length;
      if (waiting >= PIECE) flush();
    }
    flush();
    file.commit();
  } catch (error) {
    file.abandon();
    throw error;
  }
  return { name: basename(path), bytes, sha256: hash.digest('hex') };
}

/** A text from a file as a part of a file name on any system: letters, digits, `.`, `_` and `-`, never empty. */
export function safeFileName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return (
    [...plain]
      .slice(0, 60)
      .join('')
      .replace(/[-.]+$/, '') || 'unnamed'
  );
}
