/**
 * What facts about change need and a world does not keep: yearly growth of firms, entries and exits, who worked with whom
 * before. Written after every step from the columns of the world; it changes nothing there.
 */
import { log } from '../../../core/maths.js';
import { TEAM_WIDTH } from '../teams.js';
import type { TrihelixWorld } from '../world.js';

const YEAR = 4;
/** Firms are young in their first five years. */
const YOUNG = 5 * YEAR;
/** More than any key of an organisation: two keys make a number that is exact in a double. */
const KEYS = 67_108_864;

export interface Chronicle {
  /** Growth of log size over a year, log size at its beginning, and the year × industry it belongs to. */
  readonly growth: number[];
  readonly logSize: number[];
  readonly group: number[];
  /** By industry: entries, exits and firm-quarters. */
  readonly entries: Float64Array;
  readonly exits: Float64Array;
  readonly firmSteps: Float64Array;
  /** Exits and firm-quarters of firms in their first five years [0] and of older ones [1]. */
  readonly exitsByAge: Float64Array;
  readonly stepsByAge: Float64Array;
  /** Pairs of teammates in projects begun in the measured time, and those of them that had been teammates before. */
  teamPairs: number;
  repeatPairs: number;
  readonly known: Set<number>;
  /** State of every firm's row after the step before: key (−1 none), industry, birth. */
  readonly key: Int32Array;
  readonly industry: Int32Array;
  readonly bornAt: Int32Array;
  /** Key and log size of every firm's row when the year began. */
  readonly yearKey: Int32Array;
  readonly yearSize: Float64Array;
}

export function createChronicle({ universityAt: firms, industryCount }: TrihelixWorld): Chronicle {
  return {
    growth: [],
    logSize: [],
    group: [],
    entries: new Float64Array(industryCount),
    exits: new Float64Array(industryCount),
    firmSteps: new Float64Array(industryCount),
    exitsByAge: new Float64Array(2),
    stepsByAge: new Float64Array(2),
    teamPairs: 0,
    repeatPairs: 0,
    known: new Set(),
    key: new Int32Array(firms).fill(-1),
    industry: new Int32Array(firms),
    bornAt: new Int32Array(firms),
    yearKey: new Int32Array(firms).fill(-1),
    yearSize: new Float64Array(firms),
  };
}

/** Takes down the step that the world has just made. */
export function observe(chronicle: Chronicle, world: TrihelixWorld): void {
  const { step } = world;
  const measured = step >= world.burnIn;
  noteTeams(chronicle, world, step, measured);
  noteFirms(chronicle, world, step, measured);
  if (measured && (step - world.burnIn) % YEAR === YEAR - 1) closeYear(chronicle, world, step);
}

function noteTeams(chronicle: Chronicle, world: TrihelixWorld, step: number, measured: boolean): void {
  const { startedAt, team, teamSize } = world.projects.columns;
  const { alive, key } = world.organisations.columns;
  const fresh: number[] = [];
  for (let i = 0; i < world.governmentAt; i++) {
    if (alive[i] === 0 || startedAt[i] !== step) continue;
    for (let m = 1; m < teamSize[i]; m++) {
      for (let k = 0; k < m; k++) {
        const a = key[team[i * TEAM_WIDTH + k]];
        const b = key[team[i * TEAM_WIDTH + m]];
        const pair = Math.min(a, b) * KEYS + Math.max(a, b);
        fresh.push(pair);
        if (!measured) continue;
        chronicle.teamPairs++;
        if (chronicle.known.has(pair)) chronicle.repeatPairs++;
      }
    }
  }
  // Two projects of one step do not know of each other.
  for (const pair of fresh) chronicle.known.add(pair);
}

function noteFirms(chronicle: Chronicle, world: TrihelixWorld, step: number, measured: boolean): void {
  const o = world.organisations.columns;
  const { key, industry, bornAt } = chronicle;
  for (let i = 0; i < key.length; i++) {
    const now = o.alive[i] === 1 ? o.key[i] : -1;
    if (measured && key[i] >= 0) {
      const age = step - bornAt[i] <= YOUNG && bornAt[i] >= 0 ? 0 : 1;
      chronicle.firmSteps[industry[i]] += 1;
      chronicle.stepsByAge[age] += 1;
      if (now !== key[i]) {
        chronicle.exits[industry[i]] += 1;
        chronicle.exitsByAge[age] += 1;
      }
    }
    if (measured && now >= 0 && o.bornAt[i] === step) chronicle.entries[o.industry[i]] += 1;
    key[i] = now;
    industry[i] = o.industry[i];
    bornAt[i] = o.bornAt[i];
  }
}

function closeYear(chronicle: Chronicle, world: TrihelixWorld, step: number): void {
  const { alive, key, size, industry } = world.organisations.columns;
  const { yearKey, yearSize } = chronicle;
  for (let i = 0; i < yearKey.length; i++) {
    const now = alive[i] === 1 && size[i] > 0 ? key[i] : -1;
    const logSize = now >= 0 ? log(size[i]) : 0;
    if (now >= 0 && now === yearKey[i]) {
      chronicle.growth.push(logSize - yearSize[i]);
      chronicle.logSize.push(yearSize[i]);
      chronicle.group.push(step * world.industryCount + industry[i]);
    }
    yearKey[i] = now;
    yearSize[i] = logSize;
  }
}
