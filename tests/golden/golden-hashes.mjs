/**
 * One hash per elementary function, of the draws, and of short runs of every model, with the build in dist. Plain code of the
 * engine and nothing of the host, so that Node and a browser compute it alike.
 */
import * as maths from '../../dist/src/core/maths.js';
import { defaultsOf } from '../../dist/src/core/model.js';
import { createRng } from '../../dist/src/core/rng.js';
import { simulate } from '../../dist/src/core/simulate.js';
import { sha256Hex } from '../../dist/src/experiment/sha256.js';
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
  return sha256Hex(new Uint8Array(clean.buffer));
}

/** A run of a model with the defaults but for what is said. */
function run(model, overrides = {}, policies = [], steps = STEPS) {
  const parameters = { ...defaultsOf(model.parameters), ...overrides };
  return simulate(model, { parameters, policies, key: { high: 3, low: 4 }, steps, burnIn: 2 });
}

/** Every instrument of a model at a budget that makes a difference. */
function everything(model, budget) {
  return model.policies.map((policy) => ({ policy, values: { ...defaultsOf(policy.parameters), budget } }));
}

function mathsHashes(units) {
  const between = (u, [low, high]) => low + (high - low) * u;
  const hashes = {};
  for (const [name, range] of Object.entries(ranges)) hashes[`maths ${name}`] = hash(units.map((u) => maths[name](between(u, range))));
  const powers = Array.from({ length: COUNT }, (_, i) => maths.pow(between(units[i], [0, 50]), between(units[COUNT + i], [-40, 40])));
  return { ...hashes, 'maths pow': hash(powers) };
}

/** Draws one by one, whole numbers, and columns, whose keys are of any sign. */
function drawHashes(stream, units) {
  stream.moveTo(7);
  const whole = Array.from({ length: COUNT }, (_, i) => stream.below(1 + (i % 1000), i, 3));
  const column = new Float64Array(COUNT);
  const keys = Int32Array.from({ length: COUNT }, (_, i) => Math.imul(i, 0x9e3779b1));
  stream.fillUnit(column, keys, COUNT, 5);
  return { draws: hash(units), 'draws below': hash(whole), 'draws as a column': hash(column) };
}

function modelHashes() {
  const hashes = {};
  for (const model of models) hashes[`model ${model.name}`] = hash(run(model));
  const trihelix = models.find(({ name }) => name === 'trihelix');
  const small = { firms: 60, universities: 6, regions: 4, countries: 2, industries: 4, environment: 0.8 };
  const collaborative = trihelix.presets.find(({ name }) => name === 'innovation.collaborative').parameters;
  const triple = trihelix.presets.find(({ name }) => name === 'helix.triple').parameters;
  hashes['trihelix small, forty steps'] = hash(run(trihelix, small, [], 40));
  hashes['trihelix small, all instruments'] = hash(run(trihelix, small, everything(trihelix, 100_000), 40));
  hashes['trihelix small, collaborative, triple helix'] = hash(
    run(trihelix, { ...small, ...collaborative, ...triple, domains: 40 }, everything(trihelix, 100_000), 40),
  );
  return hashes;
}

export function goldenHashes() {
  const stream = createRng({ high: 1, low: 2 }).stream('golden');
  const units = Float64Array.from({ length: 2 * COUNT }, (_, i) => stream.unit(i, 0));
  return { ...drawHashes(stream, units), ...mathsHashes(units), ...modelHashes() };
}
