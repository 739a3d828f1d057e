/**
 * The owner is killed after each call by which it makes, names, removes or syncs a file or folder or stores a record, from the first
 * folder to the last table. What it writes to a file that has no name of its own yet is left to chance. Needs strace.
 */
import { createBench, launch, main, scenario, stored, trihelix } from '../bench.mjs';
import { canTrace } from '../trace.mjs';

const CALLS = ['mkdir', 'link', 'unlink', 'rename', 'fsync', 'fdatasync', 'pwrite64'];

export async function killAtCalls({ isDone, tally }) {
  if (!canTrace()) {
    tally.notes.push('without strace no owner was killed after a call');
    return;
  }
  const bench = createBench(scenario({ replicates: 12, steps: 5, organisations: 30 }));
  const words = (out) => ['run', 'proof', '-q', '-o', out, '-j', '1', '--progress', 'none'];
  try {
    await trihelix(bench, words('undisturbed')).end;
    const { hash } = stored(bench.study('undisturbed'));
    const killAtEach = async (call) => {
      for (let n = 1; !isDone(); n++) {
        const out = `${call}-${n}`;
        const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=SIGKILL:when=${n}`];
        // With --seccomp-bpf strace 6.1 forgets the signal at most calls.
        const strace = ['-f', '-qq', '-o', '/dev/null', ...inject, process.execPath, main, ...words(out)];
        const { signal } = await launch('strace', strace, { cwd: bench.folder }).end;
        // No thread of it calls that often.
        if (signal === null) return;
        tally.killed('owner after a call', bench.study(out));
        tally.ended(bench.study(out), await trihelix(bench, words(out)).end, hash);
      }
    };
    await Promise.all(CALLS.map(killAtEach));
  } finally {
    bench.clear();
  }
}
