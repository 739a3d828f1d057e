/**
 * Arranged meetings, in four formats: blitz (pairs), round table, standing working group, lobbying (lobbying.ts). Levers say how many seats are
 * offered to whom and whom a meeting admits; seats of tables and groups go by a drawn priority.
 */
import { addMeeting } from '../meetings.js';
import { priority, ROWS, rowOf } from '../priority.js';
import { MEETING, SCOPE } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { holdLobbying } from './lobbying.js';

/** Tries to find a guest whom the scope admits; a host who finds none has paid for an empty chair. */
const TRIES = 8;
/** Draw numbers of the two formats with seats. */
const TABLE_DRAWS = 0;
const GROUP_DRAWS = 2;

export function holdArrangedMeetings(world: TrihelixWorld): void {
  world.streams['arranged-meeting'].moveTo(world.step);
  world.streams['round-table'].moveTo(world.step);
  holdBlitz(world);
  holdTables(world);
  holdWorkingGroups(world);
  holdLobbying(world);
}

/** Whether a meeting of that scope admits the pair. */
export function admits(world: TrihelixWorld, scope: number, i: number, j: number): boolean {
  const { industry, region, kind } = world.organisations.columns;
  switch (scope) {
    case SCOPE.cross_industry:
      return industry[i] !== industry[j];
    case SCOPE.cross_cluster:
      return industry[i] !== industry[j] || region[i] !== region[j];
    case SCOPE.cross_border:
      return world.regions.columns.country[region[i]] !== world.regions.columns.country[region[j]];
    case SCOPE.cross_kind:
      return kind[i] !== kind[j];
    default:
      return true;
  }
}

/** Whether the organisation belongs to a standing group in this step. */
export function sitsInGroup(world: TrihelixWorld, i: number): boolean {
  const { group, groupUntil } = world.organisations.columns;
  return group[i] !== 0 && groupUntil[i] > world.step;
}

/** Hosts and guests of blitz meetings are those to whom seats are offered. */
function holdBlitz(world: TrihelixWorld): void {
  const { blitz } = world.levers.columns;
  const { alive } = world.organisations.columns;
  const { rows } = world.scratch;
  let members = 0;
  for (let i = 0; i < world.rows; i++) if (alive[i] === 1 && blitz[i] > 0) rows[members++] = i;
  if (members < 2) return;
  for (let m = 0; m < members; m++) hostBlitz(world, rows[m], members);
}

function hostBlitz(world: TrihelixWorld, i: number, members: number): void {
  const { blitz, eventScope, eventFrom } = world.levers.columns;
  const k = world.organisations.columns.key[i];
  const draw = world.streams['arranged-meeting'];
  const whole = Math.floor(blitz[i]);
  const count = draw.unit(k, 0) < blitz[i] - whole ? whole + 1 : whole;
  for (let m = 0; m < count; m++) {
    for (let tries = 0; tries < TRIES; tries++) {
      const j = world.scratch.rows[draw.below(members, k, 1 + m * TRIES + tries)];
      if (j === i || !admits(world, eventScope[i], i, j)) continue;
      addMeeting(world, i, j, MEETING.event, 0, 1 << eventFrom[i]);
      break;
    }
  }
}

function holdTables(world: TrihelixWorld): void {
  const { table_seats: seats, table_bonus: bonus } = world.parameters;
  const { roundTable, eventScope, eventFrom } = world.levers.columns;
  const attending = drawAttendance(world, roundTable, TABLE_DRAWS);
  for (let first = 0; first + 1 < attending; first += seats)
    meetAll(world, first, Math.min(first + seats, attending), bonus, eventScope, eventFrom);
}

/** New groups are drawn from those without one and keep their scope; all standing groups meet. */
function holdWorkingGroups(world: TrihelixWorld): void {
  const { group, groupUntil, groupScope, groupFrom } = world.organisations.columns;
  const { workingGroup, eventScope, eventFrom } = world.levers.columns;
  const { group_seats: seats, group_steps: steps } = world.parameters;
  const { rows } = world.scratch;
  const joining = drawAttendance(world, workingGroup, GROUP_DRAWS);
  let next = world.step * world.rows + 1;
  for (let first = 0; first + 1 < joining; first += seats, next++) {
    for (let m = first; m < Math.min(first + seats, joining); m++) {
      const i = rows[m];
      group[i] = next;
      groupUntil[i] = world.step + steps;
      groupScope[i] = eventScope[i];
      groupFrom[i] = eventFrom[i];
    }
  }
  meetInGroups(world);
}

/** Who takes a seat, in the order of a drawn priority, into scratch.rows; returns how many. */
function drawAttendance(world: TrihelixWorld, lever: Float64Array, draws: number): number {
  const { alive, key } = world.organisations.columns;
  const { order, rows } = world.scratch;
  const draw = world.streams['round-table'];
  let count = 0;
  for (let i = 0; i < world.rows; i++) {
    if (lever[i] === 0 || alive[i] === 0 || draw.unit(key[i], draws) >= lever[i]) continue;
    order[count++] = priority(draw.unit(key[i], draws + 1), i);
  }
  if (count > 1) order.subarray(0, count).sort();
  for (let m = 0; m < count; m++) rows[m] = rowOf(order[m]);
  return count;
}

/** All pairs of scratch.rows first … end − 1 meet, as far as the scope of the first of the two admits. */
function meetAll(world: TrihelixWorld, first: number, end: number, bonus: number, scope: Int32Array, from: Int32Array): void {
  const { rows } = world.scratch;
  for (let m = first; m < end; m++) {
    for (let n = m + 1; n < end; n++) {
      if (admits(world, scope[rows[m]], rows[m], rows[n])) addMeeting(world, rows[m], rows[n], MEETING.event, bonus, 1 << from[rows[m]]);
    }
  }
}

/** Sorts the members of standing groups by group, so that each group is a run, and lets each run meet. */
function meetInGroups(world: TrihelixWorld): void {
  const { alive, group, groupScope, groupFrom } = world.organisations.columns;
  const { order, rows } = world.scratch;
  let count = 0;
  for (let i = 0; i < world.rows; i++) if (alive[i] === 1 && sitsInGroup(world, i)) order[count++] = group[i] * ROWS + i;
  if (count > 1) order.subarray(0, count).sort();
  for (let m = 0; m < count; m++) rows[m] = rowOf(order[m]);
  for (let first = 0; first < count; ) {
    const id = group[rows[first]];
    let end = first + 1;
    while (end < count && group[rows[end]] === id) end++;
    meetAll(world, first, end, world.parameters.group_bonus, groupScope, groupFrom);
    first = end;
  }
}
