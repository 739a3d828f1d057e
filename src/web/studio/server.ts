/** Calls of the page to its own server; every answer is an object or a refusal in words. */
import type { Progress, RunPage, Saved, ScenarioEntry, StoredRun, StudyEntry, StudyView } from '../../experiment/studio-messages.js';
import type { Scenario } from '../../experiment/study.js';

/** The server said no, or nothing: `problems` is for the reader, empty when there was no answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly problems: readonly string[];

  constructor(status: number, problems: readonly string[]) {
    super(problems.join('; '));
    this.status = status;
    this.problems = problems;
  }
}

async function call<T>(path: string, body?: unknown): Promise<T> {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Trihelix': '1' }, body: JSON.stringify(body ?? {}) };
  const response = await fetch(path, body === undefined ? {} : post).catch(() => undefined);
  if (response === undefined) throw new Refusal(0, []);
  const text = await response.text();
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T;
  throw new Refusal(response.status, text.startsWith('{') ? (JSON.parse(text) as { problems: string[] }).problems : [text]);
}

export const server = {
  enter: (token: string): Promise<void> => call('/api/enter', { token }),
  scenarios: (): Promise<ScenarioEntry[]> => call('/api/scenarios'),
  scenario: (name: string): Promise<Scenario> => call(`/api/scenarios/${name.split('/').map(encodeURIComponent).join('/')}`),
  studies: (): Promise<StudyEntry[]> => call('/api/studies'),
  study: (id: string, point: number): Promise<StudyView> => call(`/api/studies/${id}?point=${point}`),
  runs: (id: string, from: number, variant: string): Promise<RunPage> =>
    call(`/api/studies/${id}/runs?from=${from}${variant === '' ? '' : `&variant=${encodeURIComponent(variant)}`}`),
  run: (id: string, run: number): Promise<StoredRun> => call(`/api/studies/${id}/runs/${run}`),
  save: (draft: unknown): Promise<Saved> => call('/api/drafts', draft),
  /** The experiment that is computed now, whoever began it. */
  running: (): Promise<Progress | null> => call('/api/experiments'),
  progress: (id: string): Promise<Progress> => call(`/api/experiments/${id}`),
  stop: (id: string): Promise<void> => call(`/api/experiments/${id}/stop`, {}),
};
