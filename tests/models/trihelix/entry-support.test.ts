/** Entry support: more entrants, fewer barriers, start capital, and the credit for firms that came by it. */
import { describe, expect, it } from 'vitest';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { enterAndExit } from '../../../src/models/trihelix/phases/enter-and-exit.js';
import { numberOf } from '../../../src/models/trihelix/policies/instruments.js';
import { fillPurse } from '../../../src/models/trihelix/programmes.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, SMALL, simulationOf, use } from './tiny-world.js';

describe('entry support', () => {
  const quiet = { entry_rate: 0.5, spare_rows: 4, entry_novelty: 0 } as const;
  const SUPPORT = numberOf('entry_support');

  /** Entrants of ten steps of the tiny world, with levers set. */
  function entrants(
    set: (levers: TrihelixWorld['levers']['columns'], world: TrihelixWorld) => void,
    overrides: Partial<Parameters>,
  ): TrihelixWorld {
    const world = blankWorld({ ...quiet, entry_rate: 0.1, ...overrides });
    fillPurse(world, SUPPORT, 1_000);
    for (let t = 0; t < 10; t++) {
      world.step = t;
      set(world.levers.columns, world);
      enterAndExit.run(world);
    }
    return world;
  }

  it('lets more firms enter, who are credited', () => {
    const none = entrants(() => undefined, { entry_freedom: 0 });
    expect(none.counts.entries).toBe(0);
    const advised = entrants(
      (levers) => {
        levers.founders[0] = 1;
        levers.entryFrom[0] = SUPPORT;
      },
      { entry_freedom: 0 },
    );
    expect(advised.counts.entries).toBe(10);
    const { region, startedBy, alive } = advised.organisations.columns;
    for (let i = 6; i < 16; i++) expect([alive[i], region[i], startedBy[i]]).toEqual([1, 0, 1 << SUPPORT]);
  });

  it('frees entry where it is not free', () => {
    const freed = entrants((levers) => levers.entryFreedom.fill(1, 0, 2), { entry_freedom: 0, entry_rate: 0.3 });
    const free = entrants(() => undefined, { entry_freedom: 1, entry_rate: 0.3 });
    expect(freed.counts.entries).toBe(free.counts.entries);
    expect(freed.counts.entries).toBeGreaterThan(12);
  });

  it('gives start capital while the purse lasts', () => {
    const world = entrants(
      (levers) => {
        levers.founders[1] = 1;
        levers.startCapital[1] = 30_000;
        levers.entryFrom[1] = SUPPORT;
      },
      { entry_freedom: 0, initial_capital: 0 },
    );
    const { capital } = world.organisations.columns;
    expect([6, 7, 8, 9, 10].map((i) => capital[i])).toEqual([30_000, 30_000, 30_000, 10_000, 0]);
    expect(world.programmes.purse[SUPPORT]).toBe(0);
  });

  it('pays for advice by the entrant, at most so many more than would come anyway', () => {
    const world = blankWorld({ entry_rate: 0.1 });
    const { policy, values } = use('entry_support', { budget: 1_000, founder_cost: 1_000, most_founders: 1 });
    policy.apply(world, values as Record<string, number>);
    // Half of the budget is for advice: half an entrant, in two regions; normal entry is 0.3 in each.
    expect([world.levers.columns.founders[0], world.programmes.spent[SUPPORT]]).toEqual([0.25, 50_000]);
    policy.apply(world, { ...values, budget: 9_000 } as Record<string, number>);
    expect(world.levers.columns.founders[0]).toBeCloseTo(0.3, 12);
  });

  it('brings firms into a whole ecosystem, and innovations that are theirs', () => {
    const simulation = simulationOf(
      { ...SMALL, firms: 80, entry_rate: 0.02, spare_rows: 3 },
      { policies: [use('entry_support', { budget: 1e6 })], steps: 60, checked: true },
    );
    for (let t = 0; t < 60; t++) simulation.advance();
    expect(simulation.world.programmes.credit[SUPPORT]).toBeGreaterThan(0);
  });
});
