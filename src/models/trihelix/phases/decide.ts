/**
 * Decide: of the pairs that met, which become ties.
 *
 *   d = 1 − cos(expertiseᵢ, expertiseⱼ), V = 4·d·(1−d), or government_value where one of the two is a government
 *   U = base + value·V + geography·geo + institution·inst + social·common + support
 *   accepted with probability σ(Uᵢ)·σ(Uⱼ)·helix(kinds), if both have capacity left
 *   new trust = new_trust + new_trust_environment·Q + bonus of the meeting's format
 *
 * Reads meetings, expertise, ties, levers. Writes ties (visible at commit). Sources: Nooteboom 2000 for V, Boschma 2005
 * for the proximities (organisational proximity is the broker's support inside a cluster organisation).
 */
import { sigmoid } from '../../../core/maths.js';
import type { Phase } from '../../../core/model.js';
import type { Stream } from '../../../core/rng.js';
import { cognitiveDistance, partnerValue } from '../knowledge.js';
import { priority, rowOf } from '../priority.js';
import { FIRM, GOVERNMENT, UNIVERSITY } from '../schema.js';
import { united } from '../unions.js';
import type { TrihelixWorld } from '../world.js';

/** A partner of middling value is neither recommended nor advised against. */
const MIDDLING = 0.5;

export const decide: Phase<TrihelixWorld> = {
  name: 'decide',
  run(world) {
    const { meetings } = world;
    const { order } = world.scratch;
    const { key } = world.organisations.columns;
    const { accept, turn } = world.streams;
    accept.moveTo(world.step);
    turn.moveTo(world.step);
    world.streams.broker.moveTo(0);
    // Capacity is scarce, so the pairs take their turn by lot.
    for (let m = 0; m < meetings.count; m++) order[m] = priority(pairDraw(turn, key[meetings.a[m]], key[meetings.b[m]]), m);
    if (meetings.count > 1) order.subarray(0, meetings.count).sort();
    for (let turnOf = 0; turnOf < meetings.count; turnOf++) {
      const m = rowOf(order[turnOf]);
      decidePair(world, meetings.a[m], meetings.b[m], m);
    }
  },
};

/** A draw that belongs to the pair, whoever comes first. */
function pairDraw(stream: Stream, a: number, b: number): number {
  return stream.unit(a < b ? a : b, a < b ? b : a);
}

function decidePair(world: TrihelixWorld, i: number, j: number, m: number): void {
  const { channel, bonus, exposure } = world.meetings;
  if (!hasRoom(world, i) || !hasRoom(world, j)) return;
  const { key, expertise } = world.organisations.columns;
  const distance = cognitiveDistance(expertise, world.domains, i, j);
  const utility = commonUtility(world, i, j, distance);
  const p =
    sigmoid(utility + support(world, i, j, distance)) * sigmoid(utility + support(world, j, i, distance)) * helixFactor(world, i, j);
  // One draw per pair and step: two who refuse each other at one event do so at the next of the same quarter.
  if (pairDraw(world.streams.accept, key[i], key[j]) >= p) return;
  openTie(world, i, j, channel[m], distance, bonus[m], exposure[m]);
}

/** Whether the organisation can keep up one more tie; ties made in this step are not in the network yet but count. */
export function hasRoom(world: TrihelixWorld, i: number): boolean {
  return world.network.degree(i) + world.scratch.pending[i] < world.organisations.columns.tieCapacity[i];
}

/** Appends a tie with the trust of a beginning and the instruments behind it; nothing happens where the two are tied already. */
export function openTie(world: TrihelixWorld, i: number, j: number, channel: number, distance: number, bonus: number, behind = 0): void {
  const { region, industry } = world.organisations.columns;
  const { environment, country } = world.regions.columns;
  const e = world.network.append(i, j);
  if (e < 0) return;
  const { pending } = world.scratch;
  pending[i] += 1;
  pending[j] += 1;
  const ri = region[i];
  const rj = region[j];
  const q = (environment[ri] + environment[rj]) / 2;
  const { trust, distance: seen, bornAt, channel: bornFrom, exposure } = world.ties.columns;
  trust[e] = Math.min(1, world.parameters.new_trust + world.parameters.new_trust_environment * q + bonus);
  seen[e] = distance;
  bornAt[e] = world.step;
  bornFrom[e] = channel;
  exposure[e] = behind | brokerCredit(world, i, j);
  world.counts.newTies++;
  if (country[ri] !== country[rj]) world.counts.newCrossBorderTies++;
  if (ri !== rj || industry[i] !== industry[j]) world.counts.newCrossClusterTies++;
}

/** The instrument whose broker looks after the tie, as a set: brokers have as many of the ties as they cover. */
export function brokerCredit(world: TrihelixWorld, i: number, j: number): number {
  const { brokers, brokersBehind } = world.levers.columns;
  const { key } = world.organisations.columns;
  const covered = (brokers[i] + brokers[j]) / 2;
  if (covered === 0 || pairDraw(world.streams.broker, key[i], key[j]) >= covered) return 0;
  return brokersBehind[i] | brokersBehind[j];
}

/** Value of the two to each other: complementary knowledge, or the mandate of a government. */
export function tieValue(world: TrihelixWorld, i: number, j: number, distance: number): number {
  const { kind } = world.organisations.columns;
  // Number() tells the compiler that both are numbers; else each value of a tie becomes an object on the heap.
  return kind[i] === GOVERNMENT || kind[j] === GOVERNMENT ? Number(world.parameters.government_value) : partnerValue(distance);
}

function commonUtility(world: TrihelixWorld, i: number, j: number, distance: number): number {
  const { region } = world.organisations.columns;
  const p = world.parameters;
  const level = world.distance[region[i] * world.regionCount + region[j]];
  const geography = level === 0 ? 1 : level === 1 ? p.proximity_country : level === 2 ? p.proximity_group : 0;
  return (
    p.accept_base +
    p.accept_value * tieValue(world, i, j, distance) +
    p.accept_geography * geography +
    p.accept_institution * institutionalProximity(world, i, j) +
    p.accept_social * commonPartners(world, i, j) +
    (world.unions.joined > 0 && united(world, i, j) ? p.union_proximity : 0)
  );
}

/** 1 between organisations of one kind, else the environment that bridges the kinds (mean Q of the two regions). */
export function institutionalProximity(world: TrihelixWorld, i: number, j: number): number {
  const { kind, region } = world.organisations.columns;
  if (kind[i] === kind[j]) return 1;
  const { environment } = world.regions.columns;
  return (environment[region[i]] + environment[region[j]]) / 2;
}

/** Freedom of ties between the kinds of the two: what a helix regime is made of. */
export function helixFactor(world: TrihelixWorld, i: number, j: number): number {
  const { kind } = world.organisations.columns;
  const a = Math.min(kind[i], kind[j]);
  const b = Math.max(kind[i], kind[j]);
  if (a === b) return 1;
  if (a === FIRM) return b === UNIVERSITY ? world.parameters.helix_university_firm : world.parameters.helix_firm_government;
  return b === GOVERNMENT ? world.parameters.helix_university_government : 1;
}

/** Common partners as a share of the smaller neighbourhood. */
export function commonPartners(world: TrihelixWorld, i: number, j: number): number {
  const { network, scratch } = world;
  const smaller = Math.min(network.degree(i), network.degree(j));
  if (smaller === 0) return 0;
  const stamp = ++scratch.stamp;
  for (let r = 0; r < network.degree(i); r++) scratch.mark[network.neighbour(i, r)] = stamp;
  let common = 0;
  for (let r = 0; r < network.degree(j); r++) if (scratch.mark[network.neighbour(j, r)] === stamp) common++;
  return common / smaller;
}

/** What a broker adds for i: nearness inside the cluster, and a warning of partners of little value. */
function support(world: TrihelixWorld, i: number, j: number, distance: number): number {
  const brokers = world.levers.columns.brokers[i];
  if (brokers === 0) return 0;
  const { region, industry } = world.organisations.columns;
  const sameCluster = region[i] === region[j] && industry[i] === industry[j];
  const { broker_support: nearness, broker_screening: strictness } = world.parameters;
  return brokers * ((sameCluster ? nearness : 0) + strictness * (tieValue(world, i, j, distance) - MIDDLING));
}
