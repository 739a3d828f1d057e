/**
 * Adapt environment: the institutions of a region move slowly toward the collaboration that is realised there, and as
 * far as institution building lifts them.
 *
 *   trust norm   → mean trust of the region's ties, as a share of full trust
 *   Q            = mean of trust norm, openness, decentralisation; the last two move by institution building only
 *
 * Writes the environment. Source: Rodríguez-Pose 2013 for the concept; speeds assumed.
 */
import type { Phase } from '../../../core/model.js';
import type { TrihelixWorld } from '../world.js';

export const adaptEnvironment: Phase<TrihelixWorld> = {
  name: 'adapt-environment',
  run(world) {
    const speed = world.parameters.environment_speed;
    const { trustNorm, opennessNorm, decentralisation, environment } = world.regions.columns;
    const { environmentLift } = world.levers.columns;
    if (speed > 0) observe(world);
    const { regionTrust } = world.scratch;
    for (let r = 0; r < world.regionCount; r++) {
      if (speed > 0) trustNorm[r] += speed * (regionTrust[r] - trustNorm[r]);
      const lift = environmentLift[r];
      trustNorm[r] = raise(trustNorm[r], lift);
      opennessNorm[r] = raise(opennessNorm[r], lift);
      decentralisation[r] = raise(decentralisation[r], lift);
      environment[r] = (trustNorm[r] + opennessNorm[r] + decentralisation[r]) / 3;
    }
  },
};

function raise(value: number, lift: number): number {
  return value + lift > 1 ? 1 : value + lift;
}

/** Mean trust of the ties of each region; 0 where it has none. */
function observe(world: TrihelixWorld): void {
  const { network } = world;
  const { trust } = world.ties.columns;
  const { region } = world.organisations.columns;
  const { regionTrust, regionTies } = world.scratch;
  regionTrust.fill(0);
  regionTies.fill(0);
  for (let e = 0; e < network.rows; e++) {
    if (network.alive[e] === 0) continue;
    addEnd(regionTrust, regionTies, region[network.endA[e]], trust[e]);
    addEnd(regionTrust, regionTies, region[network.endB[e]], trust[e]);
  }
  for (let r = 0; r < world.regionCount; r++) if (regionTies[r] > 0) regionTrust[r] /= regionTies[r];
}

function addEnd(sum: Float64Array, count: Float64Array, r: number, trust: number): void {
  sum[r] += trust;
  count[r] += 1;
}
