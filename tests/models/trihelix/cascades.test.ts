/** Cascades of knowledge: figures on small logs, and who counts as teacher. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cascadeFigures } from '../../../src/models/trihelix/cascades.js';
import { learn } from '../../../src/models/trihelix/phases/learn.js';
import { indexMembers } from '../../../src/models/trihelix/world.js';
import { blankWorld, know, tie } from './tiny-world.js';

const figures = (step: number[], parent: number[], end: number, window: number) =>
  cascadeFigures(Int32Array.from(step), Int32Array.from(parent), step.length, end, window);

describe('cascade figures', () => {
  it('count those reached down the line, and those taught directly, within the time', () => {
    // 0 teaches 1 and 2, 1 teaches 3; 4 begins a cascade of its own and teaches 5 too late.
    const step = [5, 6, 8, 9, 6, 30];
    const parent = [-1, 0, 0, 1, -1, 4];
    const { size, reproduction } = figures(step, parent, 40, 10);
    expect(size).toBe((3 + 0) / 2);
    expect(reproduction).toBe((2 + 1 + 0 + 0 + 0 + 0) / 6);
  });

  it('leave out who had too little time', () => {
    expect(figures([5, 6, 8, 9], [-1, 0, 0, 1], 16, 10)).toEqual({ size: 3, reproduction: 3 / 2 });
    expect(figures([], [], 10, 2)).toEqual({ size: Number.NaN, reproduction: Number.NaN });
  });

  it('agree when nobody is left out: every acquisition but the beginnings was passed on once', () => {
    const forests = fc
      .array(fc.nat(), { minLength: 1, maxLength: 40 })
      .map((picks) => picks.map((pick, n) => (n === 0 ? -1 : (pick % (n + 1)) - 1)));
    fc.assert(
      fc.property(forests, (parent) => {
        const roots = parent.filter((p) => p < 0).length;
        const { size, reproduction } = figures(
          parent.map((_, n) => n),
          parent,
          1000,
          100,
        );
        expect(size * roots).toBeCloseTo(parent.length - roots, 9);
        expect(reproduction * parent.length).toBeCloseTo(parent.length - roots, 9);
      }),
    );
  });
});

describe('a holder', () => {
  /** Firms 0, 2 and 3 know domain 0; only what a test adds to domain 1 is acquired. Observation has begun. */
  function threeFirms() {
    const still = { own_learning: 0, forgetting: 0, local_learning: 0, public_learning: 0, tie_learning: 0 };
    const world = blankWorld(still, { steps: 40, burnIn: 2 });
    for (const i of [0, 2, 3]) world.organisations.columns.region[i] = 0;
    indexMembers(world);
    know(world, { 0: [0.5, 0, 0, 0], 2: [0.5, 0, 0, 0], 3: [0.5, 0, 0, 0] });
    const step = (): void => {
      learn.run(world);
      world.step++;
    };
    for (world.step = 0; world.step < 3; ) step();
    const begin = (i: number, mastery: number): void => {
      world.organisations.columns.expertise[i * world.domains + 1] = mastery;
      step();
    };
    return { world, begin, parents: () => [...world.cascades.parent.subarray(0, world.cascades.count)] };
  }

  it('at the end of the burn-in came from nobody', () => {
    expect(threeFirms().parents()).toEqual([-1, -1, -1]);
  });

  it('later came from the one near who knew more', () => {
    const { world, begin, parents } = threeFirms();
    begin(3, 0.6);
    begin(0, 0.4);
    expect(parents().slice(3)).toEqual([-1, 3]);
    expect(world.cascades.row[4]).toBe(0);
  });

  it('came over a tie only where it lets knowledge pass', () => {
    for (const [trust, expected] of [
      [0.5, 3],
      [0.1, -1],
    ] as const) {
      const { world, begin, parents } = threeFirms();
      world.organisations.columns.region[3] = 1;
      indexMembers(world);
      tie(world, 0, 3, trust);
      begin(3, 0.6);
      begin(0, 0.4);
      expect(parents().slice(3)).toEqual([-1, expected]);
    }
  });

  it('is one, however often mastery comes and goes', () => {
    const { world, begin } = threeFirms();
    begin(3, 0.6);
    begin(3, 0);
    begin(3, 0.6);
    expect(world.cascades.count).toBe(4);
  });
});
