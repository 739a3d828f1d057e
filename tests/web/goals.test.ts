/** The tasks of the shipped lessons: not done at the start, and possible with what pupils may move. */
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/core/simulate.js';
import { executeRun } from '../../src/experiment/run.js';
import { models } from '../../src/models/index.js';
import { type HandTie, plainChoice, runOf, type WorldChoice } from '../../src/web/lab/choice.js';
import { labSource, shippedLesson } from './shipped.js';

const tie = (step: number, a: number, b: number): HandTie => ({ step, a, b, cut: false });

/** What solves the task of each lesson. Rows: 96 for 48 firms and room for entrants, then universities, then governments. */
const SOLUTIONS: readonly (readonly [string, Partial<WorldChoice>])[] = [
  [
    'bridges',
    { hands: [tie(20, 96, 97), tie(20, 97, 98), tie(30, 96, 98), tie(40, 97, 98), tie(45, 96, 97), tie(50, 99, 100), tie(50, 100, 101)] },
  ],
  ['hubs', { changes: { tie_capacity_base: 4 } }],
  ['trust', { changes: { environment: 0.5 } }],
  ['golden-rule', { changes: { 'policy.collaboration_grant.budget': 250_000, 'policy.matchmaking.budget': 250_000 } }],
  ['bicycle', { changes: { environment: 0.6 } }],
  ['third-partner', { hands: [tie(70, 0, 192), tie(70, 192, 198), tie(70, 0, 198)] }],
];

describe('the task of the lesson', () => {
  it.each(SOLUTIONS)('%s can be done, and is not done by itself', async (name, solution) => {
    const lesson = await shippedLesson(name);
    const source = labSource(lesson);
    const { goal, show } = lesson.steps.find(({ kind }) => kind === 'task') as (typeof lesson.steps)[number];
    const start = plainChoice(show?.left as string);
    const figure = (choice: WorldChoice): number => {
      const run = runOf(source, choice);
      const outcome = executeRun(run, models);
      const { metrics, figuresAt } = layoutOf(source.model, run.parameters, run.steps, run.burnIn);
      return outcome.status === 'done' ? (outcome.values[figuresAt + metrics.indexOf(goal?.metric as string)] as number) : Number.NaN;
    };
    const [before, after, bound] = [figure(start), figure({ ...start, ...solution }), goal?.above as number];
    expect(before).toBeLessThanOrEqual(bound);
    expect(after).toBeGreaterThan(bound);
  });
});
