/** The own elementary functions against the host's: nanoseconds per call over 4,096 arguments. */
import * as maths from '../../dist/src/core/maths.js';
import { measure, print } from './measure.mjs';

const COUNT = 4096;
const ranges = {
  exp: [-20, 20],
  expm1: [-2, 2],
  log: [0.001, 1000],
  log1p: [-0.5, 10],
  log2: [0.001, 1000],
  tanh: [-3, 3],
  sigmoid: [-8, 8],
  sin: [-50, 50],
  cos: [-50, 50],
};
const host = {
  ...Object.fromEntries(Object.getOwnPropertyNames(Math).map((name) => [name, Math[name]])),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};

function spread([low, high]) {
  return Float64Array.from({ length: COUNT }, (_, i) => low + ((high - low) * ((i * 2654435761) % 4294967296)) / 4294967296);
}

/** A loop of its own for every function, so that each call site sees one function only. */
function loop(f, values, second) {
  return new Function(
    'f',
    'x',
    'y',
    `return (calls) => { let sum = 0; for (let c = 0; c < calls; c++) sum += f(x[c & ${COUNT - 1}], y[c & ${COUNT - 1}]); return sum; }`,
  )(f, values, second);
}

const subjects = {};
for (const [name, range] of Object.entries(ranges)) {
  const values = spread(range);
  subjects[`${name}`] = loop(maths[name], values, values);
  subjects[`${name}, host`] = loop(host[name], values, values);
}
const bases = spread([0.1, 20]);
for (const [title, exponents] of [
  ['pow, real exponents', spread([-4, 4])],
  ['pow, squares', new Float64Array(COUNT).fill(2)],
  ['pow, roots', new Float64Array(COUNT).fill(0.5)],
]) {
  subjects[title] = loop(maths.pow, bases, exponents);
  subjects[`${title}, host`] = loop(Math.pow, bases, exponents);
}
print('Elementary functions, per call', measure(subjects));
