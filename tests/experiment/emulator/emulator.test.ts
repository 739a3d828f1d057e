import { describe, expect, it } from 'vitest';
import { latinHypercube } from '../../../src/experiment/design/latin-hypercube.js';
import { completeQuery, emulatedInputs, emulators, placeOf, predict } from '../../../src/experiment/emulator/emulate.js';
import { fitGaussianProcess, gaussianProcess } from '../../../src/experiment/emulator/gaussian-process.js';
import { createGenerator } from '../../../src/experiment/random.js';
import { planOf, runPlan, study } from '../study.js';
import { toy } from '../toy-model.js';

// Made with NumPy: R = Matérn 5/2 of the scaled distances + 0.05 I, m = 1ᵀR⁻¹y / 1ᵀR⁻¹1, s² = (y−m)ᵀR⁻¹(y−m) / 4; leaving one
// out by removing row and column, with the same s².
const PLACES = [
  [0, 0.2],
  [0.3, 0.9],
  [0.5, 0.1],
  [0.8, 0.6],
  [1, 0.4],
];
const FIGURES = [1, 2.5, 0.3, 1.7, 2.2];
const HOW = { lengths: [0.5, 0.8], nugget: 0.05 };

describe('a Gaussian process', () => {
  it('predicts what NumPy computes from the same formulas', () => {
    const process = gaussianProcess(PLACES, FIGURES, HOW);
    const { mean, deviation } = process.predict([0.4, 0.5]);
    expect(mean).toBeCloseTo(1.3037913328291126, 12);
    expect(deviation).toBeCloseTo(0.4589405063906265, 12);
    expect(process.variance).toBeCloseTo(1.5455022884516887, 12);
    expect(process.logLikelihood).toBeCloseTo(-0.18757048785747954, 12);
  });

  it('says of each point what the others say, as if it had not been there', () => {
    const left = gaussianProcess(PLACES, FIGURES, HOW).leaveOneOut();
    expect(left[0]?.error).toBeCloseTo(-0.4258774161292007, 12);
    expect(left[0]?.deviation).toBeCloseTo(1.1024549545071822, 12);
    expect(left[3]?.error).toBeCloseTo(-0.29781524679900273, 12);
    expect(left[3]?.deviation).toBeCloseTo(0.6496147304951734, 12);
  });

  it('goes through its points without a nugget, and refuses points that lie on each other', () => {
    const process = gaussianProcess(PLACES, FIGURES, { ...HOW, nugget: 0 });
    for (const [p, place] of PLACES.entries()) {
      expect(process.predict(place).mean).toBeCloseTo(FIGURES[p] as number, 10);
      expect(process.predict(place).deviation).toBeLessThan(1e-6);
    }
    expect(() => gaussianProcess([[0], [0]], [1, 2], { lengths: [1], nugget: 0 })).toThrow(RangeError);
  });

  it('learns a smooth function of three inputs, one of which does nothing, and is honest about its errors', () => {
    const truth = (x: ArrayLike<number>): number => Math.sin(4 * (x[0] as number)) + 2 * (x[1] as number) ** 2;
    const places = latinHypercube(50, 3, 'emulator');
    const process = fitGaussianProcess(places, places.map(truth), 'test');
    expect(process.lengths[2]).toBeGreaterThan(3 * (process.lengths[0] as number));
    const draw = createGenerator('test', 'fresh');
    let inside = 0;
    for (let k = 0; k < 200; k++) {
      const place = [draw(), draw(), draw()];
      const { mean, deviation } = process.predict(place);
      expect(Math.abs(mean - truth(place))).toBeLessThan(0.15);
      if (Math.abs(mean - truth(place)) <= 2 * deviation + 1e-9) inside++;
    }
    expect(inside).toBeGreaterThan(170);
  });

  it('finds the noise, and does not follow it', () => {
    const luck = createGenerator('test', 'noise');
    const places = latinHypercube(80, 1, 'noise');
    const figures = places.map((place) => (place[0] as number) + 0.6 * (luck() - 0.5));
    const process = fitGaussianProcess(places, figures, 'test');
    const noise = Math.sqrt(process.nugget * process.variance);
    expect(noise).toBeGreaterThan(0.12);
    expect(noise).toBeLessThan(0.24);
    for (const place of [0.1, 0.5, 0.9]) expect(Math.abs(process.predict([place]).mean - place)).toBeLessThan(0.12);
  });
});

describe('what-if from a study', () => {
  const TEXT = `${study('uncertainty: { growth: "uniform(0.02, 0.3)", firms: "loguniform(2, 60)" }\nindicators: [continuity, failure_rate]\n', 4).replace('c: {}', 'c: { parameters: { open: true } }')}`;
  const swept = async (points: number) =>
    runPlan(await planOf(TEXT, ['growth=uniform(0.02,0.3)', 'firms=loguniform(2,60)', `design.points=${points}`]));

  it('predicts runs that were never made, differences too', async () => {
    const results = await swept(30);
    const inputs = emulatedInputs(results);
    expect(inputs.map(({ key, logarithmic }) => [key, logarithmic])).toEqual([
      ['parameters.growth', false],
      ['parameters.firms', true],
    ]);
    const found = emulators(results, inputs, toy, ['continuity']);
    expect(found.map(({ variant, of }) => [variant, of])).toEqual([
      ['a', 'mean'],
      ['b', 'mean'],
      ['c', 'mean'],
      ['b', 'difference'],
      ['c', 'difference'],
    ]);
    for (const { explained, of, variant } of found) if (of === 'mean') expect(explained, variant).toBeGreaterThan(0.9);
    const values = completeQuery(inputs, new Map([['growth', 0.12]]));
    expect(values['parameters.firms']).toBeCloseTo(Math.sqrt(2 * 60), 0);
    const asked = { ...values, 'parameters.firms': 12 };
    const exact = await runPlan(await planOf(TEXT, ['growth=0.12', 'firms=12', 'replicates=200']));
    const figures = exact.ids.flatMap((id) => {
      const outcome = exact.outcome(id);
      const run = exact.plan.runs[id];
      return outcome?.status === 'done' && run?.variant === 'a'
        ? [outcome.values[exact.plan.layouts.a?.figuresAt as number] as number]
        : [];
    });
    const truth = figures.reduce((sum, value) => sum + value, 0) / figures.length;
    const { mean, low, high } = predict(found[0] as (typeof found)[number], placeOf(inputs, asked));
    expect(Math.abs(mean - truth)).toBeLessThan(0.02);
    expect(high - low).toBeLessThan(0.1);
    expect(found[3]?.explained).toBeNull();
    expect(predict(found[3] as (typeof found)[number], placeOf(inputs, asked))).toMatchObject({ mean: 0, low: 0, high: 0 });
  });

  it('refuses what lies outside, what does not vary, and designs that are too small', async () => {
    const inputs = emulatedInputs(await swept(12));
    expect(() => completeQuery(inputs, new Map([['growth', 0.5]]))).toThrow(
      'growth=0.5 lies outside the design, which covers 0.03097 to 0.2883: an emulator does not extrapolate',
    );
    expect(() => completeQuery(inputs, new Map([['grwth', 0.1]]))).toThrow('the design does not vary "grwth"');
    const few = await swept(5);
    expect(() => emulatedInputs(few)).toThrow('5 points are too few for 2 parameters; at least 8 are needed');
    const none = await runPlan(await planOf(study('', 2)));
    expect(() => emulatedInputs(none)).toThrow('nothing varies in the study');
    const words = await runPlan(await planOf(study('', 1), ['market=free,regulated']));
    expect(() => emulatedInputs(words)).toThrow('"parameters.market" varies and is no number');
  });
});
