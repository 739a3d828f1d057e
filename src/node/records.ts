/**
 * A run's outcome as the payload of a journal frame: u32 length of the JSON header, the header (UTF-8, padded with
 * spaces so that the numbers begin at a multiple of 8), then the values as little-endian doubles.
 */
import { endianness } from 'node:os';
import type { RunFailure, RunOutcome } from '../experiment/study.js';

/** An outcome with the number of the try that gave it, from 1; executors that never retry leave it out. */
export type TriedOutcome = RunOutcome & { readonly attempt?: number };

/** What a payload says before its numbers. Failed runs have no numbers. */
export interface RecordHeader {
  readonly id: number;
  readonly status: 'done' | 'failed';
  readonly milliseconds: number;
  readonly attempt: number;
  readonly failure?: RunFailure;
  /** Count of doubles that follow. */
  readonly values: number;
}

/** What the record of an outcome says before its numbers. */
export function headerOf(outcome: TriedOutcome): RecordHeader {
  return {
    id: outcome.id,
    status: outcome.status,
    milliseconds: outcome.milliseconds,
    attempt: outcome.attempt ?? 1,
    ...(outcome.status === 'failed' ? { failure: outcome.failure } : {}),
    values: outcome.status === 'done' ? outcome.values.length : 0,
  };
}

export const encodeRecord = (outcome: TriedOutcome): Buffer => Buffer.concat(piecesOf(outcome));

/** The payload in two pieces, of which the second is the numbers where they lie, unless the machine stores them the other way round. */
export function piecesOf(outcome: TriedOutcome): [Buffer, Buffer] {
  const text = Buffer.from(JSON.stringify(headerOf(outcome)), 'utf8');
  const padded = Math.ceil((4 + text.length) / 8) * 8;
  const head = Buffer.alloc(padded, 0x20);
  head.writeUInt32LE(padded - 4, 0);
  text.copy(head, 4);
  return [head, littleEndian(outcome.status === 'done' ? outcome.values : new Float64Array(0))];
}

/** Reads the header of a payload; undefined when it is none, which a sound frame of ours never is. */
export function decodeRecordHeader(payload: Buffer): RecordHeader | undefined {
  if (payload.length < 8) return undefined;
  const length = payload.readUInt32LE(0);
  if (4 + length > payload.length) return undefined;
  try {
    const header = JSON.parse(payload.toString('utf8', 4, 4 + length)) as RecordHeader;
    const sound =
      Number.isSafeInteger(header.id) &&
      header.id >= 0 &&
      Number.isSafeInteger(header.values) &&
      4 + length + header.values * 8 === payload.length;
    return sound ? header : undefined;
  } catch {
    return undefined;
  }
}

/** The numbers of a payload, copied, so that they do not hold on to the bytes they came from. */
export function decodeValues(payload: Buffer, header: RecordHeader): Float64Array {
  const start = 4 + payload.readUInt32LE(0);
  const bytes = new Uint8Array(header.values * 8);
  bytes.set(payload.subarray(start, start + bytes.length));
  if (endianness() === 'BE') Buffer.from(bytes.buffer).swap64();
  return new Float64Array(bytes.buffer);
}

/** The numbers of a payload where they lie, as far as the machine can use them there. */
export function valuesIn(payload: Buffer, header: RecordHeader): Float64Array {
  const at = payload.byteOffset + 4 + payload.readUInt32LE(0);
  if (at % 8 !== 0 || endianness() === 'BE') return decodeValues(payload, header);
  return new Float64Array(payload.buffer, at, header.values);
}

export function outcomeOf(header: RecordHeader, values: Float64Array): TriedOutcome {
  const { id, milliseconds, attempt } = header;
  if (header.status === 'done') return { id, status: 'done', values, milliseconds, attempt };
  return { id, status: 'failed', failure: header.failure ?? { kind: 'error', message: 'no cause recorded' }, milliseconds, attempt };
}

/** Bytes of the doubles as stored. */
function littleEndian(values: Float64Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return endianness() === 'BE' ? Buffer.from(bytes).swap64() : bytes;
}
