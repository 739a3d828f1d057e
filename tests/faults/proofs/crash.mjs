/**
 * P1: the owner of a study, the process of its threads, a studio or the workers of a queue are killed at random moments, and an
 * owner after every call that makes, names or syncs a file; what was stored stays, and the end has the bytes of a study left alone.
 */
import { createDraw } from './bench.mjs';
import { killBatches } from './kills/batches.mjs';
import { killAtCalls } from './kills/calls.mjs';
import { killStudios } from './kills/studios.mjs';
import { Tally, told } from './kills/tally.mjs';
import { killWorkers } from './kills/workers.mjs';

export const promise = 'A run shown as done is never lost and never counted twice, whatever is killed and whenever.';

/** Two at a time: who kills, how often in a night and for every change, and by which share of the time it is over. */
const LANES = [
  [
    { killAll: killAtCalls, night: Number.POSITIVE_INFINITY, change: Number.POSITIVE_INFINITY, share: 0.3 },
    { killAll: killStudios, night: 300, change: 6, share: 1 },
  ],
  [
    { killAll: killBatches, night: 1800, change: 36, share: 0.65 },
    { killAll: killWorkers, night: 900, change: 18, share: 1 },
  ],
];
/** Kills of each part that are made however little time there is. */
const LEAST = 3;

export async function prove({ release, seed, until }) {
  const tallies = [];
  const killInTurn = async (parts, lane) => {
    const draw = createDraw(seed + lane);
    for (const { killAll, night, change, share } of parts) {
      const tally = new Tally();
      tallies.push(tally);
      const kills = release ? night : change;
      await killAll({ draw, tally, isDone: () => tally.tried >= kills || (tally.tried >= LEAST && until(share)) });
    }
  };
  await Promise.all(LANES.map(killInTurn));
  const failed = tallies.flatMap((tally) => tally.failed);
  if (tallies.every(({ atWork }) => atWork === 0)) failed.push('no kill came while runs were being stored, so nothing was tried');
  return { tried: tallies.reduce((sum, tally) => sum + tally.tried, 0), what: told(tallies), failed };
}
