/** A Redis server of a proof: killed and started again on the files that it left, or on those of an earlier time. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.mjs';

/** What it keeps on the disk: all, all but the last second, what it wrote down every other second, nothing. */
const KEEPING = {
  all: ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''],
  everysec: ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
  snapshots: ['--appendonly', 'no', '--save', '1 1'],
  nothing: ['--appendonly', 'no', '--save', ''],
};
export const KEPT = Object.keys(KEEPING);

/** Starts the server that keeps nothing. */
export async function createServerOf({ program, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-redis-'));
  const port = await freePort();
  let kept = 'nothing';
  let child;

  async function start() {
    const place = join(folder, kept);
    mkdirSync(place, { recursive: true });
    const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', place, ...KEEPING[kept]];
    child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
    await ready(child);
  }

  /** Kills it and starts it again on what it has kept, or on what it left when it kept that much before. */
  async function restart(keeping = kept) {
    await kill(child);
    kept = keeping;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await start();
  }

  async function end() {
    await kill(child);
    rmSync(folder, { recursive: true, force: true });
  }

  await start();
  return { port, restart, end };
}

function kill(child) {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  return gone;
}

function ready(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (part) => {
      said += part;
      if (said.includes('Ready to accept')) resolve();
    });
    child.once('exit', () => reject(new Error(`the Redis server does not start: ${said.slice(-300)}`)));
  });
}
