/** The world: organisations with levels of knowledge on a ring of ties of which some are rewired. */
import type { World, WorldInput } from '../../core/model.js';
import { createNetwork, type Network } from '../../core/network.js';
import type { Stream } from '../../core/rng.js';
import { createTable, real, type Table } from '../../core/table.js';
import type { Parameters } from './parameters.js';

export const STREAMS = ['levels', 'experts', 'rewire', 'meet'] as const;

export const organisationSchema = {
  level: real('level', 'Knowledge in each kind.', 'categories'),
  stock: real('level', 'Mean of its levels, taken at the end of the step.'),
};
/** No instrument acts in this model. */
const leverSchema = {};

export interface BarterWorld extends World {
  step: number;
  readonly levers: Table<typeof leverSchema>;
  readonly parameters: Parameters;
  readonly organisations: Table<typeof organisationSchema>;
  readonly network: Network;
  readonly meet: Stream;
  /** Meetings of this step that ended in a trade. */
  trades: number;
  /** Mean level at the end of the step before: it may not fall. */
  meanBefore: number;
  /** The draws of a step: who meets, which neighbour, which kinds; and the numbers of the meetings, their keys. */
  readonly draws: { readonly key: Int32Array; readonly who: Float64Array; readonly which: Float64Array; readonly kinds: Float64Array };
}

export function createWorld({ parameters, rng }: WorldInput<Parameters>): BarterWorld {
  const { organisations: count, categories } = parameters;
  const organisations = createTable(organisationSchema, count, { categories });
  drawLevels(organisations.columns.level, parameters, rng.stream('levels'), rng.stream('experts'));
  return {
    step: 0,
    levers: createTable(leverSchema, 1),
    parameters,
    organisations,
    network: createRing(parameters, rng.stream('rewire')),
    meet: rng.stream('meet'),
    trades: 0,
    meanBefore: 0,
    draws: {
      key: Int32Array.from({ length: count }, (_, m) => m),
      who: new Float64Array(count),
      which: new Float64Array(count),
      kinds: new Float64Array(count),
    },
  };
}

/** Uniform levels for all; then experts, chosen one by one without repetition, get theirs in one kind. */
function drawLevels(level: Float64Array, parameters: Parameters, levels: Stream, experts: Stream): void {
  const { organisations: count, categories, common_level, expert_level } = parameters;
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < categories; k++) level[i * categories + k] = common_level * levels.unit(i, k);
  }
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const wanted = Math.round(parameters.experts * count);
  for (let n = 0; n < wanted; n++) {
    const pick = n + experts.below(count - n, n, 0);
    const i = order[pick];
    order[pick] = order[n];
    level[i * categories + experts.below(categories, n, 1)] = expert_level;
  }
}

/**
 * Watts & Strogatz 1998: a ring where everyone is tied to the nearest on both sides; then each tie, with probability
 * `rewiring`, keeps its near end and gets a random far end that is not the same organisation and not tied to it yet.
 */
export function createRing({ organisations: count, neighbours, rewiring }: Parameters, rewire: Stream): Network {
  const ties = (count * neighbours) / 2;
  const network = createNetwork(count, ties + 1);
  for (let d = 1; d <= neighbours / 2; d++) for (let i = 0; i < count; i++) network.append(i, (i + d) % count);
  network.commit();
  for (let n = 0; n < ties; n++) {
    if (rewire.unit(n, 0) >= rewiring) continue;
    const d = 1 + Math.floor(n / count);
    const i = n % count;
    if (network.degree(i) === count - 1) continue;
    const e = network.find(i, (i + d) % count);
    for (let draw = 1; network.append(i, rewire.below(count, n, draw)) < 0; draw++);
    network.drop(e);
    network.commit();
  }
  return network;
}
