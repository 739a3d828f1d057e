/** Close step: sees that money can still be counted; keeps the path of quality; once the burn-in is over, adds up gains and publishes continuity. */
import type { Phase } from '../../../core/model.js';
import { closeContinuity } from '../continuity-tracker.js';
import { addToTotals } from '../knowledge-ledger.js';
import { mustBeCountable } from '../money.js';
import type { TrihelixWorld } from '../world.js';

export const closeStep: Phase<TrihelixWorld> = {
  name: 'close-step',
  run(world) {
    mustBeCountable(world.money);
    world.qualityPath[world.step] = meanQuality(world);
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

function meanQuality(world: TrihelixWorld): number {
  const { meanQuality: quality, demand } = world.industries.columns;
  let sum = 0;
  let weight = 0;
  for (let a = 0; a < world.industryCount; a++) {
    sum += quality[a] * demand[a];
    weight += demand[a];
  }
  return weight > 0 ? sum / weight : Number.NaN;
}
