/** SHA-256 against its published vectors and against Node's; canonical texts. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/experiment/canonical.js';
import { Sha256, sha256Hex } from '../../src/experiment/sha256.js';

describe('SHA-256', () => {
  // FIPS 180-4 examples: one block, two blocks, nothing, a million letters.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('of %.20s', (text, hash) => {
    expect(sha256Hex(text)).toBe(hash);
  });

  it('is the same for bytes in any pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
        const hash = new Sha256();
        const reference = createHash('sha256');
        for (const piece of pieces) {
          hash.update(piece);
          reference.update(piece);
        }
        expect(Buffer.from(hash.digest())).toEqual(reference.digest());
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('reads texts as UTF-8', () => {
    for (const text of ['йцук', '😀 €', 'a\ud800b']) expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  });

  it('is taken once', () => {
    const hash = new Sha256();
    hash.digest();
    expect(() => hash.update(new Uint8Array(1))).toThrow(RangeError);
  });
});

describe('canonical JSON', () => {
  it('has one text per meaning', () => {
    expect(canonicalJson({ b: [1, -0, 1e21, 0.1], a: { d: null, c: 'я"' }, e: undefined })).toBe(
      '{"a":{"c":"я\\"","d":null},"b":[1,0,1e+21,0.1]}',
    );
  });

  it('refuses what JSON would change', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol('x'), { a: 1n }])
      expect(() => canonicalJson(value)).toThrow(RangeError);
  });

  it('reads back to the same value, whatever the order of keys', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), fc.boolean())),
        (record) => {
          const entries = Object.entries(record).filter(([key]) => key !== '__proto__');
          const backwards = Object.fromEntries([...entries].reverse());
          expect(canonicalJson(Object.fromEntries(entries))).toBe(canonicalJson(backwards));
          expect(JSON.parse(canonicalJson(backwards))).toEqual(JSON.parse(JSON.stringify(backwards)));
        },
      ),
      { seed: 2 },
    );
  });
});
