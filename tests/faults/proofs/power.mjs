/**
 * P2: what a power cut can leave of the journal. All frames up to one are synced; of the rest nothing, zeros, noise, a part
 * torn at 512 bytes, or later blocks without earlier ones are there. Every synced record must be read, none invented, and
 * the study must go on to the same results.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scanFrames } from '../../../dist/src/node/frames.js';
import { scanJournal } from '../../../dist/src/node/journal-scan.js';
import { readPlan } from '../../../dist/src/node/plan-file.js';
import { createBench, createDraw, scenario, stored, trihelix } from './bench.mjs';

export const promise = 'A power cut costs at most the runs that were not yet shown as done.';

const MODELS = {
  lost: (bytes, synced) => bytes.subarray(0, synced),
  zeros: (bytes, synced) => Buffer.concat([bytes.subarray(0, synced), Buffer.alloc(bytes.length - synced)]),
  noise: (bytes, synced, draw) =>
    Buffer.concat([bytes.subarray(0, synced), Buffer.from(Array.from({ length: bytes.length - synced }, () => draw(256)))]),
  torn: (bytes, synced, draw) => bytes.subarray(0, Math.min(bytes.length, synced + 512 * draw(8) + draw(512))),
  disordered: (bytes, synced, draw) => {
    const copy = Buffer.from(bytes);
    for (let at = Math.ceil(synced / 512) * 512; at < bytes.length; at += 512)
      if (draw(2) === 0) copy.fill(0, at, Math.min(at + 512, bytes.length));
    return copy;
  },
};

export async function prove({ release, seed, until }) {
  const states = release ? 5000 : 150;
  const draw = createDraw(seed);
  const failed = [];
  const bench = createBench(scenario({ replicates: 40, steps: 10, organisations: 40 }));
  try {
    await trihelix(bench, ['run', 'proof', '-q', '-o', 'whole', '-j', '1']).end;
    const folder = bench.study('whole');
    const { hash } = stored(folder);
    const { store } = readPlan(folder);
    const bytes = readFileSync(join(folder, 'journal-0001.thx'));
    const { frames } = scanFrames(bytes, store);
    const names = Object.keys(MODELS);
    let tried = 0;
    for (let n = 0; n < states && !until(); n++, tried++) {
      const model = names[n % names.length];
      const done = draw(frames.length);
      writeFileSync(join(folder, 'journal-0001.thx'), MODELS[model](bytes, frames[done].offset, draw));
      const wrong = judge(folder, store, frames, done);
      if (wrong !== undefined) failed.push(`state ${n} (${model}, ${done} synced): ${wrong}`);
      if (n % 50 !== 0) continue;
      const copy = join(bench.folder, `state-${n}`);
      cpSync(folder, join(copy, 'proof'), { recursive: true });
      const { code, stderr } = await trihelix(bench, ['run', 'proof', '-q', '-o', `state-${n}`, '-j', '1']).end;
      if (code !== 0 || stored(join(copy, 'proof')).hash !== hash)
        failed.push(`state ${n} (${model}): ended with ${code} ${stderr.slice(0, 200)}`);
    }
    return { tried, what: `crash states in ${names.length} models`, failed };
  } finally {
    bench.clear();
  }
}

function judge(folder, store, frames, done) {
  const found = new Map();
  scanJournal(folder, store, (entry, values) => found.set(entry.offset, values));
  for (const { offset } of frames.slice(0, done)) if (!found.has(offset)) return `the record at ${offset} is lost`;
  const known = new Set(frames.map(({ offset }) => offset));
  const invented = [...found.keys()].find((offset) => !known.has(offset));
  return invented === undefined ? undefined : `a record at ${invented} that was never written`;
}
