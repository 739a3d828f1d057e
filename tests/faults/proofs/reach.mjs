/**
 * P11 in part: what reading a hostile scenario touches. With strace: no program is started, no connection made, nothing
 * written, and no file read that belongs neither to the program nor to the scenario's folder.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBench, launch, main } from './bench.mjs';

export const promise = 'A scenario from a stranger reaches nothing beyond its own folder.';

const HOSTILE = [
  'title: x\nextends: ../secret.yaml\n',
  'title: x\nextends: /etc/passwd.yaml\n',
  'title: x\nextends: link.yaml\n',
  'title: "$(touch hacked)"\nseed: "`id`"\nsteps: 3\n',
  'title: x\npolicy: { training: { budget: "import(t)" } }\n',
  'title: x\npolicy: { training: { budget: "t.constructor.constructor(1)" } }\n',
  'title: !!js/function "function () { process.exit() }"\n',
  'title: x\n__proto__: { polluted: true }\n',
];

export async function prove() {
  const bench = createBench();
  const failed = [];
  const program = fileURLToPath(new URL('../../../', import.meta.url));
  try {
    execFileSync('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
  } catch {
    return { tried: 0, what: 'hostile scenarios (strace is not there)', failed };
  }
  try {
    writeFileSync(join(bench.folder, 'secret.yaml'), 'title: secret\n');
    for (const [n, text] of HOSTILE.entries()) {
      const file = join('scenarios', `hostile-${n}.yaml`);
      writeFileSync(join(bench.folder, file), text);
      const log = join(bench.folder, `trace-${n}`);
      const words = ['-f', '-qq', '-o', log, '-e', 'trace=openat,execve,connect,unlink,rename', process.execPath, main, 'check', file];
      await launch('strace', words, { cwd: bench.folder }).end;
      for (const line of suspicious(readFileSync(log, 'utf8'), program, bench.folder)) failed.push(`scenario ${n}: ${line}`);
    }
    if (readdirSync(bench.folder).includes('hacked')) failed.push('a command was executed');
    return { tried: HOSTILE.length, what: 'hostile scenarios', failed };
  } finally {
    bench.clear();
  }
}

/** Calls that reading a scenario has no need of. */
function suspicious(log, program, folder) {
  const lines = log.split('\n').filter((line) => !/ENOENT|resumed|unfinished|exited|SIG/.test(line));
  return lines.slice(1).filter((line) => {
    if (/ connect\(| execve\(| unlink\(| rename\(/.test(line)) return true;
    const path = /openat\([^"]*"([^"]*)"/.exec(line)?.[1];
    if (path === undefined) return false;
    if (/O_WRONLY|O_RDWR|O_CREAT/.test(line) && !path.startsWith('/dev/')) return true;
    if (path.includes('secret') || path.includes('passwd')) return true;
    return path.startsWith(folder) && !path.startsWith(join(folder, 'scenarios')) && !path.startsWith(program);
  });
}
