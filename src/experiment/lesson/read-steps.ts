/** The steps of a lesson file: texts, questions, what is shown, goals. */
import type { ProblemList } from '../problem.js';
import type { Raw } from '../scenario/yaml-tree.js';
import { Fields, readText } from './fields.js';
import { type Goal, type LessonStep, type Question, type Show, STEP_KINDS } from './lesson.js';

export interface StepNames {
  readonly worlds: readonly string[];
  readonly metrics: readonly string[];
}

const STEP_KEYS = ['kind', 'title', 'text', 'minutes', 'show', 'questions', 'goal', 'bet'] as const;
const SHOW_KEYS = ['left', 'right', 'luck', 'metric'] as const;
const QUESTION_KEYS = ['text', 'choices', 'answer', 'because'] as const;
const GOAL_KEYS = ['metric', 'above', 'below'] as const;

/** One step; undefined when it has problems. */
export function readStep(raw: Raw, path: string, names: StepNames, problems: ProblemList): LessonStep | undefined {
  const fields = Fields.of(raw, path, STEP_KEYS, problems);
  if (fields === undefined) return undefined;
  const before = problems.count;
  const kind = fields.word('kind', 'kind of step', STEP_KINDS);
  const title = fields.text('title');
  const text = fields.text('text');
  const minutes = fields.number('minutes', 1, 90, 5);
  const show = readShow(fields, names);
  const goal = readGoal(fields, names);
  const questions = fields.list('questions', 0, 12).flatMap(({ raw: entry, path: at }) => readQuestion(entry, at, problems) ?? []);
  const bet = fields.flag('bet');
  if (kind !== undefined) checkKind(fields, kind, { show, goal, questions, bet });
  if (problems.count > before || kind === undefined || title === undefined || text === undefined || minutes === undefined) return undefined;
  return { kind, title, text, minutes, questions, bet, ...(show !== undefined && { show }), ...(goal !== undefined && { goal }) };
}

/** What a kind of step cannot do without. */
function checkKind(
  fields: Fields,
  kind: LessonStep['kind'],
  { show, goal, questions, bet }: { show: Show | undefined; goal: Goal | undefined; questions: readonly Question[]; bet: boolean },
): void {
  const asks = ['predict', 'explain', 'ticket'].includes(kind);
  if (asks && questions.length === 0 && !fields.has('questions'))
    fields.problems.add(fields.place, fields.at('questions'), `a step of kind ${kind} asks something`, 'write a list of questions');
  if (kind === 'observe' && show === undefined && !fields.has('show'))
    fields.problems.add(fields.place, fields.at('show'), 'a step of kind observe shows something', 'write show: { left: …, metric: … }');
  if (kind === 'task' && goal === undefined && !fields.has('goal'))
    fields.problems.add(fields.place, fields.at('goal'), 'a step of kind task has a goal', 'write goal: { metric: …, above: … }');
  const alone = show === undefined ? !fields.has('show') : show.right === undefined;
  if (kind === 'sample' && alone)
    fields.problems.add(
      fields.place,
      fields.at('show'),
      'many worlds are compared in pairs',
      'write show: { left: …, right: …, metric: … }',
    );
  if (bet && kind !== 'sample') fields.problems.add(fields.place, fields.at('bet'), 'bets belong to steps of kind sample');
}

function readShow(fields: Fields, names: StepNames): Show | undefined {
  const raw = fields.raw('show');
  const inner = raw === undefined ? undefined : Fields.of(raw, fields.at('show'), SHOW_KEYS, fields.problems);
  if (inner === undefined) return undefined;
  const left = inner.word('left', 'world', names.worlds);
  const right = inner.has('right') ? inner.word('right', 'world', names.worlds) : undefined;
  const luck = inner.word('luck', 'kind of luck', ['same', 'new'], 'same');
  const metric = inner.word('metric', 'metric of the lesson', names.metrics);
  if (left === undefined || luck === undefined || metric === undefined) return undefined;
  return { left, luck, metric, ...(right !== undefined && { right }) };
}

function readGoal(fields: Fields, names: StepNames): Goal | undefined {
  const raw = fields.raw('goal');
  const inner = raw === undefined ? undefined : Fields.of(raw, fields.at('goal'), GOAL_KEYS, fields.problems);
  if (inner === undefined) return undefined;
  const metric = inner.word('metric', 'metric of the lesson', names.metrics);
  const bound = (key: 'above' | 'below'): number | undefined => (inner.has(key) ? inner.number(key, -1e12, 1e12) : undefined);
  const above = bound('above');
  const below = bound('below');
  if (!inner.has('above') && !inner.has('below'))
    fields.problems.add(inner.place, fields.at('goal'), 'says no value', 'write above: … or below: …');
  if (metric === undefined) return undefined;
  return { metric, ...(above !== undefined && { above }), ...(below !== undefined && { below }) };
}

function readQuestion(raw: Raw, path: string, problems: ProblemList): Question | undefined {
  const fields = Fields.of(raw, path, QUESTION_KEYS, problems);
  if (fields === undefined) return undefined;
  const text = fields.text('text');
  const entries = fields.list('choices', 2, 6);
  const choices = entries.flatMap(({ raw: entry, path: at }) => readText(entry, at, problems) ?? []);
  const position = fields.has('answer') ? fields.number('answer', 1, Math.max(1, entries.length)) : undefined;
  const because = fields.optionalText('because');
  if (text === undefined || choices.length < 2) return undefined;
  return {
    text,
    choices,
    ...(position !== undefined && { answer: Math.trunc(position) - 1 }),
    ...(because !== undefined && { because }),
  };
}
