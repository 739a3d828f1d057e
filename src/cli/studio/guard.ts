/**
 * Who may talk to the studio: only the page that this process served, in the browser of whoever started it.
 *
 * A page of another site in the same browser is kept out by Host, Origin and Sec-Fetch-Site, another user of the machine by the
 * token, which the address carries in its fragment and which is exchanged for a cookie. Nothing is allowed across origins.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** Largest body of a request, in bytes. */
const MOST_BYTES = 2 ** 20;
const CALLS_PER_SECOND = 100;
/** Milliseconds for which a token is good that is good once. */
const SPARE = 120_000;
/** Headers that a proxy adds: whoever is behind it is not on this machine. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'] as const;
/** Header that a form of another site cannot send. */
const OWN_HEADER = 'x-trihelix';
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types trihelix',
].join('; ');
/** A report is foreign: it may run its own script, but as nobody, without cookies and without this origin. */
const REPORT_POLICY = "sandbox allow-scripts allow-downloads allow-modals; frame-ancestors 'none'";

export class Guard {
  /** 128 bits, new at every start. */
  readonly token = randomBytes(16).toString('hex');
  /** Another, which is good once. */
  private spare: { readonly token: string; readonly made: number } | undefined;
  /** When the present second of calls began, and how many it has seen. */
  private second = 0;
  private calls = 0;
  /** The port that is listened on, once it is known. */
  port = 0;

  /** Refuses strangers before anything is routed, and puts the headers on every answer. */
  readonly door: MiddlewareHandler = async (context, next) => {
    const refusal = this.refuse(context);
    if (refusal !== undefined) context.res = context.text(...refusal);
    else await next();
    const { headers } = context.res;
    headers.set('Content-Security-Policy', context.req.path.startsWith('/reports/') ? REPORT_POLICY : POLICY);
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Referrer-Policy', 'no-referrer');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    headers.set('Cache-Control', 'no-store');
  };

  /** Whether a call comes with the cookie. */
  knows(call: IncomingMessage): boolean {
    return (call.headers.cookie ?? '').split(/; */).some((pair) => same(pair, `${this.cookie}=${this.token}`));
  }

  /** Refuses calls without the cookie; those beyond a hundred in a second wait for the next one. */
  readonly known: MiddlewareHandler = async (context, next) => {
    if (!this.isToken(getCookie(context, this.cookie))) return context.text('open the address that the terminal shows', 401);
    await this.pace();
    return next();
  };

  private async pace(): Promise<void> {
    const now = performance.now();
    if (now - this.second >= 1000) [this.second, this.calls] = [now, 0];
    this.calls++;
    const late = Math.floor((this.calls - 1) / CALLS_PER_SECOND);
    if (late > 0) await setTimeout(this.second + 1000 * late - now);
  }

  /** A token for an address that others may see, as that in the words of a program that is started: the first to use it is the last. */
  spareToken(): string {
    this.spare = { token: randomBytes(16).toString('hex'), made: performance.now() };
    return this.spare.token;
  }

  private isSpare(token: unknown): boolean {
    const { spare } = this;
    if (spare === undefined || performance.now() - spare.made > SPARE || !same(token, spare.token)) return false;
    this.spare = undefined;
    return true;
  }

  /** Exchanges the token for the cookie. */
  enter(context: Context, token: unknown): Response {
    if (!this.isToken(token) && !this.isSpare(token))
      return context.text('this address is of an earlier start; take the one that the terminal shows', 401);
    setCookie(context, this.cookie, this.token, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.body(null, 204);
  }

  /** Cookies know no ports, so that each studio of a machine has one of its own name. */
  private get cookie(): string {
    return `trihelix-${this.port}`;
  }

  private isToken(value: unknown): boolean {
    return same(value, this.token);
  }

  private refuse({ req, env }: Context): [string, 400 | 403 | 405 | 413 | 415] | undefined {
    // An answer that has to wait for one before it has no socket yet. No browser asks so; a thousand answers would be held in memory.
    if ((env as HttpBindings).outgoing.socket === null) return ['one call at a time on a connection', 400];
    const hosts = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${this.port}`);
    if (!hosts.includes(req.header('host') ?? '') || FORWARDED.some((name) => req.header(name) !== undefined))
      return [
        `this server answers to localhost only, and not behind a proxy; from another machine: ssh -L ${this.port}:localhost:${this.port} NAME`,
        403,
      ];
    const origin = req.header('origin');
    if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return ['calls from other pages are refused', 403];
    if (!['same-origin', 'none', undefined].includes(req.header('sec-fetch-site'))) return ['calls from other pages are refused', 403];
    if (req.method === 'GET' || req.method === 'HEAD') return undefined;
    if (req.method !== 'POST') return ['only GET and POST are answered', 405];
    if (req.header(OWN_HEADER) !== '1') return ['a call must come from the studio', 403];
    if (!/^application\/json\b/.test(req.header('content-type') ?? '')) return ['a call must be JSON', 415];
    if (!['identity', undefined].includes(req.header('content-encoding'))) return ['a call comes as it is, without compression', 415];
    // Without a length the body would have to be read before it could be refused.
    const length = Number(req.header('content-length') ?? Number.NaN);
    return length <= MOST_BYTES ? undefined : ['a call has at most 1 MiB and says its length', 413];
  }
}

/** Compares in a time that tells nothing. */
function same(value: unknown, token: string): boolean {
  if (typeof value !== 'string') return false;
  const [given, wanted] = [Buffer.from(value), Buffer.from(token)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
