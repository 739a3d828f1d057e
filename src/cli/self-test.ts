/**
 * Whether this machine computes as others do: known answers of the random generator, of the elementary functions and of a small
 * world. Takes milliseconds and is done before every batch, because a result of a machine that computes otherwise is worse than none.
 */
import { createHash } from 'node:crypto';
import * as maths from '../core/maths.js';
import { defaultsOf } from '../core/model.js';
import { threefry } from '../core/rng.js';
import { simulate } from '../core/simulate.js';
import { knowledgeBarter } from '../models/knowledge-barter/index.js';

export interface Finding {
  readonly check: string;
  readonly verdict: 'good' | 'note' | 'bad';
  readonly text: string;
}

/** @throws Error when this machine computes otherwise */
export function selfTest(): void {
  for (const { verdict, text } of [draws(), elementary(), world()]) if (verdict === 'bad') throw new Error(text);
}

/** Digest of the answers that this machine gives; equal on all machines whose numbers may be mixed. */
export function answersDigest(): string {
  const hash = createHash('sha256').update(elementaryAnswer()).update(worldAnswer());
  for (const [c0, c1, k0, k1] of VECTORS) hash.update(new Uint8Array(drawn(k0, k1, c0, c1).buffer));
  return hash.digest('hex').slice(0, 16);
}

function drawn(k0: number, k1: number, c0: number, c1: number): Int32Array {
  const out = new Int32Array(2);
  threefry(k0, k1, c0, c1, out);
  return out;
}

/** Known answers of Threefry-2x32-13, published with Random123: counter, key, result. */
const VECTORS: readonly (readonly [c0: number, c1: number, k0: number, k1: number, r0: number, r1: number])[] = [
  [0, 0, 0, 0, 0x9d1c5ec6, 0x8bd50731],
  [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xfd36d048, 0x2d17272c],
  [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xba3e4725, 0xf27d669e],
];

/** The random generator against its published answers. */
export function draws(): Finding {
  const wrong = VECTORS.filter(([c0, c1, k0, k1, r0, r1]) => {
    const out = drawn(k0, k1, c0, c1);
    return (out[0] as number) >>> 0 !== r0 || (out[1] as number) >>> 0 !== r1;
  });
  if (wrong.length === 0) return { check: 'draws', verdict: 'good', text: `${VECTORS.length} published answers of the generator hold` };
  return {
    check: 'draws',
    verdict: 'bad',
    text: 'the random generator gives other numbers than published; results of this machine cannot be compared',
  };
}

/** SHA-256 over the bits of 400 values; the same on every machine that computes as IEEE 754 says. */
const MATHS_ANSWER = '33f9344ccea992c8e87e7ae43598ade5c89068446fe33ce80db51e93a6986a34';

function elementaryAnswer(): string {
  const values = new Float64Array(400);
  for (let i = 0; i < 50; i++) {
    const x = (i + 0.37) / 7;
    values.set(
      [
        maths.exp(x - 3),
        maths.expm1(x / 9),
        maths.log(x),
        maths.log1p(x),
        maths.pow(x, 1.7),
        maths.tanh(x - 3),
        maths.sin(x),
        maths.cos(x),
      ],
      8 * i,
    );
  }
  return createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
}

/** The elementary functions against the bits they should have. */
export function elementary(): Finding {
  const answer = elementaryAnswer();
  if (answer === MATHS_ANSWER)
    return { check: 'maths', verdict: 'good', text: '400 values of the elementary functions have the bits they should have' };
  return { check: 'maths', verdict: 'bad', text: `this machine computes otherwise (${answer}); please report this` };
}

/** SHA-256 over the bits of all numbers of one small run. Changes with the model, like the golden hashes. */
const WORLD_ANSWER = '2ee305835c83d8bd5190cb71e55e5f0f16206485ee7e49cf055b1ffdf7a616a0';

function worldAnswer(): string {
  const parameters = { ...defaultsOf(knowledgeBarter.parameters), organisations: 20 };
  const values = simulate(knowledgeBarter, { parameters, policies: [], key: { high: 3, low: 4 }, steps: 8, burnIn: 0 });
  return createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
}

/** A world of twenty organisations against the bits it should have: the loop, networks and draws together. */
export function world(): Finding {
  const answer = worldAnswer();
  if (answer === WORLD_ANSWER) return { check: 'world', verdict: 'good', text: 'a small world has the bits it should have' };
  return { check: 'world', verdict: 'bad', text: `this machine computes a small world otherwise (${answer}); please report this` };
}
