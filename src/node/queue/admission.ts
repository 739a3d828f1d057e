/** Whether a worker may serve the owners that are there: one that would give other numbers is refused before it gets a job. */
import { UserError } from '../../core/errors.js';
import type { QueuePlace } from './place.js';
import { type Present, SILENCE } from './registry.js';

/** @throws UserError when owners are there and none of them has our engine and our secret */
export function refuseOthers(owners: readonly Present[], { engine, answers }: QueuePlace): void {
  const living = owners.filter(({ age }) => age < SILENCE);
  const same = living.filter((owner) => owner.engine === engine && owner.answers === answers);
  if (living.length > 0 && same.length === 0)
    throw new UserError(
      `the studies in this queue are computed by the engine ${living[0]?.engine}, and this worker is ${engine}: it would give other numbers`,
      'install the same version on both sides, or use another --project',
    );
  if (living.length > 0 && !same.some(({ sealed }) => sealed))
    throw new UserError(
      'the owners of the studies in this queue have another secret than this worker',
      'set TRIHELIX_QUEUE_SECRET alike on both sides',
    );
}
