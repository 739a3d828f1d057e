/**
 * How far a study is: a bar with rate and time left on a terminal, JSON lines with `--progress json`, silence else.
 * Only durable runs are counted.
 */
import type { Terminal } from './terminal.js';

export interface Progress {
  /** One more run is stored. */
  tick(failed: boolean): void;
  /** Takes the bar away; may be called again. */
  stop(): void;
}

export type ProgressStyle = 'auto' | 'json' | 'none';

/** @param before runs that were there already */
export async function createProgress(style: ProgressStyle, terminal: Terminal, planned: number, before: number): Promise<Progress> {
  if (style === 'json') return createLines(planned, before);
  if (style === 'none' || terminal.quiet || process.stderr.isTTY !== true || planned === before) return { tick() {}, stop() {} };
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    {
      format: '{bar} {percentage} %  {value} of {total} runs  {rate} runs/s  {left} left{failures}',
      hideCursor: true,
      clearOnComplete: true,
      noTTYOutput: false,
    },
    cliProgress.Presets.shades_grey,
  );
  const count = counter(planned, before);
  bar.start(planned, before, payloadOf(count.now()));
  let running = true;
  return {
    tick(failed) {
      const now = count.tick(failed);
      if (running) bar.update(now.done + now.failed, payloadOf(now));
    },
    stop() {
      if (running) bar.stop();
      running = false;
    },
  };
}

interface State {
  readonly done: number;
  readonly failed: number;
  readonly seconds: number;
  readonly rate: number;
  readonly secondsLeft: number | null;
}

/** Runs that were there before count as done. */
function counter(planned: number, before: number): { tick(failed: boolean): State; now(): State } {
  const began = performance.now();
  let fresh = 0;
  let failed = 0;
  const now = (): State => {
    const seconds = (performance.now() - began) / 1000;
    const rate = seconds > 0 ? fresh / seconds : 0;
    const left = planned - before - fresh;
    return { done: before + fresh - failed, failed, seconds, rate, secondsLeft: rate > 0 ? left / rate : null };
  };
  return {
    now,
    tick(isFailed) {
      fresh++;
      if (isFailed) failed++;
      return now();
    },
  };
}

function payloadOf({ rate, secondsLeft, failed }: State): { rate: string; left: string; failures: string } {
  return {
    rate: rate >= 10 ? rate.toFixed(0) : rate.toFixed(1),
    left: secondsLeft === null ? '–' : formatDuration(secondsLeft * 1000),
    failures: failed > 0 ? `  ${failed} failed` : '',
  };
}

function createLines(planned: number, before: number): Progress {
  const count = counter(planned, before);
  let last = Number.NEGATIVE_INFINITY;
  let running = true;
  const line = (state: State, event: 'progress' | 'end'): void => {
    const { done, failed, seconds, rate, secondsLeft } = state;
    const round = (value: number): number => Math.round(value * 1000) / 1000;
    const left = secondsLeft === null ? null : round(secondsLeft);
    process.stderr.write(
      `${JSON.stringify({ event, planned, done, failed, seconds: round(seconds), runs_per_second: round(rate), seconds_left: left })}\n`,
    );
  };
  return {
    tick(failed) {
      const state = count.tick(failed);
      if (!running) return;
      if (state.seconds - last < 0.2 && state.done + state.failed < planned) return;
      last = state.seconds;
      line(state, 'progress');
    },
    stop() {
      if (running) line(count.now(), 'end');
      running = false;
    },
  };
}

/** A duration as people say it: `12 ms`, `0.8 s`, `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 99.5) return `${milliseconds < 9.95 ? milliseconds.toFixed(1) : milliseconds.toFixed(0)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
