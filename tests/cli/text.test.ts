/** The small texts of the command line: columns that align, names that are safe, durations that read well. */
import { describe, expect, test } from 'vitest';
import { counted } from '../../src/cli/counted.js';
import { bound } from '../../src/cli/executor.js';
import { commandLine, studyName } from '../../src/cli/prepare.js';
import { formatDuration } from '../../src/cli/progress.js';
import { formatTable, shownWidth, wrap } from '../../src/cli/table.js';
import { duration, durationOrNone, seed, wholeNumber, workers } from '../../src/cli/values.js';

describe('tables', () => {
  test('columns align by what a terminal shows', () => {
    expect(shownWidth('Ж')).toBe(1);
    expect(shownWidth('e\u0301')).toBe(1);
    expect(shownWidth('漢字')).toBe(4);
    expect(shownWidth('👩‍🔬')).toBe(2);
    expect(shownWidth('\u001b[31mred\u001b[39m')).toBe(3);
    const lines = formatTable(
      [{ title: 'name' }, { title: 'n', align: 'right' }, { title: 'end' }],
      [
        ['漢字', '1', 'x'],
        ['e\u0301', '100', 'y'],
      ],
    );
    expect(lines).toEqual(['name    n  end', '漢字    1  x', 'e\u0301     100  y']);
  });

  test('a number agrees with its noun', () => {
    expect([0, 1, 2, 10_000].map((count) => counted(count, 'run'))).toEqual(['0 runs', '1 run', '2 runs', '10,000 runs']);
    expect([counted(1, 'policy', 'policies'), counted(3, 'policy', 'policies')]).toEqual(['1 policy', '3 policies']);
  });

  test('text is broken at spaces and never lost', () => {
    expect(wrap('one two three', 7, ' ')).toEqual([' one', ' two', ' three']);
    expect(wrap('supercalifragilistic x', 5)).toEqual(['supercalifragilistic', 'x']);
  });
});

describe('names', () => {
  test('a study is named after its scenario, and after what was set on the command line', () => {
    expect(studyName('golden-rule', [])).toBe('golden-rule');
    expect(studyName('golden-rule', ['policy.rd_subsidy.budget=0,6,12'])).toBe('golden-rule--policy.rd_subsidy.budget=0,6,12');
  });

  test('a name is a safe folder whatever the settings hold, and different settings have different names', () => {
    const settings = [
      '../../etc=1',
      'a=/b',
      'a=\\b',
      'a=..',
      `a=${'x'.repeat(300)}`,
      `a=${'x'.repeat(301)}`,
      'a=<b>',
      'a=b c',
      '~a',
      '+a=1',
      'a=1',
      'a=𝟙',
    ];
    const names = settings.map((setting) => studyName('s', [setting]));
    for (const name of names) expect(name).toMatch(/^s--?[\w.=,-]*[\w=,]$/);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(80);
    expect(new Set(names).size).toBe(settings.length);
    expect(studyName('s', ['b=1', 'a=1'])).toBe(studyName('s', ['a=1', 'b=1']));
  });

  test('the command in a message can be given as it stands', () => {
    expect(commandLine('run', { asked: "it's.yaml", overrides: ['a=1'], options: { seed: 'x y', replicates: 3 } })).toBe(
      "trihelix run 'it'\\''s.yaml' a=1 --seed 'x y' --replicates 3",
    );
  });
});

describe('values', () => {
  test('durations', () => {
    expect([duration('90'), duration('90s'), duration('5m'), duration('1.5h'), duration('200ms')]).toEqual([
      90_000, 90_000, 300_000, 5_400_000, 200,
    ]);
    for (const wrong of ['', '-1', '0', '5 parsecs', '1e3', 'NaN', '100000h']) expect(() => duration(wrong)).toThrow('duration');
    expect([4.6, 82, 800, 45_000, 200_000, 7_500_000].map(formatDuration)).toEqual([
      '4.6 ms',
      '82 ms',
      '0.8 s',
      '45 s',
      '3 min 20 s',
      '2 h 5 min',
    ]);
  });

  test('a run has an hour unless told otherwise, or none', () => {
    expect([durationOrNone('90s'), durationOrNone('none')]).toEqual([90_000, Number.POSITIVE_INFINITY]);
    for (const wrong of ['', 'nun', '0', 'Infinity']) expect(() => durationOrNone(wrong)).toThrow('or none');
    expect([bound(), bound(90_000), bound(durationOrNone('none'))]).toEqual([{ timeLimit: 3_600_000 }, { timeLimit: 90_000 }, {}]);
  });

  test('numbers, threads, seeds', () => {
    expect(wholeNumber(10)('7')).toBe(7);
    for (const wrong of ['0', '11', '1.5', '-1', '0x5', 'abc', '']) expect(() => wholeNumber(10)(wrong)).toThrow('1 to 10');
    expect(workers('auto')).toBeGreaterThanOrEqual(1);
    expect(seed('зерно 42')).toBe('зерно 42');
    for (const wrong of ['', '  ', 'a\nb', 'a\u202eb', 'x'.repeat(101)]) expect(() => seed(wrong)).toThrow('printable');
  });
});
