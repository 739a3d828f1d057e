/** Commit ties: makes the step's new and ended ties visible to all behaviours that follow. */
import type { Phase } from '../../../core/model.js';
import type { TrihelixWorld } from '../world.js';

export const commitTies: Phase<TrihelixWorld> = {
  name: 'commit-ties',
  run(world) {
    world.network.commit();
    world.scratch.pending.fill(0);
  },
};
