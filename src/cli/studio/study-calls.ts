/** Calls about studies that lie on disk: the list, one study with its comparison, its runs, one run. */
import type { Context, Hono } from 'hono';
import type { StoredStudy } from '../../node/result-folder.js';
import { findStudy, listStudies } from './studies.js';
import { runsOf, storedRun, viewOf } from './study-view.js';

const ID = ':id{[0-9a-f]{16}}';

/** Adds the calls; all of them read only. */
export function addStudyCalls(app: Hono, results: string): void {
  const answer = (context: Context, about: (study: StoredStudy) => unknown): Response => {
    const study = findStudy(results, context.req.param('id') ?? '');
    const said = study === undefined ? undefined : about(study);
    return said === undefined ? context.json({ problems: ['there is no such study or run'] }, 404) : context.json(said);
  };
  app.get('/api/studies', (context) => context.json(listStudies(results)));
  app.get(`/api/studies/${ID}`, (context) => answer(context, (study) => viewOf(study, whole(context.req.query('point')))));
  app.get(`/api/studies/${ID}/runs`, (context) =>
    answer(context, (study) => runsOf(study, whole(context.req.query('from')), context.req.query('variant'))),
  );
  app.get(`/api/studies/${ID}/runs/:run{[0-9]{1,9}}`, (context) =>
    answer(context, (study) => storedRun(study, Number(context.req.param('run')))),
  );
}

/** A whole number from a query; 0 where there is none. */
function whole(text: string | undefined): number {
  return text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
}
