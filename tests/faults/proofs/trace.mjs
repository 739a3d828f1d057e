/**
 * What a command of ours touches, told by strace: every file opened or changed, every program started, every connection, and
 * which of that a scenario has no need of. Files are judged by what is allowed, not by what is known to be bad.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, main } from './bench.mjs';

const CALLS =
  'open,openat,openat2,creat,execve,execveat,socket,connect,bind,sendto,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,chmod,fchmodat,truncate';
const program = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');
/** Where the program lies; its packages may be linked. */
const OWN = [program, dirname(process.execPath), realpathSync(join(program, 'node_modules'))];
/** What Node and the system's loader read for themselves; nothing of a user is in it. */
const SYSTEM =
  /^(\/proc\/(self|\d+|sys|meminfo|stat|cpuinfo|version)|\/sys\/|\/usr\/(lib|share|local\/lib)|\/lib|\/etc\/(ld\.so|ssl|pki|localtime|timezone|crypto-policies|gnutls)|\/dev\/(null|urandom|tty|pts\/))/;

/** Whether strace is there and may trace. */
export function canTrace() {
  try {
    execFileSync('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a command of the shipped program in a folder. @returns its end, and each call that succeeded as `{ call, line, paths }` */
export async function trace(folder, words, log) {
  const strace = ['-f', '--seccomp-bpf', '-z', '-qq', '-s', '4096', '-o', log, '-e', `trace=${CALLS}`, process.execPath, main, ...words];
  const end = await launch('strace', strace, { cwd: folder }).end;
  const lines = readFileSync(log, 'utf8').split('\n');
  const calls = lines.flatMap((line) => {
    const call = /^\d+\s+(\w+)\(/.exec(line)?.[1];
    return call === undefined ? [] : [{ call, line, paths: [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path]) => path) }];
  });
  return { ...end, calls };
}

/**
 * Calls that have no business in reading and computing scenarios.
 * @param readable folders that may be read; @param writable folders that may be changed
 */
export function suspicious(calls, { folder, readable = [], writable = [] }) {
  const within = (path, places) => places.some((place) => path === place || path.startsWith(place + sep));
  return calls.slice(1).flatMap(({ call, line, paths }) => {
    if (call.startsWith('exec')) return paths[0] === process.execPath && /pool-child\.js/.test(line) ? [] : [{ line, wrong: paths }];
    // Processes of ours talk over pairs of sockets without a name; everything else is a network.
    if (/^(socket|connect|bind|sendto)$/.test(call)) return [{ line, wrong: paths }];
    const changes = !call.startsWith('open') || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(line);
    const wrong = paths
      .map((path) => resolve(folder, path))
      .filter((path) => {
        if (changes) return !within(path, writable) && path !== '/dev/null' && !/^\/(dev\/(tty|pts)|proc\/self)/.test(path);
        if (/secret|passwd|shadow|\.ssh|\.npmrc/.test(path)) return true;
        // A parent is opened to make the name of a folder last, never to read what lies in it.
        const parent = writable.some((place) => place.startsWith(path + sep)) && !line.includes('O_DIRECTORY');
        return !SYSTEM.test(path) && !parent && !within(path, [...OWN, ...readable, ...writable]);
      });
    return wrong.length === 0 ? [] : [{ line, wrong }];
  });
}
