/** Value chains: by hand on a handful of firms, and what must hold for any. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnInWord } from '../../../src/models/trihelix/learn-in-chains.js';
import { ABROAD, totalMoney } from '../../../src/models/trihelix/money.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { buyInputs } from '../../../src/models/trihelix/phases/buy-inputs.js';
import { market } from '../../../src/models/trihelix/phases/market.js';
import { climbingChance, trade } from '../../../src/models/trihelix/phases/trade.js';
import { CHANNEL } from '../../../src/models/trihelix/schema.js';
import { canSupply, homeDemand, worldSales } from '../../../src/models/trihelix/value-chain.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, figure, GOVERNMENT_ROW, know, rebase, runOf, SMALL, simulationOf, tie } from './tiny-world.js';

/** A three-stage chain in region 0: firm 4 buys from 2, 2 from 0; the others are at the first stage. */
function chainWorld(overrides: Partial<Parameters> = {}): TrihelixWorld {
  const world = blankWorld({ production_stages: 3, outsourcing: 0.5, outsourcing_saving: 0, margin: 0.1, ...overrides });
  const o = world.organisations.columns;
  o.stage.fill(1);
  o.stage[2] = 2;
  o.stage[4] = 3;
  o.supplier[4] = 3;
  o.supplier[2] = 1;
  o.revenue[4] = 9_000_000;
  return world;
}

describe('what a stage earns and buys', () => {
  it('is the same for all stages where none is named', () => {
    const { margin, inputs } = blankWorld({ production_stages: 4, margin: 0.12 }).chain;
    expect([...margin.subarray(1)]).toEqual([0.12, 0.12, 0.12, 0.12]);
    expect([...inputs.subarray(1)].map((share) => share.toFixed(4))).toEqual(['0.0000', '0.5000', '0.6667', '0.7500']);
  });

  it('follows the smile curve, whose mean is the margin', () => {
    const { margin, inputs } = blankWorld({ production_stages: 3, margin: 0.1, stage_value: [2, 1, 3] }).chain;
    expect(margin[1]).toBeCloseTo(0.1, 12);
    expect(margin[2]).toBeCloseTo(0.05, 12);
    expect(margin[3]).toBeCloseTo(0.15, 12);
    expect(inputs[3]).toBeCloseTo(0.5, 12);
  });

  it('grows at home by what closure takes from imports', () => {
    const demand = (importShare: number, protection: number): number =>
      homeDemand(blankWorld({ import_share: importShare, protection }).parameters);
    expect([demand(0, 1), demand(0.6, 0)]).toEqual([1, 1]);
    expect(demand(0.6, 1)).toBeCloseTo(2.5, 12);
    expect(demand(0.6, 0.5)).toBeCloseTo(1.75, 12);
  });

  it('sells abroad by stage, quality and openness', () => {
    const world = chainWorld({ world_demand: 1 });
    const { worldOpenness, quality } = world.organisations.columns;
    quality.fill(1);
    expect(worldSales(world, 4)).toBe(0);
    worldOpenness.fill(0.8);
    expect(worldSales(world, 4)).toBeCloseTo(0.4, 12);
    expect(worldSales(world, 0)).toBeCloseTo(0.4 / 3, 12);
    quality[4] = 2;
    expect(worldSales(world, 4)).toBeCloseTo(0.64, 12);
  });
});

describe('inputs', () => {
  it('are paid down the chain to the cent', () => {
    const world = chainWorld({ tax_rate: 0.25 });
    const { capital, revenue, inputs } = world.organisations.columns;
    buyInputs(world);
    // Stage 3: half of two thirds of the 90 % that are work: 2,700,000. Stage 2 then orders half of a half of its 90 %.
    expect([inputs[4], inputs[2], inputs[0]]).toEqual([2_700_000, 607_500, 0]);
    expect([revenue[2], revenue[0]]).toEqual([2_700_000, 607_500]);
    expect(capital[4]).toBe(1e8);
    expect(capital[2]).toBe(1e8 + 270_000 - 67_500);
    expect(capital[0]).toBe(1e8 + 60_750 - 15_187);
    expect(capital[GOVERNMENT_ROW]).toBe(67_500 + 15_187);
    expect(totalMoney(world.money)).toBe(world.moneyAtStart);
  });

  it('come from abroad as far as the buyer is open and closure lets them, and only so without a supplier', () => {
    const world = chainWorld({ protection: 0.5 });
    world.organisations.columns.worldOpenness[4] = 0.4;
    buyInputs(world);
    expect(world.money.sectors[ABROAD]).toBe(540_000);
    expect(world.counts.inputsAbroad).toBe(540_000);
    const alone = chainWorld({ protection: 0.5 });
    alone.organisations.columns.worldOpenness[4] = 0.4;
    alone.organisations.columns.supplier[4] = 0;
    buyInputs(alone);
    expect([alone.counts.inputs, alone.counts.inputsAbroad]).toEqual([540_000, 540_000]);
  });

  it('are cheaper than own work by the saving', () => {
    const world = chainWorld({ outsourcing_saving: 0.2 });
    buyInputs(world);
    expect(world.organisations.columns.capital[4]).toBe(1e8 + 540_000);
  });

  it('keep money and value added whatever the chain looks like', () => {
    const share = fc.nat(100).map((n) => n / 100);
    fc.assert(
      fc.property(
        share,
        share,
        share,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 }),
        (out, saving, open, stages) => {
          const world = chainWorld({ outsourcing: out, outsourcing_saving: saving });
          const o = world.organisations.columns;
          stages.forEach((stage, i) => {
            o.stage[i] = stage;
            o.revenue[i] = 1_000_000 * (i + 1);
            o.worldOpenness[i] = open;
          });
          for (let i = 0; i < 6; i++) o.supplier[i] = 1 + [0, 1, 2, 3, 4, 5].findIndex((j) => canSupply(world, i, j));
          const before = 21_000_000;
          buyInputs(world);
          expect(totalMoney(world.money)).toBe(world.moneyAtStart);
          let added = 0;
          for (let i = 0; i < 6; i++) {
            expect(Number.isInteger(o.revenue[i]) && o.inputs[i] >= 0 && o.inputs[i] <= o.revenue[i]).toBe(true);
            added += o.revenue[i] - o.inputs[i];
          }
          expect(added).toBe(before - world.counts.inputsAbroad);
        },
      ),
    );
  });
});

describe('trade', () => {
  it('finds the supplier of the stage below that is best, trusted and near', () => {
    const world = chainWorld({ supplier_looks: 1, supplier_search: 1 });
    const { quality, supplier } = world.organisations.columns;
    supplier.fill(0);
    quality.fill(1);
    quality[5] = 1.4;
    tie(world, 2, 0, 0.9);
    tie(world, 2, 5, 0.1);
    trade.run(world);
    // Firm 0 sits in the region of 2 and its industry, and is trusted; 5 is better, but far and of another trade.
    expect(supplier[2]).toBe(1);
    expect([supplier[0], supplier[5]]).toEqual([0, 0]);
  });

  it('lets go of suppliers where nothing is outsourced', () => {
    const world = chainWorld({ outsourcing: 0 });
    world.chain.opened = true;
    trade.run(world);
    expect(world.organisations.columns.supplier.every((row) => row === 0)).toBe(true);
  });

  it('opens who wants and can pay, by what is missing', () => {
    const world = chainWorld({ opening_rate: 1, opening_gain: 0.2, opening_cost: 1000 });
    const { worldOpenness, capital } = world.organisations.columns;
    capital[1] = 99_999;
    rebase(world);
    trade.run(world);
    trade.run(world);
    expect(worldOpenness[0]).toBeCloseTo(0.36, 12);
    expect([worldOpenness[1], capital[1], capital[0]]).toEqual([0, 99_999, 1e8 - 200_000]);
    expect(totalMoney(world.money)).toBe(world.moneyAtStart);
  });

  it('is opened by support, which pays for the step; closure shuts it out', () => {
    const supported = (protection: number): TrihelixWorld => {
      const world = chainWorld({ opening_support: 1, opening_gain: 0.5, protection });
      world.levers.columns.chainOpening.fill(1);
      trade.run(world);
      return world;
    };
    const { worldOpenness, capital } = supported(0).organisations.columns;
    expect([worldOpenness[0], capital[0]]).toEqual([0.5, 1e8]);
    expect(supported(1).organisations.columns.worldOpenness[0]).toBe(0);
  });

  it('climbs faster with quality, mastery and openness, and never beyond the last stage', () => {
    const world = chainWorld({ upgrading_rate: 0.5, upgrading_home: 0.2, industry_breadth: [2] });
    const { quality, worldOpenness, stage } = world.organisations.columns;
    know(world, { 0: [0.8, 0.4, 0, 0], 1: [0.8, 0.4, 0, 0] });
    quality.fill(0.5);
    expect(climbingChance(world, 0)).toBeCloseTo(0.5 * 0.5 * 0.6 * 0.2, 12);
    worldOpenness[0] = 1;
    expect(climbingChance(world, 0)).toBeCloseTo(0.5 * 0.5 * 0.6, 12);
    quality[0] = 7;
    expect(climbingChance(world, 0)).toBeCloseTo(0.3, 12);
    const certain = chainWorld({ upgrading_rate: 1, upgrading_home: 1, industry_breadth: [2], upgrading_cost: 10 });
    certain.organisations.columns.quality.fill(9);
    know(certain, Object.fromEntries([0, 1, 2, 3, 4, 5].map((i) => [i, [1, 1, 1, 1]])));
    for (let t = 0; t < 5; t++) trade.run(certain);
    expect([...certain.organisations.columns.stage.subarray(0, 6)]).toEqual([3, 3, 3, 3, 3, 3]);
    expect(stage[4]).toBe(3);
    expect(certain.organisations.columns.capital[0]).toBe(1e8 - 2_000);
  });

  it('books what buyer and supplier learn, and what comes from abroad', () => {
    const world = chainWorld({ supply_learning: 0.1, world_learning: 0.1, frontier: 1, supplier_search: 0 });
    const o = world.organisations.columns;
    know(world, { 2: [0.2, 0, 0, 0], 0: [0.7, 0, 0, 0] });
    o.begunLow.fill(1);
    o.receptivity.fill(1);
    o.openness.fill(1);
    o.supplier.fill(0);
    o.stage[4] = 1;
    o.supplier[2] = 1;
    o.worldOpenness[0] = 0.5;
    world.chain.frontier.fill(1);
    trade.run(world);
    const { sectors, step, fromAbroad } = world.ledger;
    const booked = step.bySector.subarray(CHANNEL.supply_chain * sectors * sectors, (CHANNEL.supply_chain + 1) * sectors * sectors);
    // Firm 0 first learns 0.05·0.3·0.7 from abroad, then firm 2 from it.
    expect(fromAbroad).toBeCloseTo(0.0105, 12);
    const lead = 0.7105 - 0.2;
    expect(booked.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(0.1 * lead * (1 - lead), 12);
    expect(step.nonPartner).toBeCloseTo(0.1 * lead * (1 - lead), 12);
  });
});

describe('learnInWord', () => {
  it('moves the domains of the word alone, toward the teacher and not beyond', () => {
    const to = Float64Array.of(9, 0.2, 0.2, 0.9);
    const gain = learnInWord(to, 1, Float64Array.of(0.7, 0.7, 0.7), 0, 0b101, 1);
    expect(to[2]).toBe(0.2);
    expect(to[1]).toBeCloseTo(0.45, 12);
    expect(to[3]).toBe(0.9);
    expect(gain).toBeCloseTo(0.25, 12);
  });
});

describe('a whole ecosystem with value chains', () => {
  const OPEN = { outsourcing: 0.4, opening_rate: 0.2, upgrading_rate: 0.2, stage_value: [1.2, 0.8, 0.7, 0.9, 1.4], anchors: 1 };

  it('keeps every law, climbs and trades', () => {
    const simulation = simulationOf({ ...SMALL, ...OPEN }, { steps: 30, checked: true });
    for (let t = 0; t < 30; t++) simulation.advance();
    expect(simulation.world.counts.inputs).toBeGreaterThan(0);
    const result = simulation.finish();
    expect(figure(result, 'channel_supply_chain', 30)).toBeGreaterThan(0);
    expect(figure(result, 'inputs_abroad_share', 30)).toBeGreaterThan(0);
    expect(figure(result, 'mean_stage', 30)).toBeGreaterThan(3);
  });

  it('has neither inputs nor learning from abroad where nobody opens and nobody buys', () => {
    const result = runOf(SMALL, { steps: 12 });
    for (const metric of ['inputs_bought', 'learning_from_abroad', 'channel_supply_chain', 'upgradings', 'world_openness'])
      expect(figure(result, metric), metric).toBe(0);
  });

  it('has its largest firms as anchors at the final stage', () => {
    const { organisations } = simulationOf({ ...SMALL, anchors: 1, anchor_size: 900 }).world;
    const { anchor, stage, size } = organisations.columns;
    const anchors = [...anchor.keys()].filter((i) => anchor[i] === 1);
    expect(anchors.length).toBeGreaterThan(3);
    for (const i of anchors) expect([stage[i], size[i]]).toEqual([5, 900]);
  });

  it('sells more than home demand only abroad', () => {
    const world = blankWorld({ margin: 0.1, world_demand: 2, export_share: 0, university_funding: 0, demand_elasticity: 0 });
    const o = world.organisations.columns;
    o.quality.fill(1);
    o.share.set([1, 0, 0]);
    o.stage[0] = 5;
    o.worldOpenness[0] = 1;
    world.industries.columns.demand.set([1e8, 0]);
    rebase(world);
    market.run(world);
    expect([o.revenue[0], world.counts.exported]).toEqual([2e8, 1e8]);
    expect(world.money.sectors[ABROAD]).toBe(-1e8);
  });
});
