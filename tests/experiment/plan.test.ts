/** Plans and runs: order, identity, luck, hashes, failures, executor. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import type { AnyModel } from '../../src/core/model.js';
import { runHash, studyHash } from '../../src/experiment/hashes.js';
import { createInlineExecutor } from '../../src/experiment/inline-executor.js';
import { continuesPlan, estimatePlan, layoutOfRun, planStudy } from '../../src/experiment/plan.js';
import { pointOf } from '../../src/experiment/points.js';
import { canonicalSeed, runKey } from '../../src/experiment/random.js';
import { createMemoryResults } from '../../src/experiment/results.js';
import { executeRun } from '../../src/experiment/run.js';
import type { Run, RunOutcome } from '../../src/experiment/study.js';
import { processorTime } from '../support/processor-time.js';
import { planOf, runPlan, scenarioOf, yieldTurn } from './study.js';
import { GOLDEN, models, toy } from './toy-model.js';

const valuesOf = (outcome: RunOutcome | undefined): Float64Array => {
  if (outcome?.status !== 'done') throw new Error('not done');
  return outcome.values;
};

describe('a plan', () => {
  it('goes replicate by replicate, so that early runs are pairs', async () => {
    const plan = await planOf(GOLDEN, ['policy.rd_subsidy.budget=1,2', 'replicates=3']);
    expect(plan.runs).toHaveLength(18);
    expect(plan.runs.slice(0, 7).map(({ id, replicate, point, variant }) => [id, replicate, point, variant])).toEqual([
      [0, 0, 0, 'nothing'],
      [1, 0, 0, 'participants'],
      [2, 0, 0, 'process'],
      [3, 0, 1, 'nothing'],
      [4, 0, 1, 'participants'],
      [5, 0, 1, 'process'],
      [6, 1, 0, 'nothing'],
    ]);
    expect(plan.points?.map(({ values }) => values)).toEqual([{ 'policy.rd_subsidy.budget': 1 }, { 'policy.rd_subsidy.budget': 2 }]);
  });

  it('has a hash of its meaning', async () => {
    const hash = async (text: string, overrides: readonly string[] = [], rest = {}): Promise<string> =>
      (await planOf(text, overrides, rest)).hash;
    const first = await hash(GOLDEN);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await hash(GOLDEN.split('claims:')[0] as string)).toBe(first);
    expect(await hash(GOLDEN.replace('Participants or process', 'Other words'))).toBe(first);
    expect(await hash(GOLDEN.replace('  firms: 30\n  weights: [0.2, 0.8]', '  weights: [0.2, 0.8]\n  firms: 30.0'))).toBe(first);
    const others = await Promise.all([
      hash(GOLDEN, ['firms=31']),
      hash(GOLDEN, ['seed=x']),
      hash(GOLDEN, ['steps=11']),
      hash(GOLDEN, ['replicates=21']),
      hash(GOLDEN, [], { engine: '1.0.1' }),
      hash(GOLDEN, [], { checked: true }),
      hash(GOLDEN, ['growth=0.1,0.2']),
    ]);
    expect(new Set([first, ...others]).size).toBe(8);
  });

  it('is continued by the same plan with more replicates', async () => {
    const [small, large] = [await planOf(GOLDEN, ['replicates=5']), await planOf(GOLDEN, ['replicates=9'])];
    expect(large.runs.slice(0, small.runs.length)).toEqual(small.runs);
    expect(continuesPlan(large, small)).toBe(true);
    expect(continuesPlan(small, large)).toBe(false);
    expect(continuesPlan(await planOf(GOLDEN, ['replicates=9', 'firms=3']), small)).toBe(false);
  });

  it('knows the layout of every run, also where points differ', async () => {
    const plan = await planOf(GOLDEN, ['firms=2,30', 'replicates=1']);
    expect(Object.keys(plan.layouts)).toEqual(['nothing', 'participants', 'process', 'nothing@1', 'participants@1', 'process@1']);
    for (const run of plan.runs) expect(valuesOf(executeRun(run, models))).toHaveLength(layoutOfRun(plan, run).length);
    expect(estimatePlan(plan)).toEqual({
      runs: 6,
      values: 3 * (12 * 4 + 5 + 2) + 3 * (12 * 4 + 5 + 3),
      bytes: 8 * 333,
      largestBytes: 8 * 56,
    });
  });

  it('has limits, and plans a hundred thousand runs in no time', async () => {
    const { scenario } = await scenarioOf(GOLDEN);
    const start = processorTime();
    const plan = planStudy({ scenario: { ...scenario, replicates: 33_333 }, models, engine: '1' });
    expect(processorTime() - start).toBeLessThan(2000);
    expect(plan.runs).toHaveLength(99_999);
    expect(() => planStudy({ scenario: { ...scenario, replicates: 400_000 }, models, engine: '1' })).toThrow('at most 1000000');
    expect(() => planStudy({ scenario: { ...scenario, steps: 100_000_000 }, models, engine: '1' })).toThrow('at most 50000000');
    expect(() => planStudy({ scenario, models: [], engine: '1' })).toThrow(UserError);
  });
});

describe('a point', () => {
  it.each<[Record<string, number | string | boolean>, string]>([
    [{ frims: 3 }, 'unknown parameter "frims"'],
    [{ firms: 0 }, 'cannot be 0'],
    [{ firms: 'x' }, 'cannot be x'],
    [{ 'policy.rd_subsidi.budget': 1 }, 'unknown instrument'],
    [{ 'policy.rd_subsidy.bugdet': 1 }, 'unknown setting'],
    [{ 'policy.matchmaking.budget.form': 1 }, 'cannot be varied'],
    [{ 'policy.matchmaking.budget.from': 0.5 }, 'whole number of steps'],
    [{ 'variants.x.firms': 3 }, 'unknown variant'],
    [{ 'variants.nothing.policy.rd_subsidy.budget': 3 }, 'no variant uses'],
    [{ 'claims.x': 1 }, 'cannot be varied'],
    [{ market: 'regulated', growth: 0.95 }, 'regulated market'],
  ])('is refused: %o', async (values, words) => {
    const { scenario } = await scenarioOf(GOLDEN);
    expect(() => pointOf(scenario, toy, values)).toThrow(words);
  });

  it('keeps the window of a setting whose value it changes', async () => {
    const { scenario } = await scenarioOf(GOLDEN, ['policy.matchmaking.budget={value: 5, from: 2, until: 9}']);
    const point = pointOf(scenario, toy, { 'policy.matchmaking.budget.value': 7, 'parameters.firms': 4 });
    expect(point.variants[2]).toMatchObject({
      parameters: { firms: 4 },
      policies: [{ values: { budget: { value: 7, from: 2, until: 9 } } }],
    });
  });
});

describe('luck', () => {
  it('belongs to seed and replicate alone', async () => {
    const plan = await planOf(GOLDEN, ['replicates=2', '~policy.matchmaking', '~policy.rd_subsidy', 'growth=0.1', 'open=false']);
    const [first, second, third, later] = plan.runs.slice(0, 4).map((run) => valuesOf(executeRun(run, models)));
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(later).not.toEqual(first);
  });

  it('differs by alphabet, by replicate and between seeds that look alike when joined', () => {
    const keys = [runKey('а', 0), runKey('0', 0), runKey('a', 0), runKey('a', 1), runKey('a1', 0), runKey('a', 10), runKey('a0', 1)];
    expect(new Set(keys.map(({ high, low }) => `${high} ${low}`)).size).toBe(keys.length);
    expect(runKey('e\u0301', 3)).toEqual(runKey('\u00e9', 3));
    expect(canonicalSeed('run', 'ж"', 1)).toBe('["run","\\u0436\\"","1"]');
  });

  it('never changes: the first keys of a seed', () => {
    expect(runKey('golden-rule', 0)).toEqual({ high: 1383702915, low: -26946129 });
    expect(runKey('golden-rule', 1)).toEqual({ high: -773836897, low: 1803396271 });
  });
});

describe('a run', () => {
  it('has the same bytes in any order and with any number of repetitions', async () => {
    const plan = await planOf(GOLDEN, ['replicates=3']);
    const forwards = await runPlan(plan);
    const backwards = createMemoryResults(plan);
    for (const run of [...plan.runs].reverse()) backwards.add(executeRun(structuredClone(run), models));
    expect(studyHash(backwards)).toBe(studyHash(forwards));
    expect(backwards.ids).toEqual(plan.runs.map((run) => run.id));
  });

  it('is the same checked and unchecked', async () => {
    const [plain, checked] = [await planOf(GOLDEN, ['replicates=2']), await planOf(GOLDEN, ['replicates=2'], { checked: true })];
    expect(studyHash(await runPlan(checked))).toBe(studyHash(await runPlan(plain)));
  });

  it('with an instrument at dose zero is bit for bit the run without it', async () => {
    const run = (await planOf(GOLDEN)).runs[0] as Run;
    const zero: Run = { ...run, policies: [{ instrument: 'rd_subsidy', values: { budget: 0 } }] };
    const window: Run = { ...run, policies: [{ instrument: 'rd_subsidy', values: { budget: { value: 5e6, from: 12 } } }] };
    expect(runHash(executeRun(zero, models))).toBe(runHash(executeRun(run, models)));
    expect(runHash(executeRun(window, models))).toBe(runHash(executeRun(run, models)));
    expect(runHash(executeRun({ ...zero, policies: [{ instrument: 'rd_subsidy', values: { budget: 5e6 } }] }, models))).not.toBe(
      runHash(executeRun(run, models)),
    );
  });

  it('spends what its schedule says', async () => {
    const spend = async (budget: string): Promise<number> => {
      const plan = await planOf(`title: x\nmodel: toy\nburn_in: 0\npolicy: { rd_subsidy: { budget: ${budget} } }\n`);
      const layout = layoutOfRun(plan, plan.runs[0] as Run);
      return valuesOf(executeRun(plan.runs[0] as Run, models))[layout.figuresAt + layout.metrics.indexOf('policy_spending')] as number;
    };
    expect(await spend('10')).toBe(120);
    expect(await spend('{ value: 10, from: 2, until: 6 }')).toBe(40);
    expect(await spend('{ value: 10, from: 2, until: 8, ramp: 2 }')).toBe(50);
    expect(await spend('"t < 3 ? 7 : 0"')).toBe(21);
    expect(await spend('"policy_spending < 1 ? 10 : 0"')).toBe(60);
  });

  it('fails with a kind and a sentence, and never throws', async () => {
    const run = (await planOf(GOLDEN)).runs[0] as Run;
    const broken = (phase: () => void): readonly AnyModel[] => [{ ...toy, phases: [{ name: 'break', run: phase }] }];
    const failure = (outcome: RunOutcome): unknown => (outcome.status === 'failed' ? outcome.failure : undefined);
    expect(failure(executeRun({ ...run, model: 'other' }, models))).toEqual({ kind: 'error', message: 'there is no model "other"' });
    expect(failure(executeRun({ ...run, policies: [{ instrument: 'x', values: {} }] }, models))).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('no instrument "x"'),
    });
    expect(failure(executeRun({ ...run, policies: [{ instrument: 'rd_subsidy', values: { x: 1 } }] }, models))).toMatchObject({
      message: expect.stringContaining('no setting "x"'),
    });
    expect(
      failure(
        executeRun(
          run,
          broken(() => {
            throw new Error('a\u001b[31m');
          }),
        ),
      ),
    ).toEqual({ kind: 'error', message: 'a\\u{1b}[31m' });
    expect(
      failure(
        executeRun(
          run,
          broken(() => new Float64Array(2 ** 48) && undefined),
        ),
      ),
    ).toMatchObject({ kind: 'memory' });
    const wild = executeRun({ ...run, checked: true }, [{ ...toy, invariants: [{ name: 'never', check: () => 'both sides' }] }]);
    expect(failure(wild)).toMatchObject({ kind: 'invariant', message: expect.stringContaining('"never"') });
    expect(runHash(wild)).not.toBe(runHash(executeRun({ ...run, model: 'other' }, models)));
  });

  it('takes its time from the caller', async () => {
    let clock = 0;
    expect(executeRun((await planOf(GOLDEN)).runs[0] as Run, models, { now: () => (clock += 5) }).milliseconds).toBe(5);
  });
});

describe('the inline executor', () => {
  it('stops between runs and reports each once', async () => {
    const plan = await planOf(GOLDEN, ['replicates=4']);
    const executor = createInlineExecutor({ models, yieldTurn, now: () => performance.now() });
    const seen: number[] = [];
    await executor.execute(plan.runs, async ({ id }) => {
      seen.push(id);
      if (seen.length === 5) await executor.stop();
    });
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    await executor.execute(plan.runs.slice(5), ({ id }) => void seen.push(id));
    expect(seen).toEqual(plan.runs.map(({ id }) => id));
    await executor.close();
  });
});

describe('hashes', () => {
  const done = (values: readonly number[]): RunOutcome => ({ id: 0, status: 'done', values: Float64Array.from(values), milliseconds: 1 });

  it('look at values and status, not at time or message', () => {
    expect(runHash({ ...done([1, 2]), milliseconds: 99 })).toBe(runHash(done([1, 2])));
    expect(runHash(done([1, 2]))).not.toBe(runHash(done([2, 1])));
    expect(runHash(done([0, 0]))).not.toBe(runHash(done([0])));
    expect(runHash(done([]))).not.toBe(runHash({ id: 0, status: 'failed', failure: { kind: 'error', message: '' }, milliseconds: 1 }));
  });

  it('are SHA-256 over a head and little-endian doubles', () => {
    const bytes = Buffer.alloc(16);
    bytes.writeDoubleLE(-0.1, 0);
    bytes.writeUInt32LE(0x7ff80000, 12);
    const expected = createHash('sha256').update('trihelix-run-1 done 2 ').update(bytes).digest('hex');
    expect(runHash(done([-0.1, Number.NaN]))).toBe(expected);
  });

  it('know one NaN', () => {
    const odd = new Float64Array(1);
    new Uint32Array(odd.buffer).set([7, 0xfff80001]);
    expect(runHash({ id: 0, status: 'done', values: odd, milliseconds: 1 })).toBe(runHash(done([Number.NaN])));
  });

  it('find one changed bit in a million numbers, and quickly', () => {
    const values = Float64Array.from({ length: 1_000_000 }, (_, i) => i / 7);
    const start = processorTime();
    const before = runHash({ id: 0, status: 'done', values, milliseconds: 1 });
    expect(processorTime() - start).toBeLessThan(2000);
    const bytes = new Uint8Array(values.buffer);
    bytes[7_654_321] = (bytes[7_654_321] as number) ^ 1;
    expect(runHash({ id: 0, status: 'done', values, milliseconds: 1 })).not.toBe(before);
  });

  it('tell runs apart by their place in the study', async () => {
    const plan = await planOf(GOLDEN, ['replicates=1']);
    const [a, b] = [createMemoryResults(plan), createMemoryResults(plan)];
    a.add(done([1]));
    b.add({ ...done([1]), id: 1 });
    expect(studyHash(a)).not.toBe(studyHash(b));
    expect(studyHash(a, () => createHash('sha256'))).toBe(studyHash(a));
    a.add(done([2]));
    expect(a.outcome(0)).toEqual(done([1]));
  });
});
