/** Reads the codes of a class and computes every kept world again; equal worlds are computed once. */
import type { Lesson } from '../../experiment/lesson/lesson.js';
import type { Engine } from '../engine/engine.js';
import { runOf, type WorldChoice } from '../lab/choice.js';
import type { Desk } from './desk.js';
import { type BadCode, HASH_DIGITS, readCode, type Work } from './pupil.js';

export interface Row {
  readonly code: string;
  readonly work?: Work;
  readonly reason?: BadCode;
  readonly verdict: 'genuine' | 'forged' | 'nothingKept' | 'unreadable' | 'checking';
}

/** Most codes that are looked at. */
const MOST = 500;

/** Yields all rows again whenever one of them is decided. */
export async function* checkCodes(desk: Desk, text: string): AsyncGenerator<readonly Row[]> {
  const codes = [...new Set(text.split(/\s+/).filter((line) => line !== ''))].slice(0, MOST);
  const rows: Row[] = codes.map((code) => {
    const reading = readCode(desk.lesson, desk.lab.source, code);
    if (!reading.ok) return { code, reason: reading.reason, verdict: 'unreadable' };
    const kept = Object.keys(reading.work.kept).length > 0;
    return { code, work: reading.work, verdict: kept ? 'checking' : 'nothingKept' };
  });
  yield [...rows];
  const engine = desk.newEngine();
  const known = new Map<string, Promise<string>>();
  for (const [r, row] of rows.entries()) {
    if (row.verdict !== 'checking' || row.work === undefined) continue;
    const equal = await Promise.all(
      Object.values(row.work.kept).map(async ({ choice, hash }) => (await hashOf(desk, engine, choice, known)).startsWith(hash)),
    );
    rows[r] = { ...row, verdict: equal.every(Boolean) ? 'genuine' : 'forged' };
    yield [...rows];
  }
}

function hashOf({ lab }: Desk, engine: Engine, choice: WorldChoice, known: Map<string, Promise<string>>): Promise<string> {
  const key = JSON.stringify(choice);
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = new Promise<string>((resolve) => {
    engine.record(runOf(lab.source, choice), {
      frames: () => undefined,
      done: (_, hash) => resolve(hash.slice(0, HASH_DIGITS)),
      failed: () => resolve('failed'),
    });
  });
  known.set(key, made);
  return made;
}

/** How many of the questions that have a right answer were answered right; predictions do not count. */
export function rightAnswers(lesson: Lesson, { answers }: Work): { right: number; asked: number } {
  let right = 0;
  let asked = 0;
  for (const [s, { kind, questions }] of lesson.steps.entries())
    for (const [q, { answer }] of questions.entries()) {
      if (kind === 'predict' || answer === undefined) continue;
      asked++;
      if (answers[`${s}.${q}`] === answer) right++;
    }
  return { right, asked };
}
