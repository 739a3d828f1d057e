/** Programs of Debian for tests that need them: fetched and unpacked below .cache without being installed, so that nothing starts and no root is needed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { place } from './tools.mjs';

/**
 * Fetches and unpacks the packages beside the folder `home`, then moves them there in one step, since others may do the same.
 * @returns {boolean} whether the folder is there
 */
export function unpack(home, packages) {
  if (process.platform !== 'linux') return false;
  mkdirSync(dirname(home), { recursive: true });
  const folder = mkdtempSync(place('.cache', 'debian-part-'));
  const run = (program, ...words) => spawnSync(program, words, { cwd: folder, stdio: 'ignore', timeout: 120_000 }).status === 0;
  const download = () => run('apt-get', '-qq', 'download', ...packages);
  const update = () => run('apt-get', '-qq', 'update') || run('sudo', '-n', 'apt-get', '-qq', 'update');
  try {
    if (!download() && !(update() && download())) return false;
    const files = readdirSync(folder).filter((name) => name.endsWith('.deb'));
    if (!files.every((name) => run('dpkg', '-x', name, 'all'))) return false;
    if (!existsSync(home)) renameSync(join(folder, 'all'), home);
    return true;
  } catch {
    return existsSync(home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
