/** Purses and governments: what is levied, diverted, paid, and how feedback moves money. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ABROAD,
  cents,
  createMoney,
  HOUSEHOLDS,
  PROGRAMMES,
  payAcross,
  payBetween,
  paySector,
  totalMoney,
} from '../../../src/models/trihelix/money.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { govern } from '../../../src/models/trihelix/phases/govern.js';
import { INSTRUMENTS } from '../../../src/models/trihelix/policies/instruments.js';
import { fillPurse, openProgrammes, payGrant, payServices } from '../../../src/models/trihelix/programmes.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld } from './tiny-world.js';

describe('money', () => {
  it('is whole cents', () => {
    expect([0, 0.004, 0.005, 1.239, 1e12].map(cents)).toEqual([0, 0, 1, 124, 1e14]);
  });

  it('never comes from nowhere', () => {
    const payment = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.integer());
    fc.assert(
      fc.property(fc.array(payment), (payments) => {
        const money = createMoney(Float64Array.of(7, 0, -3));
        for (const [way, from, to, amount] of payments) {
          if (way === 0) paySector(money, from, to, amount);
          else if (way === 1) payBetween(money, from, to, amount);
          else payAcross(money, from, to, amount);
        }
        expect(totalMoney(money)).toBe(4);
      }),
    );
  });

  it('goes where it is told', () => {
    const money = createMoney(new Float64Array(2));
    paySector(money, ABROAD, 1, 10);
    payBetween(money, 1, 0, 4);
    payAcross(money, HOUSEHOLDS, PROGRAMMES, 3);
    expect([[...money.sectors], [...money.capital]]).toEqual([
      [-3, -10, 3],
      [4, 6],
    ]);
  });
});

describe('a purse', () => {
  it('is filled by a levy on households and emptied by payments, to the cent', () => {
    const world = blankWorld();
    const { programmes, money } = world;
    const households = money.sectors[HOUSEHOLDS];
    expect(fillPurse(world, 2, 100.25)).toBe(10_025);
    expect(money.sectors[PROGRAMMES]).toBe(10_025);
    payServices(world, 2, 4_000);
    payGrant(world, 2, 3, 1_025);
    expect(programmes.purse[2]).toBe(5_000);
    expect(money.sectors[PROGRAMMES]).toBe(5_000);
    expect(money.sectors[HOUSEHOLDS]).toBe(households - 10_025 + 4_000);
    expect(money.capital[3]).toBe(1e8 + 1_025);
    expect([programmes.asked[2], programmes.received[2], programmes.spent[2]]).toEqual([10_025, 10_025, 5_025]);
  });

  it('keeps what was not spent, while the books of the step are emptied', () => {
    const world = blankWorld();
    fillPurse(world, 0, 10);
    world.programmes.credit[0] = 3;
    openProgrammes(world.programmes);
    const { purse, asked, spent, credit, received, diverted } = world.programmes;
    expect([purse[0], asked[0], spent[0], credit[0], received[0], diverted]).toEqual([1_000, 0, 0, 3, 1_000, 0]);
    expect(fillPurse(world, 0, 10)).toBe(2_000);
  });

  it('loses what is captured, which counts as spent', () => {
    const world = blankWorld({ government_capture: 0.3 });
    expect(fillPurse(world, 1, 10)).toBe(700);
    expect([world.programmes.diverted, world.programmes.spent[1], world.programmes.asked[1]]).toEqual([300, 300, 1_000]);
    expect(world.money.sectors[PROGRAMMES]).toBe(700);
  });

  it('gets its budget times the weight that governments put on it', () => {
    const world = blankWorld();
    world.programmes.weight[1] = 0.5;
    expect(fillPurse(world, 1, 10.01)).toBe(501);
  });
});

describe('governments that listen', () => {
  interface Instrument {
    readonly budget: number;
    readonly credit: number;
    readonly purse?: number;
    readonly weight?: number;
  }

  /** Instruments 0, 1 … after their first period, at the step of a review. */
  function reviewed(instruments: readonly Instrument[], overrides: Partial<Parameters> = {}, step = 3): TrihelixWorld['programmes'] {
    const world = blankWorld({ government_feedback: 1, feedback_period: 4, ...overrides });
    instruments.forEach(({ budget, credit, purse = 0, weight = 1 }, k) => {
      world.programmes.asked[k] = world.programmes.received[k] = budget;
      world.programmes.credit[k] = credit;
      world.programmes.purse[k] = purse;
      world.programmes.weight[k] = weight;
    });
    world.step = step;
    govern.run(world);
    return world.programmes;
  }

  it('move half of the way toward yield ÷ mean yield at full feedback', () => {
    // Yields 3 : 1, mean 2: targets 1.5 and 0.5, half of the way from 1.
    const { weight, credit, received } = reviewed([
      { budget: 100_000, credit: 3 },
      { budget: 100_000, credit: 1 },
    ]);
    expect(weight[0]).toBeCloseTo(1.25, 12);
    expect(weight[1]).toBeCloseTo(0.75, 12);
    expect([credit[0], received[0]]).toEqual([0, 0]);
  });

  it('keep the sum of the budgets', () => {
    const instruments = fc.array(
      fc.record({ budget: fc.integer({ min: 1, max: 1e8 }), credit: fc.nat(50), purse: fc.nat(1e8), weight: fc.constantFrom(0.5, 1, 2) }),
      { minLength: 2, maxLength: 5 },
    );
    fc.assert(
      fc.property(instruments, (given) => {
        const asked = given.reduce((sum, { budget }) => sum + budget, 0);
        const held = given.reduce((sum, { purse }) => sum + purse, 0);
        const { weight, purse } = reviewed(given);
        const weighted = given.reduce((sum, { budget }, k) => sum + budget * weight[k], 0);
        if (given.some(({ credit }) => credit > 0)) expect(weighted / asked).toBeCloseTo(1, 9);
        else expect(given.map(({ weight: before }) => before)).toEqual([...weight.subarray(0, given.length)]);
        expect(purse.reduce((sum, money) => sum + money, 0)).toBe(held);
        expect(purse.every((money) => money >= 0 && Number.isInteger(money))).toBe(true);
      }),
    );
  });

  it('give no more over time than the scenario asks for, to the cent of a step', () => {
    const world = blankWorld({ government_feedback: 1, feedback_period: 2, firms: 12 });
    let asked = 0;
    for (let t = 0; t < 40; t++) {
      openProgrammes(world.programmes);
      for (const [k, euro] of [1000.33, 200.01, 3000.07].entries()) {
        fillPurse(world, k, euro);
        payServices(world, k, world.programmes.purse[k]);
        asked += cents(euro);
      }
      world.programmes.credit[t % 3] += t;
      world.step = t;
      govern.run(world);
    }
    expect(world.programmes.weight[1]).not.toBe(1);
    expect(Math.abs(world.programmes.surplus)).toBeLessThan(5);
    expect(asked).toBe(40 * (100_033 + 20_001 + 300_007));
  });

  it('judge nobody to whom no innovation can be laid', () => {
    const world = blankWorld();
    expect(INSTRUMENTS.filter((_, k) => world.programmes.creditable[k] === 0)).toEqual([
      'institution_building',
      'open_innovation_rules',
      'procurement',
      'training',
      'value_chain_opening',
    ]);
  });

  it('starve none: the target of a barren instrument is a fifth', () => {
    const { weight } = reviewed([
      { budget: 100_000, credit: 10 },
      { budget: 100_000, credit: 0 },
    ]);
    // 1 + ½ · (2 − 1) and 1 + ½ · (0.2 − 1), scaled to the sum of 2.
    expect(weight[1] / weight[0]).toBeCloseTo(0.6 / 1.5, 12);
  });

  it('take from an instrument what it could not place, and give it to one that could', () => {
    const { weight, purse } = reviewed([
      { budget: 100_000, credit: 3 },
      { budget: 100_000, credit: 1, purse: 50_000 },
    ]);
    // Half placed: not above 0.5; with 1.25 scaled to the sum of 2.
    expect(weight[0]).toBeCloseTo((1.25 * 2) / 1.75, 12);
    expect(weight[1]).toBeCloseTo((0.5 * 2) / 1.75, 12);
    expect([purse[0], purse[1]]).toEqual([50_000, 0]);
  });

  it('leave the weight of instruments alone that have no budget in the step', () => {
    const { weight } = reviewed([
      { budget: 100_000, credit: 3 },
      { budget: 0, credit: 9, weight: 1.5 },
    ]);
    expect([weight[0], weight[1]]).toEqual([1, 1.5]);
  });

  it('let what is left of an instrument whose time is over flow back to households', () => {
    const { purse } = reviewed([
      { budget: 100_000, credit: 3, purse: 40 },
      { budget: 0, credit: 9, purse: 70 },
    ]);
    expect([purse[0], purse[1]]).toEqual([40, 0]);
  });

  it('review every period only, and never without feedback', () => {
    const two = [
      { budget: 100_000, credit: 3 },
      { budget: 100_000, credit: 1 },
    ];
    for (const step of [0, 1, 2, 4]) expect(reviewed(two, {}, step).weight[0]).toBe(1);
    expect(reviewed(two, {}, 7).weight[0]).toBeGreaterThan(1);
    expect(reviewed(two, { government_feedback: 0 }).weight[0]).toBe(1);
    expect(reviewed(two, { government_feedback: 0 }).credit[0]).toBe(3);
  });
});
