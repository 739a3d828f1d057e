/** Starts the studio: exchanges the key of the address for a cookie, reads the lists, opens what a link names. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { lab as labWords, language } from '../words/words.js';
import { attempt, desk, openScenario, studioWords } from './desk.js';
import { server } from './server.js';
import { PREFIX, restore } from './share.js';
import { StudioView } from './studio-view.js';

const FIRST = 'golden-rule';

async function entered(token: string): Promise<boolean> {
  const done = await attempt(async () => {
    await server.enter(token);
    return true;
  });
  return done === true;
}

async function start(): Promise<void> {
  const fragment = location.hash;
  const token = /^#token=([0-9a-f]{32})$/.exec(fragment)?.[1];
  // The key must not stay where it could be copied with the address.
  if (token !== undefined) history.replaceState(null, '', location.pathname);
  if (token !== undefined && !(await entered(token))) return;
  const scenarios = await attempt(() => server.scenarios());
  if (scenarios === undefined) return;
  desk.scenarios.value = scenarios;
  if (fragment.startsWith(PREFIX)) {
    const good = await restore(fragment);
    desk.notice.value = good ? labWords.value.goodLink : studioWords.value.badLink;
  }
  const first = scenarios.find(({ name }) => name === FIRST) ?? scenarios[0];
  if (desk.bench.value === null && first !== undefined) await attempt(() => openScenario(first.name));
  desk.studies.value = (await attempt(() => server.studies())) ?? [];
}

effect(() => {
  document.documentElement.lang = language.value;
  document.title = `trihelix · ${studioWords.value.title}`;
});
render(<StudioView />, document.getElementById('page') as HTMLElement);
void start().finally(() => {
  document.documentElement.dataset.ready = 'true';
});
