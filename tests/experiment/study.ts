/** Runs a scenario text of the toy model to its results, for the tests of plans and comparisons. */
import { createInlineExecutor } from '../../src/experiment/inline-executor.js';
import { layoutOfRun, type PlanInput, planStudy } from '../../src/experiment/plan.js';
import { createMemoryResults, type MemoryResults } from '../../src/experiment/results.js';
import { readScenario, type ScenarioReading } from '../../src/experiment/scenario.js';
import type { Plan } from '../../src/experiment/study.js';
import { models } from './toy-model.js';

export const yieldTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function scenarioOf(text: string, overrides: readonly string[] = []): Promise<Extract<ScenarioReading, { ok: true }>> {
  const reading = await readScenario({
    path: 'golden-rule.yaml',
    text,
    models,
    overrides,
    readText: () => {
      throw new Error('no file');
    },
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading;
}

export async function planOf(text: string, overrides: readonly string[] = [], rest: Partial<PlanInput> = {}): Promise<Plan> {
  const { scenario, points } = await scenarioOf(text, overrides);
  return planStudy({ scenario, points, models, engine: '1.0.0', ...rest });
}

export async function runPlan(plan: Plan): Promise<MemoryResults> {
  const results = createMemoryResults(plan);
  await createInlineExecutor({ models, yieldTurn }).execute(plan.runs, (outcome) => results.add(outcome));
  return results;
}

/** A study whose figures are made by hand: one number per metric, variant and replicate; undefined is a failed run. */
export async function handMade(
  text: string,
  figure: (variant: string, metric: string, replicate: number) => number | undefined,
): Promise<MemoryResults> {
  const plan = await planOf(text);
  const results = createMemoryResults(plan);
  for (const run of plan.runs) {
    const layout = layoutOfRun(plan, run);
    const values = new Float64Array(layout.length);
    const figures = layout.metrics.map((metric) => figure(run.variant, metric, run.replicate));
    if (figures.includes(undefined))
      results.add({ id: run.id, status: 'failed', failure: { kind: 'error', message: 'by hand' }, milliseconds: 0 });
    else {
      values.set(figures as number[], layout.figuresAt);
      results.add({ id: run.id, status: 'done', values, milliseconds: 0 });
    }
  }
  return results;
}

/** A number in [0, 1) that looks random and is the same each time. */
export const wobble = (r: number, k: number): number => (((r * 7919 + k * 104729 + 13) * 2654435761) % 4294967296) / 4294967296;
export const study = (more: string, replicates = 20): string =>
  `title: hand\nmodel: toy\nreplicates: ${replicates}\nvariants: { a: {}, b: {}, c: {} }\n${more}`;
