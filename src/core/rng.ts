/**
 * Addressed draws: every random number is a pure function of (run key, stream, step, address).
 *
 * Threefry-2x32 with 13 rounds, the fewest that pass all tests of BigCrush (Salmon, Moraes, Dror & Shaw 2011). A stream's name gives it a key of its own, a step
 * gives it a sub-key, and the two counter words are the address: (who, which draw) or the two ends of a pair. So two
 * variants of a scenario share their luck actor by actor, and any single draw can be recomputed alone.
 */

/** 64 bits that stand for (seed, replicate); the experiment layer makes them from the text seed. */
export interface RunKey {
  readonly high: number;
  readonly low: number;
}

export interface Rng {
  /** The stream of that name; asking twice gives equal streams. */
  stream(name: string): Stream;
}

/** Draws of one purpose. Move it to a step, then ask by address; asking twice gives the same number. */
export interface Stream {
  readonly name: string;
  /** Sets the step of all following draws. */
  moveTo(step: number): void;
  /**
   * A number in [0, 1) with 53 bits at the address (a, b), two 32-bit integers: an actor's key and the number of the
   * draw. What happens between two actors has the address (smaller key, larger key), whoever of them acts first; give
   * it a stream of its own, because its addresses would meet those of actors.
   */
  unit(a: number, b: number): number;
  /** A whole number in 0 … bound − 1 at the address; bound up to 2^31. */
  below(bound: number, a: number, b: number): number;
  /** out[i] = unit(keys[i], b) for i < count. */
  fillUnit(out: Float64Array, keys: Int32Array, count: number, b: number): void;
}

/** The draws of one run. */
export function createRng(key: RunKey): Rng {
  return { stream: (name) => createStream(key, name) };
}

const PARITY = 0x1bd11bda;
/** Sets a stream's name apart from its steps: the third use of the cipher has its own constant. */
const STEP_TAG = 0x73746570;
const TWO_POW_MINUS_53 = 1.1102230246251565e-16;

/** Two words out of the cipher; a fixed place instead of a tuple, because tuples allocate. */
const block = new Int32Array(2);

/** The last draw: a number that a function hands back without being inlined is an object on the heap. */
const drawn = new Float64Array(1);

/**
 * Threefry-2x32, 13 rounds: encrypts the counter (c0, c1) under the key (k0, k1) into `out[0]`, `out[1]`.
 * Checked against the vectors published with Random123.
 */
// biome-ignore format: one round of the cipher per line, so that it can be compared with the publication.
export function threefry(k0: number, k1: number, c0: number, c1: number, out: Int32Array): void {
  const k2 = PARITY ^ k0 ^ k1;
  let a = (c0 + k0) | 0;
  let b = (c1 + k1) | 0;
  a = (a + b) | 0; b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0; b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0; b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0; b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + k1) | 0; b = (b + k2 + 1) | 0;
  a = (a + b) | 0; b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0; b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0; b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0; b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + k2) | 0; b = (b + k0 + 2) | 0;
  a = (a + b) | 0; b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0; b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0; b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0; b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + k0) | 0; b = (b + k1 + 3) | 0;
  a = (a + b) | 0; b = ((b << 17) | (b >>> 15)) ^ a;
  out[0] = a;
  out[1] = b;
}

function createStream(key: RunKey, name: string): Stream {
  threefry(key.high | 0, key.low | 0, hashName(name, 0x811c9dc5), hashName(name, 0x01234567), block);
  return new ThreefryStream(name, block[0], block[1]);
}

/** FNV-1a over UTF-16 units, from a chosen start. */
function hashName(name: string, start: number): number {
  let hash = start | 0;
  for (let c = 0; c < name.length; c++) hash = Math.imul(hash ^ name.charCodeAt(c), 0x01000193);
  return hash;
}

/** A class because a class with four integers stays fast where sixty-four closures do not inline. */
class ThreefryStream implements Stream {
  readonly name: string;
  private readonly key0: number;
  private readonly key1: number;
  private step0 = 0;
  private step1 = 0;

  constructor(name: string, key0: number, key1: number) {
    this.name = name;
    this.key0 = key0;
    this.key1 = key1;
    this.moveTo(0);
  }

  moveTo(step: number): void {
    threefry(this.key0, this.key1, step | 0, STEP_TAG, block);
    this.step0 = block[0];
    this.step1 = block[1];
  }

  unit(a: number, b: number): number {
    this.draw(a, b);
    return drawn[0];
  }

  // The cipher stands here and in fillUnit once more, because a call costs half of it; a test holds the three together.
  // biome-ignore format: as in threefry.
  private draw(c0: number, c1: number): void {
    const k0 = this.step0;
    const k1 = this.step1;
    const k2 = PARITY ^ k0 ^ k1;
    let a = (c0 + k0) | 0;
    let b = (c1 + k1) | 0;
    a = (a + b) | 0; b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0; b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0; b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0; b = ((b << 6) | (b >>> 26)) ^ a;
    a = (a + k1) | 0; b = (b + k2 + 1) | 0;
    a = (a + b) | 0; b = ((b << 17) | (b >>> 15)) ^ a;
    a = (a + b) | 0; b = ((b << 29) | (b >>> 3)) ^ a;
    a = (a + b) | 0; b = ((b << 16) | (b >>> 16)) ^ a;
    a = (a + b) | 0; b = ((b << 24) | (b >>> 8)) ^ a;
    a = (a + k2) | 0; b = (b + k0 + 2) | 0;
    a = (a + b) | 0; b = ((b << 13) | (b >>> 19)) ^ a;
    a = (a + b) | 0; b = ((b << 15) | (b >>> 17)) ^ a;
    a = (a + b) | 0; b = ((b << 26) | (b >>> 6)) ^ a;
    a = (a + b) | 0; b = ((b << 6) | (b >>> 26)) ^ a;
    a = (a + k0) | 0; b = (b + k1 + 3) | 0;
    a = (a + b) | 0; b = ((b << 17) | (b >>> 15)) ^ a;
    drawn[0] = ((a >>> 5) * 67108864 + (b >>> 6)) * TWO_POW_MINUS_53;
  }

  below(bound: number, a: number, b: number): number {
    return Math.floor(this.unit(a, b) * bound);
  }

  // biome-ignore format: as in threefry.
  fillUnit(out: Float64Array, keys: Int32Array, count: number, c1: number): void {
    const k0 = this.step0;
    const k1 = this.step1;
    const k2 = PARITY ^ k0 ^ k1;
    for (let i = 0; i < count; i++) {
      let a = (keys[i] + k0) | 0;
      let b = (c1 + k1) | 0;
      a = (a + b) | 0; b = ((b << 13) | (b >>> 19)) ^ a;
      a = (a + b) | 0; b = ((b << 15) | (b >>> 17)) ^ a;
      a = (a + b) | 0; b = ((b << 26) | (b >>> 6)) ^ a;
      a = (a + b) | 0; b = ((b << 6) | (b >>> 26)) ^ a;
      a = (a + k1) | 0; b = (b + k2 + 1) | 0;
      a = (a + b) | 0; b = ((b << 17) | (b >>> 15)) ^ a;
      a = (a + b) | 0; b = ((b << 29) | (b >>> 3)) ^ a;
      a = (a + b) | 0; b = ((b << 16) | (b >>> 16)) ^ a;
      a = (a + b) | 0; b = ((b << 24) | (b >>> 8)) ^ a;
      a = (a + k2) | 0; b = (b + k0 + 2) | 0;
      a = (a + b) | 0; b = ((b << 13) | (b >>> 19)) ^ a;
      a = (a + b) | 0; b = ((b << 15) | (b >>> 17)) ^ a;
      a = (a + b) | 0; b = ((b << 26) | (b >>> 6)) ^ a;
      a = (a + b) | 0; b = ((b << 6) | (b >>> 26)) ^ a;
      a = (a + k0) | 0; b = (b + k1 + 3) | 0;
      a = (a + b) | 0; b = ((b << 17) | (b >>> 15)) ^ a;
      out[i] = ((a >>> 5) * 67108864 + (b >>> 6)) * TWO_POW_MINUS_53;
    }
  }
}
