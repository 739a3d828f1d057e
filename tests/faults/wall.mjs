/**
 * What code in a thread can reach: `node tests/faults/wall.mjs` hands a hostile worker to the shipped process of threads, with
 * the wall and, to see that its tries are real, without. Exit code 1 when something got through.
 *
 * `npm run test:lts` has it run by the Nodes whose permission model is stable.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programs } from '../../dist/src/cli/executor.js';
import { PoolProcess } from '../../dist/src/node/pool-process.js';
import { wallFlags } from '../../dist/src/node/wall.js';

const REFUSED = new Set(['ERR_ACCESS_DENIED', 'ERR_DLOPEN_DISABLED']);
/** Without a wall these succeed on every machine. */
const HARMLESS = ['read a file', 'list a folder', 'look at a file', 'write a file', 'start a program', 'start a thread without a wall'];

const worker = new URL('hostile-thread.mjs', import.meta.url);
const { child, reads } = programs();

/** @returns {Promise<{ name: string, came: string }[]>} what came of each try */
async function attempt({ program, ...options }) {
  const outside = mkdtempSync(join(tmpdir(), 'trihelix-wall-'));
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  const pool = new PoolProcess({ child, worker: worker.href, workers: 1, ...options }, (error) => {
    throw error;
  });
  try {
    const { outcomes, failure } = await pool.compute([{ outside, program: program ?? outside }]);
    if (failure !== undefined) throw new Error(failure.message);
    return [...outcomes, { name: 'leave a trace', came: existsSync(join(outside, 'written.txt')) ? 'done' : 'ERR_ACCESS_DENIED' }];
  } finally {
    pool.stop();
    rmSync(outside, { recursive: true, force: true });
  }
}

if (wallFlags(reads).length === 0) console.log(`${process.version}: no stable permission model, no wall`);
else {
  const behind = await attempt({ reads: [...reads, worker], program: fileURLToPath(new URL('../../dist', import.meta.url)) });
  const through = behind.filter(({ came }) => !REFUSED.has(came));
  const open = new Map((await attempt({})).map(({ name, came }) => [name, came]));
  const idle = HARMLESS.filter((name) => open.get(name) !== 'done');
  for (const { name, came } of through) console.log(`${process.version}: a thread could ${name} (${came})`);
  for (const name of idle) console.log(`${process.version}: even without a wall a thread could not ${name} (${open.get(name)})`);
  console.log(`${process.version}: ${behind.length - through.length} of ${behind.length} tries to leave a thread were refused`);
  process.exitCode = through.length + idle.length === 0 ? 0 : 1;
}
