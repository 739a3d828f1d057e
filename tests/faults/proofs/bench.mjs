/** What all proofs share: a folder with a study that takes a second or two, the shipped command line, seeded draws. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { studyHash } from '../../../dist/src/experiment/hashes.js';
import { readStudy } from '../../../dist/src/node/result-folder.js';

export const main = fileURLToPath(new URL('../../../dist/src/cli/main.js', import.meta.url));

/** A scenario of so many runs of some milliseconds each. */
export const scenario = ({ replicates = 100, steps = 40, organisations = 100, seed = 'proof' } = {}) => `title: Proof
model: knowledge-barter
seed: ${seed}
steps: ${steps}
burn_in: 0
replicates: ${replicates}
parameters: { organisations: ${organisations} }
variants:
  ring: { parameters: { rewiring: 0 } }
  random: { parameters: { rewiring: 1 } }
`;

export function createBench(text = scenario()) {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-proof-'));
  mkdirSync(join(folder, 'scenarios'));
  writeFileSync(join(folder, 'scenarios', 'proof.yaml'), text);
  return {
    folder,
    study: (out, name = 'proof') => join(folder, out, name),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts a program and follows it; `end` resolves with code, signal and what it said on standard error. */
export function launch(program, words, { cwd, env = {}, stdout = 'ignore' } = {}) {
  const child = spawn(program, words, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', stdout, 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  const end = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stderr }));
  });
  return { child, end };
}

/** Whether a process has ended. */
export const isOver = ({ exitCode, signalCode }) => exitCode !== null || signalCode !== null;

export const trihelix = (bench, words, options) => launch(process.execPath, [main, ...words], { cwd: bench.folder, ...options });

/** Numbers of the runs that a study has stored, and the hash of their results. */
export function stored(folder) {
  const study = readStudy(folder);
  return study === undefined
    ? { ids: [], hash: 'none', planned: 0 }
    : { ids: study.results.ids, hash: studyHash(study.results), planned: study.plan.runs.length };
}

/** Whole numbers below a count, the same for the same seed. */
export function createDraw(seed) {
  let state = (seed * 2654435761) >>> 0;
  return (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

/** What a promise of an owner's end brings; undefined when nothing is stored for three minutes, which a busy machine is far from. */
export async function endOf(end, count) {
  for (let before = -1; count() > before; ) {
    before = count();
    const ended = await Promise.race([end, deadline(180)]);
    if (ended !== undefined) return ended;
  }
  return undefined;
}

/** Undefined after so many seconds; keeps no process alive. */
const deadline = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds).unref());

export const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
