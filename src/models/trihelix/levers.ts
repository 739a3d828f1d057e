/**
 * The levers: what policies write and behaviours read; the engine zeroes them before each step in which a policy is in use.
 *
 * How two instruments add up: each instrument that offers project money has a call of its own, so that offers stand side
 * by side and each is paid from its own purse. Services (a share of a full service, 0…1) add up to a full one: who comes
 * later in the list of instruments buys what is still missing, and a set names all who pay for it.
 */
import { index, real } from '../../core/table.js';

/** Calls for project money, in the order in which a project takes it. */
export const CALL = { research: 0, team: 1, focus: 2, border: 3 } as const;
export const CALLS = 4;

export const leverSchema = {
  blitz: real('1/quarter', 'expected seats at arranged pair meetings'),
  roundTable: real('1/quarter', 'expected seats at round tables'),
  workingGroup: real('1/quarter', 'expected new seats in standing working groups'),
  eventScope: index('-', 'whom arranged meetings bring together, see SCOPE'),
  eventFrom: index('-', 'instrument that arranges them'),
  brokers: real('share', "share of the organisation's ties that a broker looks after"),
  brokersFrom: index('-', 'instrument that pays the brokers'),
  platform: real('share', 'membership in a platform that makes competence searchable'),
  searchRate: real('1/quarter', 'searches of a full member'),
  platformFrom: index('-', 'instrument that runs it'),
  offer: real('share', 'share of the cost of a project it leads that each call offers', CALLS),
  offerLimit: real('cents', 'most that each call pays for a project it leads', CALLS),
  callFrom: index('-', 'instrument that pays; row = call'),
  callTeam: index('organisations', 'smallest team that the call pays; row = call'),
  callKinds: index('count', 'kinds that such a team must hold; row = call'),
  callIndustries: index('count', 'industries that it must hold; row = call'),
  callRegions: index('count', 'regions that it must hold; row = call'),
  callCountries: index('count', 'countries that it must hold; row = call'),
  callFocus: index('flag', 'whether only projects that touch a priority domain of their region are paid; row = call'),
  priorityLow: index('set', 'priority domains of each call, 0…31; row = region', CALLS),
  priorityHigh: index('set', 'priority domains of each call, 32…63; row = region', CALLS),
  taxCredit: real('share', 'share of own project money that is refunded'),
  taxCreditFrom: index('-', 'instrument that refunds it'),
  environmentLift: real('index', 'lift of the environment; row = region'),
};
