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

/** Whole numbers in [0, `below`), many at a time. */
export interface Positions {
  /** Fills the array with the next ones. */
  fill(target: Uint16Array | Uint32Array): void;
}

/**
 * The positions that `Math.floor(createGenerator(…).quick() * below)` gives one by one, ten times as fast: the cipher of
 * seedrandom (ARC4) goes on from the state that seedrandom has seeded. For resamples, which draw a hundred million.
 */
export function createPositions(below: number, purpose: string, ...parts: readonly (string | number)[]): Positions {
  const state = seedrandom(canonicalSeed(purpose, ...parts), { state: true }).state() as seedrandom.State.Arc4;
  const box = Uint8Array.from(state.S);
  let { i, j } = state;
  return {
    fill(target) {
      for (let k = 0; k < target.length; k++) {
        let word = 0;
        for (let byte = 0; byte < 4; byte++) {
          i = (i + 1) & 255;
          const first = box[i] as number;
          j = (j + first) & 255;
          const second = box[j] as number;
          box[i] = second;
          box[j] = first;
          word = (word << 8) | (box[(first + second) & 255] as number);
        }
        target[k] = Math.floor(((word >>> 0) / 0x100000000) * below);
      }
    },
  };
}

/**
 * The key of a run's luck: of the study's seed and the replicate, of nothing else, so that replicate r of every variant
 * and every point shares its luck.
 */
export function runKey(seed: string, replicate: number): RunKey {
  const generator = createGenerator('run', seed, replicate);
  return { high: generator.int32(), low: generator.int32() };
}
