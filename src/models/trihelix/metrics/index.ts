/** All metrics of the model, in the order in which tables show them. */
import type { Metric } from '../../../core/model.js';
import type { TrihelixWorld } from '../world.js';
import { chainMetrics } from './chains.js';
import { continuityMetrics } from './continuity.js';
import { economyMetrics } from './economy.js';
import { helixMetrics } from './helix.js';
import { innovationMetrics } from './innovation.js';
import { networkMetrics } from './network.js';
import { poleMetrics } from './pole.js';
import { policyMetrics } from './policy.js';
import { spilloverMetrics } from './spillovers.js';
import { unionMetrics } from './unions.js';

export const metrics: readonly Metric<TrihelixWorld>[] = [
  ...continuityMetrics,
  ...spilloverMetrics,
  ...innovationMetrics,
  ...helixMetrics,
  ...networkMetrics,
  ...economyMetrics,
  ...policyMetrics,
  ...chainMetrics,
  ...unionMetrics,
  ...poleMetrics,
];
