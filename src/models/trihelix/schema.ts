/**
 * The columns of the world: what an organisation, a tie, a project, an innovation, a region and an industry are.
 *
 * Money is whole cents held in doubles, so that sums are exact. `T` is the number of technology domains. Sets of
 * domains are two 32-bit words, `low` for domains 0…31 and `high` for 32…63.
 */
import { flag, index, real } from '../../core/table.js';

export const FIRM = 0;
export const UNIVERSITY = 1;
export const GOVERNMENT = 2;

/** Step in which what is there at the start began. */
export const START = -1;

export const organisationSchema = {
  kind: index('-', '0 firm, 1 university, 2 government'),
  region: index('-', 'region it sits in'),
  industry: index('-', "industry; a university's field; a government's home industry"),
  sector: index('-', 'place in the tables of gains: its industry, or science, or government'),
  stage: index('-', 'place in the value chain, 1 raw inputs … the last the final product'),
  anchor: flag('whether it is an anchor firm of its cluster'),
  supplier: index('row', 'row + 1 of the firm that it buys inputs from, 0 none'),
  worldOpenness: real('share', 'openness to buyers, suppliers and knowledge abroad'),
  inputs: real('cents', 'inputs bought in the step'),
  engagedBy: index('row', 'row + 1 of the leader whose project over the chain it works for, 0 none'),
  key: index('-', 'stable serial number: the address of its luck'),
  bornAt: index('step', 'step of entry, −1 at the start'),
  alive: flag('whether it exists'),
  expertise: real('mastery', 'mastery of each domain, 0…1', 'T'),
  expertiseBefore: real('mastery', 'expertise when the step began to learn', 'T'),
  inverseNorm: real('1/mastery', 'one over the Euclidean length of its expertise when the step began to learn, 0 for none'),
  begunLow: index('set', 'domains begun when the step began to learn, 0…31'),
  begunHigh: index('set', 'domains begun when the step began to learn, 32…63'),
  capital: real('cents', 'money held'),
  quality: real('index', 'level of its best product, 1 at the start'),
  share: real('share', 'market share in its industry'),
  revenue: real('cents', 'revenue of the step'),
  profit: real('cents', "profit of the step before tax, its own money in projects deducted; a firm's"),
  research: real('cents', 'own money spent on research in the step, projects included'),
  size: real('employees', 'follows revenue'),
  openness: real('share', 'outbound: share of its knowledge it lets out'),
  ownOpenness: real('share', 'outbound openness without rules, while rules are in force'),
  opened: flag('whether rules of open innovation are in force'),
  inbound: real('share', "how far it takes in others' knowledge"),
  receptivity: real('share', 'absorptive capacity times inbound openness, when the step began to learn'),
  absorptive: real('share', 'absorptive capacity of its own'),
  trained: real('share', 'share of what is missing to full absorptive capacity that training added'),
  tieCapacity: index('ties', 'ties it can keep up'),
  lastLow: index('set', 'last combination, domains 0…31'),
  lastHigh: index('set', 'last combination, domains 32…63'),
  masteredLow: index('set', 'domains at the working level when the step began to learn, 0…31'),
  masteredHigh: index('set', 'domains at the working level when the step began to learn, 32…63'),
  foundedLow: index('set', 'domains it mastered by itself when it began, 0…31'),
  foundedHigh: index('set', 'domains it mastered by itself when it began, 32…63'),
  startedBy: index('set', 'instruments without which it might not have entered'),
  debtSteps: index('steps', 'steps in a row with negative capital'),
  group: index('-', 'standing working group it belongs to, 0 none'),
  groupScope: index('-', 'whom its meetings bring together, see SCOPE'),
  groupFrom: index('-', 'instrument that set it up'),
  groupUntil: index('step', 'first step without that group'),
  level: index('-', 'level of a government: 1 regional, 2 national, 3 supranational; else 0'),
  superior: index('row', 'row + 1 of the government above, 0 none'),
};

export const tieSchema = {
  trust: real('trust', '0…1'),
  distance: real('index', 'cognitive distance 1 − cos of the two expertises, as last seen'),
  bornAt: index('step', 'step in which it was agreed, −1 at the start'),
  channel: index('-', 'how the two met, see MEETING'),
  exposure: index('set', 'instruments that brought the two together or look after the tie'),
};

/** One project per leader: the row is the leader's row. */
export const projectSchema = {
  running: flag('whether the row is in use'),
  startedAt: index('step', 'first step'),
  endsAt: index('step', 'step in which its outcome falls'),
  low: index('set', 'combination, domains 0…31'),
  high: index('set', 'combination, domains 32…63'),
  analogy: flag('takes over a solution proven in another industry'),
  donor: index('row', 'organisation it was taken from, −1 none'),
  helix: flag('a closed university–firm–government triangle corrected it'),
  outside: flag('combines a domain that the leader learnt or borrowed from outside'),
  chain: flag('runs over the stages of the value chain'),
  through: flag('every stage had a member of its own when it began'),
  stageMember: index('row', 'row + 1 of who works on each production stage, 0 open', 8),
  stageLeft: real('quarters', 'work left at each production stage', 8),
  stageWait: index('steps', 'quarters that each stage has waited for a member', 8),
  teamSize: index('organisations', 'leader included'),
  team: index('row', 'members, leader first', 8),
  cost: real('cents/step', 'cost per step'),
  granted: real('cents', 'public money in it that is not spent yet'),
  supported: flag('began with public money'),
  exposure: index('set', 'instruments behind its money and the ties of its team'),
};

export const innovationSchema = {
  step: index('step', 'when'),
  low: index('set', 'combination, domains 0…31'),
  high: index('set', 'combination, domains 32…63'),
  leader: index('key', 'stable key of the leader'),
  leaderRow: index('row', 'row of the leader at the time'),
  industry: index('-', "leader's industry"),
  region: index('-', "leader's region"),
  teamSize: index('organisations', 'leader included'),
  kinds: index('set', 'kinds present: 1 firm, 2 university, 4 government'),
  leadTime: index('steps', 'from start to market'),
  production: index('steps', 'time from start to production, of projects over the whole chain; else 0'),
  uses: index('count', 'how often the combination had been used in the industry'),
  flags: index('set', 'see INNOVATION'),
  exposure: index('set', 'instruments behind it'),
  competence: real('mastery', 'geometric mean of the mastery it was built on'),
};

export const regionSchema = {
  country: index('-', 'country'),
  grouping: index('-', 'integration grouping'),
  home: index('-', 'home industry'),
  trustNorm: real('index', 'component of the environment: norm of trust'),
  opennessNorm: real('index', 'component of the environment: openness'),
  decentralisation: real('index', 'component of the environment: decentralisation'),
  environment: real('index', 'Q, mean of the three'),
  pool: real('mastery', 'published knowledge that arose here', 'T'),
  reach: real('mastery', 'published knowledge that can be read here', 'T'),
  poolSector: index('-', 'sector that published it last', 'T'),
  reachFrom: index('region', 'region it was published in', 'T'),
  best: real('mastery', 'mastery of the best organisation here', 'T'),
  bestAt: index('row', 'that organisation, −1 none', 'T'),
  news: real('count', 'innovations of the step that are new to their industry'),
  novelty: real('1/quarter', 'recent innovations new to their industry, smoothed'),
  government: index('row', 'its government'),
};

export const industrySchema = {
  demand: real('cents/quarter', 'demand at the start'),
  meanQuality: real('index', 'mean quality, weighted by market share'),
  propensity: real('factor', 'propensity to look for solutions abroad'),
  coreLow: index('set', 'core domains, 0…31'),
  coreHigh: index('set', 'core domains, 32…63'),
  bornAt: index('step', 'step of birth, −1 at the start'),
  parentA: index('-', 'industry of the start that it was born from'),
  parentB: index('-', 'the other one; the same where both domains are of one'),
};

/** How two organisations met. */
export const MEETING = { closure: 0, local: 1, chance: 2, event: 3, search: 4, team: 5, union: 6, hand: 7 } as const;
/** Whom an arranged meeting admits. */
export const SCOPE = { any: 0, cross_industry: 1, cross_cluster: 2, cross_border: 3, cross_kind: 4 } as const;
/** Flags of an innovation. */
export const INNOVATION = {
  newToWorld: 1,
  newToIndustry: 2,
  radical: 4,
  crossIndustry: 8,
  crossCluster: 16,
  crossBorder: 32,
  analogy: 64,
  outside: 128,
  through: 256,
} as const;
/** Channels by which knowledge is gained. */
export const CHANNEL = { own: 0, project: 1, tie: 2, local: 3, public: 4, mobility: 5, analogy: 6, supply_chain: 7 } as const;
export const CHANNELS = 8;
