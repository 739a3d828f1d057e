/** Opens a file or an address with the system's own program, e.g. the report in the browser. */
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
  open(path, () => terminal.plain(`open ${printablePath(path)} in a browser`));
}

/** Does not wait. Others on this machine can see the address while a browser is started with it. */
export function openAddress(address: string, terminal: Terminal): void {
  open(address, () => terminal.plain('open the address above in a browser'));
}

function open(target: string, onNone: () => void): void {
  const [program, ...words] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...words, target], { detached: true, stdio: 'ignore' });
  child.on('error', onNone);
  // Without a browser it is the opener that fails; that of Windows ends with 1 when all went well.
  if (process.platform !== 'win32') child.on('exit', (code) => (code ?? 0) > 0 && onNone());
  child.unref();
}
