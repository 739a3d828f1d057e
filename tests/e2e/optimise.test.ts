import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk, type Desk, SMALL } from './cli-desk.js';

const SCENARIO = `${SMALL}variants:
  nothing: {}
  both: { policy: { rd_subsidy: { budget: 50000 }, matchmaking: { budget: 50000 } } }
`;
const ASK = ['optimise', 'small', '--objective', 'mean_trust', '--budget', '100k', '--generations', '2', '--candidates', '4'];
const FEW = ['--replicates', '1', '--final-replicates', '3', '-j', '1'];

let desk: Desk;
beforeAll(() => {
  desk = createDesk();
  desk.write('scenarios/small.yaml', SCENARIO);
});
afterAll(() => desk.clear());

const studies = (): string[] => desk.results().filter((name) => name.startsWith('small--optimise-'));

describe('trihelix optimise', () => {
  it.each([
    [['--objective', 'contnuity', '--budget', '1'], 'did you mean "continuity"?'],
    [['--objective', 'policy_spending', '--budget', '1'], 'for the money spent write cost'],
    [['--objective', 'cost', '--second', 'cost', '--budget', '1'], 'both objectives are the same'],
    [['--objective', 'continuity', '--budget', '-3'], 'Write an amount above 0'],
    [['--objective', 'continuity', '--budget', '1', '--instruments', 'rd_subsidi'], 'did you mean "rd_subsidy"?'],
    [['--objective', 'continuity', '--budget', '1', '--worlds', '3'], 'there is only one world'],
    [['--objective', 'continuity', '--budget', '1', 'firms=40,60'], 'a search cannot sweep'],
    [['--objective', 'continuity'], "required option '--budget"],
  ])('refuses %j before anything runs', async (words, hint) => {
    const { code, stderr } = await desk.trihelix(['optimise', 'small', ...words]);
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(hint);
    expect(desk.results()).toEqual([]);
  });

  it('stops at its time budget, goes on to the same answer, and writes a scenario that runs', async () => {
    expect((await desk.trihelix([...ASK, ...FEW, '--time-budget', '1ms'])).code).toBe(75);
    const { code, stdout, stderr } = await desk.trihelix([...ASK, ...FEW, '--json']);
    expect(code, stderr).toBe(0);
    const found = JSON.parse(stdout);
    expect(found.measured.map(({ role }: { role: string }) => role).slice(0, 3)).toEqual(['best', 'nothing', 'equal-split']);
    const { budgets } = found.best;
    expect(budgets.rd_subsidy + budgets.matchmaking).toBeLessThanOrEqual(100_000);
    expect(JSON.parse((await desk.trihelix([...ASK, ...FEW, '--out', 'elsewhere', '--json'])).stdout)).toEqual(found);
    const folder = join(desk.folder, 'results', studies()[0] as string);
    expect(readdirSync(folder).filter((name) => !name.startsWith('owner'))).toEqual([
      'best-policy.yaml',
      'candidates.csv',
      'choice',
      'optimum.json',
      'round-01',
      'round-02',
      'round-03',
      'verdict',
    ]);
    const lines = readFileSync(join(folder, 'candidates.csv'), 'utf8').trim().split('\r\n');
    expect(lines[0]).toBe('round,name,rd_subsidy_budget,matchmaking_budget,mean_trust');
    expect(lines).toHaveLength(1 + found.tried.length);
    const run = await desk.trihelix(['run', join(folder, 'best-policy.yaml'), '-j', '1', '--json']);
    expect(run.code, run.stderr).toBe(0);
  });

  it('says in words what it found, and shows a front for two aims', async () => {
    const { stdout } = await desk.trihelix([...ASK, ...FEW]);
    expect(stdout).toContain('most mean_trust for 100,000 €/quarter');
    expect(stdout).toMatch(/On fresh luck the best policy is not surely better|beats the equal split on luck/);
    const front = await desk.trihelix([...ASK, ...FEW, '--second', 'cost', '--worst-case']);
    expect(front.code, front.stderr).toBe(0);
    expect(front.stdout).toContain('Pareto front and landmarks');
    expect(front.stdout).toMatch(/nothing +yes +0 +0/);
    expect(front.stderr).toContain('the worst case is the worst draw of luck');
    const drawn = readdirSync(join(desk.folder, 'results')).filter((name) => existsSync(join(desk.folder, 'results', name, 'pareto.svg')));
    const figure = await desk.trihelix(['figure', join('results', drawn[0] as string), 'pareto', '-o', 'front.png', '--json']);
    expect(figure.code, figure.stderr).toBe(0);
    expect(JSON.parse(figure.stdout).runs).toMatch(/round-01 0-\d+, .*verdict 0-\d+$/);
    const none = await desk.trihelix(['figure', 'small', 'posterior', '-o', 'none.svg']);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('compute it first: trihelix calibrate')]);
  });

  it('says what a round costs and makes nothing', async () => {
    const before = desk.results();
    const { code, stdout } = await desk.trihelix([...ASK, '--replicates', '3', '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('after them 2 generations of 4 policies');
    expect(stdout).toContain('12 runs');
    expect(desk.results()).toEqual(before);
  });
});
