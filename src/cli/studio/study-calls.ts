/** Calls about what lies on disk: scenarios, the list of studies, one study with its comparison, its runs, one run. */
import type { Context, Hono } from 'hono';
import type { Reader } from './reader.js';
import type { Question } from './reading-child.js';

const ID = ':id{[0-9a-f]{16}}';

/** Adds the calls; all of them read only. */
export function addStudyCalls(app: Hono, reader: Reader): void {
  const answer = async (context: Context, question: Question): Promise<Response> => {
    const said = await reader.ask(question);
    if (said === undefined) return context.json({ problems: ['there is no such study or run'] }, 404);
    return context.body(said, 200, { 'Content-Type': 'application/json' });
  };
  const idOf = (context: Context): string => context.req.param('id') ?? '';
  app.get('/api/scenarios', (context) => answer(context, { about: 'scenarios' }));
  app.get('/api/scenarios/:name{.+}', (context) => answer(context, { about: 'scenario', name: context.req.param('name') }));
  app.get('/api/studies', (context) => answer(context, { about: 'studies' }));
  app.get(`/api/studies/${ID}`, (context) =>
    answer(context, { about: 'study', id: idOf(context), point: whole(context.req.query('point')) }),
  );
  app.get(`/api/studies/${ID}/runs`, (context) =>
    answer(context, { about: 'runs', id: idOf(context), from: whole(context.req.query('from')), variant: context.req.query('variant') }),
  );
  app.get(`/api/studies/${ID}/runs/:run{[0-9]{1,9}}`, (context) =>
    answer(context, { about: 'run', id: idOf(context), run: Number(context.req.param('run')) }),
  );
}

/** A whole number from a query; 0 where there is none. */
function whole(text: string | undefined): number {
  return text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
}
