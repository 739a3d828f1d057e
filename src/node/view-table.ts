/**
 * One CSV table under way: lines are gathered into chunks and hashed as they go, so that millions of rows need neither
 * memory nor many writes, and the file appears under its name only when it is whole.
 */
import { createHash, type Hash } from 'node:crypto';
import { join } from 'node:path';
import { csvLine } from '../experiment/tables/csv.js';
import type { Cell } from '../experiment/tables/table.js';
import { createWholeFile, type WholeFile } from './files.js';

const CHUNK = 2 ** 16;

/** A finished table: what is in it, and its hash. */
export interface ViewFile {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Begins with its header. Throws the error of the disk. */
export class Table {
  private readonly name: string;
  private readonly file: WholeFile;
  private readonly hash: Hash = createHash('sha256');
  private text = '';
  /** Where the text becomes bytes; a new one per chunk would pile up beside the heap. */
  private room: Buffer = Buffer.alloc(0);
  private rows = -1;
  private bytes = 0;

  constructor(folder: string, name: string, columns: readonly string[]) {
    this.name = name;
    this.file = createWholeFile(join(folder, name));
    this.line(columns);
  }

  line(cells: readonly Cell[]): void {
    this.text += csvLine(cells);
    this.rows++;
    if (this.text.length >= CHUNK) this.flush();
  }

  commit(): ViewFile {
    this.flush();
    this.file.commit();
    return { name: this.name, rows: this.rows, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  abandon(): void {
    this.file.abandon();
  }

  private flush(): void {
    const most = 3 * this.text.length;
    if (this.room.length < most) this.room = Buffer.allocUnsafeSlow(most);
    const bytes = this.room.subarray(0, this.room.write(this.text, 'utf8'));
    this.file.write(bytes);
    this.hash.update(bytes);
    this.bytes += bytes.length;
    this.text = '';
  }
}
