/** How the class answered each question, as bars. */
import type { Lesson } from '../../experiment/lesson/lesson.js';
import { say } from '../words/words.js';
import type { Row } from './check-codes.js';

export function Spread({ lesson, rows }: { lesson: Lesson; rows: readonly Row[] }) {
  const works = rows.flatMap(({ work }) => (work === undefined ? [] : [work]));
  return (
    <div class="spread">
      {lesson.steps.flatMap(({ questions }, s) =>
        questions.map(({ text, choices, answer }, q) => (
          <figure key={`${s}.${text.en}`}>
            <figcaption>{say(text)}</figcaption>
            <ul>
              {choices.map((choice, c) => {
                const count = works.filter(({ answers }) => answers[`${s}.${q}`] === c).length;
                return (
                  <li key={choice.en} class={answer === c ? 'right' : ''}>
                    <span>{say(choice)}</span>
                    <meter min={0} max={Math.max(1, works.length)} value={count} aria-label={say(choice)} /> {count}
                  </li>
                );
              })}
            </ul>
          </figure>
        )),
      )}
    </div>
  );
}
