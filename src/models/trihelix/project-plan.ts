/** What a project takes: its duration and its cost. */
import type { Parameters } from './parameters/index.js';

/**
 * Steps from start to market, at least 1: D_max + (1 − overlap)·(D_sum − D_max) over the stages; an analogy has no
 * research stage. Source: Takeuchi & Nonaka 1986 for overlapping stages.
 */
export function durationOf(p: Parameters, analogy: boolean): number {
  let sum = 0;
  let longest = 0;
  for (let s = 0; s < p.stage_durations.length; s++) {
    if (analogy && s === 1) continue;
    sum += p.stage_durations[s] as number;
    longest = Math.max(longest, p.stage_durations[s] as number);
  }
  return Math.max(1, Math.floor(longest + (1 - p.overlap) * (sum - longest) + 0.5));
}

/** Cost of a project per step, in whole cents. */
export function costPerStep(p: Parameters): number {
  return Math.floor(p.project_cost * 100 + 0.5);
}
