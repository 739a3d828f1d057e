/**
 * Simulated nights: `node tests/faults/simulate.mjs --seeds 300` plays the nights of 300 seeds, each a study on a machine that
 * does everything a machine may do to it; `--from 1000` begins there; `--seed 7` plays one night and prints its events;
 * `--break "never synced"` breaks the shipped code in one place first, `--breaks` lists the places. A night that fails ends
 * with its seed and exit code 1, and plays again the same to the last event.
 */
import { register } from 'node:module';
import { BREAKS } from './simulation/breaks.mjs';

const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const mistake = option('--break');

if (args.includes('--breaks')) process.stdout.write(`${Object.keys(BREAKS).join('\n')}\n`);
else if (mistake !== undefined && BREAKS[mistake] === undefined) throw new RangeError(`there is no break "${mistake}"`);
else await main();

async function main() {
  register('./simulation/hooks.mjs', import.meta.url, { data: mistake === undefined ? [] : [BREAKS[mistake]] });
  const { playNight } = await import('./simulation/study.mjs');
  const only = option('--seed');
  const [from, count] =
    only === undefined ? [Number(option('--from') ?? BREAKS[mistake]?.seed ?? 0), Number(option('--seeds') ?? 100)] : [Number(only), 1];
  const print = only === undefined ? undefined : (line) => process.stdout.write(`${line}\n`);
  const most = mistake === undefined ? 20 : 1;
  const sum = {};
  const failed = [];
  let nights = 0;
  let unheard;
  process.on('unhandledRejection', (error) => {
    unheard ??= error;
  });
  for (let seed = from; seed < from + count && failed.length < most; seed++) {
    nights++;
    try {
      unheard = undefined;
      const { fingerprint, workers, ...tally } = await playNight(seed, { print });
      sum.workers = Math.max(sum.workers ?? 0, workers);
      if (unheard !== undefined) throw unheard;
      print?.(`fingerprint ${fingerprint}`);
      for (const [name, value] of Object.entries(tally)) sum[name] = (sum[name] ?? 0) + value;
    } catch (error) {
      failed.push({ seed, error: error.constructor.name === 'Broken' ? error.message : error.stack });
    }
  }
  for (const { seed, error } of failed) process.stdout.write(`seed ${seed}: ${error}\n`);
  process.stdout.write(`${JSON.stringify({ nights, failed: failed.map(({ seed }) => seed), ...sum })}\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
