/** What a pupil did: place in the lesson, answers, bets, kept worlds; and the code that carries it, without a name. */
import { signal } from '@preact/signals';
import type { Lesson } from '../../experiment/lesson/lesson.js';
import type { LabSource, WorldChoice } from '../lab/choice.js';
import { isWhole, readChoice, writeChoice } from '../lab/choice-text.js';
import { pack, type Unreadable, unpack } from '../lab/link.js';

/** The mark of codes, and its version. */
const MARK = 'T1';
/** Digits of a run's hash that a code carries. */
export const HASH_DIGITS = 16;

export interface Bet {
  readonly guess: number;
  /** In how many of the worlds the second one was higher, once they were run. */
  readonly wins?: number;
}
export interface KeptWorld {
  readonly choice: WorldChoice;
  readonly hash: string;
}

export interface Work {
  /** Number on the pupil's sheet of paper. */
  readonly sheet: string;
  readonly at: number;
  /** Chosen answers by `step.question`, counted from 0. */
  readonly answers: Readonly<Record<string, number>>;
  /** By position of the step. */
  readonly bets: Readonly<Record<number, Bet>>;
  readonly kept: Readonly<Record<number, KeptWorld>>;
}

/** Letters and digits that cannot be mistaken for one another. */
const LETTERS = 'ACDEFHJKLMNPRTUVWXY347';

export const work = signal<Work>({ sheet: newSheet(), at: 0, answers: {}, bets: {}, kept: {} });

export function record(change: Partial<Work>): void {
  work.value = { ...work.value, ...change };
}

/** A number for a sheet of paper, drawn anew for every pupil: it says nothing about who it is. */
function newSheet(): string {
  const drawn = crypto.getRandomValues(new Uint32Array(5));
  return Array.from(drawn, (value) => LETTERS.charAt(value % LETTERS.length)).join('');
}

/** The code of a pupil's work. */
export function codeOf(lesson: Lesson, { sheet, at, answers, bets, kept }: Work): string {
  const plainBets = Object.entries(bets).map(([step, { guess, wins }]) => [Number(step), guess, wins ?? -1]);
  const plainKept = Object.entries(kept).map(([step, { choice, hash }]) => [Number(step), writeChoice(choice), hash.slice(0, HASH_DIGITS)]);
  const plainAnswers = lesson.steps.flatMap(({ questions }, s) => questions.map((_, q) => answers[`${s}.${q}`] ?? -1));
  return pack(MARK, [lesson.fingerprint, sheet, at, plainAnswers, plainBets, plainKept]);
}

/** Why a code cannot be read. */
export type BadCode = Unreadable | 'other';
export type CodeReading = { readonly ok: true; readonly work: Work } | { readonly ok: false; readonly reason: BadCode };

/** The work behind a code; everything in it is checked against the lesson. */
export function readCode(lesson: Lesson, source: LabSource, code: string): CodeReading {
  const unpacked = unpack(MARK, code);
  if (!unpacked.ok) return unpacked;
  const data = unpacked.value;
  if (!Array.isArray(data) || data.length !== 6) return { ok: false, reason: 'damaged' };
  const [fingerprint, sheet, at, answers, bets, kept] = data as unknown[];
  if (fingerprint !== lesson.fingerprint) return { ok: false, reason: 'other' };
  const read = { answers: readAnswers(lesson, answers), bets: readBets(lesson, bets), kept: readKept(lesson, source, kept) };
  const sound = typeof sheet === 'string' && /^[A-Z0-9]{5}$/.test(sheet) && isWhole(at, lesson.steps.length - 1);
  if (!sound || read.answers === undefined || read.bets === undefined || read.kept === undefined) return { ok: false, reason: 'damaged' };
  return { ok: true, work: { sheet: sheet as string, at: at as number, answers: read.answers, bets: read.bets, kept: read.kept } };
}

function readAnswers(lesson: Lesson, data: unknown): Record<string, number> | undefined {
  const places = lesson.steps.flatMap(({ questions }, s) =>
    questions.map(({ choices }, q) => ({ key: `${s}.${q}`, choices: choices.length })),
  );
  if (!Array.isArray(data) || data.length !== places.length) return undefined;
  const answers: Record<string, number> = {};
  for (const [k, { key, choices }] of places.entries()) {
    const answer: unknown = data[k];
    if (answer === -1) continue;
    if (!isWhole(answer, choices - 1)) return undefined;
    answers[key] = answer;
  }
  return answers;
}

function readBets(lesson: Lesson, data: unknown): Record<number, Bet> | undefined {
  if (!Array.isArray(data)) return undefined;
  const bets: Record<number, Bet> = {};
  for (const entry of data as unknown[]) {
    const [step, guess, wins] = Array.isArray(entry) ? (entry as unknown[]) : [];
    if (!isWhole(step, lesson.steps.length - 1) || !isWhole(guess, 100)) return undefined;
    if (wins !== -1 && !isWhole(wins, 100)) return undefined;
    bets[step] = wins === -1 ? { guess } : { guess, wins: wins as number };
  }
  return bets;
}

function readKept(lesson: Lesson, source: LabSource, data: unknown): Record<number, KeptWorld> | undefined {
  if (!Array.isArray(data)) return undefined;
  const kept: Record<number, KeptWorld> = {};
  for (const entry of data as unknown[]) {
    const [step, plain, hash] = Array.isArray(entry) ? (entry as unknown[]) : [];
    const { choice, faults } = readChoice(source, plain);
    if (choice === undefined || faults.length > 0) return undefined;
    if (!isWhole(step, lesson.steps.length - 1) || typeof hash !== 'string' || !/^[0-9a-f]{16}$/.test(hash)) return undefined;
    kept[step] = { choice, hash };
  }
  return kept;
}

/** Points of a bet: 100 where the guess is exact, one less for every world that it is off. */
export function pointsOf({ guess, wins }: Bet): number | undefined {
  return wins === undefined ? undefined : 100 - Math.abs(guess - wins);
}
