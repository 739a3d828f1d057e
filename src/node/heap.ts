/**
 * The heap of a process through which many numbers pass. V8 lets it grow as if all that is made were kept: to several times of what
 * is in use, with as much again for what has just been made. Here nearly all of it is rubbish at once.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * By how many percent the memory in use may grow before V8 looks through all of it. Its own rule lets a small heap grow fourfold; yet
 * where many buffers lie outside of it, it looks five times a second, which was two fifths of the work of who owns the results.
 */
const GROWTH = 100;
/**
 * Bytes of the space for what has just been made. V8 looks there for what is still in use whenever it is full, and buffers outside of
 * the heap that are not go no sooner. Left to itself it takes 32 MB under Node 20 and 128 MB under Node 24.
 */
const YOUNG = 16 * 2 ** 20;

/** By what the space for what has just been made grows; undefined where that is left to V8, as in programs that use this as a library. */
let youngFactor: number | undefined;

/** V8 takes the factor from here at every growth; its bounds it takes from the command line alone. */
function growYoungSpaceBy(factor: number): void {
  if (factor === youngFactor) return;
  youngFactor = factor;
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

/** For a program, at its start: from here on the space for what has just been made grows only where `growYoungSpace` is called. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  growYoungSpaceBy(1);
}

/** Lets a space that is held grow while it is small; to be called again and again where many numbers pass, takes a microsecond. */
export function growYoungSpace(): void {
  if (youngFactor === undefined) return;
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  growYoungSpaceBy(young !== undefined && young.space_size < YOUNG ? 2 : 1);
}
