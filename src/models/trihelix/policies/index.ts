/** The instruments of the model, in the order of their numbers. */
import type { Policy } from '../../../core/model.js';
import type { TrihelixWorld } from '../world.js';
import { clusterManagement } from './cluster-management.js';
import { collaborationGrant } from './collaboration-grant.js';
import { cooperationPlatform } from './cooperation-platform.js';
import { entrySupport } from './entry-support.js';
import { institutionBuilding } from './institution-building.js';
import { jointFund } from './joint-fund.js';
import { matchmaking } from './matchmaking.js';
import { openInnovationRules } from './open-innovation-rules.js';
import { procurement } from './procurement.js';
import { rdSubsidy } from './rd-subsidy.js';
import { sharedFacilities } from './shared-facilities.js';
import { smartSpecialisation } from './smart-specialisation.js';
import { taxCredit } from './tax-credit.js';
import { training } from './training.js';
import { valueChainOpening } from './value-chain-opening.js';

export const policies: readonly Policy<TrihelixWorld>[] = [
  rdSubsidy,
  collaborationGrant,
  matchmaking,
  clusterManagement,
  cooperationPlatform,
  institutionBuilding,
  taxCredit,
  smartSpecialisation,
  jointFund,
  openInnovationRules,
  sharedFacilities,
  procurement,
  training,
  entrySupport,
  valueChainOpening,
];
