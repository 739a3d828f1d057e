/** `sweep`, `sensitivity` and `break` from the command line: plans, findings, the same study again, what is refused. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDesk, type Desk, SCENARIO } from './cli-desk.js';

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
  desk.write(
    'scenarios/unsure.yaml',
    `${SCENARIO}uncertainty:\n  absorptive_capacity: uniform(0.05, 0.4)\n  experts: uniform(0.05, 0.3)\n`,
  );
});
afterEach(() => desk.clear());

const read = (path: string): string => readFileSync(join(desk.folder, path), 'utf8');

describe('a sweep', () => {
  test('says what it costs, then shows bands over the sample; a dry run makes nothing', async () => {
    const dry = await desk.trihelix(['sweep', 'unsure', '--points', '6', '-n', '--json']);
    expect(JSON.parse(dry.stdout)).toMatchObject({ runs: 48, points: 6, stored: 0, timed_by: 'pilot' });
    expect(desk.results()).toEqual([]);
    const { code, stdout, stderr } = await desk.trihelix(['sweep', 'unsure', '--points', '6', '-j', '1']);
    expect(code).toBe(0);
    expect(stderr).toContain('2 variants × 6 points × 4 replicates');
    expect(stdout).toContain('Means over 6 points of absorptive_capacity, experts');
    expect(stdout).toMatch(/mean_knowledge +random .*% +6\n/);
    const again = await desk.trihelix(['sweep', 'unsure', '--points', '6', '--json', '-q']);
    const { dose_response: response } = JSON.parse(again.stdout) as { dose_response: { keys: string[]; bands: object[] } };
    expect(response.keys).toEqual(['parameters.absorptive_capacity', 'parameters.experts']);
    expect(response.bands.length).toBeGreaterThan(0);
  });

  test('of nothing, of too much or by an impossible design is refused before anything is made', async () => {
    for (const [words, problem] of [
      [['barter'], 'nothing varies'],
      [['unsure', '--points', '20000'], 'whole number from 1 to 10000'],
      [['unsure', '--design', 'lsh'], 'Allowed choices are lhs'],
      [['unsure', '--design', 'grid', '--points', '3'], 'a grid over 2 parameters has at least 4 points, not 3'],
      [['unsure', 'experts=uniform(0.1,2)'], 'leaves the range'],
    ] as const) {
      const refused = await desk.trihelix(['sweep', ...words]);
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(problem)]);
    }
    expect(desk.results()).toEqual([]);
  });
});

describe('sensitivity', () => {
  test('explains a difference, keeps indices beside the study, and computes nothing for another metric', async () => {
    const words = ['sensitivity', 'unsure', '--samples', '6', '-j', '1'];
    const first = await desk.trihelix(words);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('What moves random − ring in mean_knowledge (level)');
    expect(first.stdout).toMatch(/absorptive_capacity +0\.05 to 0\.4 .*\[.*\] +6\n/);
    const folder = join('results', 'unsure--sensitivity=morris-6');
    expect(read(join(folder, 'views', 'sensitivity.csv')).split('\r\n')[1]).toMatch(
      /^unsure--sensitivity=morris-6,demo,mean_knowledge,level,random,ring,morris,parameters\.absorptive_capacity,,mu,/,
    );
    const other = await desk.trihelix([...words, '--metric', 'trading_share', '--json']);
    expect(other.stderr).not.toContain('computing');
    const document = JSON.parse(other.stdout) as { results: { output: object; points: object[] }[] };
    expect(document.results[0]?.output).toEqual({ metric: 'trading_share', variant: 'random', over: 'ring' });
    expect(JSON.parse(read(join(folder, 'sensitivity.json')))).toEqual(document);
  });

  test('leaves out what failed, says so, and ends with 3', async () => {
    const words = ['sensitivity', 'unsure', 'steps=3000', 'burn_in=1', '--method', 'src', '--samples', '8', '--replicates', '1', '-j', '1'];
    const { code, stdout } = await desk.trihelix([...words, '--time-limit', '1ms']);
    expect(code).toBe(3);
    expect(stdout).toMatch(/\d+ points have no output, \d+ of them because a run failed/);
    expect(stdout).toContain('Rule: points without an output are left out.');
  });

  test('refuses what cannot be explained or varied', async () => {
    for (const [words, problem] of [
      [['barter'], 'names no uncertain parameter'],
      [['unsure', '--metric', 'mean_knowlege'], 'did you mean "mean_knowledge"'],
      [['unsure', '--variant', 'rnd'], 'unknown variant "rnd"'],
      [['unsure', '--parameters', 'rewiring'], 'differs between the variants (0, 1)'],
      [['unsure', 'experts=0.1,0.2'], 'lists values'],
      [['unsure', '--samples', '4000'], 'at most 10000 are allowed'],
    ] as const) {
      const refused = await desk.trihelix(['sensitivity', ...words]);
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(problem)]);
    }
    expect(desk.results()).toEqual([]);
  });
});

describe('break', () => {
  test('says whether the ranking turns over, with the points and a summary in both languages', async () => {
    const { code, stdout } = await desk.trihelix(['break', 'unsure', '--samples', '16', '--replicates', '2', '--json', '-j', '1']);
    expect(code).toBe(0);
    const { results, training, held_out } = JSON.parse(stdout) as {
      training: number;
      held_out: number;
      results: { verdict: string; points: object[]; summary: Record<string, string> }[];
    };
    expect([training, held_out, results[0]?.points.length]).toEqual([16, 8, 25]);
    expect(['rule', 'unsure', 'scattered', 'rare']).toContain(results[0]?.verdict);
    expect(results[0]?.summary.en).toContain('random');
    expect(results[0]?.summary.ru).toMatch(/[а-я]/);
    expect(existsSync(join(desk.folder, 'results', 'unsure--break=16', 'views', 'break.csv'))).toBe(true);
  });

  test('needs two variants', async () => {
    desk.write('scenarios/one.yaml', 'title: x\nmodel: knowledge-barter\n');
    const refused = await desk.trihelix(['break', 'one', '--parameters', 'experts']);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('a ranking needs two variants')]);
  });
});
