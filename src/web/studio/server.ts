/** Calls of the page to its own server; every answer is an object or a refusal in words. */
import type { MetricComparison } from '../../experiment/comparison.js';
import type { Run, Scenario } from '../../experiment/study.js';

export interface ScenarioEntry {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}
export interface StudyEntry {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly done: number;
  readonly planned: number;
  readonly report: boolean;
}
/** One parameter set of a study: every variant against the baseline over the indicators. */
export interface StudyView {
  readonly title: string;
  readonly model: string;
  readonly seed: string;
  readonly baseline: string;
  readonly variants: readonly { readonly name: string; readonly title: string }[];
  readonly indicators: readonly string[];
  readonly points: number;
  readonly point: number;
  readonly runs: { readonly planned: number; readonly done: number; readonly failed: number };
  readonly rows: readonly Pick<MetricComparison, 'metric' | 'variant' | 'pairs' | 'difference' | 'low' | 'high' | 'verdict'>[];
  readonly summary: { readonly en: string; readonly ru: string };
  readonly notes: readonly string[];
}
/** One run of the table of results. */
export interface RunRow {
  readonly id: number;
  readonly variant: string;
  readonly point: number;
  readonly replicate: number;
  readonly status: 'done' | 'failed' | 'missing';
  readonly figures: readonly (number | null)[];
  readonly message: string;
}
export interface RunPage {
  readonly total: number;
  readonly rows: readonly RunRow[];
}
/** A run as it was computed, and its fingerprint. */
export interface StoredRun {
  readonly run: Run;
  readonly hash: string;
}
export interface LiveRow {
  readonly metric: string;
  readonly variant: string;
  readonly n: number;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
export interface Progress {
  readonly state: 'running' | 'done' | 'stopped' | 'failed';
  readonly done: number;
  readonly planned: number;
  readonly rows: readonly LiveRow[];
  readonly study: string | null;
  readonly hash: string | null;
  readonly message: string;
}
export interface Saved {
  readonly path: string;
  readonly text: string;
  readonly experiment: string | null;
}

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
  progress: (id: string): Promise<Progress> => call(`/api/experiments/${id}`),
  stop: (id: string): Promise<void> => call(`/api/experiments/${id}/stop`, {}),
};
