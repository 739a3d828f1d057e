/** Sets of technology domains as two 32-bit words, and the count of how often each was used in each industry. */

/** Number of domains in the set. */
export function domainCount(low: number, high: number): number {
  return bitCount(low) + bitCount(high);
}

/** The r-th domain of the set, from the lowest on; r below domainCount. */
export function nthDomain(low: number, high: number, r: number): number {
  const inLow = bitCount(low);
  let left = r < inLow ? r : r - inLow;
  let bits = r < inLow ? low : high;
  for (; left > 0; left--) bits &= bits - 1;
  return (r < inLow ? 31 : 63) - Math.clz32(bits & -bits);
}

/** Whether domain d is in the set. */
export function hasDomain(low: number, high: number, d: number): boolean {
  return (((d < 32 ? low : high) >>> (d & 31)) & 1) === 1;
}

/** Puts domain d into the set of row i of two columns of words. */
export function putDomain(low: Int32Array, high: Int32Array, i: number, d: number): void {
  if (d < 32) low[i] |= 1 << d;
  else high[i] |= 1 << (d & 31);
}

function bitCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Counts by (combination, industry): open addressing over typed arrays. It doubles when half full, which happens a
 * few times in a run and never inside a kernel.
 */
export interface UsageTable {
  capacity: number;
  used: number;
  low: Int32Array;
  high: Int32Array;
  /** Industry + 1, 0 where the slot is free. */
  industry: Int32Array;
  count: Int32Array;
}

export function createUsage(capacity = 1024): UsageTable {
  return {
    capacity,
    used: 0,
    low: new Int32Array(capacity),
    high: new Int32Array(capacity),
    industry: new Int32Array(capacity),
    count: new Int32Array(capacity),
  };
}

/** How often the combination was used in the industry. */
export function usesOf(table: UsageTable, low: number, high: number, industry: number): number {
  return table.count[slotOf(table, low, high, industry)];
}

/** Counts one more use and returns how many there were before. */
export function recordUse(table: UsageTable, low: number, high: number, industry: number): number {
  const slot = slotOf(table, low, high, industry);
  const before = table.count[slot];
  table.count[slot] = before + 1;
  if (before === 0) {
    table.low[slot] = low;
    table.high[slot] = high;
    table.industry[slot] = industry + 1;
    table.used++;
    if (table.used * 2 > table.capacity) double(table);
  }
  return before;
}

function slotOf(table: UsageTable, low: number, high: number, industry: number): number {
  const mask = table.capacity - 1;
  let hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1) ^ Math.imul(industry + 1, 0x85ebca6b), 0xc2b2ae35);
  hash ^= hash >>> 15;
  let slot = hash & mask;
  while (table.industry[slot] !== 0 && !(table.low[slot] === low && table.high[slot] === high && table.industry[slot] === industry + 1))
    slot = (slot + 1) & mask;
  return slot;
}

function double(table: UsageTable): void {
  const old = { ...table };
  Object.assign(table, createUsage(old.capacity * 2));
  for (let s = 0; s < old.capacity; s++) {
    const industry = old.industry[s];
    if (industry === 0) continue;
    const slot = slotOf(table, old.low[s], old.high[s], industry - 1);
    table.low[slot] = old.low[s];
    table.high[slot] = old.high[s];
    table.industry[slot] = industry;
    table.count[slot] = old.count[s];
    table.used++;
  }
}
