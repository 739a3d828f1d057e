/**
 * The levers: what policies write and behaviours read; the engine zeroes them before each step in which a policy is in use.
 *
 * How two instruments add up: each instrument that offers project money has a call of its own, so that offers stand side
 * by side and each is paid from its own purse. Services (a share of a full service, 0…1) add up to a full one: who comes
 * later in the list of instruments buys what is still missing, and a set names all who pay for it.
 */
import { index, real } from '../../core/table.js';

/** Calls for project money, in the order in which a project takes it. */
export const CALL = { research: 0, team: 1, focus: 2, border: 3, niche: 4, joint: 5, interCluster: 6 } as const;
export const CALLS = 7;

/** Kinds of shared facilities. */
export const FACILITY = { collective_use: 0, engineering: 1, transfer: 2 } as const;
export const FACILITIES = 3;

export const leverSchema = {
  blitz: real('1/quarter', 'expected seats at arranged pair meetings'),
  roundTable: real('1/quarter', 'expected seats at round tables'),
  workingGroup: real('1/quarter', 'expected new seats in standing working groups'),
  lobbying: real('1/quarter', 'expected seats at meetings of stakeholders of different kinds'),
  eventScope: index('-', 'whom arranged meetings bring together, see SCOPE'),
  eventFrom: index('-', 'instrument that arranges them'),
  brokers: real('share', "share of the organisation's ties that a broker looks after"),
  brokersBehind: index('set', 'instruments that pay the brokers'),
  platform: real('share', 'membership in a platform that makes competence searchable'),
  searchRate: real('1/quarter', 'searches of a full member'),
  platformBehind: index('set', 'instruments that run it'),
  catalogue: real('share', 'listing in a competence catalogue'),
  catalogueBehind: index('set', 'instruments that pay for it'),
  dissemination: real('share', 'share in the dissemination of published results'),
  disseminationBehind: index('set', 'instruments that pay for it'),
  offer: real('share', 'share of the cost of a project it leads that each call offers', CALLS),
  offerLimit: real('cents', 'most that each call pays for a project it leads', CALLS),
  callFrom: index('-', 'instrument that pays; row = call'),
  callTeam: index('organisations', 'smallest team that the call pays; row = call'),
  callKinds: index('count', 'kinds that such a team must hold; row = call'),
  callIndustries: index('count', 'industries that it must hold; row = call'),
  callRegions: index('count', 'regions that it must hold; row = call'),
  callCountries: index('count', 'countries that it must hold; row = call'),
  callClusters: index('count', 'clusters that it must hold; row = call'),
  callFocus: index('flag', 'whether only projects that touch a priority domain of their region are paid; row = call'),
  priorityLow: index('set', 'priority domains of each call, 0…31; row = region', CALLS),
  priorityHigh: index('set', 'priority domains of each call, 32…63; row = region', CALLS),
  taxCredit: real('share', 'share of own project money that is refunded'),
  taxCreditFrom: index('-', 'instrument that refunds it'),
  facility: real('share', 'access to each kind of shared facility', FACILITIES),
  facilityBehind: index('set', 'instruments that pay for it', FACILITIES),
  training: real('share', 'share of a full place in courses'),
  trainingBehind: index('set', 'instruments that pay for it'),
  openRules: real('share', 'how far rules of open innovation cover it'),
  openRulesBehind: index('set', 'instruments that pay for it'),
  sharing: real('share', 'how far rules of shared intellectual property cover it'),
  sharingBehind: index('set', 'instruments that pay for it'),
  order: real('cents', 'public order in this step'),
  orderFrom: index('-', 'instrument that pays it'),
  founders: real('1/quarter', 'expected additional entrants; row = region'),
  entryFreedom: real('share', 'share of what is missing to full freedom of entry; row = region'),
  startCapital: real('cents', 'start capital offered to an entrant; row = region'),
  entryFrom: index('-', 'instrument that supports entry; row = region'),
  environmentLift: real('index', 'lift of the environment; row = region'),
  chainOpening: real('share', 'share of full support for opening value chains'),
};
