/**
 * Places of organisations that stay where they are: those of the first step sit as in the report's picture, and every region
 * keeps free seats at its rim for entrants, which they take in the order of their coming.
 */
import { type Disc, layoutNetwork, type Place, type Seat } from '../../report/network-layout.js';
import type { Frame } from '../engine/messages.js';

/** Free seats of a region, as a share of its members. */
const FREE = 0.25;
/** A kind that sorts behind all others, so that free seats lie at the rim. */
const NOBODY = -1;

export interface Seating {
  readonly discs: readonly Disc[];
  /** The box that holds all discs: its middle, half its width, half its height. */
  readonly box: { readonly x: number; readonly y: number; readonly halfWidth: number; readonly halfHeight: number };
  /** Place of an organisation; entrants are given one when they are first asked for. */
  placeOf(id: number, region: number): Place;
}

/** Seats for a world that begins with this frame. */
export function seatingOf(frame: Frame): Seating {
  const seats = Array.from(
    frame.id,
    (id, row): Seat => ({ id, kind: at(frame.kind, row), region: at(frame.region, row), industry: at(frame.industry, row) }),
  );
  const free: Seat[] = [];
  for (const region of new Set(seats.map((seat) => seat.region))) {
    const count = Math.ceil(FREE * seats.filter((seat) => seat.region === region).length);
    for (let k = 0; k < count; k++) free.push({ id: -1 - free.length, kind: NOBODY, region, industry: k });
  }
  const { places, discs } = layoutNetwork([...seats, ...free]);
  const fixed = new Map(seats.map(({ id, region }) => [keyOf(id, region), places.get(id) as Place]));
  const taken = new Map<number, number>();
  return {
    discs,
    box: boxOf(discs),
    placeOf(id, region) {
      const key = keyOf(id, region);
      let place = fixed.get(key);
      if (place === undefined) {
        const rim = free.filter((seat) => seat.region === region);
        const next = taken.get(region) ?? 0;
        taken.set(region, next + 1);
        place = places.get(rim[next % Math.max(1, rim.length)]?.id ?? Number.NaN) ?? { x: 0, y: 0 };
        fixed.set(key, place);
      }
      return place;
    },
  };
}

/** One number for an organisation in a region: places are asked for many thousand times per picture. */
function keyOf(id: number, region: number): number {
  return id * 65_536 + region;
}

function boxOf(discs: readonly Disc[]): Seating['box'] {
  const left = Math.min(...discs.map(({ x, radius }) => x - radius));
  const right = Math.max(...discs.map(({ x, radius }) => x + radius));
  const top = Math.min(...discs.map(({ y, radius }) => y - radius));
  const bottom = Math.max(...discs.map(({ y, radius }) => y + radius));
  return { x: (left + right) / 2, y: (top + bottom) / 2, halfWidth: (right - left) / 2, halfHeight: (bottom - top) / 2 };
}

function at(column: ArrayLike<number>, row: number): number {
  return column[row] as number;
}
