/**
 * From flags and environment to the place of the queue. Password and secret are taken out of the environment, so that no
 * process that is started later inherits them, and an address with a password is taken out of the process list.
 */
import { QUEUE_VARIABLES, type QueueAddress, readAddress } from '../node/queue/address.js';
import type { QueuePlace } from '../node/queue/place.js';
import type { QueueFlags } from './executor.js';
import { engineName } from './package.js';
import { answersDigest } from './self-test.js';
import type { Terminal } from './terminal.js';

/** Project where none is named. */
const DEFAULT_PROJECT = 'default';

let secrets: { readonly password?: string; readonly secret?: string } | undefined;

/** @throws UserError when the address is none or leads off this machine unprotected */
export function queuePlace(text: string, { project = DEFAULT_PROJECT, insecure = false }: QueueFlags, terminal: Terminal): QueuePlace {
  const { password, secret } = takeSecrets();
  // The words of the command stay readable for everybody until the title takes their place.
  if (text.includes('@')) process.title = 'trihelix';
  const address: QueueAddress = readAddress({ text, insecure, ...(password !== undefined && { password }) });
  for (const warning of address.warnings) terminal.plain(`warning: ${warning}`);
  return { address, project, engine: engineName(), answers: answersDigest(), ...(secret !== undefined && { secret }) };
}

/** A command may open several studies one after the other, so what was taken is kept. */
function takeSecrets(): NonNullable<typeof secrets> {
  const take = (name: string): string | undefined => {
    const value = process.env[name];
    delete process.env[name];
    return value === undefined || value === '' ? undefined : value;
  };
  if (secrets === undefined) {
    const [password, secret] = [take(QUEUE_VARIABLES.password), take(QUEUE_VARIABLES.secret)];
    secrets = { ...(password !== undefined && { password }), ...(secret !== undefined && { secret }) };
  }
  return secrets;
}
