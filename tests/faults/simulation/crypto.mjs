/** `node:crypto` with random bytes that come from the seed of the simulated machine. */
import { world } from './world.mjs';

export * from 'node:crypto';

export function randomBytes(length) {
  return Buffer.from(Array.from({ length }, () => world.between(0, 255)));
}
