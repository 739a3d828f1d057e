/** Codes of pupils and links: what goes in comes out, and what was changed on the way is refused. */
import { describe, expect, it } from 'vitest';
import { plainChoice, type WorldChoice } from '../../src/web/lab/choice.js';
import { readChoice, writeChoice } from '../../src/web/lab/choice-text.js';
import { pack, unpack } from '../../src/web/lab/link.js';
import { codeOf, pointsOf, readCode, type Work } from '../../src/web/lesson/pupil.js';
import { labSource, shippedLesson } from './shipped.js';

const lesson = await shippedLesson('bridges');
const source = labSource(lesson);
const kept: WorldChoice = {
  world: 'few',
  changes: { local_share: 0.5 },
  hands: [{ step: 3, a: 1, b: 50, cut: true }],
  replicate: 7,
};
const work: Work = {
  sheet: 'KAT47',
  at: 4,
  answers: { '1.0': 1, '5.1': 0 },
  bets: { 3: { guess: 80, wins: 93 } },
  kept: { 4: { choice: kept, hash: 'ab'.repeat(8) } },
};

describe('a code', () => {
  it('holds all of the work and comes back the same, with the spaces of copying', () => {
    const code = codeOf(lesson, work);
    expect(code).toMatch(/^T1\.[\w-]+\.[0-9a-f]{6}$/);
    expect(readCode(lesson, source, ` ${code.slice(0, 40)}\n${code.slice(40)} `)).toEqual({ ok: true, work });
    expect(pointsOf({ guess: 80, wins: 93 })).toBe(87);
  });

  it('is refused with its reason', async () => {
    const code = codeOf(lesson, work);
    const other = await shippedLesson('trust');
    const reason = (text: string, of = lesson): string => {
      const reading = readCode(of, source, text);
      return reading.ok ? 'none' : reading.reason;
    };
    expect(reason('hello')).toBe('foreign');
    expect([reason(code.replace('T1', 'T2')), reason(code.replace('T1', 'T0'))]).toEqual(['newer', 'older']);
    expect(reason(code.slice(0, -9) + code.slice(-8))).toBe('damaged');
    expect(reason(code, other)).toBe('other');
  });

  it.each([
    ['an answer that is none', [lesson.fingerprint, 'KAT47', 0, [9, -1, -1, -1, -1], [], []]],
    ['too few answers', [lesson.fingerprint, 'KAT47', 0, [], [], []]],
    ['a sheet with markup', [lesson.fingerprint, '<b>', 0, [-1, -1, -1, -1, -1], [], []]],
    ['a place beyond the end', [lesson.fingerprint, 'KAT47', 99, [-1, -1, -1, -1, -1], [], []]],
    ['a bet above a hundred', [lesson.fingerprint, 'KAT47', 0, [-1, -1, -1, -1, -1], [[3, 101, -1]], []]],
    [
      'a world that is not of the lesson',
      [lesson.fingerprint, 'KAT47', 0, [-1, -1, -1, -1, -1], [], [[4, ['gone', {}, [], 0], 'ab'.repeat(8)]]],
    ],
    ['no list', { fingerprint: lesson.fingerprint }],
  ])('with a sound check but %s is refused', (_, data) => {
    expect(readCode(lesson, source, pack('T1', data))).toEqual({ ok: false, reason: 'damaged' });
  });
});

describe('a choice', () => {
  it('comes back the same', () => {
    expect(readChoice(source, JSON.parse(JSON.stringify(writeChoice(kept))))).toEqual({ choice: kept, faults: [] });
    expect(readChoice(source, writeChoice(plainChoice('many')))).toEqual({ choice: plainChoice('many'), faults: [] });
  });

  it.each([
    [['few', { firms: 1e9 }, [], 0], 'parameter'],
    [['few', { local_share: 5 }, [], 0], 'range'],
    [['few', { __proto__: null, local_share: '0.5' }, [], 0], 'value'],
    [['few', {}, [[1, 2, 2, 0]], 0], 'hands'],
    [['few', {}, [[1.5, 2, 3, 0]], 0], 'hands'],
    [['few', {}, [], -1], 'luck'],
    [['few', {}, Array.from({ length: 17 }, () => [1, 2, 3, 0]), 0], 'hands'],
  ] as [unknown, string][])('is read without its fault: %j', (data, cause) => {
    const { choice, faults } = readChoice(source, data);
    expect(faults.map((fault) => fault.cause)).toEqual([cause]);
    expect(choice).toEqual(plainChoice('few'));
  });

  it.each([
    ['few', 'damaged'],
    [null, 'damaged'],
    [['none', {}, [], 0], 'world'],
  ] as [unknown, string][])('is none at all: %j', (data, cause) => {
    const { choice, faults } = readChoice(source, data);
    expect([choice, faults.map((fault) => fault.cause)]).toEqual([undefined, [cause]]);
  });

  it('is not read where a text is no code at all', () => {
    for (const text of ['', '...', 'T1.!!!.000000', `T1.${'a'.repeat(10_000)}.x`]) expect(unpack('T1', text).ok).toBe(false);
  });
});
