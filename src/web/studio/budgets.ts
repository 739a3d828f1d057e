/** What instruments plan to spend, from their settings alone. */
import type { PolicySetting, ScheduleSetting } from '../../experiment/study.js';
import type { LabSource } from '../lab/choice.js';

/** A budget per step, from a step until before another. */
export interface BudgetWindow {
  readonly value: number;
  readonly from: number;
  readonly until: number;
  readonly ramp?: number;
}

/** The window of a budget; a plain number begins after the burn-in and goes on to the end. */
export function windowOf(budget: ScheduleSetting | string | boolean, { steps, burnIn }: Pick<LabSource, 'steps' | 'burnIn'>): BudgetWindow {
  if (typeof budget === 'object' && 'value' in budget) {
    const { value, from = burnIn, until = steps, ramp } = budget;
    return { value, from, until: Math.min(until, steps), ...(ramp !== undefined && { ramp }) };
  }
  return { value: typeof budget === 'number' ? budget : 0, from: burnIn, until: steps };
}

/** Planned spending of all instruments over a run; undefined where a formula decides. Ramps count as full. */
export function plannedSpending(used: readonly PolicySetting[], source: Pick<LabSource, 'steps' | 'burnIn'>): number | undefined {
  let total = 0;
  for (const { values } of used) {
    const { budget } = values;
    if (typeof budget === 'object' && 'text' in budget) return undefined;
    const { value, from, until } = windowOf(budget ?? 0, source);
    total += value * Math.max(0, until - from);
  }
  return total;
}
