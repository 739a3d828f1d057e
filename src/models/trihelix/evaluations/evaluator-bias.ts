/**
 * What an evaluator without a twin would find: two usual designs on the firms of the simulated run, minus the truth.
 *
 * Treated is who led a supported project; the outcome is innovations led per quarter of the measured time.
 *   truth     mean over the treated of outcome − outcome of the same firm in the untreated twin
 *   matching  mean over the treated of outcome − outcome of the most similar untreated firm (size, quality, knowledge, ties and
 *             earlier innovations, each in standard deviations; Abadie & Imbens 2006)
 *   did       change of the treated since the burn-in − change of the untreated (Angrist & Pischke 2009)
 *
 * The truth holds the spillovers among the treated; firms that left or entered are left out, as in a survey's panel.
 */
import { standardDeviation } from '../../../core/kernels.js';
import { measure, type TrihelixEvaluation } from './define.js';
import { asItIs, innovationsByLeader, type Observation, untreated } from './observe.js';

export const evaluatorBias: TrihelixEvaluation = {
  name: 'evaluator_bias',
  title: { en: 'Bias of evaluators', ru: 'Смещение оценщиков' },
  text: {
    en: 'What matching and difference in differences would have found in the data of the run, minus the true effect.',
    ru: 'Что нашли бы по данным прогона подбор пар и разность разностей, минус истинный эффект.',
  },
  measures: [
    measure(
      'true_effect',
      ['True effect', 'Истинный эффект'],
      [
        'Innovations per supported firm and quarter above the twin.',
        'Инноваций на поддержанную фирму за квартал сверх контрольного прогона.',
      ],
      { unit: '1/quarter', better: 'neither' },
    ),
    measure(
      'matching_bias',
      ['Bias of matching', 'Смещение подбора пар'],
      ['Effect that nearest-neighbour matching finds, minus the true one.', 'Эффект по ближайшим соседям минус истинный.'],
      { unit: '1/quarter', better: 'neither', source: 'Abadie & Imbens 2006' },
    ),
    measure(
      'did_bias',
      ['Bias of differences', 'Смещение разности разностей'],
      ['Effect that difference in differences finds, minus the true one.', 'Эффект по разности разностей минус истинный.'],
      { unit: '1/quarter', better: 'neither', source: 'Angrist & Pischke 2009' },
    ),
  ],
  evaluate(bench, out) {
    if (bench.policies.length === 0) return;
    const seen = asItIs(bench);
    const panel = panelOf(seen, untreated(bench));
    const truth = meanOf(panel.treated, panel.outcome) - meanOf(panel.treated, panel.twin);
    if (Number.isNaN(truth)) return;
    out[0] = truth;
    out[1] = matchingEffect(panel.treated, panel.outcome, panel.traits) - truth;
    if (bench.burnIn > 0) out[2] = differenceInDifferences(panel.treated, panel.earlier, panel.outcome) - truth;
  },
};

/** Firms that are there from the end of the burn-in to the end, one place each. */
interface Panel {
  readonly treated: Uint8Array;
  readonly earlier: Float64Array;
  readonly outcome: Float64Array;
  readonly twin: Float64Array;
  readonly traits: readonly Float64Array[];
}

function panelOf(seen: Observation, twin: Observation): Panel {
  const { world, keys } = seen;
  const { burnIn, steps, universityAt } = world;
  const last = new Set(keys.subarray((steps - 1) * universityAt));
  const firms = seen.before.filter(({ key }) => last.has(key));
  const rates = (from: Observation, begin: number, end: number): Float64Array => {
    const counts = innovationsByLeader(from.world, begin, end);
    return Float64Array.from(firms, ({ key }) => (counts.get(key) ?? 0) / (end - begin));
  };
  const earlier = burnIn > 0 ? rates(seen, 0, burnIn) : new Float64Array(firms.length);
  return {
    treated: Uint8Array.from(firms, ({ key }) => Number(seen.supported.has(key))),
    earlier,
    outcome: rates(seen, burnIn, steps),
    twin: rates(twin, burnIn, steps),
    traits: [
      ...(['size', 'quality', 'knowledge', 'ties'] as const).map((trait) => Float64Array.from(firms, (firm) => firm[trait])),
      earlier,
    ],
  };
}

/** Mean of the values of one group; NaN for an empty one. */
function meanOf(treated: Uint8Array, values: Float64Array, group = 1): number {
  let sum = 0;
  let count = 0;
  for (let f = 0; f < values.length; f++) {
    if (treated[f] !== group) continue;
    sum += values[f];
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** Kernel: mean over the treated of outcome − that of the nearest untreated; the first of equals. NaN without either. */
export function matchingEffect(treated: Uint8Array, outcome: Float64Array, traits: readonly Float64Array[]): number {
  const scales = traits.map((trait) => standardDeviation(trait));
  let sum = 0;
  let count = 0;
  for (let f = 0; f < treated.length; f++) {
    if (treated[f] === 0) continue;
    const g = nearestUntreated(f, treated, traits, scales);
    if (g < 0) return Number.NaN;
    sum += outcome[f] - outcome[g];
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

function nearestUntreated(f: number, treated: Uint8Array, traits: readonly Float64Array[], scales: readonly number[]): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let g = 0; g < treated.length; g++) {
    if (treated[g] === 1) continue;
    let distance = 0;
    for (let t = 0; t < traits.length; t++) {
      const trait = traits[t] as Float64Array;
      const apart = scales[t] > 0 ? (trait[f] - trait[g]) / scales[t] : 0;
      distance += apart * apart;
    }
    if (distance >= least) continue;
    least = distance;
    nearest = g;
  }
  return nearest;
}

/** Kernel: (after − before) of the treated − (after − before) of the untreated. NaN without either. */
export function differenceInDifferences(treated: Uint8Array, before: Float64Array, after: Float64Array): number {
  const change = (group: number): number => meanOf(treated, after, group) - meanOf(treated, before, group);
  return change(1) - change(0);
}
