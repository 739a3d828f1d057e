/** Nanoseconds per addressed draw: one at a time, as columns, as whole numbers; and per change of step. */
import { createRng } from '../../dist/src/core/rng.js';
import { measure, print } from './measure.mjs';

const COUNT = 4096;
const stream = createRng({ high: 1, low: 2 }).stream('bench');
const keys = Int32Array.from({ length: COUNT }, (_, i) => i * 7);
const out = new Float64Array(COUNT);

const figures = measure({
  'unit(actor, draw)': (calls) => {
    let sum = 0;
    for (let c = 0; c < calls; c++) sum += stream.unit(c, 3);
    return sum;
  },
  'below(1000, actor, draw)': (calls) => {
    let sum = 0;
    for (let c = 0; c < calls; c++) sum += stream.below(1000, c, 3);
    return sum;
  },
  'fillUnit, per number': (calls) => {
    for (let c = 0; c < calls; c += COUNT) stream.fillUnit(out, keys, Math.min(COUNT, calls - c), c);
    return out[0];
  },
  'Math.random': (calls) => {
    let sum = 0;
    for (let c = 0; c < calls; c++) sum += Math.random();
    return sum;
  },
  'moveTo(step)': (calls) => {
    for (let c = 0; c < calls; c++) stream.moveTo(c);
    return stream.unit(0, 0);
  },
});
print('Addressed draws', figures);
