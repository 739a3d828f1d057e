/**
 * A file that is read in pieces, so that one of any size takes the memory of a piece. What it shows is the file as long as it
 * was when it was opened; a batch may be writing to it meanwhile.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { FrameSource } from './frames.js';
import { growYoungSpace } from './heap.js';

const PIECE = 2 ** 20;

export class FileWindow implements FrameSource {
  readonly length: number;
  private readonly file: number;
  private room: Buffer;
  /** What of the file lies in the room. */
  private start = 0;
  private bytes: Buffer;

  /** Throws the error of the disk, as `view` does. */
  constructor(path: string) {
    this.file = openSync(path, 'r');
    this.length = fstatSync(this.file).size;
    this.room = Buffer.allocUnsafeSlow(Math.min(PIECE, this.length));
    this.bytes = this.room.subarray(0, 0);
  }

  view(offset: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.length - offset));
    if (offset < this.start || offset + wanted > this.start + this.bytes.length) this.read(offset, wanted);
    return this.bytes.subarray(offset - this.start, offset - this.start + wanted);
  }

  close(): void {
    closeSync(this.file);
  }

  private read(offset: number, wanted: number): void {
    growYoungSpace();
    if (this.room.length < wanted) this.room = Buffer.allocUnsafeSlow(wanted);
    this.start = offset;
    this.bytes = this.room.subarray(0, readSync(this.file, this.room, 0, Math.min(this.room.length, this.length - offset), offset));
  }
}
