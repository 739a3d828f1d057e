/** The path of a study's store, made first when it is not up to date. */
import { printablePath } from '../experiment/text.js';
import { ensureStore } from '../node/store.js';
import { formatDuration } from './progress.js';
import type { FoundStudy } from './stored.js';
import type { Terminal } from './terminal.js';

export async function storeOf({ folder, plan, model, read, compare }: FoundStudy, terminal: Terminal): Promise<string> {
  const began = performance.now();
  const { path, made } = await ensureStore({ folder, plan, model, study: read, compare });
  if (made) terminal.note(`made ${printablePath(path)} from the journal in ${formatDuration(performance.now() - began)}`);
  return path;
}
