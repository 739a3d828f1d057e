/** The step of the lesson that is open: text, questions, task, bet, ticket, and the way on. */
import { useEffect } from 'preact/hooks';
import type { Goal, LessonStep } from '../../experiment/lesson/lesson.js';
import { figureText, metricTitle } from '../lab/names.js';
import { figureOf } from '../lab/recording.js';
import { say } from '../words/words.js';
import { type Desk, lessonWords } from './desk.js';
import { record, work } from './pupil.js';
import { Predicted, Questions } from './questions.js';
import { Ticket } from './ticket.js';

/** Tab that goes with a kind of step. */
const TABS: Partial<Record<LessonStep['kind'], string>> = { sample: 'many', observe: 'time', task: 'bridge' };

export function StepCard({ desk }: { desk: Desk }) {
  const { at } = work.value;
  const step = desk.lesson.steps[at] as LessonStep;
  const w = lessonWords.value;
  useEffect(() => {
    if (desk.restored.value) desk.restored.value = false;
    else setUp(desk, step);
    if (!desk.begun.value) desk.lab.history.forget();
    desk.begun.value = true;
  }, [at]);
  return (
    <article class="step-card" aria-labelledby="step-title">
      <p class="kind">
        <span class={`badge ${step.kind}`}>{w.kinds[step.kind]}</span> {w.stepOf(at + 1, desk.lesson.steps.length)} ·{' '}
        {w.minutes(step.minutes)}
      </p>
      <h2 id="step-title" tabIndex={-1}>
        {say(step.title)}
      </h2>
      {say(step.text)
        .split(/\n{2,}/)
        .map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      {['observe', 'explain', 'sample'].includes(step.kind) && <Predicted steps={desk.lesson.steps} at={at} />}
      {step.show !== undefined && (
        <button type="button" onClick={() => setUp(desk, step)}>
          {w.setUp}
        </button>
      )}
      <Questions step={step} at={at} />
      {step.goal !== undefined && <GoalBox desk={desk} goal={step.goal} at={at} />}
      {step.kind === 'ticket' && <Ticket desk={desk} />}
      <Ways all={desk.lesson.steps.length} at={at} />
    </article>
  );
}

/** Worlds and tab as the step wants them. */
function setUp({ lab, many, lesson }: Desk, step: LessonStep): void {
  const wanted = TABS[step.kind];
  const { show } = step;
  if (show !== undefined) many.stop();
  lab.history.together(() => {
    if (wanted !== undefined && (wanted !== 'bridge' || lesson.bridges)) lab.look('tab', 'time').value = wanted;
    if (show === undefined) return;
    lab.pause();
    lab.show(show);
    if (step.kind !== 'sample') lab.move(step.kind === 'task' ? lab.source.steps / 2 : 1);
  });
}

/** The first step with its worlds as it sets them up. */
export function startOver(desk: Desk): void {
  if (work.peek().at !== 0) goTo(0);
  else setUp(desk, desk.lesson.steps[0] as LessonStep);
}

function Ways({ all, at }: { all: number; at: number }) {
  const w = lessonWords.value;
  return (
    <div class="ways">
      <button type="button" disabled={at === 0} onClick={() => goTo(at - 1)}>
        {w.back}
      </button>
      <button type="button" class="primary" disabled={at === all - 1} onClick={() => goTo(at + 1)}>
        {w.next}
      </button>
    </div>
  );
}

/** Opens a step and puts the reader at its head. */
export function goTo(at: number): void {
  record({ at });
  requestAnimationFrame(() => document.getElementById('step-title')?.focus());
}

function GoalBox({ desk, goal, at }: { desk: Desk; goal: Goal; at: number }) {
  const w = lessonWords.value;
  const { source } = desk.lab;
  const recording = desk.lab.recordings.left.value;
  const value = recording === null ? Number.NaN : figureOf(recording, goal.metric);
  const title = metricTitle(source, goal.metric);
  const figure = (of: number): string => figureText(source, goal.metric, of);
  const reached = isReached(goal, value);
  const hash = recording?.hash;
  const keep = (): void => {
    if (hash !== undefined) record({ kept: { ...work.value.kept, [at]: { choice: desk.lab.setup.value.left, hash } } });
  };
  const isKept = hash !== undefined && work.value.kept[at]?.hash.slice(0, 16) === hash.slice(0, 16);
  return (
    <div class="goal">
      <p>
        <b>{w.goal}:</b> {goal.above !== undefined && w.above(title, figure(goal.above))}{' '}
        {goal.below !== undefined && w.below(title, figure(goal.below))}
      </p>
      <p role="status">
        {w.goalNow(figure(value))} <b class={reached ? 'good' : ''}>{reached ? w.reached : w.notReached}</b>
      </p>
      <button type="button" disabled={hash === undefined || isKept} onClick={keep}>
        {isKept ? w.kept : w.keep}
      </button>
    </div>
  );
}

/** Whether a world's figure reaches the goal. */
function isReached({ above, below }: Goal, value: number): boolean {
  return Number.isFinite(value) && (above === undefined || value > above) && (below === undefined || value < below);
}
