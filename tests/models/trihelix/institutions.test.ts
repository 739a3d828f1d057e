/** Brokers and strategies that rest on institutions: off by default, and weaker the weaker the environment. */
import { describe, expect, it } from 'vitest';
import { institutionalFactor } from '../../../src/models/trihelix/institutions.js';
import { growTrust } from '../../../src/models/trihelix/phases/grow-trust.js';
import { blankWorld, figure, runOf, SMALL, tie } from './tiny-world.js';

describe('what is left of an effect', () => {
  it('is all of it where nothing depends on institutions, and Q where everything does', () => {
    expect([0, 0.3, 1].map((q) => institutionalFactor(0, q))).toEqual([1, 1, 1]);
    expect(institutionalFactor(1, 0.3)).toBeCloseTo(0.3, 15);
    expect(institutionalFactor(0.5, 0.2)).toBeCloseTo(0.6, 15);
  });
});

describe('brokers', () => {
  const grown = (broker_environment: number, environment: number): number => {
    const world = blankWorld({ broker_environment, environment, trust_growth: 0, trust_decay: 0, trust_brokers: 0.1 });
    const e = tie(world, 0, 2, 0.5);
    world.levers.columns.brokers.fill(1);
    growTrust.run(world);
    return world.ties.columns.trust[e] as number;
  };

  it('build trust by the share of the environment that they rest on', () => {
    expect(grown(0, 0.2)).toBeCloseTo(0.55, 12);
    expect(grown(1, 0.2)).toBeCloseTo(0.51, 12);
    expect(grown(0.5, 0.2)).toBeCloseTo(0.53, 12);
    expect(grown(1, 1)).toBeCloseTo(0.55, 12);
  });
});

describe('analogies', () => {
  it('grow rarer in a weak environment where they rest on it', () => {
    const share = (strategy_environment: number) =>
      figure(runOf({ ...SMALL, environment: 0.1, analogy: 0.8, strategy_environment }, { steps: 24 }), 'channel_analogy', 24);
    expect(share(0)).toBeGreaterThan(0);
    expect(share(1)).toBeLessThan(share(0));
  });
});
