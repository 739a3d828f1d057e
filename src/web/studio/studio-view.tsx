/** The studio as a whole: scenario, laboratory with settings from the schema, experiment, studies so far. */
import { CopyButton } from '../lab/hand-out.js';
import { LabView } from '../lab/lab-view.js';
import { LinkNotice } from '../lab/link-notice.js';
import { ViewsPanel } from '../views/views.js';
import { viewWords } from '../words/views.js';
import { LANGUAGES, lab as labWords, language, say } from '../words/words.js';
import { attempt, type Bench, desk, openFirst, openScenario, studioWords } from './desk.js';
import { Experiment } from './experiment.js';
import { Parameters } from './parameters.js';
import { Policies } from './policies.js';
import { Replayed } from './replayed.js';
import { linkOf } from './share.js';
import { Studies } from './studies.js';

export function StudioView() {
  const w = studioWords.value;
  const bench = desk.bench.value;
  return (
    <>
      <Head />
      <div role="status">
        {desk.trouble.value !== '' && <p class="warn notice trouble">{desk.trouble.value}</p>}
        <LinkNotice link={desk.link} onStart={() => void openFirst()} />
      </div>
      <main>
        {desk.scenarios.value.length === 0 && desk.trouble.value === '' && <p>{w.loading}</p>}
        {desk.scenarios.value.length > 0 && <Chooser />}
        {bench !== null && <Workplace key={`${bench.name} ${bench.stored?.run.id}`} bench={bench} />}
        {desk.scenarios.value.length > 0 && <Studies />}
      </main>
    </>
  );
}

function Head() {
  const w = studioWords.value;
  return (
    <header class="head">
      <div>
        <p class="brand">trihelix</p>
        <h1>{w.title}</h1>
        <p class="lead">{w.lead}</p>
      </div>
      <fieldset class="languages">
        <legend>Language / Язык</legend>
        {LANGUAGES.map((code) => (
          <label key={code} lang={code}>
            <input type="radio" name="language" checked={language.value === code} onChange={() => (language.value = code)} />
            <span>{code === 'en' ? 'English' : 'Русский'}</span>
          </label>
        ))}
      </fieldset>
    </header>
  );
}

function Chooser() {
  const w = studioWords.value;
  const bench = desk.bench.value;
  return (
    <section class="chooser">
      <label class="field">
        <span>{w.scenario}</span>
        <select id="scenario" value={bench?.name} onChange={(event) => void attempt(() => openScenario(event.currentTarget.value))}>
          {bench?.stored !== undefined && <option value={bench.name}>{say(bench.scenario.title)}</option>}
          {desk.scenarios.value.map(({ name, title }) => (
            <option key={name} value={name}>
              {say(title)} ({name})
            </option>
          ))}
        </select>
      </label>
      {bench !== null && <p class="on-paper">{say(bench.scenario.title)}</p>}
      {bench !== null && <p class="quiet-text">{say(bench.scenario.description)}</p>}
    </section>
  );
}

function Workplace({ bench }: { bench: Bench }) {
  const { lab, many } = bench;
  return (
    <div class="split studio" data-scenario={bench.name}>
      <section id="worlds" class="card" aria-label={studioWords.value.worlds} tabIndex={-1}>
        <h2 class="quiet">{studioWords.value.worlds}</h2>
        <Replayed bench={bench} />
        <LabView
          lab={lab}
          many={many}
          tab={lab.look('tab', 'time')}
          pictures={[{ name: 'pictures', title: viewWords.value.title, body: () => <ViewsPanel lab={lab} /> }]}
          more={(side) => (
            <>
              <Policies lab={lab} side={side} />
              <Parameters lab={lab} side={side} />
            </>
          )}
        />
        <p class="share">
          <CopyButton label={labWords.value.copyLink} text={linkOf(bench)} />
        </p>
      </section>
      <Experiment bench={bench} />
    </div>
  );
}
