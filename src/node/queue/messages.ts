/**
 * What travels through Redis: jobs to workers, answers to owners. Both are texts with a seal; whoever receives one reads it
 * as written by a stranger: sizes first, then the seal, then every field.
 *
 * Outcomes travel in the form of the journal, so that the bytes of a number are never written in decimals.
 */

import { runHash } from '../../experiment/hashes.js';
import type { Run, RunOutcome } from '../../experiment/study.js';
import { shareSettings } from '../plan-file.js';
import { decodeRecordHeader, decodeValues, encodeRecord, outcomeOf, type RecordHeader, type TriedOutcome } from '../records.js';
import type { Seal } from './seal.js';

/** What a queue holds: a text, bytes in base64 where there are numbers, and the seal over both. */
export interface Envelope {
  readonly text: string;
  readonly bytes?: string;
  readonly seal: string;
}

/** Which program wrote a message, so that numbers of another engine or of a machine that computes otherwise are refused. */
export interface Origin {
  readonly engine: string;
  /** Digest of the self-test's answers. */
  readonly answers: string;
}

export interface JobMessage extends Origin {
  /** The study's random id. */
  readonly study: string;
  /** Which computing of the study: 0 is the first, later ones compute runs again to compare. */
  readonly round: number;
  /** To be computed with no other run in the same process. */
  readonly alone: boolean;
  /** Milliseconds a run may take. */
  readonly timeLimit?: number;
  readonly runs: readonly unknown[];
}

interface AnswerHead extends Origin {
  readonly study: string;
  readonly round: number;
  readonly job: string;
  readonly worker: string;
}

/** Outcomes of a job; or that it was found begun by a worker that fell silent; or why it was refused. */
export type AnswerMessage = AnswerHead &
  ({ readonly outcomes: readonly TriedOutcome[] } | { readonly silent: string; readonly alone: boolean } | { readonly refused: string });

export const LIMITS = { text: 4 * 2 ** 20, bytes: 48 * 2 ** 20, runs: 1000, valuesPerRun: 2 ** 21, message: 500 } as const;

/** A message that is not as it should be; the reason is for the counts and the notes, and holds nothing of the message. */
export class Refused extends Error {}

export function sealJob(job: JobMessage & { readonly runs: readonly Run[] }, seal: Seal): Envelope {
  const { runs, ...head } = job;
  const { settings, pairs } = shareSettings(runs);
  const text = JSON.stringify({
    ...head,
    settings,
    runs: pairs.map(([setting, replicate], r) => [(runs[r] as Run).id, setting, replicate]),
  });
  return { text, seal: seal.of('job', text) };
}

/** @throws Refused */
export function openJob(data: unknown, seal: Seal): JobMessage {
  const { text } = opened(data, 'job', seal);
  const { settings, runs, ...head } = objectOf(text);
  const { study, round, alone, timeLimit } = head;
  need(isId(study) && isCount(round, 1e6) && typeof alone === 'boolean', 'job');
  need(timeLimit === undefined || isCount(timeLimit, 1e10), 'job');
  need(Array.isArray(settings) && Array.isArray(runs) && runs.length > 0 && runs.length <= LIMITS.runs, 'job');
  const whole = (runs as unknown[]).map((entry) => {
    need(Array.isArray(entry) && entry.length === 3, 'run');
    const [id, setting, replicate] = entry as unknown[];
    const shared = (settings as unknown[])[setting as number];
    need(typeof shared === 'object' && shared !== null && !Array.isArray(shared), 'setting');
    return { ...(shared as object), id, replicate };
  });
  return {
    ...originOf(head),
    study: study as string,
    round: round as number,
    alone: alone as boolean,
    ...(timeLimit !== undefined && { timeLimit: timeLimit as number }),
    runs: whole,
  };
}

export function sealAnswer(answer: AnswerMessage, seal: Seal): Envelope {
  if (!('outcomes' in answer)) {
    const text = JSON.stringify(answer);
    return { text, bytes: '', seal: seal.of('answer', text, '') };
  }
  const { outcomes, ...head } = answer;
  const parts = outcomes.flatMap((outcome) => {
    const record = encodeRecord(outcome);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(record.length);
    return [length, record];
  });
  const text = JSON.stringify({ ...head, hashes: outcomes.map(runHash) });
  const bytes = Buffer.concat(parts).toString('base64');
  return { text, bytes, seal: seal.of('answer', text, bytes) };
}

/** @throws Refused */
export function openAnswer(data: unknown, seal: Seal): AnswerMessage {
  const { text, bytes } = opened(data, 'answer', seal);
  const { hashes, silent, alone, refused, ...rest } = objectOf(text);
  const { study, round, job, worker } = rest;
  need(isId(study) && isCount(round, 1e6) && isId(job) && isId(worker), 'answer');
  const head = { ...originOf(rest), study: study as string, round: round as number, job: job as string, worker: worker as string };
  if (typeof refused === 'string') return { ...head, refused: refused.slice(0, LIMITS.message) };
  if (silent !== undefined) {
    need(isId(silent) && typeof alone === 'boolean', 'answer');
    return { ...head, silent: silent as string, alone: alone as boolean };
  }
  need(Array.isArray(hashes) && hashes.length <= LIMITS.runs, 'answer');
  return { ...head, outcomes: readOutcomes(Buffer.from(bytes, 'base64'), hashes as unknown[]) };
}

function readOutcomes(bytes: Buffer, hashes: readonly unknown[]): TriedOutcome[] {
  let at = 0;
  const outcomes = hashes.map((hash) => {
    need(at + 4 <= bytes.length, 'outcomes');
    const length = bytes.readUInt32LE(at);
    need(at + 4 + length <= bytes.length, 'outcomes');
    const payload = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
    const header = decodeRecordHeader(payload);
    if (header === undefined || !isHeader(header)) throw new Refused('its outcomes are not in their form');
    const outcome = outcomeOf(header, decodeValues(payload, header));
    need(runHash(outcome) === hash, 'hash');
    return outcome;
  });
  need(at === bytes.length, 'outcomes');
  return outcomes;
}

const KINDS: readonly string[] = ['error', 'invariant', 'time', 'memory', 'crash'];

function isHeader({ status, milliseconds, attempt, failure, values }: RecordHeader): boolean {
  if (!(Number.isFinite(milliseconds) && milliseconds >= 0) || !isCount(attempt, 100) || !isCount(values, LIMITS.valuesPerRun))
    return false;
  if (status === 'done') return failure === undefined;
  return status === 'failed' && values === 0 && isFailure(failure);
}

function isFailure(failure: unknown): failure is Extract<RunOutcome, { status: 'failed' }>['failure'] {
  if (typeof failure !== 'object' || failure === null) return false;
  const { kind, message } = failure as Record<string, unknown>;
  return typeof kind === 'string' && KINDS.includes(kind) && typeof message === 'string' && message.length <= 2 * LIMITS.message;
}

function opened(data: unknown, kind: 'job' | 'answer', seal: Seal): { text: string; bytes: string } {
  const { text, bytes = '', seal: given } = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  if (typeof text !== 'string' || typeof bytes !== 'string') throw new Refused('it is no message of ours');
  if (text.length > LIMITS.text || bytes.length > LIMITS.bytes) throw new Refused('it is too large');
  if (!seal.holds(given, kind, ...(kind === 'job' ? [text] : [text, bytes]))) throw new Refused('its seal is wrong');
  return { text, bytes };
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new Refused('it is no message of ours');
}

function originOf({ engine, answers }: Record<string, unknown>): Origin {
  need(typeof engine === 'string' && engine.length <= 100 && typeof answers === 'string' && answers.length <= 100, 'engine');
  return { engine: engine as string, answers: answers as string };
}

const isId = (value: unknown): boolean => typeof value === 'string' && /^[a-z0-9-]{1,80}$/.test(value);
const isCount = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;

function need(holds: boolean, what: string): void {
  if (!holds) throw new Refused(`its ${what} is not in the form it should have`);
}
