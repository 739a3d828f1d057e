/**
 * Consult the catalogue: who is listed in a competence catalogue is seen beyond region, industry and acquaintance. A listed
 * organisation looks into it with probability catalogue_rate · listing and meets any other that is listed.
 *
 * Reads the lever catalogue; adds meetings. The catalogue widens searches on platforms too (meet.ts). Rates assumed.
 */
import { addMeeting } from '../meetings.js';
import { MEETING } from '../schema.js';
import type { TrihelixWorld } from '../world.js';

export function consultCatalogue(world: TrihelixWorld): void {
  const { catalogue, catalogueBehind } = world.levers.columns;
  const { alive, key } = world.organisations.columns;
  const { rows } = world.scratch;
  let listed = 0;
  for (let i = 0; i < world.rows; i++) if (alive[i] === 1 && catalogue[i] > 0) rows[listed++] = i;
  if (listed < 2) return;
  const draw = world.streams.catalogue;
  draw.moveTo(world.step);
  for (let n = 0; n < listed; n++) {
    const i = rows[n];
    if (draw.unit(key[i], 0) >= world.parameters.catalogue_rate * catalogue[i]) continue;
    // Any of the others, each as likely.
    const other = draw.below(listed - 1, key[i], 1);
    addMeeting(world, i, rows[other < n ? other : other + 1], MEETING.search, 0, catalogueBehind[i]);
  }
}
