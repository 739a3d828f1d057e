/** Studies that lie on disk: what they are, how far they are, and one of them opened with its results. */
import type { StudyEntry } from '../../experiment/studio-messages.js';
import { say } from '../words/words.js';
import { desk, showStudy, studioWords } from './desk.js';
import { StudyCard } from './study-card.js';

export function Studies() {
  const w = studioWords.value;
  const studies = desk.studies.value;
  const open = studies.find(({ id }) => id === desk.study.value);
  return (
    <section class="card studies" aria-labelledby="studies-title">
      <h2 id="studies-title">{w.studies}</h2>
      {studies.length === 0 && <p class="quiet-text">{w.noStudies}</p>}
      <ul class="study-list">
        {studies.map((study) => (
          <Entry key={study.id} study={study} open={study === open} />
        ))}
      </ul>
      {open !== undefined && <StudyCard key={open.id} id={open.id} />}
    </section>
  );
}

function Entry({ study: { id, name, title, done, planned, report }, open }: { study: StudyEntry; open: boolean }) {
  const w = studioWords.value;
  return (
    <li data-study={id}>
      <span class="study-name">
        {say(title)} <span class="quiet-text">{name}</span>
      </span>
      <span class="quiet-text">{w.done(done, planned)}</span>
      <span class="study-tools">
        <button type="button" aria-expanded={open} aria-label={`${w.results}: ${say(title)}`} onClick={() => showStudy(open ? '' : id)}>
          {w.results}
        </button>
        {report ? (
          <a href={`/reports/${id}`} target="_blank" rel="noopener" aria-label={`${w.reportShort}: ${say(title)}`}>
            {w.reportShort}
          </a>
        ) : (
          <span class="quiet-text">{w.noReport}</span>
        )}
      </span>
    </li>
  );
}
