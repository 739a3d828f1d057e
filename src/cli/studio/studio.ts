/** The studio's routes: a page from a fixed list of files, and calls that answer in JSON. */
import { statSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { UserError } from '../../core/errors.js';
import type { Saved, ScenarioEntry } from '../../experiment/studio-messages.js';
import type { Scenario } from '../../experiment/study.js';
import { listScenarios } from '../../node/scenario-files.js';
import { ProblemsError } from '../failure.js';
import { scenarioFolders } from '../package.js';
import { loadScenario, prepareStudy } from '../prepare.js';
import { vendor } from '../vendor.js';
import { DraftError, draftText, readDraft, saveDraft } from './draft.js';
import { Experiments } from './experiments.js';
import type { Guard } from './guard.js';
import { refusalOf } from './problems.js';
import { findStudy, readReport } from './studies.js';
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

export function createStudio({ guard, results }: StudioOptions): Hono {
  const app = new Hono();
  app.use(guard.door);
  app.get('/', (context) => context.html(PAGE));
  for (const [path, [name, type]] of Object.entries(FILES))
    app.get(path, (context) => context.body(vendor(name), 200, { 'Content-Type': type }));
  app.post('/api/enter', async (context) => guard.enter(context, (await bodyOf(context)).token));
  app.use('/api/*', guard.known);
  app.use('/reports/*', guard.known);
  app.get('/reports/:id{[0-9a-f]{16}}', (context) => {
    const report = readReport(results, context.req.param('id'));
    return report === undefined ? context.text('there is no such report', 404) : context.html(report);
  });
  addCalls(app, results);
  app.notFound((context) => context.text('there is nothing here', 404));
  app.onError((error, context) => answerError(error, context));
  return app;
}

function addCalls(app: Hono, results: string): void {
  const experiments = new Experiments();
  const list = new ScenarioList();
  app.get('/api/scenarios', async (context) => context.json(await list.entries()));
  app.get('/api/scenarios/:name{.+}', async (context) => context.json(await scenarioOf(context.req.param('name'), results)));
  addStudyCalls(app, results);
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
    const { base, run, ...rest } = await bodyOf(context);
    const scenario = await scenarioOf(typeof base === 'string' ? base : '', results);
    const draft = readDraft(rest, scenario);
    const text = await draftText(draft, scenario);
    const busy = (): Response => context.json({ problems: ['an experiment is running; stop it or wait'] }, 409);
    if (run === true && experiments.running !== null) return busy();
    const file = saveDraft(draft, text);
    const path = file.replaceAll('\\', '/');
    const prepared = run === true ? await prepareStudy(file, [], { out: results }) : undefined;
    // Another call may have come first while this one was read.
    if (prepared !== undefined && experiments.running !== null) return busy();
    const saved: Saved = { path, experiment: prepared === undefined ? null : experiments.start(path, prepared) };
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

/** What can be opened. Reading all files takes half a second of the studio's time, so it is done when one has changed. */
class ScenarioList {
  private read = '';
  private found: Promise<ScenarioEntry[]> = Promise.resolve([]);

  entries(): Promise<ScenarioEntry[]> {
    const files = listScenarios(scenarioFolders());
    const now = JSON.stringify(files.map(({ path }) => [path, sizeAndTime(path)]));
    if (now !== this.read) this.found = titlesOf(files);
    this.read = now;
    return this.found;
  }
}

function sizeAndTime(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return `${stat?.size} ${stat?.mtimeMs}`;
}

async function titlesOf(files: ReturnType<typeof listScenarios>): Promise<ScenarioEntry[]> {
  const found: ScenarioEntry[] = [];
  for (const { name, path } of files) {
    try {
      const { title, description } = (await loadScenario(path)).scenario;
      found.push({ name, title, description });
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
    }
  }
  return found;
}

/** A scenario by a name of the list, or that of a study as `study/ID`; a name that is not there leads nowhere. */
async function scenarioOf(name: string, results: string): Promise<Scenario> {
  const id = /^study\/([0-9a-f]{16})$/.exec(name)?.[1];
  const study = id === undefined ? undefined : findStudy(results, id);
  if (study !== undefined) return study.plan.scenario;
  const file = listScenarios(scenarioFolders()).find((entry) => entry.name === name);
  if (file === undefined) throw new UserError('there is no such scenario');
  return (await loadScenario(file.path)).scenario;
}

function answerError(error: Error, context: Context): Response {
  const { problems, status } = refusalOf(error);
  return context.json({ problems }, status);
}
