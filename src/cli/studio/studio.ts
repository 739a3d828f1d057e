/** The studio's routes: a page from a fixed list of files, and calls that answer in JSON. */
import { type Context, Hono } from 'hono';
import type { Saved } from '../../experiment/studio-messages.js';
import { vendor } from '../vendor.js';
import { type CheckedDraft, DraftError, saveDraft } from './draft.js';
import { Experiments } from './experiments.js';
import type { Guard } from './guard.js';
import { refusalOf } from './problems.js';
import { Reader } from './reader.js';
import { readReport } from './studies.js';
import { addStudyCalls } from './study-calls.js';

/** Paths that are answered with a file, and nothing else is. */
const FILES: Readonly<Record<string, readonly [name: string, type: string]>> = {
  '/studio.js': ['studio-page.js', 'text/javascript; charset=utf-8'],
  '/studio.css': ['studio-page.css', 'text/css; charset=utf-8'],
  '/worker.js': ['simulate-web.js', 'text/javascript; charset=utf-8'],
};
const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' +
  '<meta name="color-scheme" content="light dark"><title>trihelix studio</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/studio.css">' +
  '<script src="/studio.js" defer></script></head><body><div id="page"></div></body></html>';

export interface StudioOptions {
  readonly guard: Guard;
  /** Folder that holds the studies. */
  readonly results: string;
}

export interface Studio {
  readonly app: Hono;
  /** Ends the processes that work for it. */
  close(): Promise<void>;
}

/** Nothing here takes long: other processes read, compare and compute, so fifty pages are answered while they do. */
export function createStudio({ guard, results }: StudioOptions): Studio {
  const app = new Hono();
  const [reader, experiments] = [new Reader(results), new Experiments(results)];
  app.use(guard.door);
  app.get('/', (context) => context.html(PAGE));
  for (const [path, [name, type]] of Object.entries(FILES))
    app.get(path, (context) => context.body(vendor(name), 200, { 'Content-Type': type }));
  app.post('/api/enter', async (context) => guard.enter(context, (await bodyOf(context)).token));
  app.use('/api/*', guard.known);
  app.use('/reports/*', guard.known);
  app.get('/reports/:id{[0-9a-f]{16}}', async (context) => {
    const report = await readReport(results, context.req.param('id'));
    if (report === undefined) return context.text('there is no such report', 404);
    return context.body(report, 200, { 'Content-Type': 'text/html; charset=utf-8' });
  });
  addStudyCalls(app, reader);
  addExperimentCalls(app, reader, experiments);
  app.notFound((context) => context.text('there is nothing here', 404));
  app.onError((error, context) => answerError(error, context));
  return {
    app,
    async close() {
      await Promise.all([reader.close(), experiments.close()]);
    },
  };
}

function addExperimentCalls(app: Hono, reader: Reader, experiments: Experiments): void {
  app.get('/api/experiments', (context) => context.json(experiments.running));
  app.get('/api/experiments/:id{[0-9]{1,9}}', (context) => {
    const progress = experiments.progress(context.req.param('id'));
    return progress === undefined ? context.text('there is no such experiment', 404) : context.json(progress);
  });
  app.post('/api/experiments/:id{[0-9]{1,9}}/stop', (context) => {
    experiments.stop(context.req.param('id'));
    return context.body(null, 204);
  });
  app.post('/api/drafts', async (context) => {
    const { base, run, ...body } = await bodyOf(context);
    const checked = await reader.ask({ about: 'draft', base: typeof base === 'string' ? base : '', body });
    if (run === true && experiments.busy) return context.json({ problems: ['an experiment is running; stop it or wait'] }, 409);
    const { name, text } = JSON.parse(checked as string) as CheckedDraft;
    const path = saveDraft(name, text).replaceAll('\\', '/');
    const saved: Saved = { path, experiment: run === true ? await experiments.start(path) : null };
    return context.json(saved);
  });
}

async function bodyOf(context: Context): Promise<Readonly<Record<string, unknown>>> {
  try {
    const body: unknown = await context.req.json();
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw new DraftError(['the call is no JSON object']);
}

function answerError(error: Error, context: Context): Response {
  const { problems, status } = refusalOf(error);
  return context.json({ problems }, status);
}
