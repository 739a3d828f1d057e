/** What is added to a study (a metric, a replicate, a variant) changes nothing else in it, and more replicates say more. */
import { describe, expect, it } from 'vitest';
import type { AnyModel, Metric } from '../../../src/core/model.js';
import type { ResultLayout } from '../../../src/core/simulate.js';
import { createInlineExecutor } from '../../../src/experiment/inline-executor.js';
import { layoutOfRun, planStudy } from '../../../src/experiment/plan.js';
import { createMemoryResults, readFigures, summariseStudy } from '../../../src/experiment/results.js';
import { readScenario } from '../../../src/experiment/scenario.js';
import { halfWidth95 } from '../../../src/experiment/statistics.js';
import type { Results, Run } from '../../../src/experiment/study.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';

const VARIANTS = {
  nothing: '{}',
  tables: '{ policy: { matchmaking: { budget: 200000, blitz: 0, round_table: 1 } } }',
  grants: '{ policy: { rd_subsidy: { budget: "innovations < 3 ? 200000 : 50000" } } }',
};

interface Study {
  readonly replicates?: number;
  readonly variants?: readonly (keyof typeof VARIANTS)[];
  readonly model?: AnyModel;
  readonly steps?: number;
}

async function run({ replicates = 3, variants = ['nothing', 'tables'], model = trihelix, steps = 10 }: Study): Promise<Results> {
  const text = `title: additions
model: trihelix
seed: additions
replicates: ${replicates}
steps: ${steps}
burn_in: 2
parameters: { firms: 30, universities: 3, regions: 3, countries: 2, industries: 3, environment: 0.7 }
variants:
${variants.map((name) => `  ${name}: ${VARIANTS[name]}`).join('\n')}
indicators: [continuity]
`;
  const models = [model];
  const readText = (): string => {
    throw new Error('no file');
  };
  const reading = await readScenario({ path: 'additions.yaml', text, models, readText });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const plan = planStudy({ ...reading, models, engine: '1.0.0' });
  const results = createMemoryResults(plan);
  const yieldTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  await createInlineExecutor({ models, yieldTurn }).execute(plan.runs, (outcome) => results.add(outcome));
  return results;
}

/** The bytes of every run by variant and replicate. */
function bytesOf(results: Results): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (const { id, variant, replicate } of results.plan.runs)
    found.set(`${variant} ${replicate}`, new Uint8Array(resultOf(results, id).values.buffer));
  return found;
}

function expectWithin(few: Map<string, Uint8Array>, many: Map<string, Uint8Array>): void {
  expect(many.size).toBeGreaterThan(few.size);
  for (const [run, bytes] of few) expect(many.get(run), run).toEqual(bytes);
}

function resultOf(results: Results, id: number): { layout: ResultLayout; values: Float64Array } {
  const outcome = results.outcome(id);
  if (outcome?.status !== 'done') throw new Error(`run ${id} is not done`);
  return { layout: layoutOfRun(results.plan, results.plan.runs[id] as Run), values: outcome.values };
}

/** The figure of a metric, then its series if it has one. */
function numbersOf(results: Results, id: number, metric: string): number[] {
  const { layout, values } = resultOf(results, id);
  const width = layout.stepMetrics.length;
  const m = layout.stepMetrics.indexOf(metric);
  const series = m < 0 ? [] : Array.from({ length: layout.steps }, (_, t) => values[t * width + m] as number);
  return [values[layout.figuresAt + layout.metrics.indexOf(metric)] as number, ...series];
}

function matrixOf(results: Results, id: number, name: string): Float64Array {
  const { layout, values } = resultOf(results, id);
  const matrix = layout.matrices.find((one) => one.name === name) as ResultLayout['matrices'][number];
  return values.slice(matrix.at, matrix.at + matrix.rows.length * matrix.columns.length);
}

describe('an addition', () => {
  it('of a replicate leaves the others bit for bit', async () => {
    expectWithin(bytesOf(await run({ replicates: 3 })), bytesOf(await run({ replicates: 4 })));
  });

  it('of a variant leaves the others bit for bit, wherever it stands', async () => {
    const two = bytesOf(await run({}));
    expectWithin(two, bytesOf(await run({ variants: ['nothing', 'tables', 'grants'] })));
    expectWithin(two, bytesOf(await run({ variants: ['grants', 'nothing', 'tables'] })));
  });

  it('of a metric leaves the others bit for bit, even where instruments follow metrics', async () => {
    const extra: Metric<TrihelixWorld> = {
      ...(trihelix.metrics.find(({ name }) => name === 'ties') as Metric<TrihelixWorld>),
      name: 'ties_again',
    };
    const model = { ...trihelix, metrics: [extra, ...trihelix.metrics] };
    const variants = ['nothing', 'grants'] as const;
    const before = await run({ variants });
    const after = await run({ variants, model });
    for (const { id } of before.plan.runs) {
      for (const { name } of trihelix.metrics) expect(numbersOf(after, id, name), name).toEqual(numbersOf(before, id, name));
      for (const { name } of trihelix.matrices) expect(matrixOf(after, id, name), name).toEqual(matrixOf(before, id, name));
      expect(numbersOf(after, id, 'ties_again')).toEqual(numbersOf(before, id, 'ties'));
    }
  });
});

describe('twice the replicates', () => {
  const ALL = 160;
  const METRICS = ['ties', 'mean_quality', 'knowledge'];

  /** Mean half width of the 95 % interval over all batches of n replicates in a row. */
  function widthOf(values: ArrayLike<number>, n: number): number {
    let sum = 0;
    for (let first = 0; first < ALL; first += n) {
      const batch = Array.from({ length: n }, (_, r) => values[first + r] as number);
      const centre = batch.reduce((total, value) => total + value, 0) / n;
      const squares = batch.reduce((total, value) => total + (value - centre) * (value - centre), 0);
      sum += halfWidth95(n, Math.sqrt(squares / (n - 1)));
    }
    return sum / (ALL / n);
  }

  it('narrow the interval by about √2', async () => {
    const results = await run({ replicates: ALL, variants: ['nothing'], steps: 6 });
    const table = readFigures(results);
    for (const metric of METRICS) {
      const values = table.figures('nothing', metric);
      // Student's quantile shrinks a little too: 1.4142·t(19)/t(39) = 1.463. Over 8 batches of 20 and 4 of 40 the two mean
      // widths have a standard error of about 5.6 % each and move together; 12 % is more than two of their ratio.
      const ratio = widthOf(values, 20) / widthOf(values, 40);
      expect(Math.abs(ratio / 1.463 - 1), metric).toBeLessThan(0.12);
    }
    // And the summary that reports show has that width.
    const [shown] = summariseStudy(results, [trihelix], ['ties']);
    expect((shown?.high as number) - (shown?.mean as number)).toBeCloseTo(widthOf(table.figures('nothing', 'ties'), ALL), 9);
  });
});
