/**
 * Claims of a scenario file, and what the runs say about them. The simulation tests claims, it does not advertise them:
 * a claim that the model contradicts is reported so.
 */
import type { JudgedClaim } from './comparison.js';
import { smallestEffectOf } from './differences.js';
import type { FigureTable } from './results.js';
import { equivalenceP, holm, type MeanTest, pairedTest } from './statistics.js';
import type { Claim, Scenario } from './study.js';

/** A variant, or the gain of one over another; the minus stands between spaces because names may hold hyphens. */
const SIDE = '([a-z][a-z0-9_-]*)(?:\\s+[-−]\\s+([a-z][a-z0-9_-]*))?';
const CLAIM = new RegExp(`^\\s*${SIDE}\\s*(>|<|=)\\s*${SIDE}\\s+in\\s+([A-Za-z][A-Za-z0-9_]*)\\s*$`);

/** Reads `left > right in metric` (also `<` and `=`, also with gains `a - b` as sides), or undefined for another form. */
export function parseClaim(text: string): Omit<Claim, 'source'> | undefined {
  const match = CLAIM.exec(text);
  if (match === null) return undefined;
  const [, left = '', leftOver, relation = '', right = '', rightOver, metric = ''] = match;
  return {
    text: text.trim(),
    left,
    ...(leftOver !== undefined && { leftOver }),
    relation: relation as Claim['relation'],
    right,
    ...(rightOver !== undefined && { rightOver }),
    metric,
  };
}

interface Tested {
  readonly claim: Claim;
  readonly pairs: number;
  readonly test: MeanTest | undefined;
  readonly equivalence: number | null;
}

/**
 * Judges claims by the paired differences left − right at 5 %, Holm-adjusted over the claims of the file.
 * `>` and `<`: supported or contradicted by the sign of a difference that is not zero. `=`: supported when the
 * equivalence test puts the difference within the smallest effect, else contradicted when it is not zero.
 */
export function judgeClaims(scenario: Scenario, table: FigureTable): JudgedClaim[] {
  const tested = scenario.claims.map((claim) => testClaim(scenario, table, claim));
  const differences = holm(tested.map(({ test }) => test?.p ?? null));
  const equivalences = holm(tested.map(({ claim, equivalence }) => (claim.relation === '=' ? equivalence : null)));
  return tested.map((entry, i) => judge(entry, differences[i] ?? null, equivalences[i] ?? null));
}

function testClaim(scenario: Scenario, table: FigureTable, claim: Claim): Tested {
  const left = sideFigures(table, claim.left, claim.leftOver, claim.metric);
  const right = sideFigures(table, claim.right, claim.rightOver, claim.metric);
  const differences = defined(left.map((figure, r) => figure - (right[r] as number)));
  const test = pairedTest(differences);
  const bound = smallestEffectOf(scenario, claim.metric, defined(table.figures(claim.rightOver ?? claim.right, claim.metric)));
  return { claim, pairs: differences.length, test, equivalence: test === undefined || bound === null ? null : equivalenceP(test, bound) };
}

/** A side's figure by replicate, NaN where it is undefined. */
function sideFigures(table: FigureTable, variant: string, over: string | undefined, metric: string): Float64Array {
  const figures = table.figures(variant, metric);
  if (over === undefined) return figures;
  const base = table.figures(over, metric);
  return figures.map((figure, r) => figure - (base[r] as number));
}

function defined(figures: Float64Array): Float64Array {
  return figures.filter((figure) => !Number.isNaN(figure));
}

function judge({ claim, pairs, test, equivalence }: Tested, differenceP: number | null, sameP: number | null): JudgedClaim {
  const differs = differenceP !== null && differenceP < 0.05;
  const same = sameP !== null && sameP < 0.05;
  const sign = test === undefined ? 0 : Math.sign(test.mean);
  const wanted = claim.relation === '>' ? 1 : claim.relation === '<' ? -1 : 0;
  let verdict: JudgedClaim['verdict'] = 'undecided';
  if (claim.relation === '=') verdict = same ? 'supported' : differs ? 'contradicted' : 'undecided';
  else if (differs) verdict = sign === wanted ? 'supported' : 'contradicted';
  const byEquivalence = claim.relation === '=' && !(verdict === 'contradicted');
  return {
    claim,
    verdict,
    difference: test?.mean ?? null,
    low: test?.low ?? null,
    high: test?.high ?? null,
    p: byEquivalence ? equivalence : (test?.p ?? null),
    pAdjusted: byEquivalence ? sameP : differenceP,
    equivalenceP: equivalence,
    pairs,
  };
}
