/**
 * Meet: who talks to whom in this step.
 *
 *   λᵢ = meeting_rate · Q;  channel closure (partner of a partner), local (same region), chance
 *   arranged meetings and searches on top, as far as levers offer them
 *
 * Reads environment, ties, levers. Writes the list of meetings. Source: ODD document 7.1; triadic closure after
 * Granovetter 1973; event formats after the practice of cluster partnerships (EOCIC 2019), rates assumed.
 */
import type { Phase } from '../../../core/model.js';
import { cognitiveDistance, partnerValue } from '../knowledge.js';
import { addMeeting, someone, someoneIn } from '../meetings.js';
import { MEETING } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { holdArrangedMeetings } from './arranged-meetings.js';
import { consultCatalogue } from './consult-catalogue.js';
import { meetInUnions } from './unite.js';

export const meet: Phase<TrihelixWorld> = {
  name: 'meet',
  run(world) {
    world.meetings.count = 0;
    world.streams.meet.moveTo(world.step);
    world.streams.search.moveTo(world.step);
    meetByThemselves(world);
    meetInUnions(world);
    if (world.leversInUse) {
      searchPlatforms(world);
      consultCatalogue(world);
      holdArrangedMeetings(world);
    }
    world.counts.meetings = world.meetings.count;
  },
};

function meetByThemselves(world: TrihelixWorld): void {
  const { alive, region, key } = world.organisations.columns;
  const { environment } = world.regions.columns;
  const { meeting_rate: rate, closure_share: closure, local_share: local } = world.parameters;
  const draw = world.streams.meet;
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0) continue;
    const k = key[i];
    if (draw.unit(k, 0) >= rate * environment[region[i]]) continue;
    const u = draw.unit(k, 1);
    let j = u < closure ? partnerOfPartner(world, i, k) : -1;
    let channel: number = MEETING.closure;
    if (j < 0) {
      const inRegion = u < closure + local;
      channel = inRegion ? MEETING.local : MEETING.chance;
      j = inRegion ? someoneIn(world, region[i], draw.unit(k, 2)) : someone(world, draw.unit(k, 3));
    }
    addMeeting(world, i, j, channel, 0);
  }
}

/** A partner of a partner of i, or −1 where there is none. */
function partnerOfPartner(world: TrihelixWorld, i: number, k: number): number {
  const { network, streams } = world;
  const degree = network.degree(i);
  if (degree === 0) return -1;
  const between = network.neighbour(i, streams.meet.below(degree, k, 4));
  const j = network.neighbour(between, streams.meet.below(network.degree(between), k, 5));
  return j === i ? -1 : j;
}

/** Members of a platform look for the best complement among a few other members. */
function searchPlatforms(world: TrihelixWorld): void {
  const { platform, searchRate, platformBehind, catalogue } = world.levers.columns;
  const { search_sample: sample, catalogue_looks: more } = world.parameters;
  const { alive, key, expertise } = world.organisations.columns;
  const members = listMembers(world);
  if (members < 2) return;
  const draw = world.streams.search;
  for (let i = 0; i < world.rows; i++) {
    const k = key[i];
    if (alive[i] === 0 || platform[i] === 0 || draw.unit(k, 0) >= searchRate[i] * platform[i]) continue;
    let best = -1;
    let bestValue = -1;
    for (let s = 1, looks = sample + Math.floor(more * catalogue[i]); s <= looks; s++) {
      const j = world.scratch.rows[draw.below(members, k, s)];
      if (j === i) continue;
      const value = partnerValue(cognitiveDistance(expertise, world.domains, i, j));
      if (value > bestValue) {
        best = j;
        bestValue = value;
      }
    }
    if (best >= 0) addMeeting(world, i, best, MEETING.search, 0, platformBehind[i]);
  }
}

/** Writes the members of platforms into scratch.rows and returns how many there are. */
function listMembers(world: TrihelixWorld): number {
  const { platform } = world.levers.columns;
  const { alive } = world.organisations.columns;
  let count = 0;
  for (let i = 0; i < world.rows; i++) if (alive[i] === 1 && platform[i] > 0) world.scratch.rows[count++] = i;
  return count;
}
