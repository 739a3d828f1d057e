/** P1, P2 and P7 in the way of simulation: the shipped store and pool on machines that do everything a machine may do. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const promise = 'Whatever happens to a study in a night, it comes to its end, each run counted once.';

export async function prove({ release, seed }) {
  const count = release ? 10_000 : 300;
  const program = fileURLToPath(new URL('../simulate.mjs', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--from', String(seed), '--seeds', String(count)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const lines = stdout.trim().split('\n');
  const { nights, kills, cuts, refusals, rivals, workers } = JSON.parse(lines.pop());
  const failed = [...lines, ...(nights === count ? [] : [`only ${nights} nights were played: ${stderr.slice(0, 300)}`])];
  const what = `simulated nights with ${kills} kills, ${cuts} power cuts, ${refusals} refusals of disk or threads, ${rivals} second owners, up to ${workers} workers`;
  return { tried: nights, what, failed };
}
