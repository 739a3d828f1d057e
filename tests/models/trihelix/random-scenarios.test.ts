/** The laws hold, phase by phase, in worlds, parameters, instruments and schedules drawn by lot from the schemas. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../../src/core/model.js';
import { executeRun } from '../../../src/experiment/run.js';
import type { PolicySetting, Run } from '../../../src/experiment/study.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { changes, policySets } from './parameter-sets.js';
import { SMALL } from './tiny-world.js';

/** Sentences for the user that a run may end with: there is no room for so much. Anything else is a defect. */
const REFUSALS = /^(the network is full|no room for more than|more than \d+ meetings in a step|money has grown beyond)/;

interface Counts {
  done: number;
  refused: number;
}

/** Checked runs of 8 to 15 steps, the first two of them without policies. */
function expectLawful(
  counts: Counts,
  changed: Partial<Parameters>,
  policies: readonly PolicySetting[],
  steps: number,
  replicate: number,
): void {
  const run: Run = {
    id: 0,
    model: trihelix.name,
    variant: 'by lot',
    point: 0,
    replicate,
    seed: 'by lot',
    steps,
    burnIn: 2,
    parameters: { ...SMALL, ...changed },
    policies,
    checked: true,
  };
  const outcome = executeRun(run, [trihelix]);
  if (outcome.status === 'done') counts.done++;
  else {
    expect(outcome.failure.message).toMatch(REFUSALS);
    counts.refused++;
  }
}

describe('the laws hold in scenarios drawn by lot', () => {
  // Fixed seeds: what is red today is red tomorrow.
  it.each([
    ['a few parameters changed', 6, 250, 1],
    ['many changed', 40, 250, 2],
  ])('%s', (_, most, numRuns, seed) => {
    const counts: Counts = { done: 0, refused: 0 };
    fc.assert(
      fc.property(changes(most), policySets(), fc.integer({ min: 8, max: 15 }), fc.nat(1000), (...drawn) => expectLawful(counts, ...drawn)),
      { numRuns, seed },
    );
    // Most of them live to the end; else the test would say little.
    expect(counts.done).toBeGreaterThan(numRuns * 0.8);
  });

  it('which are scenarios: every setting is one of its instrument', () => {
    for (const drawn of fc.sample(policySets(), { numRuns: 20, seed: 3 })) {
      for (const { instrument, values } of drawn) {
        const policy = trihelix.policies.find(({ name }) => name === instrument);
        expect(Object.keys(defaultsOf(policy?.parameters ?? {}))).toEqual(expect.arrayContaining(Object.keys(values)));
      }
    }
  });
});
