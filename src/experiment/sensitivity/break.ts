/**
 * Where a conclusion breaks: the simplest region of the uncertain parameters in which the ranking of two variants turns
 * over, found on one sample and judged on another.
 */
import type { Distribution } from '../design/distribution.js';
import type { Uncertain } from '../design/uncertainty.js';
import { pairedTest } from '../statistics.js';
import type { Results } from '../study.js';
import { numbersOf } from './analyse.js';
import { binomialTail, shareOf } from './binomial.js';
import { readOutputs } from './outputs.js';
import { type Box, type Column, chooseBox, countBox, peelingPath, quasiP, type Restriction } from './prim.js';
import type { Estimate, MissingPoint, Output } from './result.js';

/** How a rule does on a set of points. */
export interface RuleScore {
  readonly points: number;
  readonly flips: number;
  readonly inside: number;
  readonly flipsInside: number;
  /** Share of the flips that the rule covers, share of its points that are flips; 95 % Wilson intervals. */
  readonly coverage: Estimate;
  readonly density: Estimate;
  /** Chance of as many flips inside if the rule said nothing. */
  readonly p: number | null;
}

/** One condition of a rule; null where that side is open. */
export interface RuleLimit {
  readonly key: string;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Values of a choice. */
  readonly values: readonly (number | string | boolean)[] | null;
  readonly quasiP: number;
}

export interface BreakRule {
  readonly limits: readonly RuleLimit[];
  readonly training: RuleScore;
  readonly heldOut: RuleScore;
}

export interface BreakResult {
  readonly study: string;
  readonly seed: string;
  readonly output: Output & { readonly over: string };
  readonly unit: string;
  readonly replicates: number;
  readonly parameters: readonly { readonly key: string; readonly distribution: Distribution }[];
  /** Paired difference with the values of the scenario file, with its 95 % t interval: the ranking that may turn over. */
  readonly nominal: Estimate;
  /**
   * `rule` (a region was found and holds on the held-out points), `unsure` (found, but not confirmed there), `scattered`
   * (flips without a simple region), `rare` (too few flips to look for one), `no ranking` (no difference to begin with).
   */
  readonly verdict: 'rule' | 'unsure' | 'scattered' | 'rare' | 'no ranking';
  readonly rule: BreakRule | null;
  /** Share of all points at which the ranking is turned over, and at which it certainly is (95 % t interval). */
  readonly flips: Estimate;
  readonly certainFlips: Estimate;
  /** Coverage and density along the peeling, from the whole space inwards. */
  readonly path: readonly { readonly inside: number; readonly coverage: number; readonly density: number; readonly restricted: number }[];
  readonly missing: readonly MissingPoint[];
  readonly points: readonly { readonly output: number | null; readonly flipped: boolean | null; readonly heldOut: boolean }[];
}

/** Fewest flips among the training points for which a region is looked for. */
const LEAST_FLIPS = 5;
const ALPHA = 0.05;

/**
 * @param results point 0 is the scenario as it stands, then `training` points to learn from, the rest is held out
 */
export function breakConclusion(
  results: Results,
  uncertain: readonly Uncertain[],
  training: number,
  output: BreakResult['output'],
  unit: string,
): BreakResult {
  const { plan } = results;
  const { values, figures, missing } = readOutputs(results, output);
  const sign = Math.sign(values[0] as number);
  const flipped = Array.from(values, (value) => (Number.isNaN(value) ? null : value * sign < 0));
  const certain = figures.map((own, p) => flipped[p] === true && isCertain(own, -sign));
  const kept = flipped.flatMap((flip, p) => (p === 0 || flip === null ? [] : [p]));
  const known = kept.filter((p) => p <= training);
  const held = kept.filter((p) => p > training);
  const sets = (plan.points ?? []).map((point) => point.values);
  const columnsAt = (points: readonly number[]): Column[] =>
    uncertain.map((each) =>
      columnOf(
        each,
        points.map((p) => sets[p] ?? {}),
      ),
    );
  const casesAt = (points: readonly number[]): Uint8Array => Uint8Array.from(points, (p) => (flipped[p] === true ? 1 : 0));
  const labelled = (points: readonly number[]): Labelled => ({
    columns: columnsAt(points),
    cases: casesAt(points),
    response: Float64Array.from(points, (p) => -sign * (values[p] as number)),
  });
  const found = sign === 0 || Number.isNaN(sign) ? undefined : findRule(uncertain, labelled(known), labelled(held));
  const flips = kept.filter((p) => flipped[p] === true).length;
  return {
    study: plan.study,
    seed: plan.scenario.seed,
    output,
    unit,
    replicates: plan.scenario.replicates,
    parameters: uncertain.map(({ key, distribution }) => ({ key, distribution })),
    nominal: nominalOf(figures[0] as Float64Array),
    verdict: found === undefined ? 'no ranking' : found.verdict,
    rule: found?.rule ?? null,
    flips: shareOf(flips, kept.length),
    certainFlips: shareOf(kept.filter((p) => certain[p] === true).length, kept.length),
    path: found?.path ?? [],
    missing,
    points: flipped.map((flip, p) => ({ output: flip === null ? null : (values[p] as number), flipped: flip, heldOut: p > training })),
  };
}

function isCertain(figures: Float64Array, side: number): boolean {
  const test = pairedTest(figures);
  return test !== undefined && (side > 0 ? test.low > 0 : test.high < 0);
}

function nominalOf(figures: Float64Array): Estimate {
  const test = figures.some(Number.isNaN) ? undefined : pairedTest(figures);
  if (test !== undefined) return { value: test.mean, low: test.low, high: test.high };
  return { value: Number.isFinite(figures[0]) && figures.length === 1 ? (figures[0] as number) : null, low: null, high: null };
}

function columnOf(uncertain: Uncertain, sets: Parameters<typeof numbersOf>[1]): Column {
  const { distribution, whole } = uncertain;
  const values = numbersOf(uncertain, sets);
  return distribution.kind === 'choice' && distribution.values.some((value) => typeof value !== 'number')
    ? { values, categories: distribution.values.length }
    : { values, whole: whole || distribution.kind === 'choice' };
}

interface Labelled {
  readonly columns: readonly Column[];
  readonly cases: Uint8Array;
  /** The difference, turned so that more of it is nearer to a flip or further beyond it. */
  readonly response: Float64Array;
}

function findRule(
  uncertain: readonly Uncertain[],
  { columns, cases, response }: Labelled,
  held: Labelled,
): Pick<BreakResult, 'verdict' | 'rule' | 'path'> {
  const flips = cases.reduce((sum, value) => sum + value, 0);
  if (flips < LEAST_FLIPS) return { verdict: 'rare', rule: null, path: [] };
  const boxes = peelingPath(columns, cases, response);
  const path = boxes.map((box) => {
    const { inside, coverage, density } = countBox(box, columns, cases);
    return { inside, coverage, density, restricted: box.length };
  });
  const box = chooseBox(boxes, columns, cases);
  if (box.length === 0) return { verdict: 'scattered', rule: null, path };
  const limits = box.map((restriction) => limitOf(restriction, uncertain, quasiP(box, restriction, columns, cases)));
  const rule = { limits, training: scoreOf(box, columns, cases), heldOut: scoreOf(box, held.columns, held.cases) };
  const confirmed = rule.heldOut.p !== null && rule.heldOut.p < ALPHA;
  return { verdict: confirmed ? 'rule' : 'unsure', rule, path };
}

function limitOf(restriction: Restriction, uncertain: readonly Uncertain[], p: number): RuleLimit {
  const { key, distribution } = uncertain[restriction.dimension] as Uncertain;
  const head = { key, quasiP: p };
  if ('allowed' in restriction) {
    const values = distribution.kind === 'choice' ? restriction.allowed.map((a) => distribution.values[a] as string) : null;
    return { ...head, minimum: null, maximum: null, values };
  }
  const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { ...head, minimum: orNull(restriction.minimum), maximum: orNull(restriction.maximum), values: null };
}

function scoreOf(box: Box, columns: readonly Column[], cases: Uint8Array): RuleScore {
  const { inside, casesInside, cases: flips } = countBox(box, columns, cases);
  return {
    points: cases.length,
    flips,
    inside,
    flipsInside: casesInside,
    coverage: shareOf(casesInside, flips),
    density: shareOf(casesInside, inside),
    p: inside === 0 || flips === 0 ? null : binomialTail(casesInside, inside, flips / cases.length),
  };
}
