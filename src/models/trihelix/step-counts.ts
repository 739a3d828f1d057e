/** Counters of a step: what behaviours count and metrics read. */
import { asReals } from '../../core/table.js';

/** Counters of the step; the engine clears them before a step, metrics read them after it. */
export interface StepCounts {
  meetings: number;
  newTies: number;
  newCrossBorderTies: number;
  newCrossClusterTies: number;
  projectsStarted: number;
  teamProjectsStarted: number;
  grantedProjects: number;
  successes: number;
  failures: number;
  innovations: number;
  newToIndustry: number;
  newToWorld: number;
  radical: number;
  crossIndustry: number;
  crossBorder: number;
  domains: number;
  leadTime: number;
  shareUniversity: number;
  shareIndustry: number;
  shareGovernment: number;
  entries: number;
  exits: number;
  output: number;
  exported: number;
  research: number;
  upgradings: number;
  inputs: number;
  inputsAbroad: number;
}

/** Shares, and sums of cents that can outgrow what V8 keeps as a whole number. */
const REALS = ['shareUniversity', 'shareIndustry', 'shareGovernment', 'output', 'exported', 'research', 'inputs', 'inputsAbroad'] as const;

export function emptyCounts(): StepCounts {
  const counts: StepCounts = {
    meetings: 0,
    newTies: 0,
    newCrossBorderTies: 0,
    newCrossClusterTies: 0,
    projectsStarted: 0,
    teamProjectsStarted: 0,
    grantedProjects: 0,
    successes: 0,
    failures: 0,
    innovations: 0,
    newToIndustry: 0,
    newToWorld: 0,
    radical: 0,
    crossIndustry: 0,
    crossBorder: 0,
    domains: 0,
    leadTime: 0,
    shareUniversity: 0,
    shareIndustry: 0,
    shareGovernment: 0,
    entries: 0,
    exits: 0,
    output: 0,
    exported: 0,
    research: 0,
    upgradings: 0,
    inputs: 0,
    inputsAbroad: 0,
  };
  return asReals(counts, REALS);
}

/** Sets every counter to zero in place. */
export function clearCounts(counts: StepCounts): void {
  for (const name in counts) counts[name as keyof StepCounts] = 0;
}
