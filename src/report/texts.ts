/**
 * Every sentence of the report that does not come from the model or the scenario file. Both languages have the same
 * type, so a missing text does not compile.
 */
import type { Verdict } from '../experiment/comparison.js';
import type { PatternVerdict } from '../experiment/validation/validation.js';
import type { Language } from './format.js';
import { english } from './texts-en.js';
import { russian } from './texts-ru.js';

/** A sentence with numbers in it; they come formatted. */
type With<Names extends string> = (values: Readonly<Record<Names, string>>) => string;

/** Heading and the sentence below it. */
export interface SectionText {
  readonly title: string;
  readonly lead: string;
}

export interface Texts {
  readonly name: string;
  readonly switchLanguage: string;
  readonly contents: string;
  readonly strip: Readonly<Record<'study' | 'seed' | 'runs' | 'engine' | 'model' | 'plan' | 'results', string>>;
  /** Words that models use without a title of their own: groups of metrics, labels of matrices. */
  readonly words: Readonly<Record<string, string>>;
  readonly runsDone: With<'done' | 'planned'>;
  readonly failedRuns: With<'failed' | 'planned' | 'done'>;
  readonly failedCause: Readonly<Record<'error' | 'invariant' | 'time' | 'memory' | 'crash', string>>;
  readonly unfinishedRuns: With<'missing' | 'planned'>;
  /** Where a study varies parameters. */
  readonly sweep: With<'points' | 'point' | 'values'>;
  readonly noScripts: string;
  readonly figureNeedsScripts: string;
  readonly figureData: string;
  readonly show: string;
  readonly baseline: string;
  readonly interval: string;
  readonly caption: With<'n' | 'interval' | 'seed'>;
  readonly means: string;
  readonly noValue: string;
  readonly verdicts: SectionText & {
    readonly columns: Readonly<
      Record<'indicator' | 'variant' | 'baseline' | 'difference' | 'relative' | 'effect' | 'p' | 'pairs' | 'variance' | 'verdict', string>
    >;
    readonly words: Readonly<Record<Verdict, string>>;
    readonly legend: string;
    readonly none: string;
  };
  readonly budget: SectionText & {
    readonly variant: string;
    readonly spending: string;
    readonly equal: With<'gap'>;
    readonly unequal: With<'gap'>;
  };
  readonly forest: SectionText & { readonly smallest: string; readonly label: With<'indicators'> };
  readonly series: SectionText & {
    readonly metric: string;
    readonly burnIn: string;
    readonly label: With<'metric'>;
    readonly firstMeasured: string;
    readonly last: string;
    /** Where a run has more steps than a line has points. */
    readonly drawn: With<'every'>;
  };
  readonly matrices: SectionText & {
    readonly mean: With<'variant'>;
    readonly difference: With<'variant'>;
    readonly direction: string;
    readonly from: string;
    readonly to: string;
    readonly label: With<'matrix' | 'shown'>;
  };
  readonly continuity: SectionText & { readonly part: string; readonly label: string };
  readonly ladder: SectionText & { readonly label: With<'variant'>; readonly lastStep: string };
  readonly network: SectionText & {
    readonly kinds: readonly [string, string, string];
    readonly region: string;
    readonly levels: readonly [string, string, string, string];
    readonly label: With<'variant' | 'organisations' | 'ties'>;
    readonly caption: With<'seed'>;
    readonly widths: string;
    readonly tableCaption: string;
    readonly ties: string;
    readonly organisations: string;
    readonly crossRegion: string;
  };
  readonly helix: SectionText & {
    readonly corners: Readonly<Record<'university' | 'industry' | 'government', string>>;
    readonly label: string;
    readonly start: string;
    readonly end: string;
    readonly paths: string;
    readonly section: string;
    readonly absent: string;
    readonly synergy: string;
  };
  readonly claims: SectionText & {
    readonly columns: Readonly<Record<'claim' | 'difference' | 'p' | 'pairs' | 'verdict', string>>;
    readonly words: Readonly<Record<'supported' | 'contradicted' | 'undecided', string>>;
    readonly source: string;
    readonly none: string;
  };
  readonly validation: { readonly title: string; readonly lead: With<'engine'>; readonly read: string } & {
    readonly patterns: string;
    readonly patternColumns: Readonly<Record<'pattern' | 'supported' | 'claims' | 'verdict', string>>;
    readonly facts: string;
    readonly factColumns: Readonly<Record<'fact' | 'accepted' | 'found' | 'worlds' | 'verdict', string>>;
    readonly words: Readonly<Record<PatternVerdict, string>>;
  };
  readonly nullComparison: SectionText & {
    readonly quiet: With<'found' | 'expected'>;
    readonly loud: With<'found' | 'expected'>;
    readonly p: string;
    readonly open: string;
  };
  readonly evaluations: SectionText;
  readonly metrics: SectionText & { readonly metric: string; readonly open: string };
  readonly provenance: SectionText & {
    readonly reproduce: string;
    readonly parameters: string;
    readonly sameParameters: string;
    readonly parameter: string;
    readonly policies: string;
    readonly noPolicy: string;
    readonly window: With<'value' | 'from' | 'until' | 'ramp'>;
    readonly lastStep: string;
    readonly versions: string;
    readonly item: string;
    readonly point: With<'point' | 'points'>;
    readonly value: string;
    readonly design: string;
    readonly steps: With<'steps' | 'unit' | 'burnIn'>;
    readonly replicates: With<'replicates'>;
    readonly known: Readonly<Record<string, string>>;
  };
  readonly limits: { readonly title: string; readonly paragraphs: readonly string[] };
}

const TEXTS: Readonly<Record<Language, Texts>> = { en: english, ru: russian };

/** The report's own sentences in a language. */
export function textsOf(language: Language): Texts {
  return TEXTS[language];
}
