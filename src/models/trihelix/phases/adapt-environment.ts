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
    const { regionTrust, regionTies } = world.scratch;
    for (let r = 0; r < world.regionCount; r++) {
      const realised = regionTies[r] > 0 ? regionTrust[r] / regionTies[r] : 0;
      trustNorm[r] += speed * (realised - trustNorm[r]);
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
