/** What the views show, as plain numbers from recordings: clusters over time, ties climbing the ladder, shares of the helix, regions. */
import { INNOVATION } from '../../models/trihelix/schema.js';
import type { Chronicle, Frame } from '../engine/messages.js';
import { figureOf, type Recording, seriesOf } from '../lab/recording.js';

/** Innovations of one cluster (region × industry). */
export interface ClusterRow {
  readonly region: number;
  readonly industry: number;
  readonly total: number;
  readonly events: readonly { readonly step: number; readonly count: number; readonly fresh: boolean }[];
  /** Share of the measured steps with an innovation that is new to its industry. */
  readonly coverage: number;
}

/** Clusters with the most innovations first. */
export function clusterRows({ step, region, industry, flags }: Chronicle, steps: number, burnIn: number): ClusterRow[] {
  const clusters = new Map<string, Map<number, { count: number; fresh: boolean }>>();
  for (const [n, at] of step.entries()) {
    const key = `${region[n]} ${industry[n]}`;
    const events = clusters.get(key) ?? new Map<number, { count: number; fresh: boolean }>();
    clusters.set(key, events);
    const event = events.get(at) ?? { count: 0, fresh: false };
    const fresh = ((flags[n] as number) & INNOVATION.newToIndustry) !== 0;
    events.set(at, { count: event.count + 1, fresh: event.fresh || fresh });
  }
  const rows = [...clusters].map(([key, byStep]): ClusterRow => {
    const [r, i] = key.split(' ').map(Number) as [number, number];
    const events = [...byStep].map(([at, event]) => ({ step: at + 1, ...event }));
    const covered = events.filter((event) => event.fresh && event.step > burnIn).length;
    const total = events.reduce((sum, { count }) => sum + count, 0);
    return { region: r, industry: i, total, events, coverage: covered / Math.max(1, steps - burnIn) };
  });
  return rows.sort((a, b) => b.total - a.total || a.region - b.region || a.industry - b.industry);
}

/** Rungs of the ladder: 0 weak … 4 collaboration. */
export const RUNGS = 5;

/** Ties on every rung after every step: one array per rung. */
export function ladderCounts(frames: readonly Frame[]): number[][] {
  return Array.from({ length: RUNGS }, (_, rung) =>
    frames.map(({ level }) => level.reduce((sum, at) => sum + (Math.min(RUNGS - 1, at) === rung ? 1 : 0), 0)),
  );
}

/** How many ties went from one rung to another between two frames; `RUNGS` stands for no tie. */
export function ladderFlows(before: Frame, after: Frame): { from: number; to: number; value: number }[] {
  const pair = (a: number, b: number): number => Math.min(a, b) * 2 ** 26 + Math.max(a, b);
  const rungs = ({ a, b, level }: Frame): Map<number, number> =>
    new Map(Array.from(a, (end, e) => [pair(end, b[e] as number), Math.min(RUNGS - 1, level[e] as number)]));
  const [old, now] = [rungs(before), rungs(after)];
  const counts = new Map<number, number>();
  const add = (from: number, to: number): Map<number, number> => counts.set(from * 8 + to, (counts.get(from * 8 + to) ?? 0) + 1);
  for (const [key, rung] of old) add(rung, now.get(key) ?? RUNGS);
  for (const [key, rung] of now) if (!old.has(key)) add(RUNGS, rung);
  return [...counts].map(([key, value]) => ({ from: key >> 3, to: key & 7, value })).sort((x, y) => x.from - y.from || x.to - y.to);
}

/** What became of ties between two frames. */
export interface LadderChanges {
  readonly climbed: number;
  readonly fell: number;
  readonly made: number;
  readonly ended: number;
}

export function ladderChanges(flows: readonly { readonly from: number; readonly to: number; readonly value: number }[]): LadderChanges {
  const sum = (takes: (from: number, to: number) => boolean): number =>
    flows.reduce((all, { from, to, value }) => all + (takes(from, to) ? value : 0), 0);
  return {
    climbed: sum((from, to) => to < RUNGS && to > from),
    fell: sum((from, to) => from < RUNGS && to < from),
    made: sum((from) => from === RUNGS),
    ended: sum((_, to) => to === RUNGS),
  };
}

/** Steps per point of the helix path: single steps jitter. */
export const STRIDE = 5;

/** Shares of universities, firms and governments (adding up to 1) over strides of the measured steps. */
export function helixPoints(recording: Recording): number[][] {
  const { steps, burnIn } = recording.layout;
  const series = ['share_university', 'share_industry', 'share_government'].map((name) => seriesOf(recording, name));
  const points: number[][] = [];
  for (let from = burnIn; from < steps; from += STRIDE) {
    const means = series.map((values) => meanOf(values.slice(from, from + STRIDE)));
    const total = means.reduce((sum, value) => sum + value, 0);
    if (total > 0) points.push(means.map((value) => value / total));
  }
  return points;
}

function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => Number.isFinite(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** T of the teams with its band, and what chance would give. */
export interface Synergy {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly chance: number;
  readonly z: number;
}

export function synergyOf(recording: Recording): Synergy {
  const figure = (name: string): number => figureOf(recording, `synergy_teams${name}`);
  return { value: figure(''), low: figure('_low'), high: figure('_high'), chance: figure('_null'), z: figure('_z') };
}

/** A region in a frame: who lives there, and what an organisation knows on average. */
export interface RegionRow {
  readonly region: number;
  readonly organisations: number;
  readonly knowledge: number;
}

export function regionRows({ region, knowledge }: Frame, regions: number): RegionRow[] {
  const [count, sum] = [new Float64Array(regions), new Float64Array(regions)];
  for (const [row, r] of region.entries()) {
    count[r] = (count[r] as number) + 1;
    sum[r] = (sum[r] as number) + (knowledge[row] as number);
  }
  return Array.from(count, (organisations, r) => ({
    region: r,
    organisations,
    knowledge: organisations === 0 ? 0 : (sum[r] as number) / organisations,
  }));
}

/** The sums of a matrix's entries by pair, zeros left out, largest first. */
export function flowsOf(values: readonly (readonly number[])[], most: number): { from: number; to: number; value: number }[] {
  const all = values.flatMap((row, from) => row.map((value, to) => ({ from, to, value }))).filter(({ value }) => value !== 0);
  const largest = all.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, most);
  return largest.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Right minus left, entry by entry; undefined where the two have different rows or columns. */
export function differenceOf(left: readonly (readonly number[])[], right: readonly (readonly number[])[]): number[][] | undefined {
  if (left.length !== right.length || left.some((row, r) => row.length !== right[r]?.length)) return undefined;
  return left.map((row, r) => row.map((value, c) => (right[r]?.[c] as number) - value));
}
