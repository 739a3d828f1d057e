/** Ties by hand: made and cut in the step asked for, without a draw, and absent by default. */
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../src/core/simulate.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { commitTies } from '../../../src/models/trihelix/phases/commit-ties.js';
import { tieByHand } from '../../../src/models/trihelix/phases/tie-by-hand.js';
import { MEETING } from '../../../src/models/trihelix/schema.js';
import { blankWorld, defaults, SMALL } from './tiny-world.js';

/** The world of the lists after its steps 0 … t. */
function playedTo(t: number, overrides: Partial<Parameters>): ReturnType<typeof blankWorld> {
  const world = blankWorld(overrides);
  for (world.step = 0; world.step <= t; world.step++) {
    tieByHand.run(world);
    commitTies.run(world);
  }
  return world;
}

describe('tie by hand', () => {
  it('makes a tie in its step and not before, with the trust of a beginning', () => {
    const lists = { hand_ties: [2, 0, 1], new_trust: 0.3, new_trust_environment: 0 };
    expect(playedTo(1, lists).network.count).toBe(0);
    const { network, ties } = playedTo(2, lists);
    const e = network.find(0, 1);
    expect(network.count).toBe(1);
    expect([ties.columns.trust[e], ties.columns.bornAt[e], ties.columns.channel[e]]).toEqual([0.3, 2, MEETING.hand]);
  });

  it('cuts a tie, and passes over what is not there', () => {
    expect(playedTo(3, { hand_ties: [1, 0, 1, 1, 2, 3], hand_cuts: [2, 1, 0, 2, 4, 5] }).network.count).toBe(1);
    expect(playedTo(3, { hand_ties: [1, 0, 1, 2, 1, 0, 1, 2, 7, 1, 3, 3] }).network.count).toBe(1);
  });

  it('leaves a whole run as it was where the lists are empty, and not where they are not', () => {
    const run = (hand: Partial<Parameters>): Float64Array =>
      simulate(trihelix, {
        parameters: { ...SMALL, ...hand },
        policies: [],
        key: { high: 1, low: 2 },
        steps: 12,
        burnIn: 2,
        checked: true,
      });
    expect(run({ hand_ties: [99, 0, 1] })).toEqual(run({}));
    expect(run({ hand_ties: [3, 0, 21] })).not.toEqual(run({}));
  });

  it('may be one more than an organisation has room for, and keeps the laws', () => {
    const full = { ...SMALL, tie_capacity_base: 1, tie_capacity_slope: 0, hand_ties: [3, 0, 21, 3, 0, 22, 4, 0, 23] };
    const input = { parameters: full, policies: [], key: { high: 1, low: 2 }, steps: 12, burnIn: 2, checked: true };
    expect(simulate(trihelix, input)).not.toEqual(simulate(trihelix, { ...input, parameters: { ...full, hand_ties: [] } }));
  });

  it.each([
    [{ hand_ties: [1, 2] }, 'hand_ties needs 3 numbers per tie, got 2'],
    [{ hand_cuts: [1, 2, 2.5] }, 'hand_cuts holds whole numbers only: step, row, row'],
    [{ hand_ties: [1, 2, 5000] }, 'hand_ties names the organisation 5000; rows are 0 … 623'],
  ])('refuses %j', (lists, problem) => {
    expect(trihelix.problems?.({ ...defaults, ...lists })).toContain(problem);
  });
});
