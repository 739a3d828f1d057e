/** Short constructors for metrics, so that a list of metrics reads as a table. */
import type { Metric, Summary } from '../../../core/model.js';
import { inBoth, type Words } from '../words.js';
import type { TrihelixWorld } from '../world.js';

type Kind = Metric<TrihelixWorld>['kind'];
type Better = Metric<TrihelixWorld>['better'];
type Measure = (world: TrihelixWorld) => number;

interface Traits {
  readonly unit: string;
  readonly kind: Kind;
  readonly better: Better;
  readonly source?: string;
}

/** Gives all metrics of a list the same heading. A call reads: name, title, sentence, traits, measure. */
export function metricGroup(group: string) {
  const described = (name: string, title: Words, text: Words) => ({ name, group, title: inBoth(title), text: inBoth(text) });
  return {
    /** Taken after every step; the run's figure is its mean, sum or last value over the measured steps. */
    step: (name: string, title: Words, text: Words, traits: Traits & { summary: Summary }, measure: Measure): Metric<TrihelixWorld> => ({
      ...described(name, title, text),
      ...traits,
      when: 'step',
      measure,
    }),
    /** Taken once, after the last step. */
    end: (name: string, title: Words, text: Words, traits: Traits, measure: Measure): Metric<TrihelixWorld> => ({
      ...described(name, title, text),
      ...traits,
      when: 'end',
      measure,
    }),
  };
}

/** part ÷ whole; NaN where the whole is zero. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : part / whole;
}

/** Computes something of a world once per step, however many metrics ask for it. */
export function oncePerStep<T>(compute: (world: TrihelixWorld) => T): (world: TrihelixWorld) => T {
  const seen = new WeakMap<TrihelixWorld, { step: number; value: T }>();
  return (world) => {
    const last = seen.get(world);
    if (last !== undefined && last.step === world.step) return last.value;
    const value = compute(world);
    seen.set(world, { step: world.step, value });
    return value;
  };
}

/** Number of the first innovation after the burn-in. */
export function firstMeasured(world: TrihelixWorld): number {
  const { step } = world.innovations.columns;
  let n = 0;
  while (n < world.innovationCount && step[n] < world.burnIn) n++;
  return n;
}
