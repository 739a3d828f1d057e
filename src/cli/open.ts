/** Opens a file with the system's own program, e.g. the report in the browser. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { printablePath } from '../experiment/text.js';
import type { Terminal } from './terminal.js';

const OPENERS: Readonly<Record<string, readonly [program: string, ...words: string[]]>> = {
  darwin: ['open'],
  win32: ['explorer.exe'],
  linux: ['xdg-open'],
};

/** Does not wait; says where the file lies when there is nothing to open it with. */
export function openInBrowser(file: string, terminal: Terminal): void {
  const path = resolve(file);
  const [program, ...words] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...words, path], { detached: true, stdio: 'ignore' });
  child.on('error', () => terminal.plain(`open ${printablePath(path)} in a browser`));
  child.unref();
}
