import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../../../src/models/trihelix/trace/effects.js';
import { EventLog, indexEvents, NOBODY } from '../../../../src/models/trihelix/trace/event-log.js';
import { MeansTable } from '../../../../src/models/trihelix/trace/means.js';
import { originsOf } from '../../../../src/models/trihelix/trace/origins.js';

const FOUNDING = 7;
const OWN = 0;
const TIE = 2;

/** Three holders, one domain: 0 knows, 1 learns half of its stock from 0, then researches a quarter, 2 learns from 1 with help. */
function chain(help: number): EventLog {
  const log = new EventLog();
  log.stepStart.push(0);
  log.add(0, NOBODY, FOUNDING, 0, 1, 0.8);
  log.add(1, NOBODY, FOUNDING, 0, 1, 0.2);
  log.stepStart.push(2);
  log.add(1, 0, TIE, 0, 0.5, 0.2);
  log.add(1, NOBODY, OWN, 0, 0.25, 0.1);
  log.stepStart.push(4);
  log.add(2, 1, TIE, help, 1, 0.3);
  return log;
}

const sourceOf = (log: EventLog) => (event: number) => log.source[event];

describe('originsOf', () => {
  const means = new MeansTable(2);
  const log = chain(0);
  const index = indexEvents(log, 3);

  it('splits a stock by source and channel, largest first', () => {
    const origins = originsOf(log, index, means.rows, 1, [{ before: 5, weight: 1 }], sourceOf(log));
    expect(origins.map(({ source, channel, weight }) => [source, channel, weight])).toEqual([
      [0, TIE, 0.375],
      [NOBODY, FOUNDING, 0.375],
      [NOBODY, OWN, 0.25],
    ]);
    expect(origins[0]).toMatchObject({ first: 1, last: 1, claims: [{ before: 2, weight: 0.375 }] });
  });

  it('sees a stock as it was at the claim', () => {
    const early = originsOf(log, index, means.rows, 1, [{ before: 3, weight: 1 }], sourceOf(log));
    expect(early.map(({ source, weight }) => [source, weight])).toEqual([
      [0, 0.5],
      [NOBODY, 0.5],
    ]);
  });

  it('adds up claims of different times, each at its own', () => {
    const claims = [
      { before: 3, weight: 0.4 },
      { before: 5, weight: 0.6 },
    ];
    const origins = originsOf(log, index, means.rows, 1, claims, sourceOf(log));
    expect(origins.find(({ channel }) => channel === OWN)?.weight).toBeCloseTo(0.15, 15);
    expect(origins.find(({ channel }) => channel === TIE)?.weight).toBeCloseTo(0.4 * 0.5 + 0.6 * 0.375, 15);
    expect(origins.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 15);
  });

  it('follows what a source held when it passed it on', () => {
    const [first] = originsOf(log, index, means.rows, 2, [{ before: 5, weight: 1 }], sourceOf(log));
    expect(first).toMatchObject({ source: 1, weight: 1, claims: [{ before: 4, weight: 1 }] });
    const further = originsOf(log, index, means.rows, 1, first?.claims ?? [], sourceOf(log));
    expect(further.map(({ weight }) => weight)).toEqual([0.375, 0.375, 0.25]);
  });

  it('says which part instruments helped to pass', () => {
    const table = new MeansTable(2);
    const both = table.ofSet(3);
    const helped = chain(both);
    const [first] = originsOf(helped, indexEvents(helped, 3), table.rows, 2, [{ before: 5, weight: 0.8 }], sourceOf(helped));
    expect([...(first?.helped ?? [])]).toEqual([0.4, 0.4]);
  });
});

describe('effectsOf', () => {
  it('moves what was helped on by share, and lays it to later innovations', () => {
    const table = new MeansTable(2);
    const one = table.ofSet(1);
    const log = new EventLog();
    log.stepStart.push(0);
    log.add(0, NOBODY, FOUNDING, 0, 1, 0.5);
    log.add(1, 0, TIE, one, 1, 0.25);
    log.add(2, 1, TIE, 0, 1, 0.125);
    log.add(2, NOBODY, OWN, 0, 0.5, 0.125);
    const use = { domain: 0, holder: 2, mastery: 0.25, own: 1, laid: new Float64Array(2) };
    const project = {} as never;
    const innovations = [
      { project, position: 3, uses: [use] },
      { project, position: 4, uses: [use, { ...use, holder: 0 }] },
    ];
    const effects = effectsOf(log, table.rows, innovations, 3, 1, (n) => table.rows[n].weights[0]);
    expect([...effects.innovations]).toEqual([1, 0.25]);
    expect([...effects.direct]).toEqual([0, 0.25, 0]);
    expect([...effects.passedOn]).toEqual([0, 0, 0.125]);
  });
});

describe('means', () => {
  it('of a tie are equal parts, the same set has the same number', () => {
    const table = new MeansTable(3);
    const n = table.ofSet(0b101);
    expect(table.ofSet(0b101)).toBe(n);
    expect(table.rows[n]).toEqual({ weights: Float64Array.of(0.5, 0, 0.5), rest: 0, project: -1 });
    expect(table.rows[table.ofSet(0)]).toMatchObject({ rest: 1 });
  });

  it('of a project are shares of its cost, and the rest goes to those behind its ties', () => {
    const table = new MeansTable(3);
    const alone = table.rows[table.ofProject(4, Float64Array.of(30, 0, 0), 100, 0)];
    expect(alone.weights).toEqual(Float64Array.of(0.3, 0, 0));
    expect(alone.rest).toBeCloseTo(0.7, 15);
    const team = table.rows[table.ofProject(4, Float64Array.of(30, 0, 0), 100, 0b110)];
    expect(team.weights).toEqual(Float64Array.of(0.3, 0.35, 0.35));
    expect(team.rest).toBeCloseTo(0, 15);
  });
});

describe('the log', () => {
  it('grows, and knows the step of an event', () => {
    const log = new EventLog();
    for (let n = 0; n < 140_000; n++) {
      if (n % 1000 === 0) log.stepStart.push(n);
      log.add(n % 7, NOBODY, OWN, 0, n / 140_000, n);
    }
    expect([log.stepOf(0), log.stepOf(999), log.stepOf(1000), log.stepOf(139_999)]).toEqual([0, 0, 1, 139]);
    expect(log.share[12_345]).toBe(12_345 / 140_000);
    const { start, events } = indexEvents(log, 7);
    expect(start[7]).toBe(140_000);
    const third = Array.from(events.subarray(start[3], start[4]));
    expect(third.every((event, at) => event === 3 + 7 * at)).toBe(true);
  });
});
