/** Windows, and when budgets begin. */
import { describe, expect, it } from 'vitest';
import type { AnyModel, Schedule } from '../../src/core/model.js';
import { activePolicies, windowSchedule } from '../../src/experiment/schedule.js';
import type { ScheduleSetting } from '../../src/experiment/study.js';
import { models } from './toy-model.js';

describe('a window', () => {
  it('rises and falls by equal parts and is zero outside', () => {
    const schedule = windowSchedule({ value: 8, from: 2, until: 10, ramp: 4 }, 0);
    expect(Array.from({ length: 12 }, (_, t) => schedule(t, () => 0))).toEqual([0, 0, 2, 4, 6, 8, 8, 6, 4, 2, 0, 0]);
  });

  it('never reaches its value when it is shorter than its ramps, and goes on when it has no end', () => {
    const short = windowSchedule({ value: 8, from: 0, until: 3, ramp: 4 }, 0);
    expect([0, 1, 2, 3].map((t) => short(t, () => 0))).toEqual([2, 4, 2, 0]);
    expect(windowSchedule({ value: 8, from: 5 }, 0)(1e6, () => 0)).toBe(8);
    expect(windowSchedule({ value: 8, until: 5 }, 3)(7, () => 0)).toBe(3);
  });
});

describe('a budget', () => {
  const budgetOf = (budget: ScheduleSetting): Schedule => {
    const [active] = activePolicies(models[0] as AnyModel, [{ instrument: 'rd_subsidy', values: { budget } }], 5);
    return active?.values.budget as Schedule;
  };
  const none = (): number => Number.NaN;

  it('begins when the burn-in is over', () => {
    expect([0, 4, 5, 99].map((t) => budgetOf(3)(t, none))).toEqual([0, 0, 3, 3]);
    expect([4, 5, 7, 8].map((t) => budgetOf({ value: 3, until: 8 })(t, none))).toEqual([0, 3, 3, 0]);
  });

  it('begins earlier where a window says so', () => {
    expect([1, 2, 4].map((t) => budgetOf({ value: 3, from: 2 })(t, none))).toEqual([0, 3, 3]);
  });
});
