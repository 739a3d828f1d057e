/**
 * Arranged meetings, in three formats: blitz (pairs), round table (groups of six with more trust), standing working
 * group (the same people for a year). Levers say how many seats are offered to whom and whom a meeting admits.
 */
import { addMeeting, someone } from '../meetings.js';
import { priority, ROWS, rowOf } from '../priority.js';
import { MEETING, SCOPE } from '../schema.js';
import type { TrihelixWorld } from '../world.js';

/** Seats at a round table, members of a working group, and how long the latter stands, in steps. */
export const TABLE_SEATS = 6;
export const GROUP_SEATS = 6;
export const GROUP_STEPS = 4;
/** Trust that a format adds to a tie that begins there; assumed. */
const BLITZ_BONUS = 0;
const TABLE_BONUS = 0.1;
const GROUP_BONUS = 0.15;
/** Tries to find somebody whom the scope admits. */
const TRIES = 8;

export function holdArrangedMeetings(world: TrihelixWorld): void {
  const before = world.meetings.count;
  world.streams['arranged-meeting'].moveTo(world.step);
  world.streams['round-table'].moveTo(world.step);
  holdBlitz(world);
  holdTables(world);
  holdWorkingGroups(world);
  world.counts.arrangedMeetings = world.meetings.count - before;
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

/** Seats that an expected number gives, by one draw. */
function seats(expected: number, u: number): number {
  const whole = Math.floor(expected);
  return u < expected - whole ? whole + 1 : whole;
}

function holdBlitz(world: TrihelixWorld): void {
  const { blitz, eventScope } = world.levers.columns;
  const { alive, key, attended } = world.organisations.columns;
  const draw = world.streams['arranged-meeting'];
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0 || blitz[i] === 0) continue;
    const k = key[i];
    const count = seats(blitz[i], draw.unit(k, 0));
    for (let m = 0; m < count; m++) {
      for (let tries = 0; tries < TRIES; tries++) {
        const j = someone(world, draw.unit(k, 1 + m * TRIES + tries));
        if (j === i || blitz[j] === 0 || !admits(world, eventScope[i], i, j)) continue;
        addMeeting(world, i, j, MEETING.event, BLITZ_BONUS);
        attended[i] = attended[j] = 1;
        break;
      }
    }
  }
}

function holdTables(world: TrihelixWorld): void {
  const { roundTable } = world.levers.columns;
  const attending = drawAttendance(world, roundTable, 0);
  for (let first = 0; first + 1 < attending; first += TABLE_SEATS)
    meetAll(world, first, Math.min(first + TABLE_SEATS, attending), TABLE_BONUS);
}

/** New groups are drawn from those without one; all standing groups meet. */
function holdWorkingGroups(world: TrihelixWorld): void {
  const { workingGroup } = world.levers.columns;
  const { group, groupUntil } = world.organisations.columns;
  const { rows } = world.scratch;
  const joining = drawAttendance(world, workingGroup, 1);
  let next = world.step * world.rows + 1;
  for (let first = 0; first + 1 < joining; first += GROUP_SEATS, next++) {
    for (let m = first; m < Math.min(first + GROUP_SEATS, joining); m++) {
      group[rows[m]] = next;
      groupUntil[rows[m]] = world.step + GROUP_STEPS;
    }
  }
  meetInGroups(world);
}

/** Who takes a seat, in the order of a drawn priority, into scratch.rows; returns how many. */
function drawAttendance(world: TrihelixWorld, lever: Float64Array, format: number): number {
  const { alive, key, group, groupUntil } = world.organisations.columns;
  const { order, rows } = world.scratch;
  const draw = world.streams['round-table'];
  let count = 0;
  for (let i = 0; i < world.rows; i++) {
    const standing = format === 1 && group[i] !== 0 && groupUntil[i] > world.step;
    if (alive[i] === 0 || lever[i] === 0 || standing || draw.unit(key[i], 2 * format) >= lever[i]) continue;
    order[count++] = priority(draw.unit(key[i], 2 * format + 1), i);
  }
  order.subarray(0, count).sort();
  for (let m = 0; m < count; m++) rows[m] = rowOf(order[m]);
  return count;
}

function meetAll(world: TrihelixWorld, first: number, end: number, bonus: number): void {
  const { rows } = world.scratch;
  const { eventScope } = world.levers.columns;
  const { attended } = world.organisations.columns;
  for (let m = first; m < end; m++) {
    for (let n = m + 1; n < end; n++) {
      const i = rows[m];
      const j = rows[n];
      if (!admits(world, eventScope[i], i, j)) continue;
      addMeeting(world, i, j, MEETING.event, bonus);
      attended[i] = attended[j] = 1;
    }
  }
}

/** Sorts the members of standing groups by group, so that each group is a run, and lets each run meet. */
function meetInGroups(world: TrihelixWorld): void {
  const { alive, group, groupUntil } = world.organisations.columns;
  const { order, rows } = world.scratch;
  let count = 0;
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 1 && group[i] !== 0 && groupUntil[i] > world.step) order[count++] = group[i] * ROWS + i;
  }
  order.subarray(0, count).sort();
  for (let m = 0; m < count; m++) rows[m] = rowOf(order[m]);
  for (let first = 0; first < count; ) {
    const id = group[rows[first]];
    let end = first + 1;
    while (end < count && group[rows[end]] === id) end++;
    meetAll(world, first, end, GROUP_BONUS);
    first = end;
  }
}
