import { describe, expect, it } from 'vitest';
import { type Calibration, type CalibrationInput, calibrate } from '../../../src/experiment/calibration/calibrate.js';
import type { Target } from '../../../src/experiment/calibration/targets.js';
import { createInlineExecutor } from '../../../src/experiment/inline-executor.js';
import { planStudy } from '../../../src/experiment/plan.js';
import { createMemoryResults, readFigures } from '../../../src/experiment/results.js';
import { modelOf } from '../../../src/experiment/run.js';
import { readScenario } from '../../../src/experiment/scenario.js';
import type { Plan, Results, Scenario } from '../../../src/experiment/study.js';
import { models } from '../../../src/models/index.js';
import { yieldTurn } from '../study.js';

const BARTER = `title: barter\nmodel: knowledge-barter\nseed: fit\nsteps: 60\nburn_in: 0\nreplicates: 1
parameters: { organisations: 80 }\nvariants: { ring: {} }
uncertainty: { absorptive_capacity: "uniform(0.02, 0.6)", experts: "uniform(0.02, 0.5)" }\n`;

async function scenarioOf(text: string): Promise<Scenario> {
  const reading = await readScenario({ path: 'x.yaml', text, models, sample: 'none', readText: () => '' });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.scenario;
}

async function compute(_: string, plan: Plan): Promise<Results> {
  const results = createMemoryResults(plan);
  await createInlineExecutor({ models, yieldTurn }).execute(plan.runs, (outcome) => results.add(outcome));
  return results;
}

/** The model's own output under known parameters, the means of 30 worlds with their standard errors. */
async function ownTargets(scenario: Scenario, truth: Record<string, number>, metrics: readonly string[]): Promise<Target[]> {
  const [variant] = scenario.variants;
  if (variant === undefined) throw new Error('no variant');
  const known: Scenario = {
    ...scenario,
    seed: 'truth',
    replicates: 30,
    variants: [{ ...variant, parameters: { ...variant.parameters, ...truth } }],
  };
  const table = readFigures(await compute('', planStudy({ scenario: known, models, engine: 'test' })));
  return metrics.map((metric, m): Target => {
    const figures = table.figures('ring', metric);
    const mean = figures.reduce((sum, value) => sum + value, 0) / figures.length;
    const spread = Math.sqrt(figures.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (figures.length - 1));
    return { metric, unit: '-', variant: 'ring', value: mean, error: spread / Math.sqrt(30), use: m < 3 ? 'fit' : 'hold' };
  });
}

async function input(text: string, targets: readonly Target[], more: Partial<CalibrationInput> = {}): Promise<CalibrationInput> {
  const scenario = await scenarioOf(text);
  const model = modelOf(models, scenario.model);
  return { scenario, model, uncertain: scenario.uncertainty ?? [], targets, particles: 60, rounds: 8, engine: 'test', ...more };
}

const METRICS = ['mean_knowledge', 'knowledge_variance', 'trading_share', 'knowledge_variation'];

describe('a calibration', () => {
  it('recovers the parameters of knowledge-barter from its own output', async () => {
    const truth = { absorptive_capacity: 0.25, experts: 0.2 };
    const targets = await ownTargets(await scenarioOf(BARTER), truth, METRICS);
    // The errors are those of 30 worlds, so as many worlds are averaged for every parameter set: simulated moments.
    const text = BARTER.replace('replicates: 1', 'replicates: 30');
    const found: Calibration = await calibrate(await input(text, targets), compute);
    expect(found.tolerance).toBe(1);
    expect(found.effective).toBeGreaterThan(30);
    for (const [name, value] of Object.entries(truth)) {
      const row = found.parameters.find(({ key }) => key === `parameters.${name}`);
      expect(row?.low, name).toBeLessThan(value);
      expect(row?.high, name).toBeGreaterThan(value);
      expect(row?.width, name).toBeLessThan(0.6);
    }
    expect(found.targets.map(({ use, inside }) => [use, inside])).toEqual([
      ['fit', true],
      ['fit', true],
      ['fit', true],
      ['hold', true],
    ]);
  });

  it('is the same again, and other luck for every parameter set', async () => {
    const target: Target = { metric: 'mean_knowledge', unit: '-', variant: 'ring', value: 12, error: 1, use: 'fit' };
    const plans: Plan[] = [];
    const keep = (name: string, plan: Plan): Promise<Results> => {
      plans.push(plan);
      return compute(name, plan);
    };
    const small = await input(BARTER, [target], { particles: 12, rounds: 3 });
    const first = await calibrate(small, keep);
    expect(await calibrate(small, compute)).toEqual(first);
    expect(new Set(plans.flatMap(({ runs }) => runs.map(({ seed }) => seed))).size).toBe(36);
    expect(new Set(plans.map(({ hash }) => hash)).size).toBe(3);
    expect(first.sets).toHaveLength(36);
    expect(first.sets.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('counts what the model refuses as impossible', async () => {
    const target: Target = { metric: 'mean_knowledge', unit: '-', variant: 'ring', value: 12, error: 1, use: 'fit' };
    // Only even numbers of neighbours exist.
    const text = BARTER.replace(/uncertainty.*/, 'uncertainty: { neighbours: "integer(2, 9)" }');
    const found = await calibrate(await input(text, [target], { particles: 20, rounds: 1 }), compute);
    expect(found.refused).toBeGreaterThan(4);
    for (const { values, weight } of found.sets) if (Number(values['parameters.neighbours']) % 2 === 1) expect(weight).toBe(0);
  });

  it('ends with the name of a target that has no value at all', async () => {
    const target: Target = { metric: 'no_such_figure', unit: '-', variant: 'ring', value: 1, error: 1, use: 'hold' };
    await expect(calibrate(await input(BARTER, [target], { particles: 10, rounds: 2 }), compute)).rejects.toThrow(
      'no_such_figure of ring has no value in any of the first 10 parameter sets',
    );
  });
});
