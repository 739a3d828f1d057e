/** The parts of the queue that need no server: addresses, seals, messages, the gate, and the owner's book under every order of events. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRun } from '../../src/experiment/check-run.js';
import type { Run } from '../../src/experiment/study.js';
import { models as shipped } from '../../src/models/index.js';
import { readAddress } from '../../src/node/queue/address.js';
import { Book, meaningOf } from '../../src/node/queue/book.js';
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

describe('the book', () => {
  const plan = toyPlan({ replicates: 20 });
  const book = (more = {}) =>
    new Book({ runs: plan.runs, name: 'b', known: () => undefined, lengthOf: () => 10, mostValues: 1e6, ...more });

  test('whatever is lost, repeated, answered in part or given again, every run counts exactly once', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(9)), (choices) => {
        const one = book();
        const counted: number[] = [];
        for (let turn = 0; !one.isDone; turn++) {
          if (turn > 5000) throw new Error('no end');
          for (const { job: name, runs: batch } of one.take(4 - Math.min(4, one.size), 2)) {
            const choice = turn > 300 ? 9 : (choices.next().value as number);
            if (choice === 0) one.giveAgain(name, true);
            else if (choice === 1) continue;
            else {
              const part = choice === 2 ? batch.slice(1) : batch;
              const outcomes = part.map(alone);
              for (const outcome of choice === 3 ? [...outcomes, ...outcomes] : outcomes)
                if (one.judge(outcome, true) === 'new') counted.push(outcome.id);
              one.answered(name, outcomes);
            }
          }
          if (one.size === 4 || turn > 300) for (const name of one.names()) one.giveAgain(name, false);
        }
        expect([...counted].sort((a, b) => a - b)).toEqual(plan.runs.map(({ id }) => id));
      }),
      { numRuns: 30, seed: 11 },
    );
  });

  test('a death in company counts for nobody, the second death alone is a failure', () => {
    const one = book({ runs: plan.runs.slice(0, 2) });
    const jobs = one.take(9, 1);
    const first = jobs[0]?.job as string;
    expect(one.died(first, false)).toBeUndefined();
    const [again] = one.take(1, 1);
    expect(again).toMatchObject({ alone: true, runs: [plan.runs[0]] });
    expect(one.died(again?.job as string, true)).toBeUndefined();
    const [third] = one.take(1, 1);
    expect(one.died(third?.job as string, true)).toMatchObject({ id: 0, status: 'failed', attempt: 2, failure: { kind: 'crash' } });
    // A late result of the run that has failed does no harm.
    expect(one.judge(alone(plan.runs[0] as Run), true)).toBe('equal');
  });

  test('tells equal, unequal and unknown outcomes apart, also against what was stored before', () => {
    const [run, other] = plan.runs as [Run, Run];
    const one = book({ runs: [run], known: (id: number) => (id === other.id ? meaningOf(alone(other)) : undefined) });
    const twisted = { ...alone(run), values: new Float64Array(3) } as ReturnType<typeof alone>;
    expect(one.judge(alone(run), false)).toBe('unknown');
    expect(one.judge(alone(run), true)).toBe('new');
    expect(one.judge(alone(run), true)).toBe('equal');
    expect(one.judge(twisted, true)).toBe('unequal');
    expect(one.judge(alone(other), true)).toBe('equal');
    expect(one.judge({ ...twisted, id: other.id }, true)).toBe('unequal');
    expect(one.judge({ ...alone(run), id: 999 }, true)).toBe('unknown');
    expect(one.judge({ id: run.id, status: 'failed', failure: { kind: 'time', message: '' }, milliseconds: 0 }, true)).toBe('equal');
  });

  test('puts no more numbers into a job than may travel together', () => {
    const one = book({ lengthOf: () => 600, mostValues: 1000 });
    for (let n = 0; n < 3; n++)
      for (const { job: name, runs: batch } of one.take(5, 1))
        one.answered(
          name,
          batch.map((run) => ({ ...alone(run), milliseconds: 0.01 })),
        );
    expect(one.take(5, 1).every(({ runs: batch }) => batch.length === 1)).toBe(true);
  });
});
