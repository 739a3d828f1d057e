/** The night of many runs by the shipped command, with as many runs as the time allows. */
import { playNight } from '../night.mjs';

export const promise =
  'A night of many runs, killed twice, read meanwhile, on one machine or three, ends as one thread left alone; failed runs are rows with a cause.';

/** Runs of the night in a second of its share. */
const RUNS_A_SECOND = 100;

export async function prove({ release, seconds }) {
  const runs = release ? Math.round(Math.min(100_000, Math.max(1000, seconds * RUNS_A_SECOND))) : 400;
  const { tried, wrong, peak, undisturbed } = await playNight(runs, () => {});
  const what = `sentences about a night of ${undisturbed.planned} runs, whose owner took ${peak.toFixed(0)} MB at most`;
  return { tried, what, failed: wrong };
}
