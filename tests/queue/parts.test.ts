/** The parts of the queue that need no server: addresses, seals, messages and the gate. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRun } from '../../src/experiment/check-run.js';
import type { Run } from '../../src/experiment/study.js';
import { models as shipped } from '../../src/models/index.js';
import { readAddress } from '../../src/node/queue/address.js';
import { meaningOf } from '../../src/node/queue/book.js';
import { Gate } from '../../src/node/queue/gate.js';
import { type JobMessage, openAnswer, openJob, Refused, sealAnswer, sealJob } from '../../src/node/queue/messages.js';
import { createSeal } from '../../src/node/queue/seal.js';
import { models, toyPlan } from '../node/toy-study.js';
import { alone, ORIGIN } from './desk.js';

describe('an address', () => {
  test.each([
    ['redis://127.0.0.1:7000', 'redis://127.0.0.1:7000'],
    ['redis://localhost', 'redis://localhost:6379'],
    ['redis://[::1]:7000/3', 'redis://[::1]:7000/3'],
    ['rediss://me:secret@example.org:7000', 'rediss://example.org:7000'],
  ])('%s is shown as %s', (text, shown) => {
    const address = readAddress({ text });
    expect(address.shown).toBe(shown);
    expect(address.warnings.join()).not.toContain('secret');
  });

  test.each([
    'redis://example.org',
    'rediss://example.org',
    'redis://me:secret@10.0.0.7',
    'redis://127.0.0.1.example.org',
    'redis://0.0.0.0',
  ])('%s leads off this machine unprotected and is refused; allowed, it warns', (text) => {
    expect(() => readAddress({ text })).toThrow('is not on this machine');
    expect(readAddress({ text, insecure: true }).warnings[0]).toContain('INSECURE');
  });

  test.each([
    '',
    'redis',
    'http://127.0.0.1',
    'redis://',
    'redis://127.0.0.1/x',
    'redis://127.0.0.1?family=6',
    'redis://u:se%zzcret@127.0.0.1',
  ])('"%s" is refused without being repeated', (text) => {
    let message = '';
    try {
      readAddress({ text });
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/address of (a|the) queue/);
    if (text !== '') expect(message).not.toContain(text);
  });

  test('takes the password of the environment before its own', () => {
    expect(readAddress({ text: 'redis://u:a%40b@127.0.0.1' })).toMatchObject({ username: 'u', password: 'a@b' });
    expect(readAddress({ text: 'redis://u:a@127.0.0.1', password: 'c' }).password).toBe('c');
  });
});

const { runs } = toyPlan({ replicates: 4 });
const job = (more: object = {}): JobMessage & { runs: Run[] } => ({
  ...ORIGIN,
  study: 's',
  round: 0,
  alone: false,
  runs: [...runs],
  ...more,
});
const answer = (more: object = {}) => ({ ...ORIGIN, study: 's', round: 0, job: 'j', worker: 'w', outcomes: runs.map(alone), ...more });

describe('messages', () => {
  const open = createSeal(undefined);
  const sealed = createSeal('secret');

  test('carry runs and outcomes unchanged', () => {
    const read = openJob(JSON.parse(JSON.stringify(sealJob(job({ timeLimit: 5 }), sealed))), sealed);
    expect(read).toEqual(job({ timeLimit: 5 }));
    const back = openAnswer(JSON.parse(JSON.stringify(sealAnswer(answer(), sealed))), sealed);
    expect('outcomes' in back && back.outcomes.map(meaningOf)).toEqual(runs.map((run) => meaningOf(alone(run))));
  });

  test('with another secret, or changed in one character, are refused', () => {
    const other = createSeal('Secret');
    expect(() => openJob(sealJob(job(), other), sealed)).toThrow('seal');
    expect(() => openJob(sealJob(job(), open), sealed)).toThrow('seal');
    const { text, bytes = '', seal } = sealAnswer(answer(), sealed);
    expect(() => openAnswer({ text: text.replace('"round":0', '"round":1'), bytes, seal }, sealed)).toThrow('seal');
    expect(() => openAnswer({ text, bytes: `${bytes.slice(0, -8)}AAAA${bytes.slice(-4)}`, seal }, sealed)).toThrow('seal');
    // Without a secret the hash of each run still tells.
    expect(() => openAnswer({ text, bytes: `${bytes.slice(0, -8)}AAAA${bytes.slice(-4)}`, seal }, open)).toThrow(Refused);
  });

  test('of any other form are refused and never anything worse', () => {
    const good = [sealJob(job(), open), sealAnswer(answer(), open)];
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...good), fc.nat(), fc.string({ maxLength: 4 }), (thing, { text, bytes }, at, piece) => {
        const cut = text.slice(0, at % text.length) + piece + text.slice((at % text.length) + 1);
        for (const data of [thing, { text: thing }, { text: JSON.stringify(thing) ?? '', seal: '' }, { text: cut, bytes, seal: '' }])
          for (const read of [openJob, openAnswer]) {
            try {
              read(data, open);
            } catch (error) {
              if (!(error instanceof Refused)) throw error;
            }
          }
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test('too large are refused before they are read', () => {
    expect(() => openJob({ text: 'x'.repeat(5e6), seal: '' }, open)).toThrow('too large');
  });
});

describe('a run from elsewhere', () => {
  const sound = runs[0] as Run;
  test('is computed when a scenario could have made it', () => {
    expect(checkRun(structuredClone(sound), models, 1e6)).toEqual(sound);
  });

  test.each([
    ['another model', { model: 'other' }],
    ['a key too many', { path: 'x' }],
    ['steps without end', { steps: 1e12 }],
    ['burn-in after the end', { burnIn: 9 }],
    ['a parameter too many', { parameters: { ...sound.parameters, __proto__x: 1 } }],
    ['a parameter too few', { parameters: {} }],
    ['a parameter out of range', { parameters: { ...sound.parameters, walkers: -1 } }],
    ['a choice that is none', { parameters: { ...sound.parameters, once: 'some/path' } }],
    ['an unknown instrument', { policies: [{ instrument: 'x', values: {} }] }],
    ['an evaluation that is none', { evaluations: ['x'] }],
    ['no object', undefined],
  ])('is refused with %s', (_, change) => {
    expect(() => checkRun(change === undefined ? 7 : { ...sound, ...change }, models, 1e6)).toThrow('from elsewhere');
  });

  test('is refused when it returns too many numbers', () => {
    expect(() => checkRun(sound, models, 3)).toThrow('number of values');
  });

  test.each([
    ['a function that is none', { kind: 'call', name: 'constructor', arguments: [{ kind: 'number', value: 1 }] }],
    ['a name that is a path', { kind: 'name', name: '../x' }],
    ['a number that is a text', { kind: 'number', value: '1' }],
    [
      'eighty levels',
      Array.from({ length: 80 }).reduce<object>((inner) => ({ kind: 'call', name: 'abs', arguments: [inner] }), {
        kind: 'number',
        value: 1,
      }),
    ],
    ['six hundred parts', { kind: 'call', name: 'max', arguments: Array.from({ length: 600 }, () => ({ kind: 'number', value: 1 })) }],
  ])('is refused with a formula of %s', (_, formula) => {
    const model = shipped.find(({ name }) => name === 'trihelix') as (typeof shipped)[number];
    const parameters = Object.fromEntries(
      Object.entries(model.parameters).map(([name, spec]) => [name, (spec as { default: unknown }).default]),
    );
    const run = (tree: object) => ({
      ...sound,
      model: 'trihelix',
      parameters,
      policies: [{ instrument: 'rd_subsidy', values: { budget: { formula: tree, text: '' } } }],
    });
    expect(() => checkRun(run(formula), shipped, 1e6)).toThrow();
    expect(checkRun(run({ kind: 'call', name: 'abs', arguments: [{ kind: 'name', name: 't' }] }), shipped, 1e6).model).toBe('trihelix');
  });
});

test('the gate lets many through together and one alone, in every order', async () => {
  const gate = new Gate();
  let inside = 0;
  let most = 0;
  const seen: number[] = [];
  const visit = (isAlone: boolean): Promise<void> =>
    gate.pass(isAlone, async () => {
      inside++;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (isAlone) seen.push(inside);
      inside--;
    });
  await Promise.all(Array.from({ length: 60 }, (_, n) => visit(n % 7 === 3)));
  expect(seen).toEqual(Array.from({ length: 9 }, () => 1));
  expect(most).toBeGreaterThan(3);
});
