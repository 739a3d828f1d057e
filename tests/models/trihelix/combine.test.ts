/** What projects combine: analogies, recombination, path dependence, the correction by a third actor, control. */
import { describe, expect, it } from 'vitest';
import { domainCount, hasDomain } from '../../../src/models/trihelix/combination.js';
import { chooseCombination } from '../../../src/models/trihelix/combine.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, GOVERNMENT_ROW, know, tie, UNIVERSITY_ROW } from './tiny-world.js';

const EIGHT = { domains: 8, analogy: 0, inertia: 0 } as const;
const KEYS = Array.from({ length: 200 }, (_, k) => k);

/** A world in which firm 0 works alone and masters these domains. */
function knowing(domains: readonly number[], overrides: Partial<Parameters> = {}): TrihelixWorld {
  const world = blankWorld({ ...EIGHT, ...overrides });
  know(world, { 0: Array.from({ length: world.domains }, (_, d) => (domains.includes(d) ? 0.5 : 0)) });
  return world;
}

/** The domains that firm 0 combines with key k, undefined where it combines nothing. */
function chosen(world: TrihelixWorld, k: number, teamSize = 1): number[] | undefined {
  if (!chooseCombination(world, 0, k, teamSize)) return undefined;
  const [low, high] = world.scratch.set;
  return Array.from({ length: world.domains }, (_, d) => d).filter((d) => hasDomain(low, high, d));
}

function remember(world: TrihelixWorld, ...domains: number[]): void {
  world.organisations.columns.lastLow[0] = domains.reduce((set, d) => set | (1 << d), 0);
}

/** Puts an innovation of that leader into the log. */
function log(world: TrihelixWorld, leader: number, ...domains: number[]): void {
  const n = world.innovationCount++;
  const { low, industry, leader: keys, leaderRow } = world.innovations.columns;
  low[n] = domains.reduce((set, d) => set | (1 << d), 0);
  industry[n] = world.organisations.columns.industry[leader];
  keys[n] = world.organisations.columns.key[leader];
  leaderRow[n] = leader;
}

describe('recombination', () => {
  it('needs two domains that the team masters', () => {
    expect(chosen(knowing([]), 1)).toBeUndefined();
    expect(chosen(knowing([3]), 1)).toBeUndefined();
    expect(chosen(knowing([3, 6]), 1)).toEqual([3, 6]);
  });

  it('takes two to four mastered domains, by lot', () => {
    const world = knowing([0, 2, 3, 5, 7]);
    const sizes = new Set<number>();
    for (const k of KEYS) {
      const domains = chosen(world, k) ?? [];
      expect(domains.every((d) => [0, 2, 3, 5, 7].includes(d))).toBe(true);
      sizes.add(domains.length);
    }
    expect([...sizes].sort()).toEqual([2, 3, 4]);
  });

  it('unites what the team masters', () => {
    const world = knowing([0]);
    know(world, { 1: [0, 0.5, 0, 0, 0, 0, 0, 0] });
    world.projects.columns.team.set([0, 1], 0);
    expect(chosen(world, 1, 2)).toEqual([0, 1]);
  });

  it('finds what is mastered, however little it is of all domains', () => {
    const world = blankWorld({ ...EIGHT, domains: 64 });
    know(world, { 0: Array.from({ length: 64 }, (_, d) => (d === 32 || d === 63 ? 0.5 : 0)) });
    expect(KEYS.filter((k) => chosen(world, k) === undefined)).toEqual([]);
    for (const k of KEYS) expect(chosen(world, k)).toEqual([32, 63]);
  });
});

describe('inertia', () => {
  it('keeps each domain of the last combination with an even chance, all but one place long', () => {
    const world = knowing([0, 1, 2, 3, 4, 5, 6, 7], { inertia: 1 });
    remember(world, 2, 5);
    let kept = 0;
    for (const k of KEYS) {
      const wanted = 2 + world.streams.combine.below(3, k, 8);
      const luck = (d: number): number => world.streams.combine.unit(k, 64 + d);
      const lucky = [2, 5]
        .filter((d) => luck(d) < 0.5)
        .sort((a, b) => luck(a) - luck(b))
        .slice(0, wanted - 1);
      const domains = chosen(world, k) ?? [];
      expect(domains).toHaveLength(wanted);
      for (const d of lucky) expect(domains).toContain(d);
      kept += lucky.length;
    }
    expect(kept).toBeGreaterThan(100);
  });

  it('keeps nothing that is forgotten', () => {
    const world = knowing([0, 1, 2], { inertia: 1 });
    remember(world, 6, 7);
    for (const k of KEYS) expect(chosen(world, k)?.every((d) => d < 3)).toBe(true);
  });
});

describe('control', () => {
  it('repeats the last combination as long as it is mastered', () => {
    const world = knowing([0, 1, 2, 3, 4, 5], { government_control: 1 });
    remember(world, 1, 4);
    for (const k of KEYS) expect(chosen(world, k)).toEqual([1, 4]);
    know(world, { 0: [0.5, 0.5, 0.5, 0.5, 0.29, 0.5, 0, 0] });
    for (const k of KEYS) expect(chosen(world, k)).not.toContain(4);
  });

  it('lets who never had a project choose', () => {
    expect(chosen(knowing([2, 6], { government_control: 1 }), 1)).toEqual([2, 6]);
  });
});

describe('analogy', () => {
  const abroad = { analogy: 1 } as const;

  it('takes over a combination of another industry of which half is known', () => {
    const world = knowing([0, 1], abroad);
    log(world, 4, 1, 6);
    expect(chosen(world, 1)).toEqual([1, 6]);
    expect([world.scratch.set[2], world.scratch.set[3]]).toEqual([1, 4]);
  });

  it('passes by what is known to less than half, and what is of the own industry', () => {
    const world = knowing([0, 1], abroad);
    log(world, 4, 1, 5, 6);
    log(world, 1, 0, 1);
    expect(chosen(world, 1)).toEqual([0, 1]);
    expect([world.scratch.set[2], world.scratch.set[3]]).toEqual([0, -1]);
  });

  it('looks back as far as is remembered', () => {
    const world = knowing([0, 1], { ...abroad, analogy_memory: 1 });
    log(world, 4, 1, 6);
    log(world, 4, 5, 6);
    expect(chosen(world, 1)).toEqual([0, 1]);
  });

  it('has no donor where the row changed hands', () => {
    const world = knowing([0, 1], abroad);
    log(world, 4, 1, 6);
    world.organisations.columns.key[4] = 99;
    expect(chosen(world, 1)).toEqual([1, 6]);
    expect(world.scratch.set[3]).toBe(-1);
  });

  it('is looked for as often as the industry is inclined to', () => {
    const world = knowing([0, 1], { analogy: 0.5, analogy_propensity: [0.6] });
    log(world, 4, 1, 6);
    const share = KEYS.filter((k) => chosen(world, k)?.includes(6)).length / KEYS.length;
    expect(Math.abs(share - 0.3)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / KEYS.length));
  });
});

describe('a closed triangle', () => {
  /** Firm 0 masters domain 0 only, the university of its triangle domain 6 and a little of 7. */
  function closed(overrides: Partial<Parameters> = {}): TrihelixWorld {
    const world = blankWorld({ ...EIGHT, inertia: 1, ...overrides });
    know(world, { 0: [0.5, 0.5, 0.5, 0, 0, 0, 0, 0], [UNIVERSITY_ROW]: [0, 0, 0, 0, 0, 0, 0.8, 0.1] });
    tie(world, 0, UNIVERSITY_ROW, 0.3);
    tie(world, 0, GOVERNMENT_ROW, 0.3);
    tie(world, UNIVERSITY_ROW, GOVERNMENT_ROW, 0.3);
    world.projects.columns.team[0] = 0;
    return world;
  }

  it('brings in a domain of the third actor and lifts the lock-in', () => {
    const world = closed();
    remember(world, 1, 2);
    const domains = KEYS.map((k) => chosen(world, k) ?? []);
    for (const set of domains) {
      expect(set).toContain(6);
      expect(set).not.toContain(7);
    }
    expect(world.scratch.set[4]).toBe(1);
    // Without inertia the last combination is not kept: somewhere neither of its domains is in.
    expect(domains.some((set) => !set.includes(1) && !set.includes(2))).toBe(true);
  });

  it('changes nothing where the third actor masters nothing', () => {
    const world = closed();
    know(world, { [UNIVERSITY_ROW]: [0, 0, 0, 0, 0, 0, 0.2, 0.1] });
    expect(chosen(world, 1)?.every((d) => d < 3)).toBe(true);
    expect(world.scratch.set[4]).toBe(0);
  });
});

describe('every choice', () => {
  it('is a set of two domains or more', () => {
    const world = knowing([0, 1, 2, 3, 4, 5, 6, 7], { analogy: 0.5, inertia: 0.6 });
    log(world, 4, 1, 6);
    for (const k of KEYS) {
      expect(chosen(world, k)).toBeDefined();
      expect(domainCount(world.scratch.set[0], world.scratch.set[1])).toBeGreaterThanOrEqual(2);
    }
  });
});
