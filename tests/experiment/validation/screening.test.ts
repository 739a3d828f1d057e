/** The screening design, and what it recovers from outputs that are known. */
import { describe, expect, it } from 'vitest';
import type { AnyModel, NumberParameter, ParameterValues } from '../../../src/core/model.js';
import { integerParameter, realParameter } from '../../../src/core/parameter.js';
import { influences, moved, screeningDesign } from '../../../src/experiment/validation/screening.js';
import { knowledgeBarter } from '../../../src/models/knowledge-barter/index.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { toy } from '../toy-model.js';

const spec = (parameter: unknown): NumberParameter => parameter as NumberParameter;

describe('moved', () => {
  const share = spec(realParameter(0.5, [0, 1], 'share', 'x', 'х'));
  const whole = spec(integerParameter(2, [1, 40], 'count', 'x', 'х'));

  it('holds a number in its range, and moves a whole one at least to the next', () => {
    expect(moved(share, 0.9, 0.2)).toBe(1);
    expect(moved(share, 0.5, -0.125)).toBe(0.375);
    expect(moved(whole, 2, 0.2)).toBe(3);
    expect(moved(whole, 2, -0.2)).toBe(1);
    expect(moved(whole, 20, 5.4)).toBe(25);
    expect(moved(whole, 1, -0.3)).toBe(1);
  });
});

describe('the design', () => {
  it.each([toy, knowledgeBarter as AnyModel, trihelix as AnyModel])(
    'changes one number at a time, within ranges and rules of the model',
    (model) => {
      const design = screeningDesign(model, 3, 'seed');
      expect(screeningDesign(model, 3, 'seed')).toEqual(design);
      expect(design.points).not.toEqual(screeningDesign(model, 3, 'other').points);
      for (const point of design.points) expect(model.problems?.(point) ?? []).toEqual([]);
      for (const { parameter, from, to } of design.moves) {
        const [a, b] = [design.points[from] as ParameterValues, design.points[to] as ParameterValues];
        const different = Object.keys(a).filter((name) => a[name] !== b[name]);
        expect(different).toEqual([parameter]);
        const { minimum, maximum } = model.parameters[parameter] as NumberParameter;
        expect(b[parameter] as number).toBeGreaterThanOrEqual(minimum);
        expect(b[parameter] as number).toBeLessThanOrEqual(maximum);
      }
      expect(new Set(design.moves.map(({ from }) => from)).size).toBe(3);
    },
  );

  it('names what it cannot move', () => {
    const design = screeningDesign(trihelix as AnyModel, 1, 'seed');
    expect(design.unmoved).toContain('government_capture');
    expect(design.moves.map(({ parameter }) => parameter)).not.toContain('government_capture');
  });
});

describe('influences', () => {
  const design = screeningDesign(toy, 4, 'seed');
  const at = (measure: (point: ParameterValues) => number): Float64Array => Float64Array.from(design.points, measure);

  it('recover the slopes of a linear output exactly, without spread', () => {
    const found = influences(design, { y: at((point) => 8 * (point.growth as number) + 0.01 * (point.firms as number)) });
    // a quarter of 0.1 is 0.025, a quarter of 10 is 2.5
    expect(found.map(({ parameter }) => parameter)).toEqual(['growth', 'firms']);
    expect(found[0]?.effects[0]?.size).toBeCloseTo(8 * 0.025, 10);
    expect(found[0]?.effects[0]?.spread).toBeCloseTo(0, 10);
    expect(found[1]?.effects[0]?.size).toBeCloseTo(0.01 * 2.5, 10);
    expect(found[0]?.rank).toBe(1);
    expect(found[1]?.rank).toBeCloseTo(0.025 / 0.2, 10);
  });

  it('see an interaction as spread', () => {
    const [first] = influences(design, { y: at((point) => (point.growth as number) * (point.firms as number)) });
    expect(first?.effects[0]?.spread).toBeGreaterThan(0);
  });

  it('weigh outputs alike, whatever their unit, and leave out undefined figures', () => {
    const y = at((point) => point.growth as number);
    const z = at((point) => 1e6 * (point.firms as number));
    const found = influences(design, { y, z });
    expect(found.map(({ rank }) => rank)).toEqual([expect.closeTo(0.5, 10), expect.closeTo(0.5, 10)]);
    const broken = influences(design, { y: y.map(() => Number.NaN) });
    expect(broken.every(({ rank }) => rank === 0)).toBe(true);
  });
});
