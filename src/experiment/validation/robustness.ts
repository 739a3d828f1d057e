/**
 * Robustness: does a supported claim survive when an influential parameter is a quarter smaller or larger?
 *
 * Every variant's own value is moved, so that what the scenario varies by design stays varied. Few replicates suffice to
 * see a claim turn over; whether one is merely no longer certain is told apart from that.
 */
import type { AnyModel, ParameterValue } from '../../core/model.js';
import type { JudgedClaim } from '../comparison.js';
import type { Claim, Point, Scenario, Variant } from '../study.js';
import { isPossible, moved, numbersOf, SHARE } from './screening.js';

/** One parameter moved one way. */
export interface Shift {
  readonly parameter: string;
  readonly direction: -1 | 1;
}

/**
 * What becomes of a claim: it holds (still supported), weakens (on the claimed side, or undecided about equality, but not
 * certain), turns over (contradicted, or on the other side), or has no value.
 */
export type Fate = 'holds' | 'weakens' | 'turns over' | 'no value';

export interface RobustnessFinding {
  readonly study: string;
  readonly scenario: string;
  readonly seed: string;
  readonly replicates: number;
  readonly hash: string;
  readonly claims: readonly {
    readonly claim: Claim;
    /** With the same few replicates and nothing moved. */
    readonly unchanged: Fate;
    readonly fates: readonly (Shift & { readonly fate: Fate; readonly difference: number | null })[];
  }[];
  /** Shifts that change no variant or that the model does not allow. */
  readonly impossible: readonly Shift[];
}

/** The scenario with the given claims only, and only the variants that they name. */
export function narrowed(scenario: Scenario, claims: readonly Claim[], replicates: number): Scenario {
  const named = new Set(claims.flatMap(({ left, leftOver, right, rightOver }) => [left, leftOver, right, rightOver]));
  const variants = scenario.variants.filter(({ name }) => named.has(name));
  const baseline = named.has(scenario.baseline) ? scenario.baseline : (variants[0]?.name ?? scenario.baseline);
  return { ...scenario, variants, baseline, claims, replicates, budgetNeutral: [] };
}

/** Point 0 is the scenario as it stands, the others its shifts. */
export interface RobustnessPoints {
  readonly points: readonly Point[];
  readonly shifts: readonly Shift[];
  readonly impossible: readonly Shift[];
}

/** Points for every parameter a quarter down and up, those left out that change nothing or that the model forbids. */
export function robustnessPoints(scenario: Scenario, model: AnyModel, parameters: readonly string[]): RobustnessPoints {
  const points: Point[] = [{ values: {}, variants: scenario.variants }];
  const shifts: Shift[] = [];
  const impossible: Shift[] = [];
  for (const parameter of parameters)
    for (const direction of [-1, 1] as const) {
      const variants = shifted(scenario.variants, model, parameter, direction);
      if (variants === undefined) impossible.push({ parameter, direction });
      else {
        shifts.push({ parameter, direction });
        points.push({ values: { [`parameters.${parameter}`]: wordOf(direction) }, variants });
      }
    }
  return { points, shifts, impossible };
}

/** `−25%` or `+25%`. */
export function wordOf(direction: Shift['direction']): string {
  return `${direction < 0 ? '−' : '+'}${100 * SHARE}%`;
}

function shifted(variants: readonly Variant[], model: AnyModel, parameter: string, direction: number): readonly Variant[] | undefined {
  const spec = numbersOf(model).find(([name]) => name === parameter)?.[1];
  if (spec === undefined) return undefined;
  const next = variants.map((variant) => {
    const value = variant.parameters[parameter] as number;
    const to: ParameterValue = value === 0 ? 0 : moved(spec, value, direction * SHARE * Math.abs(value));
    return { ...variant, parameters: { ...variant.parameters, [parameter]: to } };
  });
  const changes = next.some(({ parameters }, v) => parameters[parameter] !== variants[v]?.parameters[parameter]);
  return changes && next.every(({ parameters }) => isPossible(model, parameters)) ? next : undefined;
}

/** What became of a claim, by how it was judged. */
export function fateOf({ claim, verdict, difference }: JudgedClaim): Fate {
  if (difference === null) return 'no value';
  if (verdict === 'supported') return 'holds';
  if (verdict === 'contradicted') return 'turns over';
  const onItsSide = claim.relation === '=' || (claim.relation === '>' ? difference > 0 : difference < 0);
  return onItsSide ? 'weakens' : 'turns over';
}
