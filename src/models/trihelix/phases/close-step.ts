/** Close step: adds the step's gains to the totals and publishes continuity, once the burn-in is over. */
import type { Phase } from '../../../core/model.js';
import { closeContinuity } from '../continuity-tracker.js';
import { addToTotals } from '../knowledge-ledger.js';
import type { TrihelixWorld } from '../world.js';

export const closeStep: Phase<TrihelixWorld> = {
  name: 'close-step',
  run(world) {
    if (world.step < world.burnIn) return;
    addToTotals(world.ledger);
    countActiveFirms(world);
    closeContinuity(world.continuity);
  },
};

/** Firms alive by cluster, and all of them in the last place. */
function countActiveFirms(world: TrihelixWorld): void {
  const { active, streamOf } = world.continuity;
  const { alive, region, industry } = world.organisations.columns;
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    const stream = streamOf[region[i] * world.industryCount + industry[i]];
    if (stream >= 0) active[stream] += 1;
  }
  active[active.length - 1] = world.aliveFirms;
}
