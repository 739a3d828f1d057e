/** Starts the studio: exchanges the key of the address for a cookie, reads the lists, opens what a link names. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { language } from '../words/words.js';
import { attempt, desk, openFirst, studioWords } from './desk.js';
import { findRunning, refreshStudies } from './running.js';
import { server } from './server.js';
import { restore } from './share.js';
import { StudioView } from './studio-view.js';

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
  await refreshStudies();
  await openLink(fragment);
  if (desk.bench.value === null) await openFirst();
  await findRunning();
}

async function openLink(fragment: string): Promise<void> {
  const restored = await restore(fragment);
  if (restored.kind !== 'none') desk.link.value = restored;
}

effect(() => {
  document.documentElement.lang = language.value;
  document.title = `trihelix · ${studioWords.value.title}`;
});
// Whoever pastes a link into the address of the open page loads nothing anew.
addEventListener('hashchange', () => void openLink(location.hash));
render(<StudioView />, document.getElementById('page') as HTMLElement);
void start().finally(() => {
  document.documentElement.dataset.ready = 'true';
});
