/** Anchor firms: the largest firms of every cluster, which make final products and lead its through projects. */
import { capacityOf } from './phases/market.js';
import type { TrihelixWorld } from './world.js';

/** Makes the largest firms of every cluster its anchors, as many as the parameter says, or all it has. */
export function makeAnchors(world: TrihelixWorld): void {
  const { parameters: p } = world;
  for (let n = 0; n < p.anchors; n++) {
    for (let cluster = 0; cluster < world.regionCount * world.industryCount; cluster++) {
      const i = largestOf(world, cluster);
      if (i >= 0) raiseAnchor(world, i);
    }
  }
}

/** The largest firm of the cluster that is no anchor yet, −1 where there is none. */
function largestOf(world: TrihelixWorld, cluster: number): number {
  const { alive, anchor, region, industry, size } = world.organisations.columns;
  let best = -1;
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0 || anchor[i] === 1 || region[i] * world.industryCount + industry[i] !== cluster) continue;
    if (best < 0 || size[i] > size[best]) best = i;
  }
  return best;
}

function raiseAnchor(world: TrihelixWorld, i: number): void {
  const { anchor, size, stage, tieCapacity } = world.organisations.columns;
  anchor[i] = 1;
  stage[i] = world.parameters.production_stages;
  size[i] = Math.max(size[i], world.parameters.anchor_size);
  tieCapacity[i] = capacityOf(world, size[i]);
}
