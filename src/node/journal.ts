/**
 * Writing a journal: records are appended in groups and a run counts as done only when its group is synced to disk.
 * A group is written when 1 MB has come together or 50 ms have passed, so that many short runs share one sync.
 */
import { randomBytes } from 'node:crypto';
import { lstatSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeWhole } from './files.js';
import { encodeFileHeader, FILE_HEADER_BYTES, frameAround, frameBytes, lengthOf } from './frames.js';
import { type JournalScan, journalName } from './journal-scan.js';
import type { JournalEntry } from './record-index.js';
import { headerOf, piecesOf, type RecordHeader, type TriedOutcome } from './records.js';
import { codeOf, StoreError, storeError } from './store-error.js';

export const newStoreId = (): Buffer => randomBytes(16);

export interface JournalOptions {
  /** A file is not grown beyond this, unless a single record is larger. Default 16 MB: as much is written anew after a kill. */
  readonly fileBytes?: number;
  /** A group is synced when it has this many bytes … Default 1 MB. */
  readonly groupBytes?: number;
  /** … or when its first record has waited so long. Default 50. */
  readonly groupMilliseconds?: number;
  /** Write the last file anew, because what a failed sync left behind may be in memory only. */
  readonly renew?: boolean;
}

export interface Journal {
  /** Resolves with the record's place when the outcome is durable; rejects with StoreError when it may not be. */
  append(outcome: TriedOutcome): Promise<JournalEntry>;
  /** Writes what is waiting and closes. */
  close(): Promise<void>;
  /** Whether the disk refused something; what lies in the last file is then uncertain. */
  readonly failed: boolean;
}

interface OpenFile {
  readonly path: string;
  readonly fileNumber: number;
  readonly handle: FileHandle;
  readonly inode: number;
  bytes: number;
}

interface Waiting {
  /** The pieces of its frame. */
  readonly frame: readonly Uint8Array[];
  readonly bytes: number;
  readonly header: RecordHeader;
  readonly resolve: (entry: JournalEntry) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens a scanned journal for appending; the caller owns the folder. An unfinished last frame is cut off first.
 * @throws StoreError when the disk refuses
 */
export async function openJournal(folder: string, store: Uint8Array, scan: JournalScan, options: JournalOptions = {}): Promise<Journal> {
  try {
    if (scan.torn !== undefined) truncateSync(join(folder, scan.torn.file), scan.torn.offset);
    const unusable = new Set(scan.damage.filter((damage) => damage.offset === 0).map((damage) => damage.file));
    const last = scan.files.at(-1);
    const fileNumber = last === undefined ? 0 : Number.parseInt(last.slice(8), 10);
    const fresh = last === undefined || unusable.has(last);
    if (!fresh && options.renew === true) writeWhole(join(folder, last), readFileSync(join(folder, last)));
    const file = fresh ? await startFile(folder, store, fileNumber + 1) : await reopen(join(folder, last), fileNumber);
    return new GroupedJournal(folder, store, file, options);
  } catch (error) {
    throw storeError(`cannot write to ${folder}`, error);
  }
}

async function startFile(folder: string, store: Uint8Array, fileNumber: number): Promise<OpenFile> {
  const path = join(folder, journalName(fileNumber));
  writeWhole(path, encodeFileHeader(store, fileNumber));
  return reopen(path, fileNumber);
}

async function reopen(path: string, fileNumber: number): Promise<OpenFile> {
  if (!lstatSync(path).isFile()) throw new StoreError(`${path} is no plain file`, 'move it away and give the same command again');
  const handle = await open(path, 'r+');
  const { ino, size } = await handle.stat();
  await handle.sync();
  return { path, fileNumber, handle, inode: ino, bytes: size };
}

/** Bytes that are written at once; what is larger is written from where it lies. */
const ROOM = 2 ** 20;

class GroupedJournal implements Journal {
  private readonly folder: string;
  private readonly store: Uint8Array;
  private readonly fileBytes: number;
  private readonly groupBytes: number;
  private readonly groupMilliseconds: number;
  private file: OpenFile;
  private waiting: Waiting[] = [];
  /** Where small pieces are put together; one group is written after another. */
  private readonly room = Buffer.allocUnsafeSlow(ROOM);
  private waitingBytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private committing: Promise<void> | undefined;
  /** After a failed write or sync nothing more is written: what the disk then holds is known only by a new scan. */
  private broken: Error | undefined;
  private diskFailed = false;

  constructor(folder: string, store: Uint8Array, file: OpenFile, options: JournalOptions) {
    this.folder = folder;
    this.store = store;
    this.file = file;
    this.fileBytes = options.fileBytes ?? 16 * 2 ** 20;
    this.groupBytes = options.groupBytes ?? 2 ** 20;
    this.groupMilliseconds = options.groupMilliseconds ?? 50;
  }

  get failed(): boolean {
    return this.diskFailed;
  }

  append(outcome: TriedOutcome): Promise<JournalEntry> {
    if (this.broken !== undefined) return Promise.reject(this.broken);
    const frame = frameAround(this.store, piecesOf(outcome));
    const bytes = lengthOf(frame);
    return new Promise((resolve, reject) => {
      this.waiting.push({ frame, bytes, header: headerOf(outcome), resolve, reject });
      this.waitingBytes += bytes;
      this.plan();
    });
  }

  async close(): Promise<void> {
    while (this.waiting.length > 0 || this.committing !== undefined) await (this.committing ?? this.commit());
    await this.file.handle.close();
    this.broken ??= new StoreError('the journal is closed');
  }

  private plan(): void {
    if (this.committing !== undefined || this.waiting.length === 0) return;
    if (this.waitingBytes >= this.groupBytes) void this.commit();
    else this.timer ??= setTimeout(() => void this.commit(), this.groupMilliseconds);
  }

  private commit(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const group = this.waiting;
    this.waiting = [];
    this.waitingBytes = 0;
    this.committing = this.write(group).then(
      (entries) => {
        for (const [g, { resolve }] of group.entries()) resolve(entries[g] as JournalEntry);
      },
      (error: unknown) => {
        this.diskFailed = true;
        this.broken = storeError(`cannot write to ${this.file.path}`, error);
        for (const { reject } of [...group, ...this.waiting.splice(0)]) reject(this.broken);
      },
    );
    return this.committing.then(() => {
      this.committing = undefined;
      this.plan();
    });
  }

  private async write(group: readonly Waiting[]): Promise<JournalEntry[]> {
    const entries: JournalEntry[] = [];
    let pieces: Uint8Array[] = [];
    let end = this.file.bytes;
    for (const { frame, bytes, header } of group) {
      if (end + bytes > this.fileBytes && end > FILE_HEADER_BYTES) {
        await this.writePieces(pieces);
        await this.file.handle.close();
        this.file = await startFile(this.folder, this.store, this.file.fileNumber + 1);
        pieces = [];
        end = this.file.bytes;
      }
      entries.push({ header, file: basename(this.file.path), offset: end, payloadLength: bytes - frameBytes(0) });
      pieces.push(...frame);
      end += bytes;
    }
    await this.writePieces(pieces);
    return entries;
  }

  /** Writes a file that somebody took away again, with what was to be added; hands back what to say. */
  private async rescue(pieces: readonly Uint8Array[]): Promise<Error> {
    const { path, handle, bytes } = this.file;
    const held = Buffer.alloc(bytes);
    let bytesRead: number;
    try {
      ({ bytesRead } = await handle.read(held, 0, bytes, 0));
    } catch (error) {
      // A file that was deleted can still be read; where it cannot, it is the disk that has gone.
      return storeError(`cannot write to ${path}`, error);
    }
    try {
      writeWhole(path, Buffer.concat([held.subarray(0, bytesRead), ...pieces]));
      return new StoreError(
        `${path} was moved or deleted while runs were being stored; it was written again, with all of its runs`,
        'give the same command again to go on',
      );
    } catch (error) {
      const reason = codeOf(error) === 'ENOENT' ? '' : ` and could not be written again: ${(error as Error).message}`;
      return new StoreError(
        `${path} was moved or deleted while runs were being stored${reason}`,
        'put it back where it was and give the same command again; without it the study begins anew',
      );
    }
  }

  private async writePieces(pieces: readonly Uint8Array[]): Promise<void> {
    if (pieces.length === 0) return;
    const { file } = this;
    const there = statSync(file.path, { throwIfNoEntry: false });
    if (there === undefined) throw await this.rescue(pieces);
    if (there.ino !== file.inode || there.size !== file.bytes) {
      throw new StoreError(
        `${file.path} was changed by another program while runs were being stored`,
        'give the same command again; undamaged runs are kept',
      );
    }
    let end = file.bytes;
    for (const bytes of this.inFewWrites(pieces)) {
      for (let at = 0; at < bytes.length; ) at += (await file.handle.write(bytes, at, bytes.length - at, end + at)).bytesWritten;
      end += bytes.length;
    }
    await file.handle.datasync();
    file.bytes = end;
  }

  /** The same bytes with small neighbours put together, since many short runs share a group, and large pieces as they are. */
  private *inFewWrites(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
    let held = 0;
    for (const piece of pieces) {
      if (held > 0 && held + piece.length > ROOM) {
        yield this.room.subarray(0, held);
        held = 0;
      }
      if (piece.length > ROOM) yield piece;
      else {
        this.room.set(piece, held);
        held += piece.length;
      }
    }
    if (held > 0) yield this.room.subarray(0, held);
  }
}
