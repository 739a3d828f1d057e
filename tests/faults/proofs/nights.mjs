/** P1, P2 and P7 in the way of simulation: the shipped store and pool on machines that do everything a machine may do. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Nights of one process. */
const PART = 100;

export const promise = 'Whatever happens to a study in a night, it comes to its end, each run counted once.';

export async function prove({ release, seed, until }) {
  const count = release ? 10_000 : 300;
  const program = fileURLToPath(new URL('../simulate.mjs', import.meta.url));
  const failed = [];
  const sum = { nights: 0, kills: 0, cuts: 0, refusals: 0, rivals: 0 };
  let workers = 0;
  for (let from = seed; from < seed + count && !until(); from += PART) {
    const { stdout, stderr } = spawnSync(process.execPath, [program, '--from', String(from), '--seeds', String(PART)], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const lines = stdout.trim().split('\n');
    const part = JSON.parse(lines.pop() || '{"nights":0}');
    failed.push(
      ...lines,
      ...(part.nights === PART ? [] : [`from seed ${from} only ${part.nights} nights were played: ${stderr.slice(0, 300)}`]),
    );
    for (const name of Object.keys(sum)) sum[name] += part[name] ?? 0;
    workers = Math.max(workers, part.workers ?? 0);
  }
  const { nights, kills, cuts, refusals, rivals } = sum;
  const what = `simulated nights with ${kills} kills, ${cuts} power cuts, ${refusals} refusals of disk or threads, ${rivals} second owners, up to ${workers} workers`;
  return { tried: nights, what, failed };
}
