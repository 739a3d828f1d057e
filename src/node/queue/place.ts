/** What owner and workers must agree on to meet: where, as which project, as which engine, under which names. */
import type { QueueAddress } from './address.js';

export interface QueuePlace {
  readonly address: QueueAddress;
  /** Names what belongs together in one Redis. */
  readonly project: string;
  readonly engine: string;
  /** Digest of the self-test's answers. */
  readonly answers: string;
  /** Shared by owner and workers; without it messages are not sealed. */
  readonly secret?: string;
}

/** Hashes of who is there. */
export const OWNERS = 'owners';
export const WORKERS = 'workers';

/** A queue per engine, so that a job never reaches a worker that would compute other numbers. */
export const jobsName = (engine: string): string => `jobs-${engine.replaceAll(':', '-')}`;
export const answersName = (study: string): string => `answers-${study}`;
