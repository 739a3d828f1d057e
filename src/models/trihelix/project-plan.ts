/** What a project takes: its duration and its cost, and how shared facilities shorten its stages. */
import { FACILITY } from './levers.js';
import type { Parameters } from './parameters/index.js';

/** All kinds of shared facilities, as a set. */
export const EVERY_FACILITY = (1 << FACILITY.collective_use) | (1 << FACILITY.engineering) | (1 << FACILITY.transfer);

/** Facilities that serve each stage: idea, research, development, testing, production. */
const SERVED_BY = [
  1 << FACILITY.transfer,
  1 << FACILITY.collective_use,
  1 << FACILITY.engineering,
  (1 << FACILITY.collective_use) | (1 << FACILITY.engineering),
  1 << FACILITY.transfer,
];

/** Whether one of the facilities used serves the stage. */
function served(stage: number, used: number): boolean {
  return ((SERVED_BY[stage] ?? 0) & used) !== 0;
}

/**
 * Steps from start to market, at least 1: D_max + (1 − overlap)·(D_sum − D_max) over the stages; an analogy has no
 * research stage, a stage that a shared facility serves is shorter. Source: Takeuchi & Nonaka 1986 for overlapping stages.
 * @param used shared facilities used, as a set
 */
export function durationOf(p: Parameters, analogy: boolean, used = 0): number {
  let sum = 0;
  let longest = 0;
  for (let s = 0; s < p.stage_durations.length; s++) {
    if (analogy && s === 1) continue;
    const planned = p.stage_durations[s] as number;
    const duration = served(s, used) ? planned * (1 - p.facility_speed) : planned;
    sum += duration;
    longest = Math.max(longest, duration);
  }
  return Math.max(1, Math.floor(longest + (1 - p.overlap) * (sum - longest) + 0.5));
}

/** Cost of a project per step, in whole cents; stages that a shared facility serves are cheaper, by their share of time. */
export function costPerStep(p: Parameters, used = 0): number {
  let sum = 0;
  let cheaper = 0;
  for (let s = 0; s < p.stage_durations.length; s++) {
    const duration = p.stage_durations[s] as number;
    sum += duration;
    if (served(s, used)) cheaper += duration;
  }
  const saved = cheaper > 0 ? (p.facility_saving * cheaper) / sum : 0;
  return Math.floor(p.project_cost * 100 * (1 - saved) + 0.5);
}

/** Cents that the cheapest project takes, with these facilities. */
export function leastCost(p: Parameters, used: number): number {
  return costPerStep(p, used) * durationOf(p, true, used);
}
