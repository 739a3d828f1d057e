/**
 * The world of the model: tables, ties, ledgers, random streams and the counters of a step.
 *
 * One id space for organisations in three blocks: firms first (with room for entrants), then universities, then
 * governments, one per region. Made by `createWorld` in initialise.ts; this file says what there is.
 */
import type { World } from '../../core/model.js';
import type { Network } from '../../core/network.js';
import type { Stream } from '../../core/rng.js';
import type { Table } from '../../core/table.js';
import type { Agenda } from './agenda.js';
import type { Births } from './births.js';
import type { Cascades } from './cascades.js';
import type { UsageTable } from './combination.js';
import type { ContinuityTracker } from './continuity-tracker.js';
import type { KnowledgeLedger } from './knowledge-ledger.js';
import type { leverSchema } from './levers.js';
import type { Money } from './money.js';
import type { Parameters } from './parameters/index.js';
import type { Programmes } from './programmes.js';
import type { industrySchema, innovationSchema, organisationSchema, projectSchema, regionSchema, tieSchema } from './schema.js';
import type { Scratch } from './scratch.js';
import type { StepCounts } from './step-counts.js';
import type { Unions } from './unions.js';
import type { ValueChain } from './value-chain.js';

/** Names of the random streams; each purpose has its own, so that one rule's luck never shifts another's. */
export const STREAMS = [
  'initialise',
  'meet',
  'arranged-meeting',
  'round-table',
  'search',
  'accept',
  'mobility',
  'basic-research',
  'start-project',
  'team',
  'combine',
  'outcome',
  'turn',
  'broker',
  'consensus',
  'enter',
  'supply',
  'birth',
  'union',
  'union-meeting',
  'abroad',
  'measure',
  'evaluate',
  'agenda',
  'facility',
  'lobbying',
  'catalogue',
  'demand',
  'project-member',
] as const;
export type StreamName = (typeof STREAMS)[number];

/** Pairs that met in the step, waiting for their decision. */
export interface Meetings {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly channel: Int32Array;
  /** Trust that the format of the meeting adds to a new tie. */
  readonly bonus: Float64Array;
  /** Instruments that brought the meeting about, as a set. */
  readonly exposure: Int32Array;
  count: number;
}

export interface TrihelixWorld extends World {
  step: number;
  readonly steps: number;
  readonly burnIn: number;
  readonly parameters: Parameters;
  /** Trust at which a tie reaches each rung. */
  readonly ladder: readonly [number, number, number, number];
  readonly firmRows: number;
  readonly universityAt: number;
  readonly governmentAt: number;
  readonly rows: number;
  readonly domains: number;
  readonly regionCount: number;
  readonly industryCount: number;
  readonly organisations: Table<typeof organisationSchema>;
  readonly ties: Table<typeof tieSchema>;
  readonly network: Network;
  readonly projects: Table<typeof projectSchema>;
  readonly innovations: Table<typeof innovationSchema>;
  innovationCount: number;
  readonly regions: Table<typeof regionSchema>;
  readonly industries: Table<typeof industrySchema>;
  readonly levers: Table<typeof leverSchema>;
  /** Whether any policy can write levers in this run; where none can, what levers alone bring about is skipped. */
  readonly leversInUse: boolean;
  readonly usage: UsageTable;
  /** Uses of a combination in any industry. */
  readonly worldUsage: UsageTable;
  readonly money: Money;
  /** What all accounts held at the start, in cents. */
  readonly moneyAtStart: number;
  readonly programmes: Programmes;
  /** Priority domains that calls with a focus have chosen. */
  readonly agenda: Agenda;
  readonly chain: ValueChain;
  readonly unions: Unions;
  readonly births: Births;
  readonly ledger: KnowledgeLedger;
  readonly cascades: Cascades;
  readonly continuity: ContinuityTracker;
  readonly meetings: Meetings;
  readonly counts: StepCounts;
  readonly streams: Readonly<Record<StreamName, Stream>>;
  readonly scratch: Scratch;
  /** Living organisations by region: members of r are at memberStart[r] … memberStart[r + 1] − 1. */
  readonly memberStart: Int32Array;
  readonly members: Int32Array;
  /** Distance level between regions, regions × regions: 0 same, 1 country, 2 grouping, 3 beyond. */
  readonly distance: Int32Array;
  /** Firms alive at the start and those of them that still are. */
  readonly startFirms: number;
  aliveFirms: number;
  /** Mean product quality by step, weighted by the demand of the industries. */
  readonly qualityPath: Float64Array;
}

/** Lists the living organisations of every region again; called at the start and after entry and exit. */
export function indexMembers(world: TrihelixWorld): void {
  const { alive, region } = world.organisations.columns;
  const { memberStart, members } = world;
  memberStart.fill(0);
  for (let i = 0; i < world.rows; i++) if (alive[i] === 1) memberStart[region[i] + 1] = memberStart[region[i] + 1] + 1;
  for (let r = 0; r < world.regionCount; r++) memberStart[r + 1] += memberStart[r];
  const living = memberStart[world.regionCount];
  for (let i = world.rows - 1; i >= 0; i--) {
    if (alive[i] !== 1) continue;
    const r = region[i];
    const at = memberStart[r + 1] - 1;
    members[at] = i;
    memberStart[r + 1] = at;
  }
  // Every end was moved down to its start while filling: shift them back by one place.
  for (let r = 0; r < world.regionCount; r++) memberStart[r] = memberStart[r + 1];
  memberStart[world.regionCount] = living;
}
