/**
 * As much of `node:fs` and `node:fs/promises` as the store uses, on the simulated disk. Before each call the process may be
 * killed, the power may fail, or the call may be refused; calls that wait take their time and can be torn.
 */
import { dirname } from 'node:path';
import { Killed, world } from './world.mjs';

const REFUSALS = { read: ['EIO'], write: ['ENOSPC', 'EIO', 'EDQUOT'], sync: ['EIO'], name: ['ENOSPC', 'EIO'] };
const TIMES = { write: [0.01, 2], datasync: [0.2, 20], sync: [0.2, 20], stat: [0.01, 0.2], close: [0.01, 0.2], open: [0.01, 1] };

const handles = new Map();
let nextHandle = 1000;

function refusal(code, call, path) {
  return Object.assign(new Error(`${code}: simulated, ${call} '${path}'`), { code, syscall: call, path });
}

/** What may happen instead of a call. @throws Killed, or the error of the system */
function before(call, path, kind = 'read') {
  if (!world.current.alive) throw new Killed();
  const { kill, cut, error } = world.rates;
  if (world.chance(cut)) world.cutPower();
  else if (world.chance(kill)) world.end(world.current, `killed at ${call}`);
  if (!world.current.alive) throw new Killed();
  // Reading fails far less often than writing.
  if (!world.chance(kind === 'read' ? error / 20 : error)) return;
  const code = world.pick(REFUSALS[kind]);
  world.log(call, path, 'refused', code);
  throw refusal(code, call, path);
}

function fileAt(path, call) {
  const file = world.disk.names.get(path);
  if (file === undefined) throw refusal('ENOENT', call, path);
  return file;
}

const statOf = (file) => ({
  ino: file.ino,
  size: file.bytes.length,
  isFile: () => file.kind === 'file',
  isDirectory: () => file.kind === 'folder',
});

export function existsSync(path) {
  return world.disk.names.has(path);
}

export function statSync(path, { throwIfNoEntry = true } = {}) {
  before('stat', path);
  if (!throwIfNoEntry && !existsSync(path)) return undefined;
  return statOf(fileAt(path, 'stat'));
}

export const lstatSync = statSync;
/** There are no links on this disk. */
export function readlinkSync(path) {
  throw refusal('EINVAL', 'readlink', path);
}

export function readdirSync(folder) {
  before('readdir', folder);
  fileAt(folder, 'scandir');
  const inside = [...world.disk.names.keys()].filter((path) => path !== '/' && dirname(path) === folder);
  return inside.map((path) => path.slice(folder.length + 1)).sort();
}

export function mkdirSync(folder, { recursive = false } = {}) {
  before('mkdir', folder, 'name');
  const { disk } = world;
  let first;
  const make = (path) => {
    if (disk.names.has(path)) return;
    if (recursive) make(dirname(path));
    disk.rename([[path, disk.makeFile('folder')]]);
    first ??= path;
  };
  make(folder);
  return first;
}

export function readFileSync(path, encoding) {
  const bytes = path.startsWith('/proc/') ? procOf(path) : Buffer.from(ofFile(path));
  return encoding === undefined ? bytes : bytes.toString(encoding);
}

function ofFile(path) {
  before('read', path);
  return fileAt(path, 'open').bytes;
}

/** What the system tells of its present boot and of processes. */
function procOf(path) {
  if (path.endsWith('boot_id')) return Buffer.from(`boot-${world.boot}\n`);
  const process = world.processes.get(Number(path.split('/')[2]));
  if (process === undefined) throw refusal('ENOENT', 'open', path);
  return Buffer.from(`${process.pid} (node) S ${'0 '.repeat(18)}${process.began} 0`);
}

export function writeFileSync(path, text, { flag = 'w' } = {}) {
  before('open', path, 'name');
  const { disk } = world;
  if (flag === 'wx' && disk.names.has(path)) throw refusal('EEXIST', 'open', path);
  const file = disk.names.get(path) ?? disk.makeFile();
  if (!disk.names.has(path)) disk.rename([[path, file]]);
  disk.truncate(file, 0);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += put(file, path, bytes.subarray(at), at);
}

/** Writes as much as the system takes. */
function put(file, path, bytes, at) {
  try {
    before('write', path, 'write');
  } catch (error) {
    // A full disk, and a process that is killed, leave the beginning of what was to be written.
    if (bytes.length > 0) world.disk.write(file, bytes.subarray(0, world.between(0, bytes.length - 1)), at);
    throw error;
  }
  const taken = bytes.length > 1 && world.chance(0.05) ? world.between(1, bytes.length) : bytes.length;
  world.disk.write(file, bytes.subarray(0, taken), at);
  return taken;
}

export function openSync(path, flags = 'r') {
  before('open', path, flags.startsWith('w') ? 'name' : 'read');
  const { disk } = world;
  if (flags === 'wx') {
    if (disk.names.has(path)) throw refusal('EEXIST', 'open', path);
    disk.rename([[path, disk.makeFile()]]);
  }
  handles.set(++nextHandle, { file: fileAt(path, 'open'), path, at: 0 });
  return nextHandle;
}

export function closeSync(handle) {
  handles.delete(handle);
}

export function fstatSync(handle) {
  return statOf(handles.get(handle).file);
}

export function readSync(handle, target, offset, length, at) {
  const { file, path } = handles.get(handle);
  before('read', path);
  return file.bytes.copy(target, offset, at, at + length);
}

export function writeSync(handle, bytes, offset, length) {
  const open = handles.get(handle);
  const taken = put(open.file, open.path, Buffer.from(bytes.subarray(offset, offset + length)), open.at);
  open.at += taken;
  return taken;
}

export function fsyncSync(handle) {
  const { file, path } = handles.get(handle);
  try {
    before('fsync', path, 'sync');
  } catch (error) {
    if (world.current.alive && file.kind === 'file') world.disk.forget(file);
    throw error;
  }
  if (file.kind === 'folder') world.disk.syncFolder(path);
  else world.disk.sync(file);
}

export function renameSync(from, to) {
  before('rename', to, 'name');
  world.disk.rename([
    [to, fileAt(from, 'rename')],
    [from, undefined],
  ]);
}

export function linkSync(from, to) {
  before('link', to, 'name');
  if (world.disk.names.has(to)) throw refusal('EEXIST', 'link', to);
  world.disk.rename([[to, fileAt(from, 'link')]]);
}

export function rmSync(path, { force = false } = {}) {
  before('unlink', path, 'name');
  if (force && !world.disk.names.has(path)) return;
  fileAt(path, 'unlink');
  world.disk.rename([[path, undefined]]);
}

export function truncateSync(path, size) {
  before('truncate', path, 'name');
  world.disk.truncate(fileAt(path, 'open'), size);
}

/** A call that takes its time; `done` is what it does at its end. It never ends for a process that has ended. */
function waiting(call, done) {
  const [least, most] = TIMES[call];
  const takes = world.chance(0.02) ? 50 * most : least + world.draw() * (most - least);
  return new Promise((resolve, reject) => {
    world.later(takes, () => {
      try {
        resolve(done());
      } catch (error) {
        if (!(error instanceof Killed)) reject(error);
      }
    });
  });
}

/** `open` of `node:fs/promises`, for a journal. */
export async function open(path) {
  return waiting('open', () => {
    before('open', path);
    return new FileHandle(fileAt(path, 'open'), path);
  });
}

class FileHandle {
  constructor(file, path) {
    this.file = file;
    this.path = path;
  }

  stat() {
    return waiting('stat', () => statOf(this.file));
  }

  /** The beginning is there at once, so that a kill or a reader may meet half a record. */
  write(buffer, offset, length, position) {
    const bytes = Buffer.from(buffer.subarray(offset, offset + length));
    const early = world.between(0, bytes.length);
    world.disk.write(this.file, bytes.subarray(0, early), position);
    return waiting('write', () => ({ bytesWritten: put(this.file, this.path, bytes, position) }));
  }

  /** Only what was written before the call is kept. */
  sync() {
    const count = this.file.loose.length;
    return waiting('sync', () => {
      try {
        before('fsync', this.path, 'sync');
      } catch (error) {
        if (world.current.alive) world.disk.forget(this.file);
        throw error;
      }
      world.disk.sync(this.file, count);
    });
  }

  datasync() {
    return this.sync();
  }

  close() {
    return waiting('close', () => undefined);
  }
}
