/**
 * P8: the disk refuses. Files may grow to a limit only, and where strace is there each of the first writes, syncs, renames
 * and openings fails in turn. The command must end with 4 and a sentence, and go on to the same results afterwards.
 */
import { createBench, createDraw, launch, main, scenario, stored, trihelix } from './bench.mjs';
import { canTrace } from './trace.mjs';

export const promise = 'A full disk costs nothing but time.';

const CALLS = ['fsync', 'fdatasync', 'pwrite64', 'rename'];
const ERRORS = ['ENOSPC', 'EIO', 'EDQUOT', 'EROFS'];

/** Limits that are tried however little time there is. */
const LEAST = 12;

export async function prove({ release, seed, until }) {
  const draw = createDraw(seed);
  const failed = [];
  const bench = createBench(scenario({ replicates: 40, steps: 10, organisations: 40 }));
  const words = (out) => [main, 'run', 'proof', '-q', '-o', out, '-j', '1', '--progress', 'none'];
  let tried = 0;
  const attempt = async (name, program, args, hash) => {
    const out = `try-${tried++}`;
    const { code, signal, stderr } = await launch(program, args(words(out)), { cwd: bench.folder }).end;
    if (code !== 0 && code !== 4) failed.push(`${name}: ended with ${code ?? signal}: ${stderr.slice(0, 300)}`);
    if (/\n\s+at /.test(stderr)) failed.push(`${name}: showed a stack trace`);
    if (code === 4 && !/error: .+/.test(stderr)) failed.push(`${name}: said nothing`);
    const again = await trihelix(bench, words(out).slice(1)).end;
    if (again.code !== 0) failed.push(`${name}: could not go on, ended with ${again.code}: ${again.stderr.slice(0, 300)}`);
    else if (stored(bench.study(out)).hash !== hash) failed.push(`${name}: other results afterwards`);
    return code;
  };
  try {
    await trihelix(bench, words('whole').slice(1)).end;
    const { hash } = stored(bench.study('whole'));
    let refused = 0;
    for (let n = 0; n < (release ? 300 : LEAST) && (n < LEAST || !until(0.5)); n++) {
      const blocks = 1 + draw(60);
      const code = await attempt(
        `files of at most ${512 * blocks} bytes`,
        'sh',
        (args) => ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, ...args],
        hash,
      );
      if (code === 4) refused++;
    }
    if (refused === 0) failed.push('no limit was ever reached');
    const traced = canTrace();
    for (let n = 1; traced && n <= (release ? 100 : 3) && !until(); n++) {
      for (const call of CALLS) {
        const error = ERRORS[draw(ERRORS.length)];
        const inject = [
          '-f',
          '--seccomp-bpf',
          '-qq',
          '-o',
          '/dev/null',
          '-e',
          `trace=${call}`,
          '-e',
          `inject=${call}:error=${error}:when=${n}`,
        ];
        await attempt(`${call} ${n} fails with ${error}`, 'strace', (args) => [...inject, process.execPath, ...args], hash);
      }
    }
    return { tried, what: traced ? 'file size limits and failed calls' : 'file size limits (without strace no failed calls)', failed };
  } finally {
    bench.clear();
  }
}
