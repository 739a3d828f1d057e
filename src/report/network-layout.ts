/**
 * Places for the organisations of a network picture: regions as discs on a circle, organisations inside a disc in the
 * order of a sunflower's seeds. No randomness and no iteration to convergence, so equal snapshots give equal pictures,
 * and an organisation keeps its place from variant to variant.
 */
import { cos, sin } from '../core/maths.js';

/** What the layout needs to know of an organisation. */
export interface Seat {
  readonly id: number;
  /** 0 firm, 1 university, 2 government. */
  readonly kind: number;
  readonly region: number;
  readonly industry: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Disc extends Place {
  readonly region: number;
  readonly radius: number;
  /** Direction from the centre of the picture, of length 1; straight up where there is one region only. */
  readonly outward: Place;
}

export interface NetworkLayout {
  readonly places: ReadonlyMap<number, Place>;
  readonly discs: readonly Disc[];
  /** Half the side of the square that holds all discs. */
  readonly extent: number;
}

/** Distance scale of seeds: neighbours lie about 1.8 times this apart. */
const SPACING = 8.5;
const GAP = 18;
/** Seeds that the middle has room for: governments and universities are drawn larger than firms. */
const CENTRE = 1.6;
/** Turn by the golden angle, 2.39996 rad (Vogel 1979). */
const GOLDEN = { cos: -0.7373688780783197, sin: 0.6754902942615238 };

/** Government in the middle of its region, universities around it, firms outside, industry by industry. */
export function layoutNetwork(seats: readonly Seat[]): NetworkLayout {
  const regions = [...new Set(seats.map((seat) => seat.region))].sort((a, b) => a - b);
  const members = regions.map((region) => seats.filter((seat) => seat.region === region).sort(bySeat));
  const radii = members.map((list) => SPACING * Math.sqrt(list.length + CENTRE) + 5);
  const discs = ringOfDiscs(regions, radii);
  const places = new Map<number, Place>();
  discs.forEach((disc, d) => sunflower(members[d] as Seat[], disc, places));
  const extent = Math.max(1, ...discs.map((disc) => Math.max(Math.abs(disc.x), Math.abs(disc.y)) + disc.radius));
  return { places, discs, extent };
}

function bySeat(a: Seat, b: Seat): number {
  return b.kind - a.kind || a.industry - b.industry || a.id - b.id;
}

/** Each disc gets an arc in proportion to its width; the ring grows until no two neighbours touch. */
function ringOfDiscs(regions: readonly number[], radii: readonly number[]): Disc[] {
  if (regions.length === 1) return [{ region: regions[0] as number, x: 0, y: 0, radius: radii[0] as number, outward: { x: 0, y: -1 } }];
  const widths = radii.map((radius) => 2 * radius + GAP);
  const total = widths.reduce((sum, width) => sum + width, 0);
  let before = 0;
  const directions = widths.map((width) => {
    const angle = (2 * Math.PI * (before + width / 2)) / total - Math.PI / 2;
    before += width;
    return { x: cos(angle), y: sin(angle) };
  });
  let ring = total / (2 * Math.PI);
  while (touching(directions, radii, ring)) ring *= 1.02;
  return directions.map((outward, d) => ({
    region: regions[d] as number,
    x: outward.x * ring,
    y: outward.y * ring,
    radius: radii[d] as number,
    outward,
  }));
}

function touching(directions: readonly Place[], radii: readonly number[], ring: number): boolean {
  return directions.some((one, d) => {
    const next = (d + 1) % directions.length;
    const other = directions[next] as Place;
    const across = ring * Math.sqrt((one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y));
    return across < (radii[d] as number) + (radii[next] as number) + GAP;
  });
}

function sunflower(members: readonly Seat[], disc: Disc, places: Map<number, Place>): void {
  let direction = disc.outward;
  members.forEach((seat, k) => {
    const reach = k === 0 ? 0 : SPACING * Math.sqrt(k + CENTRE);
    places.set(seat.id, { x: disc.x + reach * direction.x, y: disc.y + reach * direction.y });
    direction = { x: direction.x * GOLDEN.cos - direction.y * GOLDEN.sin, y: direction.x * GOLDEN.sin + direction.y * GOLDEN.cos };
  });
}
