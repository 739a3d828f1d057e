/**
 * The simulated machine's disk. What is written is seen at once and kept only when it was synced: a power cut keeps of the
 * rest what it likes, block by block and name by name. A sync that fails leaves bytes that everybody reads and nobody keeps.
 */
import { dirname } from 'node:path';

const BLOCK = 512;

/** What a power cut leaves of things that were not synced. */
const LEFT = ['nothing', 'all', 'first', 'some'];

export class Disk {
  constructor(world) {
    this.world = world;
    this.inodes = 1;
    /** Path → file, as programs see it, and as a power cut would leave it. */
    this.names = new Map();
    this.kept = new Map();
    /** Changes of names that no sync of their folder has made durable, in order. */
    this.loose = [];
    const root = this.makeFile('folder');
    for (const path of ['/', '/desk']) {
      this.names.set(path, root);
      this.kept.set(path, root);
    }
  }

  makeFile(kind = 'file') {
    return { ino: this.inodes++, kind, bytes: Buffer.alloc(0), kept: Buffer.alloc(0), loose: [] };
  }

  /** Changes names in one step that is there whole or not at all; `undefined` removes one. */
  rename(changes) {
    const folder = dirname(changes[0][0]);
    apply(this.names, changes);
    this.loose.push({ folder, changes });
  }

  write(file, bytes, at) {
    file.bytes = overwrite(file.bytes, bytes, at);
    file.loose.push({ at, bytes: Buffer.from(bytes) });
  }

  truncate(file, size) {
    file.bytes = resized(file.bytes, size);
    file.loose.push({ size });
  }

  /** Makes a file's content durable, or the first `count` of its changes. */
  sync(file, count = file.loose.length) {
    for (const change of file.loose.splice(0, count)) file.kept = changed(file.kept, change);
  }

  /** A sync that failed: the system takes the bytes for written, and they are not. */
  forget(file) {
    file.loose = [];
  }

  syncFolder(folder) {
    for (const { changes } of this.loose.filter((each) => each.folder === folder)) apply(this.kept, changes);
    this.loose = this.loose.filter((each) => each.folder !== folder);
  }

  cutPower() {
    const names = this.chosen(this.loose);
    for (const { changes } of names) apply(this.kept, changes);
    this.loose = [];
    for (const path of [...this.kept.keys()]) if (!this.reaches(path)) this.kept.delete(path);
    this.names = new Map(this.kept);
    for (const file of new Set(this.names.values())) {
      for (const change of this.chosen(file.loose.flatMap(blocksOf))) file.kept = changed(file.kept, change);
      file.loose = [];
      file.bytes = Buffer.from(file.kept);
    }
  }

  /** Whether all folders above a path are there. */
  reaches(path) {
    return path === '/' || (this.kept.has(dirname(path)) && this.reaches(dirname(path)));
  }

  /** Which of some loose things a power cut keeps. */
  chosen(things) {
    const left = this.world.pick(LEFT);
    if (left === 'nothing') return [];
    if (left === 'all') return things;
    if (left === 'first') return things.slice(0, this.world.between(0, things.length));
    return things.filter(() => this.world.chance(0.5));
  }
}

function apply(names, changes) {
  for (const [path, file] of changes) {
    if (file === undefined) names.delete(path);
    else names.set(path, file);
  }
}

/** The blocks that a disk writes each for itself, and of each a part where a cut tears it. */
function blocksOf(change) {
  if (change.bytes === undefined) return [change];
  const blocks = [];
  const end = change.at + change.bytes.length;
  for (let from = change.at; from < end; ) {
    const to = Math.min(end, (Math.floor(from / BLOCK) + 1) * BLOCK);
    blocks.push({ at: from, bytes: change.bytes.subarray(from - change.at, to - change.at) });
    from = to;
  }
  return blocks;
}

const changed = (bytes, { at, bytes: written, size }) => (written === undefined ? resized(bytes, size) : overwrite(bytes, written, at));

function overwrite(bytes, written, at) {
  const whole = Buffer.alloc(Math.max(bytes.length, at + written.length));
  bytes.copy(whole);
  written.copy(whole, at);
  return whole;
}

function resized(bytes, size) {
  const whole = Buffer.alloc(size);
  bytes.copy(whole, 0, 0, Math.min(size, bytes.length));
  return whole;
}
