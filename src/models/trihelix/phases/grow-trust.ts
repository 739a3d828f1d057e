/**
 * Grow and lose trust.
 *
 *   t += (trust_brokers·brokers·(1 − b + b·Q) + trust_growth·Qᵢ·Qⱼ·V·inst·helix·(1 + c·common))·(1−t) − trust_decay
 *   below the first rung the tie ends;  b is broker_environment, c is trust_closure
 *
 * Trust therefore has a threshold in the environment: below it nothing grows without brokers. Reads levers, environment, the
 * distance that learning last saw, the network; writes trust and its sums by region, and ends ties. Source: ODD document 7.3;
 * the ladder after Camarinha-Matos & Afsarmanesh 2008; closure after Coleman 1988.
 */
import type { Phase } from '../../../core/model.js';
import { institutionalFactor } from '../institutions.js';
import type { TrihelixWorld } from '../world.js';
import { brokerCredit, commonPartners, helixFactor, institutionalProximity, tieValue } from './decide.js';

export const growTrust: Phase<TrihelixWorld> = {
  name: 'grow-trust',
  run(world) {
    const { network, leversInUse } = world;
    const { trust, distance, exposure } = world.ties.columns;
    const { alive, endA, endB, rows } = network;
    const { region, kind } = world.organisations.columns;
    const { environment } = world.regions.columns;
    const { trust_growth: growth, trust_closure: closure, trust_decay: decay } = world.parameters;
    const { regionTrust, regionTies } = world.scratch;
    const { brokersBehind } = world.levers.columns;
    const floor = world.ladder[0];
    regionTrust.fill(0);
    regionTies.fill(0);
    for (let e = 0; e < rows; e++) {
      if (alive[e] === 0) continue;
      const i = endA[e];
      const j = endB[e];
      const here = region[i];
      const there = region[j];
      const q = environment[here] * environment[there];
      const nearness = kind[i] === kind[j] ? 1 : institutionalProximity(world, i, j) * helixFactor(world, i, j);
      const guarded = closure > 0 ? 1 + closure * commonPartners(world, i, j) : 1;
      const shared = growth * q * tieValue(world, i, j, distance[e]) * nearness * guarded;
      const broker = leversInUse ? brokerGrowth(world, i, j) : 0;
      const t = nextTrust(trust[e], shared + broker, decay);
      // Who stands behind a tie stays there: only where somebody is missing is it worth asking who looks after the tie.
      if (broker > 0 && ((brokersBehind[i] | brokersBehind[j]) & ~exposure[e]) !== 0) exposure[e] |= brokerCredit(world, i, j);
      trust[e] = t;
      regionTrust[here] += t;
      regionTrust[there] += t;
      regionTies[here] += 1;
      regionTies[there] += 1;
      if (t >= floor) continue;
      network.drop(e);
    }
  },
};

/** What brokers at either end add to the growth of trust, as far as institutions carry them. */
function brokerGrowth(world: TrihelixWorld, i: number, j: number): number {
  const { region } = world.organisations.columns;
  const { environment } = world.regions.columns;
  const { brokers } = world.levers.columns;
  const { trust_brokers: rate, broker_environment: dependence } = world.parameters;
  const reach = institutionalFactor(dependence, (environment[region[i]] + environment[region[j]]) / 2);
  return ((rate * (brokers[i] + brokers[j])) / 2) * reach;
}

/** Trust after a step: growth toward 1, decay by a constant, never outside [0, 1]. */
export function nextTrust(trust: number, growth: number, decay: number): number {
  const t = trust + growth * (1 - trust) - decay;
  return Math.min(1, Math.max(0, t));
}
