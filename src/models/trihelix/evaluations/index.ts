/** All evaluations of the model, in the order in which lists and tables show them. */
import { stylisedFacts } from '../facts/index.js';
import { channelContributions } from './channel-contributions.js';
import { convergence } from './convergence.js';
import type { TrihelixEvaluation } from './define.js';
import { evaluatorBias } from './evaluator-bias.js';
import { hysteresis } from './hysteresis.js';
import { matchmakingFunnel } from './matchmaking-funnel.js';
import { policyEffects } from './policy-effects.js';
import { policyMultiplier } from './policy-multiplier.js';
import { researchReturns } from './research-returns.js';

export const evaluations: readonly TrihelixEvaluation[] = [
  stylisedFacts,
  researchReturns,
  channelContributions,
  policyEffects,
  policyMultiplier,
  hysteresis,
  evaluatorBias,
  matchmakingFunnel,
  convergence,
];
