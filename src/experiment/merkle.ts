/**
 * A hash tree over the runs of a study, after RFC 6962: one root stands for all results, and a short proof shows that one
 * run belongs to it without the others. Leaves and inner nodes are hashed differently, so that neither can stand in for
 * the other.
 */
import { runHash } from './hashes.js';
import { Sha256, sha256Hex, toHex } from './sha256.js';
import type { Results, RunOutcome } from './study.js';
import { utf8 } from './text.js';

/** A sister node on the way from a leaf to the root, and the side on which it stands. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

export interface RunProof {
  readonly run: number;
  readonly run_hash: string;
  readonly steps: readonly ProofStep[];
  readonly root: string;
}

/** The leaf of a run: its number and the hash of its numbers. */
const leafOf = (run: number, hash: string): string => sha256Hex(`trihelix-leaf-1 ${run} ${hash}`);
const nodeOf = (left: string, right: string): string => toHex(new Sha256().update(utf8(`trihelix-node-1 ${left} ${right}`)).digest());

/** The root over all runs with an outcome, by ascending number; 64 hexadecimal digits. */
export function treeRoot(results: Results): string {
  return levelsOf(results).at(-1)?.[0] ?? sha256Hex('trihelix-tree-1 empty');
}

/** The proof of a run, or undefined where it has no outcome. */
export function proveRun(results: Results, run: number): RunProof | undefined {
  let at = results.ids.indexOf(run);
  if (at < 0) return undefined;
  const levels = levelsOf(results);
  const steps: ProofStep[] = [];
  for (const level of levels.slice(0, -1)) {
    const sister = level[at ^ 1];
    if (sister !== undefined) steps.push({ side: at % 2 === 0 ? 'right' : 'left', hash: sister });
    at = Math.floor(at / 2);
  }
  return { run, run_hash: runHash(results.outcome(run) as RunOutcome), steps, root: levels.at(-1)?.[0] as string };
}

/** Whether a proof leads from its run to its root. */
export function proofHolds({ run, run_hash, steps, root }: RunProof): boolean {
  const top = steps.reduce(
    (hash, step) => (step.side === 'left' ? nodeOf(step.hash, hash) : nodeOf(hash, step.hash)),
    leafOf(run, run_hash),
  );
  return top === root;
}

/** Leaves first; an odd node at the end of a level goes up as it is. */
function levelsOf(results: Results): string[][] {
  let level = results.ids.map((run) => leafOf(run, runHash(results.outcome(run) as RunOutcome)));
  const levels = [level];
  while (level.length > 1) {
    const above: string[] = [];
    for (let n = 0; n < level.length; n += 2) {
      const [left, right] = [level[n] as string, level[n + 1]];
      above.push(right === undefined ? left : nodeOf(left, right));
    }
    levels.push(above);
    level = above;
  }
  return levels;
}
