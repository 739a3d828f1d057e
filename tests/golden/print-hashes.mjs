/**
 * Prints as JSON one hash per elementary function, of the draws, and of a short run of every model, with the build in
 * dist. `npm run test:lts` compares what two versions of Node print.
 */
import { createHash } from 'node:crypto';
import * as maths from '../../dist/src/core/maths.js';
import { defaultsOf } from '../../dist/src/core/model.js';
import { createRng } from '../../dist/src/core/rng.js';
import { simulate } from '../../dist/src/core/simulate.js';
import { models } from '../../dist/src/models/index.js';

const COUNT = 10_000;
const STEPS = 12;

const ranges = {
  exp: [-745, 710],
  expm1: [-2, 2],
  log: [0, 100],
  log1p: [-1, 10],
  log2: [0, 100],
  tanh: [-4, 4],
  sigmoid: [-40, 40],
  sin: [-1e7, 1e7],
  cos: [-100, 100],
};

/** Every undefined result counts as the same. */
function hash(values) {
  const clean = Float64Array.from(values, (value) => (Number.isNaN(value) ? Number.NaN : value));
  return createHash('sha256').update(new Uint8Array(clean.buffer)).digest('hex');
}

const stream = createRng({ high: 1, low: 2 }).stream('golden');
const units = Float64Array.from({ length: 2 * COUNT }, (_, i) => stream.unit(i, 0));
const between = (u, [low, high]) => low + (high - low) * u;

const hashes = { draws: hash(units) };
for (const [name, range] of Object.entries(ranges)) hashes[`maths ${name}`] = hash(units.map((u) => maths[name](between(u, range))));
const powers = Array.from({ length: COUNT }, (_, i) => maths.pow(between(units[i], [0, 50]), between(units[COUNT + i], [-40, 40])));
hashes['maths pow'] = hash(powers);
for (const model of models) {
  const parameters = defaultsOf(model.parameters);
  hashes[`model ${model.name}`] = hash(simulate(model, { parameters, policies: [], key: { high: 3, low: 4 }, steps: STEPS, burnIn: 2 }));
}
console.log(JSON.stringify(hashes));
