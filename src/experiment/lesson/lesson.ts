/**
 * A lesson as data: a scenario, what of it pupils see and may change, and the steps of predict, observe, explain. Every text
 * stands in both languages. Plain data, so that it can be embedded in a page.
 */
import type { Text } from '../../core/model.js';
import type { Scenario, Variant } from '../study.js';

/** What a step asks of the pupil. */
export const STEP_KINDS = ['read', 'predict', 'observe', 'explain', 'task', 'sample', 'ticket'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Two worlds of the lesson next to each other, or one. */
export interface Show {
  readonly left: string;
  readonly right?: string;
  /** Whether the second world has the luck of the first; default `same`. */
  readonly luck: 'same' | 'new';
  /** Metric of the chart. */
  readonly metric: string;
}

/** A question with two to six answers. */
export interface Question {
  readonly text: Text;
  readonly choices: readonly Text[];
  /** Position of the right answer; absent where there is none, as in a prediction that the world will judge. */
  readonly answer?: number;
  /** Said after an answer was given. */
  readonly because?: Text;
}

/** What a task wants to see in a world at its end: that the metric is above or below a value. */
export interface Goal {
  readonly metric: string;
  readonly above?: number;
  readonly below?: number;
}

export interface LessonStep {
  readonly kind: StepKind;
  readonly title: Text;
  readonly text: Text;
  readonly minutes: number;
  readonly show?: Show;
  readonly questions: readonly Question[];
  readonly goal?: Goal;
  /** Whether pupils bet, before many worlds are run, in how many the second one has the higher figure. */
  readonly bet: boolean;
}

/** A setting that pupils move: a parameter, or `policy.INSTRUMENT.SETTING` where a world uses the instrument. */
export interface LessonControl {
  readonly setting: string;
  readonly title: Text;
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

/** A variant of the scenario under the name that pupils read. */
export interface LessonWorld {
  readonly name: string;
  readonly title: Text;
}

export interface Lesson {
  readonly format: 'trihelix-lesson-1';
  readonly name: string;
  readonly title: Text;
  /** The one question of the lesson. */
  readonly question: Text;
  readonly source: string;
  readonly minutes: number;
  readonly worlds: readonly LessonWorld[];
  readonly metrics: readonly string[];
  readonly controls: readonly LessonControl[];
  /** Whether pupils may make and cut ties by hand. */
  readonly bridges: boolean;
  readonly steps: readonly LessonStep[];
  /** What the runs need of the scenario. */
  readonly scenario: Pick<Scenario, 'name' | 'title' | 'model' | 'seed' | 'steps' | 'burnIn'> & { readonly variants: readonly Variant[] };
  /** First digits of a hash over what determines runs and answers; codes of pupils name it. */
  readonly fingerprint: string;
}
