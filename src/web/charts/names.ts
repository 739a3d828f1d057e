/** Room for the names beside a chart's rows: as wide as they need, no wider than there is; longer ones are cut. */

/** Pixels of a letter in the charts' size, on average, a little generous. */
const LETTER = 7.4;
/** Between a name and what it names. */
const GAP = 8;

/** Pixels that the longest of the names takes, `most` at the most. */
export function roomFor(names: readonly string[], most: number): number {
  return Math.min(most, Math.max(0, ...names.map((name) => name.length)) * LETTER + GAP);
}

/** A name as far as it fits into so many pixels. */
export function cut(name: string, room: number): string {
  const longest = Math.floor((room - GAP) / LETTER);
  return name.length > longest ? `${name.slice(0, Math.max(1, longest - 1))}…` : name;
}
