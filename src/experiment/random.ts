/**
 * Where texts become luck: one seeded generator per purpose, from a canonical text. Only here is seedrandom called.
 */
import seedrandom from 'seedrandom';
import type { RunKey } from '../core/rng.js';

/**
 * The text that seeds a generator. seedrandom looks at the low byte of each character only, so everything beyond ASCII is
 * escaped; otherwise the Cyrillic and the Latin alphabet would share their luck. Composed and decomposed letters are one.
 */
export function canonicalSeed(purpose: string, ...parts: readonly (string | number)[]): string {
  const text = JSON.stringify([purpose, ...parts.map((part) => String(part).normalize('NFC'))]);
  return text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A generator for one purpose of a study, e.g. its bootstrap. */
export function createGenerator(purpose: string, ...parts: readonly (string | number)[]): seedrandom.PRNG {
  return seedrandom(canonicalSeed(purpose, ...parts));
}

/**
 * The key of a run's luck: of the study's seed and the replicate, of nothing else, so that replicate r of every variant
 * and every point shares its luck.
 */
export function runKey(seed: string, replicate: number): RunKey {
  const generator = createGenerator('run', seed, replicate);
  return { high: generator.int32(), low: generator.int32() };
}
