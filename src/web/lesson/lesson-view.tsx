/** The lesson page as a whole: head, steps, the open step, the laboratory; or the teacher's page. */
import { type Signal, useSignal } from '@preact/signals';
import { useErrorBoundary } from 'preact/hooks';
import { CopyButton } from '../lab/hand-out.js';
import { LabView } from '../lab/lab-view.js';
import type { Restored } from '../lab/link-fault.js';
import { LinkNotice } from '../lab/link-notice.js';
import { LANGUAGES, lab as labWords, language, say } from '../words/words.js';
import { Bet } from './bet.js';
import { type Desk, lessonWords } from './desk.js';
import { work } from './pupil.js';
import { linkOf } from './share.js';
import { goTo, StepCard, startOver } from './step-card.js';
import { Teacher } from './teacher.js';

export function LessonView({ desk, link }: { desk: Desk; link: Signal<Restored> }) {
  const teacher = useSignal(location.hash === '#teacher');
  const [error] = useErrorBoundary();
  const w = lessonWords.value;
  return (
    <>
      {!teacher.value && (
        <a class="skip" href="#laboratory">
          {w.skip}
        </a>
      )}
      <Head desk={desk} teacher={teacher} />
      <div role="status">
        <LinkNotice link={link} onStart={() => startOver(desk)} />
      </div>
      {error !== undefined && <p class="bad notice">{labWords.value.failed(String((error as Error).message ?? error))}</p>}
      {teacher.value ? <Teacher desk={desk} /> : <Pupil desk={desk} />}
      <Foot desk={desk} />
    </>
  );
}

function Head({ desk, teacher }: { desk: Desk; teacher: Signal<boolean> }) {
  const w = lessonWords.value;
  const { title, question, minutes } = desk.lesson;
  return (
    <header class="head">
      <div>
        <p class="brand">
          trihelix · {w.lesson} · {w.minutes(minutes)}
        </p>
        <h1>{say(title)}</h1>
        <p class="lead">{say(question)}</p>
      </div>
      <div class="head-tools">
        <fieldset class="languages">
          <legend>{w.language}</legend>
          {LANGUAGES.map((code) => (
            <label key={code} lang={code}>
              <input type="radio" name="language" checked={language.value === code} onChange={() => (language.value = code)} />
              <span>{code === 'en' ? 'English' : 'Русский'}</span>
            </label>
          ))}
        </fieldset>
        <button type="button" class="link" onClick={() => (teacher.value = !teacher.value)}>
          {teacher.value ? w.pupil : w.teacher}
        </button>
      </div>
    </header>
  );
}

function Pupil({ desk }: { desk: Desk }) {
  const w = lessonWords.value;
  return (
    <div class="split">
      <main class="card steps">
        <Stepper desk={desk} />
        <StepCard desk={desk} />
      </main>
      <section id="laboratory" class="card" aria-label={w.laboratory} tabIndex={-1}>
        <LabView lab={desk.lab} many={desk.many} tab={desk.lab.look('tab', 'time')} bet={<Bet desk={desk} />} />
        <p class="share">
          <CopyButton label={labWords.value.copyLink} text={linkOf(desk)} />
        </p>
      </section>
    </div>
  );
}

function Stepper({ desk }: { desk: Desk }) {
  const w = lessonWords.value;
  const { at, answers } = work.value;
  return (
    <nav aria-label={w.steps}>
      <ol class="stepper">
        {desk.lesson.steps.map(({ title, questions }, s) => {
          const done = questions.length > 0 && questions.every((_, q) => answers[`${s}.${q}`] !== undefined);
          return (
            <li key={title.en}>
              <button
                type="button"
                class={done ? 'done' : ''}
                aria-current={s === at ? 'step' : undefined}
                title={say(title)}
                onClick={() => goTo(s)}
              >
                {s + 1}
                <span class="quiet">. {say(title)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Foot({ desk }: { desk: Desk }) {
  const w = lessonWords.value;
  const { source, scenario } = desk.lesson;
  return (
    <footer class="foot">
      <details>
        <summary>{w.about}</summary>
        <p>{w.aboutText}</p>
        <dl>
          <dt>{w.source}</dt>
          <dd>{source}</dd>
          <dt>{w.scenario}</dt>
          <dd>{say(scenario.title)}</dd>
          <dt>{w.seed}</dt>
          <dd>{scenario.seed}</dd>
        </dl>
        <button type="button" onClick={() => print()}>
          {w.print}
        </button>
      </details>
    </footer>
  );
}
