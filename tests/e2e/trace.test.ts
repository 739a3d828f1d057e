/** The command `trace` as it is shipped: lists, trees, JSON, and what it answers to questions that have no answer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TraceNode } from '../../src/core/trace.js';
import { runHash } from '../../src/experiment/hashes.js';
import { planStudy } from '../../src/experiment/plan.js';
import { executeRun } from '../../src/experiment/run.js';
import { readScenario } from '../../src/experiment/scenario.js';
import type { Run } from '../../src/experiment/study.js';
import { models } from '../../src/models/index.js';
import { createDesk, type Desk } from './cli-desk.js';

const SCENARIO = `title: Small
model: trihelix
seed: trace
steps: 40
burn_in: 4
replicates: 2
parameters: { firms: 60, universities: 6, regions: 4, countries: 2, industries: 4 }
variants:
  nothing: {}
  process:
    policy:
      rd_subsidy: { budget: 100000 }
      matchmaking: { budget: 50000 }
`;
const PROCESS = ['trace', 'small', '--variant', 'process', '--replicate', '1'];

let desk: Desk;
beforeAll(() => {
  desk = createDesk();
  desk.write('scenarios/small.yaml', SCENARIO);
});
afterAll(() => desk.clear());

async function json(words: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await desk.trihelix([...words, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'computing the run, watched\n' });
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** The same run, computed without a trace. */
async function untraced(): Promise<Run> {
  const reading = await readScenario({ path: 'small.yaml', root: '.', text: SCENARIO, models, readText: () => '' });
  if (!reading.ok) throw new Error('the scenario is not sound');
  const { runs } = planStudy({ scenario: reading.scenario, models, engine: 'test' });
  return runs.find((run) => run.variant === 'process' && run.replicate === 1) as Run;
}

describe('trace', () => {
  test('lists innovations, grants and instruments, and changes no byte of the run', async () => {
    const { code, stdout } = await desk.trihelix(PROCESS);
    expect(code).toBe(0);
    for (const title of ['Innovations with the most public money', 'Largest grants', 'Instruments by spending', 'Research subsidy'])
      expect(stdout).toContain(title);
    const hash = runHash(executeRun(await untraced(), models));
    expect(stdout).toContain(`result   ${hash}`);
    expect(await json(PROCESS)).toMatchObject({ variant: 'process', replicate: 1, seed: 'trace', steps: 40, hash });
    expect(desk.results()).toEqual([]);
  });

  test('shows the tree behind an innovation, and what a grant and an instrument led to', async () => {
    const { topics } = (await json(PROCESS)) as { topics: { name: string; entries: TraceNode[] }[] };
    for (const { name, entries } of topics) {
      const id = entries[0]?.id as string;
      const { tree } = (await json([...PROCESS, `--${name}`, id])) as { tree: TraceNode };
      expect(tree).toMatchObject({ kind: name, id });
      expect(tree.children.length).toBeGreaterThan(0);
      const { stdout } = await desk.trihelix([...PROCESS, `--${name}`, id]);
      expect(stdout).toContain(tree.label.en);
      for (const child of tree.children) expect(stdout).toMatch(new RegExp(`[├└] ${literally(child.label.en)}`));
      expect((await desk.trihelix([...PROCESS, `--${name}`, id, '--language', 'ru'])).stdout).toContain(tree.label.ru);
    }
  });

  test('takes overrides, a seed, a depth and a limit', async () => {
    const few = await desk.trihelix([...PROCESS, 'policy.rd_subsidy.budget=0', '--seed', 'other', '--top', '2']);
    expect(few.stdout).toContain('seed other');
    expect(few.stdout).not.toContain('Research subsidy');
    expect(few.stdout).toMatch(/… \d+ more; --top shows more/);
    const [short, long] = await Promise.all(
      ['1', '4'].map((depth) => desk.trihelix([...PROCESS, '--innovation', '20', '--depth', depth, '--least', '0.001'])),
    );
    expect((short?.stdout ?? '').split('\n').length).toBeLessThan((long?.stdout ?? '').split('\n').length);
  });

  test.each([
    [['trace'], "missing required argument 'scenario'"],
    [['trace', 'small'], 'known: nothing, process'],
    [['trace', 'small', '--variant', 'proces'], 'did you mean "process"?'],
    [['trace', 'small', '--variant', 'process', '--replicate', '-1'], 'from 0 to'],
    [['trace', 'small', 'firms=50,60', '--variant', 'process'], 'give single values'],
    [[...PROCESS, '--innovation', '99999'], 'numbered from 0 to'],
    [[...PROCESS, '--innovation', 'x'], 'numbered from 0 to'],
    [[...PROCESS, '--grant', '-1'], 'numbered from 0 to'],
    [[...PROCESS, '--instrument', 'matchmakin'], 'did you mean "matchmaking"?'],
    [[...PROCESS, '--instrument', 'cluster_management'], 'known: rd_subsidy, matchmaking'],
    [['trace', 'small', '--variant', 'nothing', '--grant', '0'], 'it has no grant at all'],
    [[...PROCESS, '--innovation', '1', '--grant', '1'], 'two questions'],
    [[...PROCESS, '--least', '2'], 'share from 0 to 1'],
    [['trace', 'barter', '--variant', 'ring'], 'models that have one: trihelix'],
  ])('%j ends with 2 and says what there is', async (words, message) => {
    const { code, stdout, stderr } = await desk.trihelix(words);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
