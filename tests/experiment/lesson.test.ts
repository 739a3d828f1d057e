/** Lesson files: what is wrong is said with its place, references stay inside, and the shipped ones are whole. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type LessonReading, readLesson } from '../../src/experiment/lesson/read-lesson.js';
import { formatProblem } from '../../src/experiment/problem.js';
import { models } from '../../src/models/index.js';
import { listLessons, listScenarios, placeOf } from '../../src/node/scenario-files.js';

const folder = fileURLToPath(new URL('../../scenarios', import.meta.url));

const SCENARIO = `title: Small
steps: 10
burn_in: 2
parameters: { firms: 20, universities: 1, regions: 2 }
variants:
  a: { title: One }
  b: { title: Other }
`;
const HEAD = `title: { en: A lesson, ru: Урок }
question: { en: "Why?", ru: "Почему?" }
source: nobody
scenario: small.yaml
worlds: { a: { en: One, ru: Один } }
metrics: [ties]
`;
const STEP = `steps:
  - kind: read
    title: { en: Read, ru: Читать }
    text: { en: Words, ru: Слова }
`;

function read(text: string): Promise<LessonReading> {
  const readText = (path: string): string => {
    if (path !== 'x/small.yaml') throw new Error('no such file');
    return SCENARIO;
  };
  return readLesson({ path: 'x/one.lesson.yaml', text, models, readText });
}

async function problemsOf(text: string): Promise<string[]> {
  const reading = await read(text);
  return reading.ok ? [] : reading.problems.map(formatProblem);
}

describe('a lesson file', () => {
  it('becomes a lesson with its scenario in it', async () => {
    const reading = await read(HEAD + STEP);
    if (!reading.ok) throw new Error(reading.problems.map(formatProblem).join('\n'));
    const { lesson } = reading;
    expect([lesson.name, lesson.title.ru, lesson.minutes, lesson.scenario.steps]).toEqual(['one', 'Урок', 5, 10]);
    expect(lesson.scenario.variants.map(({ name }) => name)).toEqual(['a']);
    expect(lesson.scenario.variants[0]?.parameters.firms).toBe(20);
    expect(lesson.fingerprint).toMatch(/^[0-9a-f]{12}$/);
  });

  it('has another fingerprint when runs or right answers change, and only then', async () => {
    const fingerprint = async (text: string): Promise<string> => {
      const reading = await read(text);
      return reading.ok ? reading.lesson.fingerprint : '';
    };
    const asked = (answer: number): string =>
      `${HEAD}${STEP}    questions:\n      - { text: { en: Q, ru: В }, choices: [{ en: x, ru: х }, { en: y, ru: у }], answer: ${answer} }\n`;
    const first = await fingerprint(asked(1));
    expect(await fingerprint(asked(1).replace('Words', 'Other words'))).toBe(first);
    expect(await fingerprint(asked(2))).not.toBe(first);
    expect(await fingerprint(asked(1).replace('worlds: { a:', 'worlds: { b:'))).not.toBe(first);
  });

  it.each([
    [`${HEAD}${STEP}`.replace(', ru: Слова', ''), 'x/one.lesson.yaml:10:11  steps[1].text.ru  is missing  both languages are needed'],
    [
      `${HEAD}${STEP}`.replace('kind: read', 'kind: reed'),
      'x/one.lesson.yaml:8:11  steps[1].kind  unknown kind of step "reed"  did you mean "read"?',
    ],
    [`${HEAD}${STEP}`.replace('[ties]', '[tie]'), 'x/one.lesson.yaml:6:11  metrics[1]  unknown metric "tie"  did you mean "ties"?'],
    [
      `${HEAD}${STEP}`.replace('small.yaml', '../small.yaml'),
      'x/one.lesson.yaml:4:11  scenario  "../small.yaml" is no path below the folder of scenarios  write a relative path that ends in .yaml',
    ],
    [
      `${HEAD}${STEP}`.replace('small.yaml', 'gone.yaml'),
      'x/one.lesson.yaml:4:11  scenario  cannot read "gone.yaml"  the path is relative to this file',
    ],
    [
      `${HEAD}${STEP}`.replace('kind: read', 'kind: observe'),
      'x/one.lesson.yaml:8:5  steps[1].show  a step of kind observe shows something  write show: { left: …, metric: … }',
    ],
    [`${HEAD}bridge: true\n${STEP}`, 'x/one.lesson.yaml:7:1  bridge  unknown key "bridge"  did you mean "bridges"?'],
    [
      `${HEAD}controls: [{ setting: firmz, title: { en: a, ru: б }, step: 1 }]\n${STEP}`,
      'x/one.lesson.yaml:7:23  controls[1].setting  unknown setting "firmz"  did you mean "firms"?',
    ],
    [
      `${HEAD}controls: [{ setting: environment, title: { en: a, ru: б }, maximum: 7, step: 1 }]\n${STEP}`,
      'x/one.lesson.yaml:7:70  controls[1].maximum  7 is outside 0 … 1',
    ],
    [`${HEAD}steps: []\n`, 'x/one.lesson.yaml:7:8  steps  has 0 entries  1 to 20 are allowed'],
    ['[1, 2]', 'x/one.lesson.yaml:1:1  must be a group of keys, not a list  with the keys title, question, source, scenario'],
  ])('is refused with its place: %#', async (text, problem) => {
    expect(await problemsOf(text)).toContain(problem);
  });

  it('shows the problems of its scenario at their own place', async () => {
    const reading = await readLesson({
      path: 'x/one.lesson.yaml',
      text: HEAD + STEP,
      models,
      readText: () => SCENARIO.replace('firms: 20', 'firmz: 20'),
    });
    expect(reading.ok ? [] : reading.problems.map(formatProblem)).toEqual([
      'x/small.yaml:4:15  parameters.firmz  unknown parameter "firmz"  did you mean "firms"?',
    ]);
  });
});

describe('the shipped lessons', () => {
  const lessons = listLessons([folder]);

  it('are six at least and no scenarios', () => {
    expect(lessons.length).toBeGreaterThanOrEqual(6);
    expect(listScenarios([folder]).filter(({ path }) => path.includes('lesson.'))).toEqual([]);
  });

  it.each(lessons.map(({ name, path }) => [name, path]))('%s is sound, takes a lesson, asks and judges', async (_, file) => {
    const { path, root, readText } = placeOf(file);
    const text = readFileSync(file, 'utf8');
    const reading = await readLesson({ path, root, text, models, readText });
    if (!reading.ok) throw new Error(reading.problems.map(formatProblem).join('\n'));
    const { lesson } = reading;
    expect(text.startsWith('#')).toBe(true);
    expect(lesson.minutes).toBeLessThanOrEqual(45);
    expect(new Set(lesson.steps.map(({ kind }) => kind))).toEqual(
      new Set(['read', 'predict', 'observe', 'sample', 'task', 'explain', 'ticket']),
    );
    const judged = lesson.steps.filter(({ kind }) => kind === 'explain' || kind === 'ticket').flatMap(({ questions }) => questions);
    for (const { answer, because, text: asked } of judged) expect([answer, because], asked.en).not.toContain(undefined);
  });
});
