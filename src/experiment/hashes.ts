/**
 * Fingerprints of results: equal numbers, equal hash, on any machine, with any number of workers, in any order.
 */
import { streamOf } from './results.js';
import { Sha256, toHex } from './sha256.js';
import type { Results, RunOutcome } from './study.js';
import { utf8 } from './text.js';

const CHUNK = 512;

/**
 * SHA-256 over the status and the little-endian bytes of the values; every NaN counts as the same NaN. Times, messages
 * and places are left out.
 */
export function runHash(outcome: RunOutcome): string {
  return toHex(runDigest(outcome, ours));
}

/** A SHA-256 under way, ours or that of a host that has a faster one. */
export interface HashUnderWay {
  update(bytes: Uint8Array): HashUnderWay;
  digest(): Uint8Array;
}

const ours = (): HashUnderWay => new Sha256();

function runDigest(outcome: RunOutcome, newHash: () => HashUnderWay): Uint8Array {
  if (outcome.status === 'failed')
    return newHash()
      .update(utf8(`trihelix-run-1 failed ${outcome.failure.kind}`))
      .digest();
  const { values } = outcome;
  const hash = newHash().update(utf8(`trihelix-run-1 done ${values.length} `));
  const bytes = new Uint8Array(8 * CHUNK);
  const view = new DataView(bytes.buffer);
  for (let from = 0; from < values.length; from += CHUNK) {
    const count = Math.min(CHUNK, values.length - from);
    for (let k = 0; k < count; k++) writeNumber(view, 8 * k, values[from + k] as number);
    hash.update(bytes.subarray(0, 8 * count));
  }
  return hash.digest();
}

function writeNumber(view: DataView, at: number, value: number): void {
  if (Number.isNaN(value)) {
    view.setUint32(at, 0, true);
    view.setUint32(at + 4, 0x7ff80000, true);
  } else view.setFloat64(at, value, true);
}

/** The hash of a study as its outcomes come by, in ascending order of their ids. */
export interface StudyHasher {
  add(outcome: RunOutcome): void;
  hex(): string;
}

/** @param newHash begins a SHA-256 */
export function createStudyHasher(newHash = ours): StudyHasher {
  const hash = newHash().update(utf8('trihelix-study-1'));
  const id = new Uint8Array(4);
  const view = new DataView(id.buffer);
  return {
    add(outcome) {
      view.setUint32(0, outcome.id, true);
      hash.update(id).update(runDigest(outcome, newHash));
    },
    hex: () => toHex(hash.digest()),
  };
}

/** SHA-256 over the ids and hashes of all runs with an outcome, by ascending id. Equal for equal numbers of equal runs. */
export function studyHash(results: Results, newHash = ours): string {
  const hasher = createStudyHasher(newHash);
  for (const outcome of streamOf(results)) hasher.add(outcome);
  return hasher.hex();
}
