/** A metric without a value anywhere is refused by all that would compute for it, before anything is made. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk, type Desk, SMALL } from './cli-desk.js';

// No value chains are switched on, so nothing takes time to production; without spending nothing comes per million.
const SCENARIO = `${SMALL}variants:
  nothing: {}
  help: { policy: { rd_subsidy: { budget: 50000 } } }
indicators: [time_to_production]
uncertainty: { technical_risk: 'uniform(0.2, 0.6)' }
`;

let desk: Desk;
beforeAll(() => {
  desk = createDesk();
  desk.write('scenarios/small.yaml', SCENARIO);
  desk.write('targets.csv', 'metric,variant,value,standard_error\ntime_to_production,help,3,1\n');
});
afterAll(() => desk.clear());

const VOID = ['--metric', 'time_to_production'];

describe('a metric without a value', () => {
  it.each([
    [['sensitivity', 'small', ...VOID], 'time_to_production of help, time_to_production of nothing have no value'],
    [['sensitivity', 'small', ...VOID, '--dry-run'], 'have no value in any of the 8 runs'],
    [['sensitivity', 'small', '--metric', 'innovations_per_million'], 'innovations_per_million of nothing has no value'],
    [['break', 'small', ...VOID], 'have no value'],
    [['sweep', 'small', '--points', '4'], 'time_to_production of nothing has no value'],
    [['emulate', 'small', 'technical_risk=0.3', '--metrics', 'time_to_production'], 'time_to_production has no value'],
    [['plan', 'power', 'small', '--metrics', 'time_to_production'], 'time_to_production of nothing has no value'],
    [['compare', 'small', '--replicates', 'auto', '--precise', 'time_to_production'], 'has no value'],
    [['optimise', 'small', '--objective', 'time_to_production', '--budget', '100k'], 'time_to_production has no value'],
    [['calibrate', 'small', '--targets', 'targets.csv'], 'time_to_production of help has no value'],
    [['sensitivity', 'small', '--metric', 'input_additionality'], '`trihelix evaluate` computes measures'],
  ])('is refused: %j', async (words, problem) => {
    const { code, stdout, stderr } = await desk.trihelix(words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(problem)]);
    expect(stdout).toBe('');
    expect(desk.results()).toEqual([]);
  });

  it('does not stand in the way of indicators that have one, where nobody asked for it', async () => {
    const words = ['sweep', 'small', 'indicators=[time_to_production,mean_trust]', '--points', '2', '--replicates', '1', '-j', '1'];
    const { code, stderr } = await desk.trihelix(words);
    expect(code, stderr).toBe(0);
  });
});
