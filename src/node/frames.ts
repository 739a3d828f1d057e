/**
 * The journal's bytes: file headers and checksummed frames, and the scan that finds every whole frame in a file
 * whatever happened to the rest of it.
 *
 * All numbers are little-endian. A file begins with 64 bytes: `THXJRNL1`, version u32, file number u32, store id
 * (16 bytes), 28 zero bytes, CRC-32C u32 of the 60 bytes before. Then frames follow: `THXF`, version u16, kind u16,
 * payload length u32, first 8 bytes of the store id, CRC-32C u32 of the 20 bytes before; payload; SHA-256 of the payload.
 * The piece of the store id in each frame tells frames of another study apart and keeps text inside a payload from
 * ever looking like a frame.
 */
import { createHash, type Hash, hash } from 'node:crypto';
import { crc32c } from './crc32c.js';

export const FILE_HEADER_BYTES = 64;
const FRAME_HEADER_BYTES = 24;
const DIGEST_BYTES = 32;
const VERSION = 1;
const KIND_RUN = 1;
const FILE_MAGIC = Buffer.from('THXJRNL1', 'latin1');
const FRAME_MAGIC = Buffer.from('THXF', 'latin1');

/** Bytes of a frame around a payload of that length. */
export const frameBytes = (payloadLength: number): number => FRAME_HEADER_BYTES + payloadLength + DIGEST_BYTES;

/** The first 64 bytes of a journal file; `store` is the study's random id of 16 bytes. */
export function encodeFileHeader(store: Uint8Array, fileNumber: number): Buffer {
  const header = Buffer.alloc(FILE_HEADER_BYTES);
  FILE_MAGIC.copy(header, 0);
  header.writeUInt32LE(VERSION, 8);
  header.writeUInt32LE(fileNumber, 12);
  header.set(store.subarray(0, 16), 16);
  header.writeUInt32LE(crc32c(header, 0, 60), 60);
  return header;
}

export type FileHeader = { readonly store: Buffer; readonly fileNumber: number } | { readonly problem: string; readonly newer?: boolean };

/** Reads a file header, or says in words why it is none. */
export function decodeFileHeader(bytes: Buffer): FileHeader {
  if (bytes.length < FILE_HEADER_BYTES) return { problem: 'the file is shorter than its header' };
  if (!bytes.subarray(0, 7).equals(FILE_MAGIC.subarray(0, 7))) return { problem: 'this is no journal of trihelix' };
  if (crc32c(bytes, 0, 60) !== bytes.readUInt32LE(60)) return { problem: 'the file header is damaged' };
  if (bytes.readUInt32LE(8) !== VERSION)
    return { problem: `journal format ${bytes.readUInt32LE(8)} is newer than this program`, newer: true };
  return { store: Buffer.from(bytes.subarray(16, 32)), fileNumber: bytes.readUInt32LE(12) };
}

/** One frame around a payload. */
export const encodeFrame = (store: Uint8Array, payload: Uint8Array): Buffer => Buffer.concat(frameAround(store, [payload]));

/** The pieces of a frame around the pieces of a payload, which are not copied: a record may have hundreds of megabytes. */
export function frameAround(store: Uint8Array, payload: readonly Uint8Array[]): Uint8Array[] {
  const header = Buffer.allocUnsafe(FRAME_HEADER_BYTES);
  FRAME_MAGIC.copy(header, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(KIND_RUN, 6);
  header.writeUInt32LE(lengthOf(payload), 8);
  header.set(store.subarray(0, 8), 12);
  header.writeUInt32LE(crc32c(header, 0, 20), 20);
  const digest = newSha256();
  for (const piece of payload) digest.update(piece);
  return [header, ...payload, digest.digest()];
}

/** Bytes of several pieces. */
export const lengthOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

/** Begins a hash of bytes that come in pieces. */
export const newSha256 = (): Hash => createHash('sha256');

export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

/** Bytes that are no whole frame. `payload` is set where the header is sound and only the content is not. */
export interface DamagedRange {
  readonly offset: number;
  readonly length: number;
  readonly payload?: Buffer;
}

/** The bytes of a file, all in memory or read in pieces. */
export interface FrameSource {
  readonly length: number;
  /** Bytes from a place on, fewer at the end; good until the next call. */
  view(offset: number, length: number): Buffer;
}

export interface FrameWalk {
  readonly damaged: readonly DamagedRange[];
  /** Where sound and damaged frames end; bytes from here on are a frame that was never finished. */
  readonly end: number;
}

export interface FrameScan extends FrameWalk {
  /** Payload of every sound frame with its place in the file; views into the given bytes. */
  readonly frames: readonly { readonly offset: number; readonly payload: Buffer }[];
}

/** Finds all frames of a file's bytes, header included. Never throws: what is no frame is reported as such. */
export function scanFrames(bytes: Buffer, store: Uint8Array): FrameScan {
  const frames: { offset: number; payload: Buffer }[] = [];
  return { frames, ...walkFrames(sourceOf(bytes), store, (offset, payload) => frames.push({ offset, payload })) };
}

/** The same of bytes that come in pieces; a payload is good until `visit` returns. Throws only what the source throws. */
export function walkFrames(source: FrameSource, store: Uint8Array, visit: (offset: number, payload: Buffer) => void): FrameWalk {
  const tag = Buffer.from(store.subarray(0, 8));
  const damaged: DamagedRange[] = [];
  let at = FILE_HEADER_BYTES;
  while (at < source.length) {
    const length = frameLengthAt(source, at, tag);
    if (length === undefined) {
      const next = nextFrame(source, at + 1, tag);
      if (next === undefined) break;
      damaged.push({ offset: at, length: next - at });
      at = next;
      continue;
    }
    const payload = payloadAt(source, at, length);
    if (payload.sound) visit(at, payload.bytes);
    else damaged.push({ offset: at, length, payload: Buffer.from(payload.bytes) });
    at += length;
  }
  return { damaged, end: Math.min(at, source.length) };
}

const sourceOf = (bytes: Buffer): FrameSource => ({
  length: bytes.length,
  view: (offset, length) => bytes.subarray(offset, offset + length),
});

/** The payload of the frame at an offset, when header and both checksums hold. */
export function readFrame(bytes: Buffer, offset: number, store: Uint8Array): Buffer | undefined {
  const source = sourceOf(bytes);
  const length = frameLengthAt(source, offset, Buffer.from(store.subarray(0, 8)));
  if (length === undefined) return undefined;
  const payload = payloadAt(source, offset, length);
  return payload.sound ? payload.bytes : undefined;
}

function payloadAt(source: FrameSource, offset: number, length: number): { bytes: Buffer; sound: boolean } {
  const frame = source.view(offset, length);
  const end = length - DIGEST_BYTES;
  const payload = frame.subarray(FRAME_HEADER_BYTES, end);
  return { bytes: payload, sound: sha256(payload).equals(frame.subarray(end, length)) };
}

/** Length of the frame that begins at the offset, undefined where no sound header is or the frame is not all there. */
function frameLengthAt(source: FrameSource, at: number, tag: Buffer): number | undefined {
  const header = source.view(at, FRAME_HEADER_BYTES);
  if (header.length < FRAME_HEADER_BYTES) return undefined;
  if (header.compare(FRAME_MAGIC, 0, 4, 0, 4) !== 0) return undefined;
  if (header.compare(tag, 0, 8, 12, 20) !== 0) return undefined;
  if (crc32c(header, 0, 20) !== header.readUInt32LE(20)) return undefined;
  if (header.readUInt16LE(4) !== VERSION || header.readUInt16LE(6) !== KIND_RUN) return undefined;
  const length = frameBytes(header.readUInt32LE(8));
  return at + length <= source.length ? length : undefined;
}

/** Bytes that are looked through at once for the beginning of a frame. */
const PIECE = 2 ** 16;

function nextFrame(source: FrameSource, from: number, tag: Buffer): number | undefined {
  for (let start = from; start < source.length; start += PIECE) {
    // A beginning may lie across the border of two pieces.
    for (const at of beginnings(source.view(start, PIECE + FRAME_MAGIC.length - 1)))
      if (frameLengthAt(source, start + at, tag) !== undefined) return start + at;
  }
  return undefined;
}

function beginnings(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(FRAME_MAGIC); at >= 0; at = bytes.indexOf(FRAME_MAGIC, at + 1)) found.push(at);
  return found;
}
