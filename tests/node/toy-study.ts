/** Plans of the toy model, without scenario files. */

import type { AnyModel } from '../../src/core/model.js';
import { planStudy } from '../../src/experiment/plan.js';
import type { Plan, Scenario, Variant } from '../../src/experiment/study.js';

// @ts-expect-error: plain JavaScript, shared with worker threads
import { models as toyModels } from './fixtures/toy.mjs';

export const models = toyModels as AnyModel[];
/** The shipped program of the process that holds the threads. */
export const poolChild = new URL('../../dist/src/node/pool-child.js', import.meta.url);
export const toyWorker = new URL('./fixtures/toy-worker.mjs', import.meta.url);

export interface ToyStudy {
  readonly replicates?: number;
  readonly steps?: number;
  readonly seed?: string;
  /** Parameters by variant name. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
}

export function toyPlan({
  replicates = 10,
  steps = 5,
  seed = 'toy',
  variants = { plain: {}, many: { walkers: 20 } },
}: ToyStudy = {}): Plan {
  const list = Object.entries(variants).map(
    ([name, values]): Variant => ({
      name,
      title: name,
      parameters: { walkers: 10, busy: 0, fault: 'none', once: '', ...values },
      policies: [],
    }),
  );
  const scenario: Scenario = {
    name: 'toy-study',
    title: 'Toy',
    description: '',
    source: 'toy.yaml',
    model: 'toy',
    seed,
    steps,
    burnIn: 0,
    replicates,
    variants: list,
    baseline: list[0]?.name ?? '',
    indicators: ['mean_place', 'furthest'],
    claims: [],
    budgetNeutral: [],
    smallestEffect: {},
  };
  return planStudy({ scenario, models, engine: '0.0.0' });
}
