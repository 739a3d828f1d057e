/** Who meets whom: by themselves, over platforms, at arranged meetings of every format and scope. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { addMeeting, someone, someoneIn } from '../../../src/models/trihelix/meetings.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { admits, sitsInGroup } from '../../../src/models/trihelix/phases/arranged-meetings.js';
import { meet } from '../../../src/models/trihelix/phases/meet.js';
import { MEETING, SCOPE } from '../../../src/models/trihelix/schema.js';
import { indexMembers, type TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { blankWorld, GOVERNMENT_ROW, know, tie, UNIVERSITY_ROW } from './tiny-world.js';

type Pair = { readonly a: number; readonly b: number; readonly channel: number; readonly bonus: number };

function pairsOf({ meetings }: TrihelixWorld): Pair[] {
  return Array.from({ length: meetings.count }, (_, m) => ({
    a: meetings.a[m],
    b: meetings.b[m],
    channel: meetings.channel[m],
    bonus: meetings.bonus[m],
  }));
}

/** What the phase does in a step. */
function meetAt(world: TrihelixWorld, step = 0): Pair[] {
  world.step = step;
  meet.run(world);
  return pairsOf(world);
}

/** A world of perfect environment in which nobody meets unless told. */
const quiet = (overrides: Partial<Parameters> = {}): TrihelixWorld => blankWorld({ environment: 1, meeting_rate: 0, ...overrides });

describe('the list of meetings', () => {
  it('takes pairs, not a person with itself, and no more than it has room for', () => {
    const world = blankWorld();
    addMeeting(world, 2, 2, MEETING.chance, 0);
    addMeeting(world, 1, 4, MEETING.event, 0.1);
    expect(pairsOf(world)).toEqual([{ a: 1, b: 4, channel: MEETING.event, bonus: 0.1 }]);
    for (let m = 1; m < world.meetings.a.length; m++) addMeeting(world, 0, 1, MEETING.chance, 0);
    expect(() => addMeeting(world, 0, 1, MEETING.chance, 0)).toThrow(UserError);
  });

  it('picks among the living, of a region or of all', () => {
    const world = blankWorld();
    world.organisations.columns.alive[2] = 0;
    indexMembers(world);
    const asked = Array.from({ length: 100 }, (_, n) => n / 100);
    const living = [0, 1, 3, 4, 5, UNIVERSITY_ROW, GOVERNMENT_ROW, GOVERNMENT_ROW + 1];
    expect([...new Set(asked.map((u) => someone(world, u)))].sort((a, b) => a - b)).toEqual(living);
    expect([...new Set(asked.map((u) => someoneIn(world, 0, u)))].sort((a, b) => a - b)).toEqual([0, 4, UNIVERSITY_ROW, GOVERNMENT_ROW]);
    expect([...new Set(asked.map((u) => someoneIn(world, 1, u)))].sort((a, b) => a - b)).toEqual([1, 3, 5, GOVERNMENT_ROW + 1]);
  });
});

describe('meetings by themselves', () => {
  it('do not happen at rate 0 or in a worthless environment', () => {
    expect(meetAt(quiet())).toEqual([]);
    expect(meetAt(blankWorld({ environment: 0, meeting_rate: 10 }))).toEqual([]);
  });

  it('happen as often as rate times environment says', () => {
    const world = blankWorld({ environment: 0.5, meeting_rate: 0.6, closure_share: 0, local_share: 0 });
    let met = 0;
    for (let t = 0; t < 400; t++) met += meetAt(world, t).length;
    // Nine living, each at 0.3; one in nine draws itself.
    const expected = 400 * 9 * 0.3 * (8 / 9);
    expect(Math.abs(met - expected)).toBeLessThan(5 * Math.sqrt(expected));
    expect(world.counts.meetings).toBe(world.meetings.count);
  });

  it('stay in the region where all are local', () => {
    const world = blankWorld({ environment: 1, meeting_rate: 1, closure_share: 0, local_share: 1 });
    const { region } = world.organisations.columns;
    const pairs = [0, 1, 2, 3].flatMap((t) => meetAt(world, t));
    expect(pairs.length).toBeGreaterThan(10);
    for (const { a, b, channel } of pairs) expect([region[a], channel]).toEqual([region[b], MEETING.local]);
  });

  it('lead to partners of partners where closure rules', () => {
    const world = blankWorld({ environment: 1, meeting_rate: 1, closure_share: 1, local_share: 0 });
    tie(world, 0, 1, 0.5);
    tie(world, 1, 2, 0.5);
    for (let t = 0; t < 20; t++) {
      for (const { a, b, channel } of meetAt(world, t)) {
        if (channel === MEETING.closure)
          expect([
            [0, 2],
            [2, 0],
          ]).toContainEqual([a, b]);
        else expect(channel).toBe(MEETING.local);
      }
    }
  });
});

describe('a platform', () => {
  it('leads to the best complement among those looked at', () => {
    const world = quiet({ firms: 3, spare_rows: 0, regions: 1, universities: 0, search_sample: 32 });
    // Cosines with firm 0: 0.6 to firm 1 (distance 0.4, value 0.96), 0.96 to firm 2 (value 0.15).
    know(world, { 0: [1, 0, 0, 0], 1: [0.6, 0.8, 0, 0], 2: [0.96, 0.28, 0, 0] });
    let searches = 0;
    for (let t = 0; t < 200; t++) {
      world.levers.columns.platform.set([1, 1, 1]);
      world.levers.columns.searchRate.set([0.1, 0.1, 0.1]);
      for (const { a, b, channel } of meetAt(world, t)) {
        expect(channel).toBe(MEETING.search);
        if (a === 0) {
          expect(b).toBe(1);
          searches++;
        }
      }
    }
    // A tenth of the quarters; thirty-two looks at two others never miss one of them.
    expect(searches).toBeGreaterThan(8);
    expect(searches).toBeLessThan(35);
  });

  it('is of no use to a single member', () => {
    const world = quiet();
    for (let t = 0; t < 50; t++) {
      world.levers.columns.platform[0] = 1;
      world.levers.columns.searchRate[0] = 1;
      expect(meetAt(world, t)).toEqual([]);
    }
  });
});

describe('the scope of an event', () => {
  it('admits the pairs it names', () => {
    const world = blankWorld();
    // Firms: 0 (region 0, industry 0), 1 (1, 0), 4 (0, 1), 5 (1, 1); the regions are of two countries.
    const pairs = [
      [0, 2],
      [0, 1],
      [0, 4],
      [0, 5],
      [0, UNIVERSITY_ROW],
    ] as const;
    const admitted = (scope: number): boolean[] => pairs.map(([i, j]) => admits(world, scope, i, j));
    expect(admitted(SCOPE.any)).toEqual([true, true, true, true, true]);
    expect(admitted(SCOPE.cross_industry)).toEqual([false, false, true, true, false]);
    expect(admitted(SCOPE.cross_cluster)).toEqual([false, true, true, true, false]);
    expect(admitted(SCOPE.cross_border)).toEqual([false, true, false, true, false]);
    expect(admitted(SCOPE.cross_kind)).toEqual([false, false, false, false, true]);
  });
});

describe('arranged meetings', () => {
  const firms = Array.from({ length: 12 }, (_, i) => i);
  /** Twelve firms, every other one of the same industry. */
  const dozen = (overrides: Partial<Parameters> = {}): TrihelixWorld => {
    const world = quiet({ firms: 12, spare_rows: 0, ...overrides });
    for (let i = 0; i < 12; i++) world.organisations.columns.industry[i] = i % 2;
    return world;
  };
  type Format = 'blitz' | 'roundTable' | 'workingGroup';

  /** The meetings of one step in which every firm has so many seats of a format. */
  function arranged(world: TrihelixWorld, format: Format, seats: number, scope: number = SCOPE.any, step = 0): Pair[] {
    world.levers.columns[format].fill(seats, 0, 12);
    world.levers.columns.eventScope.fill(scope);
    const pairs = meetAt(world, step);
    world.levers.columns[format].fill(0);
    world.levers.columns.eventScope.fill(0);
    return pairs;
  }

  it('seat six at a round table, who all meet each other', () => {
    const pairs = arranged(dozen(), 'roundTable', 1);
    expect(pairs).toHaveLength(2 * 15);
    const met = firms.map((i) => pairs.filter(({ a, b }) => a === i || b === i).length);
    expect(met).toEqual(firms.map(() => 5));
    expect(new Set(pairs.map(({ a, b }) => `${Math.min(a, b)} ${Math.max(a, b)}`)).size).toBe(30);
    for (const { channel, bonus } of pairs) expect([channel, bonus]).toEqual([MEETING.event, 0.1]);
  });

  it('seat others at each round, in an order drawn by lot', () => {
    const world = dozen();
    const rounds = [0, 1, 2].map((t) => JSON.stringify(arranged(world, 'roundTable', 1, SCOPE.any, t)));
    expect(new Set(rounds).size).toBe(3);
  });

  it('give as many blitz meetings as seats say, to those who have seats', () => {
    expect(arranged(dozen(), 'blitz', 2)).toHaveLength(24);
    const half = arranged(dozen(), 'blitz', 0.5).length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(12);
    for (const { a, b, bonus } of arranged(dozen(), 'blitz', 2)) expect([a < 12, b < 12, bonus]).toEqual([true, true, 0]);
  });

  it('bring together whom the scope admits', () => {
    for (const format of ['blitz', 'roundTable', 'workingGroup'] as const) {
      const world = dozen();
      const { industry } = world.organisations.columns;
      const pairs = arranged(world, format, 1, SCOPE.cross_industry);
      expect(pairs.length, format).toBeGreaterThan(5);
      for (const { a, b } of pairs) expect(industry[a], format).not.toBe(industry[b]);
    }
  });

  it('let a working group stand for its time, the same people meeting', () => {
    const world = dozen();
    const first = arranged(world, 'workingGroup', 1, SCOPE.any, 5);
    expect(first).toHaveLength(30);
    const named = (pairs: Pair[]): string[] => pairs.map(({ a, b }) => `${Math.min(a, b)} ${Math.max(a, b)}`).sort();
    for (let t = 6; t < 5 + 4; t++) expect(named(meetAt(world, t))).toEqual(named(first));
    expect(meetAt(world, 5 + 4)).toEqual([]);
    for (const { bonus } of first) expect(bonus).toBe(0.15);
  });

  it('keep the scope of a working group as long as it stands', () => {
    const world = dozen();
    const { industry } = world.organisations.columns;
    expect(arranged(world, 'workingGroup', 1, SCOPE.cross_industry, 5).length).toBeGreaterThan(5);
    for (const { a, b } of meetAt(world, 6)) expect(industry[a]).not.toBe(industry[b]);
  });

  it('know who sits in a group, until it is over', () => {
    const world = dozen();
    arranged(world, 'workingGroup', 1, SCOPE.any, 5);
    const sitting = (t: number): boolean[] => {
      world.step = t;
      return [0, 11, 12].map((i) => sitsInGroup(world, i));
    };
    expect(sitting(8)).toEqual([true, true, false]);
    expect(sitting(9)).toEqual([false, false, false]);
  });

  it('have the sizes that parameters give them', () => {
    expect(arranged(dozen({ table_seats: 4, table_bonus: 0.3 }), 'roundTable', 1)).toHaveLength(3 * 6);
    const groups = dozen({ group_seats: 3, group_steps: 1, group_bonus: 0.2 });
    const pairs = arranged(groups, 'workingGroup', 1);
    expect(pairs).toHaveLength(4 * 3);
    for (const { bonus } of pairs) expect(bonus).toBe(0.2);
    expect(meetAt(groups, 1)).toEqual([]);
  });
});
