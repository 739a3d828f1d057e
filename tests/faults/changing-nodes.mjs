/**
 * One study by several versions of Node: `node tests/faults/changing-nodes.mjs PROGRAM …` begins it under this Node, kills it, and
 * goes on under each of the programs in turn, of which all but the last are killed too. Exit code 1 when the hash at the end is not
 * that of this Node alone.
 *
 * `npm run test:lts` has it run by the Nodes that are supported.
 */
import { createBench, launch, main, scenario, stored, trihelix } from './proofs/bench.mjs';

const programs = [process.execPath, ...process.argv.slice(2)];
const bench = createBench(scenario({ replicates: 100, steps: 150 }));
const words = (out) => ['run', 'proof', '-q', '-o', out, '-j', '1', '--progress', 'json'];

/** Runs until so many runs are stored, and kills; to the end where no number is given. @returns {Promise<number | null>} the exit code */
async function goOn(program, until = Number.POSITIVE_INFINITY) {
  const { child, end } = launch(program, [main, ...words('many')], { cwd: bench.folder });
  let said = '';
  child.stderr.on('data', (part) => {
    said = (said + part).slice(-4000);
    const done = Number(/.*"done":(\d+)/s.exec(said)?.[1] ?? 0);
    if (done >= until) child.kill('SIGKILL');
  });
  const { code, stderr } = await end;
  if (code !== null && code !== 0) console.log(stderr);
  return code;
}

try {
  await trihelix(bench, words('one')).end;
  const alone = stored(bench.study('one'));
  const parts = [];
  for (const [n, program] of programs.entries()) {
    const before = stored(bench.study('many')).ids.length;
    const last = n === programs.length - 1;
    const code = await goOn(program, last ? undefined : Math.round((alone.planned * (n + 1)) / programs.length));
    parts.push(stored(bench.study('many')).ids.length - before);
    if (last ? code !== 0 : code !== null && code !== 0) throw new Error(`ended with ${code} under ${program}`);
  }
  const together = stored(bench.study('many'));
  const equal = together.hash === alone.hash && together.ids.length === alone.planned;
  console.log(
    `One study of ${alone.planned} runs, ${parts.join(' + ')} by ${programs.length} Nodes: ${equal ? 'the same hash' : 'ANOTHER HASH'}.`,
  );
  process.exitCode = equal ? 0 : 1;
} finally {
  bench.clear();
}
