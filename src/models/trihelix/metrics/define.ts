/** Short constructors for metrics, so that a list of metrics reads as a table. */
import type { Metric, Summary } from '../../../core/model.js';
import type { TrihelixWorld } from '../world.js';

type Kind = Metric<TrihelixWorld>['kind'];
type Better = Metric<TrihelixWorld>['better'];
type Measure = (world: TrihelixWorld) => number;

interface Labels {
  readonly name: string;
  readonly unit: string;
  readonly kind: Kind;
  readonly better: Better;
  readonly en: string;
  readonly ru: string;
  readonly source?: string;
}

/** Gives all metrics of a list the same heading. */
export function metricGroup(group: string) {
  const finish = ({ en, ru, ...rest }: Labels): Omit<Metric<TrihelixWorld>, 'when' | 'measure'> => ({ ...rest, group, text: { en, ru } });
  return {
    /** Taken after every step; the run's figure is its mean, sum or last value over the measured steps. */
    step: (labels: Labels, summary: Summary, measure: Measure): Metric<TrihelixWorld> => ({
      ...finish(labels),
      when: 'step',
      summary,
      measure,
    }),
    /** Taken once, after the last step. */
    end: (labels: Labels, measure: Measure): Metric<TrihelixWorld> => ({ ...finish(labels), when: 'end', measure }),
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
