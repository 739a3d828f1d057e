/** Questions of a step: one answer each, and what is to be said about it. */
import type { LessonStep, Question } from '../../experiment/lesson/lesson.js';
import { say } from '../words/words.js';
import { lessonWords } from './desk.js';
import { record, work } from './pupil.js';

export function Questions({ step, at }: { step: LessonStep; at: number }) {
  return (
    <>
      {step.questions.map((question, q) => (
        <Asked key={`${at}.${q}`} name={`${at}.${q}`} question={question} judged={step.kind !== 'predict'} />
      ))}
    </>
  );
}

function Asked({ name, question, judged }: { name: string; question: Question; judged: boolean }) {
  const chosen = work.value.answers[name];
  const choose = (answer: number): void => record({ answers: { ...work.value.answers, [name]: answer } });
  return (
    <fieldset class="question">
      <legend>{say(question.text)}</legend>
      {question.choices.map((choice, c) => (
        <label key={choice.en} class={chosen === c ? 'chosen' : ''}>
          <input type="radio" name={`q${name}`} checked={chosen === c} onChange={() => choose(c)} />
          <span>{say(choice)}</span>
        </label>
      ))}
      <div role="status">{chosen !== undefined && <Verdict question={question} chosen={chosen} judged={judged} />}</div>
    </fieldset>
  );
}

function Verdict({ question, chosen, judged }: { question: Question; chosen: number; judged: boolean }) {
  const w = lessonWords.value;
  if (!judged) return <p class="quiet-text">{w.noted}</p>;
  const right = question.answer === undefined ? undefined : question.answer === chosen;
  return (
    <p class={right === undefined ? 'quiet-text' : right ? 'good' : 'bad'}>
      {right !== undefined && <b>{right ? w.right : w.wrong} </b>}
      {question.because !== undefined && say(question.because)}
    </p>
  );
}

/** The answers to the last predictions before a step, to be read again when the worlds have spoken. */
export function Predicted({ steps, at }: { steps: readonly LessonStep[]; at: number }) {
  const w = lessonWords.value;
  const last = steps.slice(0, at).findLastIndex(({ kind }) => kind === 'predict');
  if (last < 0) return null;
  const said = (steps[last] as LessonStep).questions.flatMap(({ choices }, q) => {
    const answer = work.value.answers[`${last}.${q}`];
    return answer === undefined ? [] : [say(choices[answer] as Question['text'])];
  });
  return (
    <aside class="predicted">
      <b>{w.youSaid}</b> {said.length === 0 ? w.noPrediction : said.map(w.quoted).join(' ')}
    </aside>
  );
}
