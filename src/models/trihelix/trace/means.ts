/**
 * Means: by which instruments a passage of knowledge was helped, as weights that add up to at most 1.
 *
 * A passage over a tie is laid in equal parts to the instruments behind the tie; one inside a project, to those that paid, by
 * their share of its cost, and the rest to those behind the ties of its team. What no instrument helped with is the rest.
 */

export interface Means {
  /** Weight of each instrument. */
  readonly weights: Float64Array;
  /** 1 minus their sum: the part that keeps the history of its source. */
  readonly rest: number;
  /** Project inside which the passage happens, −1 none. */
  readonly project: number;
}

/** A table of means; number 0 is nobody's help. */
export class MeansTable {
  readonly instruments: number;
  readonly rows: Means[] = [];
  private readonly sets = new Map<number, number>();

  constructor(instruments: number) {
    this.instruments = instruments;
    this.ofSet(0);
  }

  /** Number of the means of a tie with this set of instruments behind it: equal parts. */
  ofSet(set: number): number {
    const known = this.sets.get(set);
    if (known !== undefined) return known;
    this.sets.set(set, this.rows.length);
    return this.add(equalParts(set, this.instruments, 1), -1);
  }

  /**
   * Number of the means of a project.
   * @param paid cents by instrument
   * @param cost cents of the whole project
   * @param set instruments behind the ties of its team, which take in equal parts what nobody paid for
   */
  ofProject(project: number, paid: Float64Array, cost: number, set: number): number {
    const weights = Float64Array.from(paid, (cents) => shareOfCost(cents, cost));
    const left = weights.reduce((sum, weight) => sum - weight, 1);
    const parts = equalParts(set, this.instruments, Math.max(0, left));
    return this.add(
      weights.map((weight, k) => weight + parts[k]),
      project,
    );
  }

  private add(weights: Float64Array, project: number): number {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    this.rows.push({ weights, rest: Math.max(0, 1 - sum), project });
    return this.rows.length - 1;
  }
}

/** Divides `whole` equally among the instruments of the set. */
function equalParts(set: number, instruments: number, whole: number): Float64Array {
  const weights = new Float64Array(instruments);
  let count = 0;
  for (let k = 0; k < instruments; k++) count += (set >>> k) & 1;
  for (let k = 0; k < instruments; k++) if (((set >>> k) & 1) === 1) weights[k] = whole / count;
  return weights;
}

/** Share of a project's cost that a sum pays; 0 where projects cost nothing. */
export function shareOfCost(cents: number, cost: number): number {
  return cost > 0 ? cents / cost : 0;
}
