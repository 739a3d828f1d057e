import { describe, expect, it } from 'vitest';
import { distanceOf, readTargets, simulatedTargets, type TargetReading } from '../../../src/experiment/calibration/targets.js';
import { readCsv } from '../../../src/experiment/csv-reader.js';
import { formatProblem } from '../../../src/experiment/problem.js';
import { readFigures } from '../../../src/experiment/results.js';
import { handMade, scenarioOf, study } from '../study.js';
import { GOLDEN, toy } from '../toy-model.js';

const read = async (text: string): Promise<TargetReading> => readTargets('targets.csv', text, (await scenarioOf(GOLDEN)).scenario, toy);

async function problemsOf(text: string): Promise<string[]> {
  const reading = await read(text);
  return reading.ok ? [] : reading.problems.map(formatProblem);
}

describe('CSV that people wrote', () => {
  it('keeps quotes, either line end, the mark at the start, and says where cells stand', () => {
    const rows = readCsv('\ufeffa,b\r\n# a remark, with a comma\n\n"x ""y"",\nz", 2 \n3,');
    expect(rows?.map((row) => row.map(({ text }) => text))).toEqual([
      ['a', 'b'],
      ['x "y",\nz', '2'],
      ['3', ''],
    ]);
    expect(rows?.[1]?.[0]).toMatchObject({ line: 4, column: 1 });
    expect(rows?.[2]?.[0]).toMatchObject({ line: 6, column: 1 });
  });

  it('is nothing where a quote does not end, and no rows where there is nothing', () => {
    expect(readCsv('a,"b')).toBeUndefined();
    expect(readCsv('')).toEqual([]);
    expect(readCsv('# only a remark')).toEqual([]);
  });
});

describe('targets', () => {
  it('are read with variant, gain, error or weight, and use', async () => {
    const reading = await read(
      'metric,variant,over,value,standard_error,weight,use\ncontinuity,process,nothing,0.2,0.05,,fit\nfailure_rate,nothing,,0.7,,25,\ngrowth_effect,process,,1,,,hold\n',
    );
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.targets).toEqual([
      { metric: 'continuity', unit: 'share', variant: 'process', over: 'nothing', value: 0.2, error: 0.05, use: 'fit' },
      { metric: 'failure_rate', unit: 'share', variant: 'nothing', value: 0.7, error: 0.2, use: 'fit' },
      { metric: 'growth_effect', unit: '-', variant: 'process', value: 1, error: 0, use: 'hold' },
    ]);
  });

  it.each([
    ['', 'targets.csv:1:1  is no table'],
    ['metric,valeu\n', 'targets.csv:1:8  unknown column "valeu"  did you mean "value"?'],
    ['metric\ncontinuity\n', 'targets.csv:1:1  value  this column is missing'],
    [
      'metric,variant,value,weight\ncontinuty,nothing,1,1\n',
      'targets.csv:2:1  metric  unknown metric or measure "continuty"  did you mean "continuity"?',
    ],
    [
      'metric,variant,value,weight\ncontinuity,proces,1,1\n',
      'targets.csv:2:12  variant  unknown variant "proces"  did you mean "process"?',
    ],
    ['metric,value,weight\ncontinuity,1,1\n', 'targets.csv:2:1  variant  says no variant'],
    ['metric,variant,value,weight\ncontinuity,nothing,abc,1\n', 'targets.csv:2:20  value  "abc" is no number'],
    ['metric,variant,value,weight\ncontinuity,nothing,1e999,1\n', 'targets.csv:2:20  value  "1e999" is no number'],
    ['metric,variant,value,weight\ncontinuity,nothing,1,0\n', 'targets.csv:2:22  weight  must be above 0'],
    ['metric,variant,value\ncontinuity,nothing,1\n', 'targets.csv:2:1  standard_error  is missing'],
    ['metric,variant,value,weight,use\ncontinuity,nothing,1,1,fitt\n', 'targets.csv:2:24  use  unknown use "fitt"'],
    ['metric,variant,value,use\ncontinuity,nothing,1,hold\n', 'targets.csv:1:1  has no target to fit'],
    ['metric,variant,over,value,weight\ncontinuity,process,process,1,1\n', 'targets.csv:2:20  over  a variant has no gain over itself'],
    [
      'metric,variant,value,weight\ncontinuity,nothing,1,1\ncontinuity,nothing,2,1\n',
      'targets.csv:3:1  metric  continuity of nothing stands here twice',
    ],
    ['metric,variant,value,standard_error,weight\ncontinuity,nothing,1,1,1\n', 'targets.csv:2:24  weight  stands beside a standard error'],
    ['metric,variant,value,weight\ncontinuity,nothing,1,1,7\n', 'targets.csv:2:1  has 5 cells'],
  ])('%j are refused at their place', async (text, problem) => {
    expect(
      (await problemsOf(text)).some((line) => line.startsWith(problem)),
      String(await problemsOf(text)),
    ).toBe(true);
  });

  it('are simulated as means over the luck that has them, gains on the same luck', async () => {
    const results = await handMade(study('', 4), (variant, metric, r) => {
      if (variant === 'b' && r === 3) return undefined;
      if (metric === 'lucky' && r === 0) return Number.NaN;
      return variant === 'a' ? 1 + r : 10 * (1 + r);
    });
    const table = readFigures(results);
    const target = { unit: '-', value: 0, error: 1, use: 'fit' } as const;
    const simulated = simulatedTargets(table, [
      { ...target, metric: 'continuity', variant: 'a' },
      { ...target, metric: 'lucky', variant: 'a' },
      { ...target, metric: 'continuity', variant: 'b', over: 'a' },
    ]);
    expect([...simulated]).toEqual([2.5, 3, 18]);
  });

  it('are far by their standard errors; what is held out or has no value counts as it should', () => {
    const target = { metric: 'x', unit: '-', variant: 'a' };
    const targets = [
      { ...target, value: 1, error: 0.5, use: 'fit' },
      { ...target, value: 2, error: 0.25, use: 'fit' },
      { ...target, value: 7, error: 0, use: 'hold' },
    ] as const;
    expect(distanceOf([2.5, 3, 99], targets)).toBe(5);
    expect(distanceOf([2.5, 3, Number.NaN], targets)).toBe(5);
    expect(distanceOf([Number.NaN, 3, 1], targets)).toBe(Infinity);
  });
});
