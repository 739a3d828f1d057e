import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk, type Desk } from './cli-desk.js';

const PRIOR = 'absorptive_capacity=uniform(0.02,0.6)';
const TARGETS = 'metric,variant,value,standard_error,use\nmean_knowledge,ring,11,0.5,fit\nmean_knowledge,random,11.5,0.5,hold\n';
const ASK = ['calibrate', 'barter', PRIOR, '--targets', 'targets.csv', '--particles', '12', '--rounds', '2', '-j', '1'];

let desk: Desk;
beforeAll(() => {
  desk = createDesk();
  desk.write('targets.csv', TARGETS);
});
afterAll(() => desk.clear());

const folderOf = (): string => join(desk.folder, 'results', desk.results().find((name) => name.startsWith('barter--calibrate-')) as string);

describe('trihelix calibrate', () => {
  it('refuses before anything runs', async () => {
    const withPrior = await desk.trihelix(['calibrate', 'barter', '--targets', 'targets.csv']);
    expect(withPrior.code).toBe(2);
    expect(withPrior.stderr).toContain('no parameter of barter is uncertain');
    desk.write('bad.csv', 'metric,variant,value,standard_error\nmean_knowlege,ring,1,1\nmean_knowledge,rang,x,0\n');
    const bad = await desk.trihelix(['calibrate', 'barter', PRIOR, '--targets', 'bad.csv']);
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('bad.csv:2:1  metric  unknown metric or measure "mean_knowlege"  did you mean "mean_knowledge"?');
    expect(bad.stderr).toContain('bad.csv:3:16  variant  unknown variant "rang"  did you mean "ring"?');
    expect(bad.stderr).toContain('"x" is no number');
    expect((await desk.trihelix(['calibrate', 'barter', PRIOR])).code).toBe(2);
    expect((await desk.trihelix(['calibrate', 'barter', PRIOR, '--targets', 'none.csv'])).code).toBe(2);
    expect((await desk.trihelix([...ASK, 'rewiring=0.1,0.2'])).stderr).toContain('a calibration cannot sweep');
    expect(desk.results()).toEqual([]);
  });

  it('says what a round costs and makes nothing', async () => {
    const { code, stdout } = await desk.trihelix([...ASK, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('the first of at most 2 rounds');
    expect(stdout).toContain('24 runs');
    expect(desk.results()).toEqual([]);
  });

  it('stops at its time budget, goes on with the same command, and says the same as without a stop', async () => {
    const stopped = await desk.trihelix([...ASK, '--time-budget', '1ms']);
    expect(stopped.code).toBe(75);
    expect(stopped.stderr).toContain('the same command goes on');
    const { code, stdout, stderr } = await desk.trihelix([...ASK, '--json']);
    expect(code, stderr).toBe(0);
    const found = JSON.parse(stdout);
    expect(found.rounds).toHaveLength(2);
    expect(found.sets).toHaveLength(24);
    expect(found.parameters[0].key).toBe('parameters.absorptive_capacity');
    expect(found.parameters[0].low).toBeLessThan(found.parameters[0].high);
    const again = await desk.trihelix([...ASK, '--out', 'elsewhere', '--json']);
    expect(JSON.parse(again.stdout)).toEqual(found);
    const lines = readFileSync(join(folderOf(), 'posterior.csv'), 'utf8').split('\r\n');
    expect(lines[0]).toBe('round,weight,distance,absorptive_capacity,mean_knowledge of ring,mean_knowledge of random');
    expect(lines).toHaveLength(26);
    expect(readFileSync(join(folderOf(), 'posterior.svg'), 'utf8')).toMatch(
      /^<\?xml [\s\S]*absorptive_capacity[\s\S]*95 % credible interval[\s\S]*<\/svg>\n$/,
    );
    const figure = await desk.trihelix(['figure', folderOf(), 'posterior', '-o', 'p.svg', '--language', 'ru', '--json']);
    expect(figure.code, figure.stderr).toBe(0);
    expect(JSON.parse(figure.stdout)).toMatchObject({
      figure: 'posterior',
      runs: expect.stringMatching(/^round-01 0-\d+, round-02 0-\d+$/),
      results_hash: found.hash,
    });
  });

  it('adds rounds to those that are there, and keeps the old ones where it starts afresh', async () => {
    const longer = [...ASK.slice(0, -3), '3', '-j', '1'];
    const more = await desk.trihelix(longer);
    expect(more.code).toBe(0);
    expect(more.stdout).toContain('72 runs in 3 rounds of 12 parameter sets');
    expect(more.stderr.match(/computing/g)).toHaveLength(1);
    expect((await desk.trihelix([...longer, '--fresh'])).stderr).toContain('the old results were moved to');
    expect(readdirSync(folderOf()).filter((name) => name.startsWith('round-'))).toHaveLength(3);
    expect(existsSync(`${folderOf()}.1`)).toBe(true);
  });

  it('counts failed runs as impossible, names them and ends with 3', async () => {
    const prior = ['organisations=choice(60,100000)', 'steps=2000', '--targets', 'targets.csv', '--time-limit', '1s'];
    const { code, stdout, stderr } = await desk.trihelix(['calibrate', 'barter', ...prior, '--particles', '10', '--rounds', '1']);
    expect(code, stderr).toBe(3);
    expect(stdout).toMatch(/organisations +choice \[60, 100,000\] +60 +\[60, 60\]/);
    expect(stdout).toMatch(/\d+ runs? failed\n +time: .*\(round-01\) \(runs? /);
  });
});
