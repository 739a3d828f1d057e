/**
 * Build capability: what rules and courses change in organisations themselves, before anybody learns.
 *
 *   openness = own openness + rules_openness · openRules · (1 − own openness), its own again when the rules end
 *   trained += training_effect · training · (training_ceiling − trained) − training_decay · trained
 *
 * Absorptive capacity keeps its own path (market.ts); what training added stands beside it, and only that fades. Reads
 * levers; writes openness and trained. Source: ODD document 7.4; rates assumed.
 */
import type { Phase } from '../../../core/model.js';
import type { TrihelixWorld } from '../world.js';

export const buildCapability: Phase<TrihelixWorld> = {
  name: 'build-capability',
  run(world) {
    if (!world.leversInUse) return;
    const { opened, trained, alive } = world.organisations.columns;
    const { openRules, training } = world.levers.columns;
    for (let i = 0; i < world.rows; i++) {
      if (alive[i] === 0) continue;
      if (openRules[i] > 0 || opened[i] === 1) followRules(world, i, openRules[i]);
      if (training[i] > 0 || trained[i] > 0) trained[i] = nextTrained(world, trained[i], training[i]);
    }
  },
};

/** The own openness is kept aside while rules are in force. */
function followRules(world: TrihelixWorld, i: number, cover: number): void {
  const { openness, ownOpenness, opened } = world.organisations.columns;
  if (opened[i] === 0) ownOpenness[i] = openness[i];
  opened[i] = cover > 0 ? 1 : 0;
  openness[i] = ownOpenness[i] + world.parameters.rules_openness * cover * (1 - ownOpenness[i]);
}

function nextTrained(world: TrihelixWorld, trained: number, seat: number): number {
  const { training_effect: effect, training_ceiling: ceiling, training_decay: decay } = world.parameters;
  const gain = effect * seat * Math.max(0, ceiling - trained);
  return Math.max(0, trained + gain - decay * trained);
}

/** How far results of organisation i may be used by others: its openness, and beyond it by shared intellectual property. */
export function opennessOfResults(world: TrihelixWorld, i: number): number {
  const { openness } = world.organisations.columns;
  return openness[i] + world.parameters.rules_sharing * world.levers.columns.sharing[i] * (1 - openness[i]);
}
