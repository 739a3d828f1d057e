/** A study of the shipped command line that takes a few seconds, started so that it can be killed, and what it left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { studyHash } from '../../src/experiment/hashes.js';
import { readStudy } from '../../src/node/result-folder.js';
import { createDesk, type Desk, main } from '../e2e/cli-desk.js';

/** About a thousand runs of some milliseconds. */
const LONG = `title: Long enough to be killed
model: knowledge-barter
seed: faults
steps: 60
replicates: 150
parameters: { organisations: 150 }
variants:
  ring: { parameters: { rewiring: 0 } }
  random: { parameters: { rewiring: 1 } }
`;

/** So many runs stored, or words that the command says, without a comma. */
export type Mark = number | string;

export interface Started {
  readonly child: ChildProcess;
  /** Resolves when so many runs are stored, or the process has ended. */
  stored(count: number): Promise<void>;
  /** Resolves when it has stopped itself at one of the marks that it was given. */
  paused(at: Mark): Promise<void>;
  /** Ends a pause. */
  goOn(): void;
  /** Resolves when it has said this, or has ended. */
  said(words: string): Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly stderr: string }>;
}

export function createFaultDesk(): Desk {
  const desk = createDesk();
  desk.write('scenarios/long.yaml', LONG);
  return desk;
}

const KNOW_NO_PROGRESS = ['worker', 'serve'];
const pausing = fileURLToPath(new URL('pausing.mjs', import.meta.url));

/** Starts a command as a process of its own and follows its progress; it stops itself at the marks in `pauses`, one after the other. */
export function start(desk: Desk, words: readonly string[], env: NodeJS.ProcessEnv = {}, pauses: readonly Mark[] = []): Started {
  const before = pauses.length === 0 ? [] : ['--import', pausing];
  const child = spawn(
    process.execPath,
    [...before, main, ...words, ...(KNOW_NO_PROGRESS.includes(words[0] ?? '') ? [] : ['--progress', 'json'])],
    {
      cwd: desk.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env, TRIHELIX_PAUSES: pauses.join() },
    },
  );
  let stderr = '';
  let wake = (): void => {};
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
    wake();
  });
  const ended = new Promise<Awaited<Started['ended']>>((resolve) => {
    child.once('close', (code, signal) => {
      wake();
      resolve({ code, signal, stderr });
    });
  });
  const count = (): number => Math.max(0, ...[...stderr.matchAll(/"done":(\d+)/g)].map((match) => Number(match[1])));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo() && !hasEnded())
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  const stored = (wanted: number): Promise<void> => until(() => count() >= wanted);
  const said = (words: string): Promise<void> => until(() => stderr.includes(words));
  return {
    child,
    ended,
    stored,
    async paused(at) {
      await (typeof at === 'number' ? stored(at) : said(at));
      while (!hasEnded() && !isStopped(child.pid as number)) await setTimeout(20);
    },
    goOn: () => void child.kill('SIGCONT'),
    said,
  };
}

/** Hash of the results in a study's folder. */
export function hashOf(folder: string): string {
  const study = readStudy(folder);
  if (study === undefined) throw new Error(`${folder} holds no study`);
  return studyHash(study.results);
}

export const isStopped = (pid: number): boolean => /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
