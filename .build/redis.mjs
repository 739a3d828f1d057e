/**
 * The Redis that tests and proofs of the queue start: the one on the path, or the one of Debian, unpacked below .cache.
 * `node .build/redis.mjs` fetches it beforehand.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpack } from './debian.mjs';
import { place, say } from './tools.mjs';

const HOME = place('.cache', 'redis');
const PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblua5.1-0', 'liblzf1', 'lua-bitop', 'lua-cjson'];
export const HOW_TO_GET = 'apt-get install redis-server';

/** Program and environment of a Redis server; undefined where there is none and none can be had. */
export function findRedis() {
  const onPath = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'redis-server'));
  const program = onPath.find((path) => existsSync(path));
  if (program !== undefined) return { program, env: {} };
  const unpacked = join(HOME, 'usr', 'bin', 'redis-server');
  if (!existsSync(unpacked) && !unpack(HOME, PACKAGES)) return undefined;
  const libraries = join(HOME, 'usr', 'lib');
  const folders = [
    libraries,
    ...readdirSync(libraries, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(libraries, entry.name)] : [])),
  ];
  const found = { program: unpacked, env: { LD_LIBRARY_PATH: folders.join(':') } };
  return spawnSync(unpacked, ['--version'], { env: { ...process.env, ...found.env } }).status === 0 ? found : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = findRedis();
  say(found === undefined ? `There is no Redis server; ${HOW_TO_GET} brings one.` : `Redis server: ${found.program}`);
  process.exitCode = found === undefined ? 1 : 0;
}
