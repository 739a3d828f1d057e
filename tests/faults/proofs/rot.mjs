/** P9: bits flipped, ends cut and blocks swapped in every file of a study are reported, or change no number that is shown. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyStudy } from '../../../dist/src/node/verify.js';
import { createBench, createDraw, scenario, stored, trihelix } from './bench.mjs';

export const promise = 'Damage is seen.';

export async function prove({ release, seed, until }) {
  const draw = createDraw(seed);
  const bench = createBench(scenario({ replicates: 10, steps: 6, organisations: 20 }));
  const failed = [];
  let tried = 0;
  try {
    await trihelix(bench, ['run', 'proof', '-q', '-o', 'whole', '-j', '1']).end;
    const folder = bench.study('whole');
    const { hash } = stored(folder);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
    const kinds = files.filter((name) => /\.(thx|json|csv)$/.test(name) && !name.startsWith('owner'));
    const damages = [
      [release ? 20_000 : 300, flip],
      [release ? 2000 : 60, cut],
      [release ? 500 : 30, swap],
    ];
    for (const [d, [count, damage]] of damages.entries()) {
      for (let n = 0; n < count && !until((d + 1) / damages.length); n++, tried++) {
        const name = kinds[draw(kinds.length)];
        const path = join(folder, name);
        const whole = readFileSync(path);
        const damaged = damage(Buffer.from(whole), draw);
        if (damaged.equals(whole)) continue;
        writeFileSync(path, damaged);
        const wrong = unseen(folder, hash, name);
        if (wrong !== undefined) failed.push(`${damage.name} in ${name}: ${wrong}`);
        writeFileSync(path, whole);
      }
    }
    return { tried, what: `damages in ${kinds.length} kinds of files`, failed };
  } finally {
    bench.clear();
  }
}

/** Undefined when the damage was reported or without effect on the results. */
function unseen(folder, hash, name) {
  try {
    const { damage, notes, hash: found, done, planned } = verifyStudy(folder);
    if (damage.length + notes.length > 0) return undefined;
    if (name.endsWith('manifest.json') && found === hash && done === planned) return undefined;
    return 'nothing was reported';
  } catch (error) {
    return error.name === 'StoreError' ? undefined : `threw ${error.stack}`;
  }
}

function flip(bytes, draw) {
  if (bytes.length > 0) bytes[draw(bytes.length)] ^= 1 << draw(8);
  return bytes;
}

function cut(bytes, draw) {
  return bytes.subarray(0, draw(bytes.length + 1));
}

function swap(bytes, draw) {
  const size = Math.min(256, Math.floor(bytes.length / 2));
  const [from, to] = [draw(bytes.length - size + 1), draw(bytes.length - size + 1)];
  const first = Buffer.from(bytes.subarray(from, from + size));
  bytes.copyWithin(from, to, to + size);
  first.copy(bytes, to);
  return bytes;
}
