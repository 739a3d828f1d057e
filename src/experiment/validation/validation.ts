/**
 * Validation: what the claims of all scenarios together say about the patterns, and where the stylised facts lie.
 * Plain data, so that pages, the report and `--json` are views of one thing. Failures are findings like any other.
 */
import type { Measure, Text } from '../../core/model.js';
import type { Pattern } from '../../core/pattern.js';
import type { BudgetCheck, JudgedClaim } from '../comparison.js';
import { mean, pairedTest } from '../statistics.js';

/** A study whose claims were judged. */
export interface StudyFinding {
  readonly study: string;
  readonly scenario: string;
  readonly title: string;
  readonly model: string;
  readonly seed: string;
  readonly replicates: number;
  readonly runs: { readonly planned: number; readonly done: number; readonly failed: number };
  readonly hash: string;
  readonly budget: BudgetCheck | null;
  readonly claims: readonly JudgedClaim[];
  /** What was taken out of the model, and what that asks; such a study tests no pattern. */
  readonly without?: { readonly question: string; readonly settings: readonly string[] };
}

export type PatternVerdict = 'supported' | 'contradicted' | 'mixed' | 'undecided' | 'no scenario';

/** One pattern and the claims that name it as their source. */
export interface PatternFinding {
  readonly model: string;
  readonly name: string;
  readonly text: Text;
  readonly source: string;
  readonly verdict: PatternVerdict;
  readonly claims: readonly { readonly study: string; readonly judged: JudgedClaim }[];
}

/** One stylised fact over independent worlds: mean with its 95 % t interval against the accepted range. */
export interface FactFinding {
  readonly model: string;
  readonly name: string;
  readonly title: Text;
  readonly text: Text;
  readonly unit: string;
  readonly source: string;
  /** Null where the range is open. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly worlds: number;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: 'supported' | 'contradicted' | 'undecided';
}

export interface Validation {
  readonly format: 'trihelix-validation-1';
  readonly engine: string;
  readonly patterns: readonly PatternFinding[];
  readonly facts: readonly FactFinding[];
  /** Where the facts were taken. */
  readonly factStudies: readonly Pick<StudyFinding, 'study' | 'model' | 'seed' | 'replicates' | 'runs' | 'hash'>[];
  readonly studies: readonly StudyFinding[];
}

/** Patterns that a claim's source names, e.g. P3 and P13 in `P3, P13 (after support)`. */
export function patternsOf(source: string | undefined): string[] {
  return [...new Set(source?.match(/\bP\d+\b/g) ?? [])];
}

/** Gathers the claims of each pattern over all studies of its model, those without parts of the model left out. */
export function findPatterns(model: string, patterns: readonly Pattern[], studies: readonly StudyFinding[]): PatternFinding[] {
  const whole = studies.filter((study) => study.model === model && study.without === undefined);
  return patterns.map(({ name, text, source }) => {
    const claims = whole.flatMap(({ study, claims: all }) =>
      all.filter(({ claim }) => patternsOf(claim.source).includes(name)).map((judged) => ({ study, judged })),
    );
    return { model, name, text, source, verdict: patternVerdict(claims.map(({ judged }) => judged.verdict)), claims };
  });
}

/**
 * The word for a pattern: supported when all its claims are; mixed when some are supported and some contradicted;
 * contradicted when one is and none is supported; else undecided.
 */
export function patternVerdict(verdicts: readonly JudgedClaim['verdict'][]): PatternVerdict {
  const has = (verdict: JudgedClaim['verdict']): boolean => verdicts.includes(verdict);
  if (verdicts.length === 0) return 'no scenario';
  if (has('contradicted')) return has('supported') ? 'mixed' : 'contradicted';
  return has('undecided') ? 'undecided' : 'supported';
}

/**
 * Judges a measure by its accepted range: supported when the whole 95 % interval of the mean lies inside, contradicted
 * when all of it lies outside, else undecided.
 * @param figures one per world; undefined ones are NaN and left out
 */
export function judgeFact(model: string, measure: Measure, figures: Float64Array): FactFinding {
  const values = figures.filter((value) => !Number.isNaN(value));
  const test = pairedTest(values);
  const { minimum = null, maximum = null } = measure.accepted ?? {};
  return {
    model,
    name: measure.name,
    title: measure.title,
    text: measure.text,
    unit: measure.unit,
    source: measure.accepted?.source ?? measure.source ?? '',
    minimum,
    maximum,
    worlds: values.length,
    mean: test?.mean ?? (values.length > 0 ? mean(values) : null),
    low: test?.low ?? null,
    high: test?.high ?? null,
    verdict: test === undefined ? 'undecided' : placeOf(test.low, test.high, minimum ?? -Infinity, maximum ?? Infinity),
  };
}

function placeOf(low: number, high: number, minimum: number, maximum: number): FactFinding['verdict'] {
  if (low >= minimum && high <= maximum) return 'supported';
  return high < minimum || low > maximum ? 'contradicted' : 'undecided';
}

/** Whether anything that was tested came out against the expectation. */
export function hasContradiction({ patterns, facts }: Pick<Validation, 'patterns' | 'facts'>): boolean {
  return (
    patterns.some(({ verdict }) => verdict === 'contradicted' || verdict === 'mixed') ||
    facts.some(({ verdict }) => verdict === 'contradicted')
  );
}
