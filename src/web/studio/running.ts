/** The experiment that is computed: asked after until it ends, whoever began it, also by a page that was opened anew. */
import { signal } from '@preact/signals';
import type { Progress } from '../../experiment/studio-messages.js';
import { attempt, desk } from './desk.js';
import { server } from './server.js';

/** The experiment that is shown; null as long as there is none. */
export const experiment = signal<Progress | null>(null);

/** Time between two questions: fifty open pages stay below the calls that the studio answers in a second. Longer after silence. */
const PAUSE = 800;
const PAUSE_AFTER_SILENCE = 3000;
let timer = 0;

/** Whether it has not ended: it is computed, or its report is being made. */
export const isUnderWay = ({ state }: Progress): boolean => state === 'running' || state === 'finishing';

/** Shows an experiment and asks after it more than once a second until it has ended. */
export function follow(progress: Progress): void {
  clearTimeout(timer);
  experiment.value = progress;
  if (isUnderWay(progress)) askLater(progress.id, PAUSE);
  else void refreshStudies();
}

/** Finds the experiment that is computed already. */
export async function findRunning(): Promise<void> {
  const running = await attempt(() => server.running());
  if (running !== undefined && running !== null) follow(running);
}

/** Reads the list of studies again. */
export async function refreshStudies(): Promise<void> {
  desk.studies.value = (await attempt(() => server.studies())) ?? desk.studies.value;
}

function askLater(id: string, pause: number): void {
  timer = window.setTimeout(() => void ask(id), pause);
}

async function ask(id: string): Promise<void> {
  const answer = await attempt(() => server.progress(id));
  if (experiment.peek()?.id !== id) return;
  if (answer === undefined) askLater(id, PAUSE_AFTER_SILENCE);
  else follow(answer);
}
