/**
 * Reads records of a journal one by one, as tables and comparisons ask for them. Records that are asked for one after the
 * other mostly lie one after the other, so the file is read in large pieces and each record checked as it is taken. Its numbers
 * are a part of the piece: a room of their own for those of every record would leave the memory in crumbs.
 */
import { join } from 'node:path';
import { frameBytes, readFrame } from './frames.js';
import { growYoungSpace } from './heap.js';
import { readEntry, readRange } from './journal-scan.js';
import type { JournalEntry } from './record-index.js';
import { valuesIn } from './records.js';
import { storeError } from './store-error.js';

const PIECE = 2 ** 18;

interface Piece {
  readonly file: string;
  readonly start: number;
  readonly bytes: Buffer;
}

export class RecordReader {
  private readonly folder: string;
  private readonly store: Uint8Array;
  private piece: Piece | undefined;
  /** Where all pieces are read to, where they share one room. */
  private room: Buffer | undefined;

  /** @param overwrites whether the numbers of a record may be overwritten when the next is read */
  constructor(folder: string, store: Uint8Array, overwrites = false) {
    this.folder = folder;
    this.store = store;
    if (overwrites) this.room = Buffer.alloc(0);
  }

  /** The numbers of a record. @throws StoreError when it is damaged or cannot be read */
  read(entry: JournalEntry): Float64Array {
    const { bytes, start } = this.pieceOf(entry);
    const payload = readFrame(bytes, entry.offset - start, this.store);
    if (payload !== undefined) return valuesIn(payload, entry.header);
    // The piece may have been read while the record was being written; the file itself has the last word.
    this.piece = undefined;
    return readEntry(this.folder, this.store, entry);
  }

  private pieceOf({ file, offset, payloadLength }: JournalEntry): Piece {
    const length = frameBytes(payloadLength);
    const known = this.piece;
    if (known?.file === file && offset >= known.start && offset + length <= known.start + known.bytes.length) return known;
    growYoungSpace();
    const path = join(this.folder, file);
    try {
      const wanted = Math.max(PIECE, length);
      if (this.room !== undefined && this.room.length < wanted) this.room = Buffer.allocUnsafeSlow(wanted);
      const piece = { file, start: offset, bytes: readRange(path, offset, wanted, this.room) };
      this.piece = piece;
      return piece;
    } catch (error) {
      throw storeError(`cannot read ${path}`, error);
    }
  }
}
