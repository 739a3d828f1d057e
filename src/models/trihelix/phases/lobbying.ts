/**
 * Stakeholder lobbying: arranged meetings across kinds. Who attends (by lot, with the probability of its seat) meets one
 * invited stakeholder of each other kind, from its own region if a few tries find one.
 *
 * Reads the lever lobbying; adds meetings. Source: meetings with policy bodies were the most frequent activity of cluster
 * partnerships (EOCIC 2019); rates assumed.
 */
import { addMeeting } from '../meetings.js';
import { MEETING } from '../schema.js';
import type { TrihelixWorld } from '../world.js';

/** Tries to find a stakeholder of the own region. */
const TRIES = 8;

export function holdLobbying(world: TrihelixWorld): void {
  const { lobbying } = world.levers.columns;
  const { alive } = world.organisations.columns;
  const { rows } = world.scratch;
  const draw = world.streams.lobbying;
  draw.moveTo(world.step);
  let invited = 0;
  let firms = 0;
  let universities = 0;
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0 || lobbying[i] === 0) continue;
    if (i < world.universityAt) firms++;
    else if (i < world.governmentAt) universities++;
    rows[invited++] = i;
  }
  const ends = [firms, firms + universities, invited];
  for (let n = 0; n < invited; n++) {
    const i = rows[n];
    if (draw.unit(world.organisations.columns.key[i], 0) < lobbying[i]) attend(world, i, ends);
  }
}

/** Rows of the invited are in blocks by kind; the block of kind b ends at ends[b]. */
function attend(world: TrihelixWorld, i: number, ends: readonly number[]): void {
  const own = world.organisations.columns.kind[i];
  for (let b = 0; b < ends.length; b++) {
    const first = b === 0 ? 0 : (ends[b - 1] as number);
    const count = (ends[b] as number) - first;
    if (b === own || count === 0) continue;
    const j = stakeholder(world, i, b, first, count);
    addMeeting(world, i, j, MEETING.event, world.parameters.lobby_bonus, 1 << world.levers.columns.eventFrom[i]);
  }
}

function stakeholder(world: TrihelixWorld, i: number, b: number, first: number, count: number): number {
  const { region, key } = world.organisations.columns;
  const { rows } = world.scratch;
  let j = -1;
  for (let tries = 0; tries < TRIES; tries++) {
    j = rows[first + world.streams.lobbying.below(count, key[i], 1 + b * TRIES + tries)];
    if (region[j] === region[i]) break;
  }
  return j;
}
