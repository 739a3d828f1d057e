/**
 * Where the queue is: the address as given by a flag or the environment, judged before anything connects to it.
 *
 * A password is taken out of the address at once and is never part of a text that is shown, so no message repeats the
 * address as it was given.
 */
import { UserError } from '../../core/errors.js';

/** Names of the environment variables; a scenario can set none of them. */
export const QUEUE_VARIABLES = {
  address: 'TRIHELIX_QUEUE',
  password: 'TRIHELIX_QUEUE_PASSWORD',
  secret: 'TRIHELIX_QUEUE_SECRET',
} as const;

export interface QueueAddress {
  readonly host: string;
  readonly port: number;
  readonly database: number;
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
  /** The address without name and password, for messages. */
  readonly shown: string;
  /** What must be said each time, e.g. that the way there is open to everyone. */
  readonly warnings: readonly string[];
}

export interface AddressInput {
  /** As given: `redis://HOST:PORT`, `rediss://USER:PASSWORD@HOST:PORT/DATABASE`. */
  readonly text: string;
  /** Password from the environment; counts before one in the address. */
  readonly password?: string;
  /** Allow a server elsewhere without TLS or password. */
  readonly insecure?: boolean;
}

const FORM = 'write redis://HOST:PORT, or rediss://HOST:PORT with TLS; the password belongs into TRIHELIX_QUEUE_PASSWORD';

/**
 * Reads and judges an address.
 * @throws UserError when it is none, or when it leads off this machine without TLS and a password and `insecure` is not set
 */
export function readAddress({ text, password: given, insecure = false }: AddressInput): QueueAddress {
  const url = parse(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? 6379 : Number(url.port);
  const database = /^\/?\d{0,4}$/.test(url.pathname) ? Number(url.pathname.slice(1)) : Number.NaN;
  if (host === '' || Number.isNaN(database) || url.search !== '' || url.hash !== '')
    throw new UserError('this is no address of a queue', FORM);
  const tls = url.protocol === 'rediss:';
  const written = decoded(url.password);
  const password = given ?? (written === '' ? undefined : written);
  const username = decoded(url.username);
  const shown = `${url.protocol}//${host.includes(':') ? `[${host}]` : host}:${port}${database === 0 ? '' : `/${database}`}`;
  const open = [...(tls ? [] : ['TLS']), ...(password === undefined ? ['password'] : [])];
  const exposed = !isLoopback(host) && open.length > 0;
  if (exposed && !insecure)
    throw new UserError(
      `the queue ${shown} is not on this machine and has no ${open.join(' and no ')}`,
      'use rediss:// and TRIHELIX_QUEUE_PASSWORD; --insecure allows it in a network where nobody else can listen or write',
    );
  const warnings = [
    ...(exposed
      ? [`INSECURE: the queue ${shown} has no ${open.join(' and no ')}; whoever reaches it can read and forge jobs and results`]
      : []),
    ...(written === '' ? [] : [`a password in an address can be seen by others on this machine; ${QUEUE_VARIABLES.password} cannot`]),
  ];
  return { host, port, database, tls, ...(username !== '' && { username }), ...(password !== undefined && { password }), shown, warnings };
}

function parse(text: string): URL {
  try {
    const url = new URL(text);
    if (url.protocol === 'redis:' || url.protocol === 'rediss:') return url;
  } catch {
    // The parser's own message would repeat the address.
  }
  throw new UserError('this is no address of a queue', FORM);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new UserError('the name or the password in the address of the queue is not encoded as an address demands', FORM);
  }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
