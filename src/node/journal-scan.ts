/**
 * Reading a journal: every file of a study's folder is walked frame by frame, checksums and all, and what is found is
 * an index of runs plus a plain account of anything that is damaged. Nothing on disk is changed here, so that a report
 * can be made while a batch is writing.
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { FileWindow } from './file-window.js';
import { type DamagedRange, decodeFileHeader, FILE_HEADER_BYTES, frameBytes, readFrame, walkFrames } from './frames.js';
import { type JournalEntry, RecordIndex } from './record-index.js';
import { decodeRecordHeader, decodeValues, type RecordHeader } from './records.js';
import { StoreError, storeError } from './store-error.js';

/** Bytes that could not be used, in words for the user. */
export interface Damage {
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
  /** The run the bytes probably belonged to; it is pending again unless another record has it. */
  readonly run: number | undefined;
  readonly text: string;
}

export interface JournalScan {
  /** File names in order. */
  readonly files: readonly string[];
  readonly entries: RecordIndex;
  readonly damage: readonly Damage[];
  /** An unfinished frame at the end of the last file, as a kill in the middle of a write leaves it. */
  readonly torn: { readonly file: string; readonly offset: number; readonly bytes: number } | undefined;
}

export const journalName = (fileNumber: number): string => `journal-${String(fileNumber).padStart(4, '0')}.thx`;

/** The journal files of a folder in order of their numbers; none when there is no folder. */
export function journalFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => /^journal-\d{4,}\.thx$/.test(name));
  return names.sort((a, b) => Number.parseInt(a.slice(8), 10) - Number.parseInt(b.slice(8), 10));
}

/**
 * Reads all journal files of a study.
 * @param store the study's id; a file of another study is reported and left alone
 * @param visit called with each record that counts so far and its values; a later call for the same id replaces it
 * @throws StoreError when a file cannot be read
 */
export function scanJournal(folder: string, store: Uint8Array, visit?: (entry: JournalEntry, values: Float64Array) => void): JournalScan {
  const files = journalFiles(folder);
  const entries = new RecordIndex();
  const damage: Damage[] = [];
  let torn: JournalScan['torn'];
  for (const [f, file] of files.entries()) {
    const rest = reading(join(folder, file), (window) => scanFile(file, window));
    if (rest === undefined) continue;
    if (f === files.length - 1) torn = rest;
    else damage.push(describe(file, { offset: rest.offset, length: rest.bytes }));
  }
  return { files, entries, damage, torn };

  /** Takes in the records of a file; hands back what stands behind the last of them. */
  function scanFile(file: string, window: FileWindow): JournalScan['torn'] {
    const problem = foreign(join(folder, file), window, store);
    if (problem !== undefined) {
      const text = `${file}: ${problem}; it is left alone and its runs count as not done`;
      damage.push({ file, offset: 0, bytes: window.length, run: undefined, text });
      return undefined;
    }
    const { damaged, end } = walkFrames(window, store, (offset, payload) => admit(file, offset, payload));
    for (const range of damaged) damage.push(describe(file, range));
    return end === window.length ? undefined : { file, offset: end, bytes: window.length - end };
  }

  function admit(file: string, offset: number, payload: Buffer): void {
    const header = decodeRecordHeader(payload);
    if (header === undefined) {
      damage.push({
        ...describe(file, { offset, length: frameBytes(payload.length) }),
        text: `${file}: the record at byte ${offset} has no readable header`,
      });
      return;
    }
    const before = entries.get(header.id);
    if (before !== undefined && before.header.status === 'done') {
      if (header.status === 'done' && !sameValues(folder, store, before, payload, header))
        damage.push(contradiction(file, offset, payload.length, header.id));
      return;
    }
    const entry = { header, file, offset, payloadLength: payload.length };
    entries.set(entry);
    visit?.(entry, decodeValues(payload, header));
  }
}

/**
 * Reads one record again and checks it again.
 * @throws StoreError when the file has changed since the scan
 */
export function readEntry(folder: string, store: Uint8Array, entry: JournalEntry): Float64Array {
  const path = join(folder, entry.file);
  try {
    const payload = readFrame(readRange(path, entry.offset, frameBytes(entry.payloadLength)), 0, store);
    if (payload !== undefined) return decodeValues(payload, entry.header);
  } catch (error) {
    throw storeError(`cannot read ${path}`, error);
  }
  throw new StoreError(
    `the record of run ${entry.header.id} in ${path} is damaged`,
    'give the run command again: the run will be computed anew',
  );
}

function sameValues(folder: string, store: Uint8Array, before: JournalEntry, payload: Buffer, header: RecordHeader): boolean {
  const first = Buffer.from(readEntry(folder, store, before).buffer);
  return first.equals(Buffer.from(decodeValues(payload, header).buffer));
}

function contradiction(file: string, offset: number, payloadLength: number, run: number): Damage {
  const text = `${file}: the record at byte ${offset} gives other numbers for run ${run} than an earlier one; the earlier one counts. The same run must always give the same numbers: please report this`;
  return { file, offset, bytes: frameBytes(payloadLength), run, text };
}

function describe(file: string, range: DamagedRange): Damage {
  const run = range.payload === undefined ? undefined : decodeRecordHeader(range.payload)?.id;
  const whose = run === undefined ? 'its run is pending again' : `probably run ${run}, which is pending again`;
  return {
    file,
    offset: range.offset,
    bytes: range.length,
    run,
    text: `${file}: ${range.length} damaged bytes at byte ${range.offset} are set aside (${whose})`,
  };
}

/** Why a file is no journal of this study, in words. @throws StoreError when a newer program made it */
function foreign(path: string, window: FileWindow, store: Uint8Array): string | undefined {
  const header = decodeFileHeader(window.view(0, FILE_HEADER_BYTES));
  if (!('problem' in header)) return header.store.equals(store) ? undefined : 'the file belongs to another study';
  if (header.newer === true)
    throw new StoreError(`${path}: ${header.problem}`, 'use the newer trihelix, or choose another folder with --out');
  return header.problem;
}

/** Opens a file for the time of `use`. */
function reading<T>(path: string, use: (window: FileWindow) => T): T {
  let window: FileWindow | undefined;
  try {
    window = new FileWindow(path);
    return use(window);
  } catch (error) {
    throw storeError(`cannot read ${path}`, error);
  } finally {
    window?.close();
  }
}

/** Bytes of a file from a place on, as many as there are, put into `room` where that is large enough. */
export function readRange(path: string, offset: number, length: number, room: Buffer = Buffer.alloc(0)): Buffer {
  const file = openSync(path, 'r');
  try {
    const wanted = Math.max(0, Math.min(length, fstatSync(file).size - offset));
    const bytes = room.length < wanted ? Buffer.allocUnsafeSlow(wanted) : room;
    return bytes.subarray(0, readSync(file, bytes, 0, wanted, offset));
  } finally {
    closeSync(file);
  }
}
