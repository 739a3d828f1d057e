/**
 * What is left of an effect when the money has stopped: support ends halfway through the measured time, or where its
 * windows end it early enough, and the run is compared with its untreated twin.
 *
 *   effect(t) = mean over the year before t of innovations new to their industry, treated − untreated
 *   hysteresis = effect(end + after_support) ÷ effect(end); null where the effect at the end is not above 0
 *
 * Both effects are shown, because a quotient of two uncertain numbers has no well-behaved mean. Source: measures of
 * continuous innovation, docs/guide/evaluations.md.
 */
import { measure, share, type TrihelixEvaluation } from './define.js';
import { asItIs, type Observation, observe, type TrihelixBench, untreated, withBudgets } from './observe.js';
import { sumOver } from './value.js';

const YEAR = 4;

export const hysteresis: TrihelixEvaluation = {
  name: 'hysteresis',
  title: { en: 'Lasting effect', ru: 'Остаточный эффект' },
  text: {
    en: 'Innovations new to their industry above the untreated twin when support ends, and after_support quarters later.',
    ru: 'Новые для отрасли инновации сверх контрольного прогона к концу поддержки и через after_support кварталов.',
  },
  measures: [
    measure(
      'hysteresis',
      ['Hysteresis of support', 'Гистерезис поддержки'],
      [
        'Effect some time after support ended as a share of the effect when it ended.',
        'Эффект спустя время после окончания поддержки как доля эффекта в её конце.',
      ],
      { unit: 'share', better: 'higher' },
    ),
    measure(
      'effect_at_end',
      ['Effect at end', 'Эффект в конце'],
      [
        'Innovations per quarter above the twin in the last year of support.',
        'Инноваций за квартал сверх контрольного прогона в последний год поддержки.',
      ],
      { unit: '1/quarter', better: 'higher' },
    ),
    measure(
      'effect_afterwards',
      ['Effect afterwards', 'Эффект впоследствии'],
      ['The same in the year that ends after_support quarters later.', 'То же в году, который кончается через after_support кварталов.'],
      { unit: '1/quarter', better: 'higher' },
    ),
  ],
  evaluate(bench, out) {
    if (bench.policies.length === 0) return;
    const later = bench.parameters.after_support;
    const { seen, end } = supportThatEnds(bench, later);
    if (end < bench.burnIn + YEAR || end + later > bench.steps) return;
    const twin = untreated(bench);
    const effect = (to: number): number => (sumOver(seen.newToIndustry, to - YEAR, to) - sumOver(twin.newToIndustry, to - YEAR, to)) / YEAR;
    out[1] = effect(end);
    out[2] = effect(end + later);
    out[0] = share(out[2], out[1]);
  },
};

/** The run itself where its support ends in time, else a twin in which it ends halfway; and the first step without. */
function supportThatEnds(bench: TrihelixBench, later: number): { readonly seen: Observation; readonly end: number } {
  const whole = asItIs(bench);
  const end = firstStepWithout(whole.asked);
  if (end + later <= bench.steps) return { seen: whole, end };
  const half = bench.burnIn + Math.floor((bench.steps - bench.burnIn) / 2);
  const seen = observe(bench, { policies: withBudgets(bench.policies, (budget, step) => (step < half ? budget : 0)) });
  return { seen, end: firstStepWithout(seen.asked) };
}

/** Kernel: the step after the last one in which money was asked for; 0 where there was none. */
export function firstStepWithout(asked: Float64Array): number {
  let t = asked.length;
  while (t > 0 && asked[t - 1] === 0) t--;
  return t;
}
