/** Findings of every kind over the rehearsal study, with names that a page must escape. */
import type { FindingSource, Findings } from '../../src/experiment/findings.js';
import type { Estimate, Indices, SensitivityResult } from '../../src/experiment/sensitivity/result.js';

const source: FindingSource = { study: 'rehearsal--x<y', settings: ['openness=<b>'], seed: 's"1', hash: 'ab'.repeat(32) };
const of = (value: number | null, width = 0.1): Estimate =>
  value === null ? { value, low: null, high: null } : { value, low: value - width, high: value + width };
const PARAMETERS = [
  { key: 'parameters.openness', distribution: { kind: 'uniform', minimum: 0.25, maximum: 0.75 } },
  { key: 'policy.rd_subsidy.budget', distribution: { kind: 'normal', mean: 12, deviation: 2, minimum: 0, maximum: 50 } },
] as const;
const KEYS = PARAMETERS.map(({ key }) => key);

const analysis = (indices: Indices, more: Partial<SensitivityResult> = {}): SensitivityResult => ({
  study: source.study,
  seed: source.seed,
  output: { metric: 'continuity', variant: 'process', over: 'participants' },
  unit: 'index',
  parameters: PARAMETERS,
  replicates: 3,
  indices,
  mean: 0.5,
  standardDeviation: 0.2,
  luck: 0.07,
  missing: [],
  rule: 'x',
  points: Array.from({ length: 24 }, () => ({ values: {}, output: 1 })),
  ...more,
});

const score = { points: 20, flips: 6, inside: 8, flipsInside: 5, coverage: of(0.83), density: of(0.62), p: 0.01 };
const at = (dose: number, mean: number) => ({ dose, mean, low: mean - 1, high: mean + 1 });

export const rehearsalFindings: Findings = {
  responses: [
    {
      ...source,
      replicates: 4,
      doses: [
        {
          metric: 'quality',
          variant: 'process',
          baseline: 'nothing',
          key: 'policy.rd_subsidy.budget',
          replicates: 4,
          points: [at(0, 0), at(5, 3), at(10, 4)],
          curve: 'emax',
          parameters: { emax: 5 },
          choice: [{ curve: 'emax', aic: 0, share: 0.625 }],
          line: [at(0, 0), at(5, 2.9), at(10, 4.1)],
        },
      ],
      split: [
        {
          metric: 'quality',
          variants: 3,
          points: 3,
          replicates: 4,
          policy: 0.5,
          parameters: 0.25,
          luck: 0.125,
          policyByParameters: 0.0625,
          policyByLuck: 0.0625,
          parametersByLuck: 0,
          allThree: 0,
        },
      ],
      bands: [
        {
          dose: {},
          of: 'difference',
          metric: 'quality',
          variant: 'process',
          unit: 'index',
          points: 32,
          mean: 1.5,
          low: -0.5,
          median: 1.4,
          high: 3,
          above: 0.875,
        },
      ],
    },
  ],
  sensitivity: [
    {
      ...source,
      results: [
        analysis(
          { method: 'morris', rows: KEYS.map((key, k) => ({ key, mu: of(-0.4), muStar: of(0.4 + k), sigma: of(0.1), effects: 6 })) },
          { missing: [{ point: 17, reason: 'failed', runs: [170] }] },
        ),
        analysis({
          method: 'sobol',
          bases: 16,
          rows: KEYS.map((key) => ({ key, first: of(0.3), total: of(0.6) })),
          second: [{ keys: [KEYS[0] as string, KEYS[1] as string], index: of(0.15) }],
        }),
        analysis({
          method: 'pawn',
          samples: 64,
          slices: 8,
          rows: KEYS.map((key) => ({ key, median: of(0.2), maximum: of(0.5) })),
          dummy: { median: of(0.11), maximum: of(0.22) },
        }),
        analysis({
          method: 'src',
          samples: 64,
          r2: 0.8125,
          r2Ranks: 0.9,
          rows: KEYS.map((key) => ({ key, src: of(-0.7), srrc: of(null) })),
        }),
        analysis({ method: 'morris', rows: [] }, { mean: null, standardDeviation: null }),
      ],
    },
  ],
  breaks: [
    {
      ...source,
      results: [
        {
          study: source.study,
          seed: source.seed,
          output: { metric: 'continuity', variant: 'process', over: 'participants' },
          unit: 'index',
          replicates: 2,
          parameters: PARAMETERS,
          nominal: of(0.25),
          verdict: 'rule',
          rule: {
            limits: [{ key: 'parameters.openness', minimum: null, maximum: 0.31, values: null, quasiP: 0.002 }],
            training: score,
            heldOut: score,
          },
          flips: of(0.3),
          certainFlips: of(0.125),
          path: [],
          missing: [{ point: 3, reason: 'failed', runs: [1] }],
          points: [],
          summary: { en: 'It <breaks>.', ru: 'Это <ломается>.' },
        },
      ],
    },
  ],
  calibrations: [
    {
      ...source,
      format: 'trihelix-calibration-1',
      engine: '1',
      scenario: 'rehearsal',
      model: 'rehearsal',
      particles: 60,
      replicates: 1,
      rounds: [{ tolerance: 1.5, effective: 33 }],
      tolerance: 1.5,
      effective: 33,
      refused: 0,
      empty: 0,
      sets: 60,
      correlations: [],
      parameters: [
        {
          key: 'parameters.openness',
          prior: { kind: 'uniform', low: 0.2, high: 0.8 },
          mean: 0.4,
          low: 0.3,
          median: 0.41,
          high: 0.55,
          bins: { low: 0.19, high: 0.81, prior: [0.25, 0.25, 0.25, 0.25], posterior: [0.2, 0.7, 0.1, 0] },
          width: 0.4,
        },
        {
          key: 'parameters.market',
          prior: { kind: 'choice', low: null, high: null },
          mean: null,
          low: null,
          median: null,
          high: null,
          chances: [{ value: 'free<', weight: 0.75 }],
          width: 1,
        },
      ],
      targets: [
        {
          target: 'quality of process',
          metric: 'quality',
          variant: 'process',
          unit: 'index',
          use: 'hold',
          value: 7,
          error: 0.5,
          low: 1,
          median: 2,
          high: 3,
          inside: false,
        },
      ],
      warnings: [{ en: 'openness presses', ru: 'openness упирается' }],
    },
  ],
  optima: [1, 2].map((aims) => {
    const measured = ['best', 'nothing', 'equal-split', 'rd_subsidy-alone', 'front-2'].map((role, r) => ({
      role,
      round: 1,
      budgets: { rd_subsidy: 1000 * r },
      settings: { 'policy.rd_subsidy.share': 0.5 },
      worth: [1, 2],
      fresh: [0, 1].map((a) => ({ mean: 1.5 + r * (a + 1), low: 1 + r, high: 3.5 + 2 * r, n: 8 })),
      difference: [0, 1].map(() => ({ mean: 0.5, low: -0.25, high: 1, n: 8 })),
      onFront: r === 0,
    }));
    return {
      ...source,
      format: 'trihelix-optimum-1',
      engine: '1',
      scenario: 'rehearsal',
      model: 'rehearsal',
      budget: 250000,
      instruments: ['rd_subsidy'],
      aims: [
        { metric: 'quality', unit: 'index', better: 'higher' },
        { metric: 'continuity', unit: 'index', better: 'lower' },
      ].slice(0, aims) as Findings['optima'][number]['aims'],
      atWorst: true,
      worlds: 2,
      replicates: 4,
      finalReplicates: 20,
      best: measured[0] as (typeof measured)[0],
      measured,
      policies: 87,
      cloud: Array.from({ length: 87 }, (_, k) => [k === 5 ? null : 1 + (k % 9) / 3, 1 + (k % 7)]),
    };
  }),
  unreadable: ['rehearsal--old/break.json'],
};
