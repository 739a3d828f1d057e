/** Lists of a scenario that stand in a CSV file: read in place, with every mistake at its line and column. */
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/experiment/problem.js';
import { readScenario, type ScenarioReading } from '../../src/experiment/scenario.js';
import { models } from '../../src/models/index.js';

const NETWORK = '# who works with whom\na,trust,b,since\n0,0.5,1,2009\n2,0.25,3,2011\n';

async function read(parameters: string, files: Readonly<Record<string, string>> = {}): Promise<ScenarioReading> {
  const readText = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw new Error('no such file');
    return text;
  };
  const text = `title: network\nparameters: ${parameters}\nvariants: { open: {}, other: { parameters: { first_ties: ~ } } }\n`;
  return readScenario({ path: 'scenarios/small/network.yaml', root: 'scenarios', text, models, readText });
}

async function problems(parameters: string, files?: Readonly<Record<string, string>>): Promise<string[]> {
  const reading = await read(parameters, files);
  return reading.ok ? [] : reading.problems.map(formatProblem);
}

const table = (text: string): Record<string, string> => ({ 'scenarios/small/n.csv': text });

describe('a list in a file', () => {
  it('stands for its numbers, whatever the order of the columns and whatever else the file holds', async () => {
    const reading = await read('{ first_ties: { file: ../ties/n.csv } }', { 'scenarios/ties/n.csv': NETWORK });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.scenario.variants.map(({ parameters }) => parameters.first_ties)).toEqual([[0, 1, 0.5, 2, 3, 0.25], []]);
    expect(reading.files.map(({ path }) => path)).toEqual(['scenarios/ties/n.csv', 'scenarios/small/network.yaml']);
  });

  it('may be given to one variant, and by a file that another extends', async () => {
    const files: Readonly<Record<string, string>> = {
      'scenarios/base.yaml': 'title: base\nparameters: { first_ties: { file: n.csv } }\n',
      'scenarios/n.csv': 'a,b,trust\n0,1,0.5\n',
      'scenarios/m.csv': 'a,b,trust\r\n4,5,0.75\r\n',
    };
    const text = 'extends: base.yaml\nvariants: { usual: {}, other: { parameters: { first_ties: { file: m.csv } } } }\n';
    const readText = (path: string): string => files[path] ?? '';
    const reading = await readScenario({ path: 'scenarios/two.yaml', text, models, readText });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.scenario.variants.map(({ parameters }) => parameters.first_ties)).toEqual([
      [0, 1, 0.5],
      [4, 5, 0.75],
    ]);
  });

  it.each([
    ['a,b,trust\n0,1,0.5\n2,x,0.5\n', 'scenarios/small/n.csv:3:3  parameters.first_ties  b must be a number, not the text "x"'],
    ['a,b,trust\n0,1\n', 'scenarios/small/n.csv:2:1  parameters.first_ties  trust must be a number, not nothing'],
    ['a,b,trust\n0,1,"0,5"\n', 'scenarios/small/n.csv:2:5  parameters.first_ties  trust must be a number, not the text "0,5"'],
    ['a,b,trust\n0,-1,0.5\n', 'scenarios/small/n.csv:2:3  parameters.first_ties[2]  -1 is below the smallest value 0'],
    ['a,b\n0,1\n', 'scenarios/small/n.csv:1:1  parameters.first_ties  the column trust is not there once'],
    ['a,b,b,trust\n0,1,1,1\n', 'scenarios/small/n.csv:1:1  parameters.first_ties  the column b is not there once'],
    ['', 'scenarios/small/n.csv:1:1  parameters.first_ties  the file is empty'],
    ['a,b,trust\n"0,1,0.5\n', 'scenarios/small/n.csv:1:1  parameters.first_ties  a quoted cell does not end'],
  ])('with a mistake is refused where the mistake is: %j', async (text, said) => {
    const found = await problems('{ first_ties: { file: n.csv } }', table(text));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(said);
  });

  it.each([
    ['{ first_ties: { file: n.csv } }', '2:35  parameters.first_ties  cannot read "n.csv"'],
    ['{ first_ties: { file: ../../n.csv } }', `"../../n.csv" is no path below the scenario's folder`],
    ['{ first_ties: { file: /etc/n.csv } }', `"/etc/n.csv" is no path below the scenario's folder`],
    ['{ first_ties: { file: n.txt } }', `"n.txt" is no path below the scenario's folder`],
    ['{ first_ties: { file: 7 } }', 'must be a list of numbers, or the path of one file  e.g. { file: network.csv }'],
    ['{ first_ties: { file: n.csv, sheet: 1 } }', 'must be a list of numbers, or the path of one file'],
    ['{ first_ties: n.csv }', 'must be a list of numbers, not the text "n.csv"'],
    ['{ ladder: { file: n.csv } }', 'must be a list of numbers, not a group of keys'],
    ['{ firms: { file: n.csv } }', 'must be a number, not a group of keys'],
  ])('which cannot be read is refused: %s', async (parameters, said) => {
    const found = await problems(parameters);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(said);
  });

  it('names what the model cannot use', async () => {
    const found = await problems('{ firms: 30, first_ties: { file: n.csv } }', table('a,b,trust\n0,30,0.5\n'));
    expect(found.join('\n')).toContain('first_ties, tie 1: nobody has the row 30 at the start');
  });
});
