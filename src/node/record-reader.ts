/**
 * Reads records of a journal one by one, as tables and comparisons ask for them. Records that are asked for one after the
 * other mostly lie one after the other, so the file is read in large pieces and each record checked as it is taken.
 */
import { join } from 'node:path';
import { frameBytes, readFrame } from './frames.js';
import { type JournalEntry, readEntry, readRange } from './journal-scan.js';
import { decodeValues } from './records.js';
import { storeError } from './store-error.js';

const PIECE = 2 ** 20;

interface Piece {
  readonly file: string;
  readonly start: number;
  readonly bytes: Buffer;
}

export class RecordReader {
  private readonly folder: string;
  private readonly store: Uint8Array;
  private room: Buffer = Buffer.allocUnsafeSlow(PIECE);
  private piece: Piece | undefined;

  constructor(folder: string, store: Uint8Array) {
    this.folder = folder;
    this.store = store;
  }

  /** The numbers of a record. @throws StoreError when it is damaged or cannot be read */
  read(entry: JournalEntry): Float64Array {
    const { bytes, start } = this.pieceOf(entry);
    const payload = readFrame(bytes, entry.offset - start, this.store);
    if (payload !== undefined) return decodeValues(payload, entry.header);
    // The piece may have been read while the record was being written; the file itself has the last word.
    this.piece = undefined;
    return readEntry(this.folder, this.store, entry);
  }

  private pieceOf({ file, offset, payloadLength }: JournalEntry): Piece {
    const length = frameBytes(payloadLength);
    const known = this.piece;
    if (known?.file === file && offset >= known.start && offset + length <= known.start + known.bytes.length) return known;
    const path = join(this.folder, file);
    // The piece before is done with, and its room is taken: values are copied out of it.
    this.piece = undefined;
    const size = Math.max(PIECE, length);
    if (this.room.length < size) this.room = Buffer.allocUnsafeSlow(size);
    try {
      const piece = { file, start: offset, bytes: readRange(path, offset, size, this.room) };
      this.piece = piece;
      return piece;
    } catch (error) {
      throw storeError(`cannot read ${path}`, error);
    }
  }
}
