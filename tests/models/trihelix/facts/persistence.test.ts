import { describe, expect, it } from 'vitest';
import { statePersistence } from '../../../../src/models/trihelix/facts/persistence.js';

describe('statePersistence', () => {
  it('is 1 where states never change and −1 where they always do', () => {
    expect(statePersistence([3, 1, 2, 0, 0, 0], 3)).toBe(1);
    expect(statePersistence([1, 0, 1, 0], 4)).toBe(-1);
  });

  it('is 0 where the past says nothing', () => {
    // after 1: once 1, once 0; after 0: once 1, once 0
    expect(statePersistence([1, 1, 0, 0, 1], 5)).toBe(0);
  });

  it('does not go from one firm to the next', () => {
    // firms 1→0 and 1→1: nothing follows a 0
    expect(statePersistence([1, 0, 1, 1], 2)).toBeNaN();
  });
});
