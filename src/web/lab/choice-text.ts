/** Choices that come from a link or a code: taken apart and checked before anything is made of them. */
import type { HandTie, LabSource, WorldChoice } from './choice.js';

/** A choice as short plain data. */
export function writeChoice({ world, changes, hands, replicate, from }: WorldChoice): unknown {
  const ties = hands.map(({ step, a, b, cut }) => [step, a, b, cut ? 1 : 0]);
  return [world, changes, ties, replicate, ...(from === undefined ? [] : [from])];
}

/** The choice, or undefined where the data are none of this source. */
export function readChoice(source: LabSource, data: unknown): WorldChoice | undefined {
  if (!Array.isArray(data) || data.length < 4 || data.length > 5) return undefined;
  const [world, changes, hands, replicate, from] = data as unknown[];
  if (typeof world !== 'string' || !source.variants.some(({ name }) => name === world)) return undefined;
  const read = readChanges(source, changes);
  const ties = Array.isArray(hands) && hands.length <= 16 ? hands.map((hand) => readHand(source, hand)) : [undefined];
  if (read === undefined || !isWhole(replicate, 999_999) || ties.some((tie) => tie === undefined)) return undefined;
  if (from !== undefined && !isWhole(from, source.steps - 1)) return undefined;
  return { world, changes: read, hands: ties as HandTie[], replicate, ...(from !== undefined && { from }) };
}

function readChanges(source: LabSource, data: unknown): Record<string, number> | undefined {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return undefined;
  const entries = Object.entries(data);
  const sound = entries.every(([key, value]) => {
    const control = source.controls.find(({ setting }) => setting === key);
    return control !== undefined && typeof value === 'number' && value >= control.minimum && value <= control.maximum;
  });
  return sound ? (Object.fromEntries(entries) as Record<string, number>) : undefined;
}

function readHand(source: LabSource, data: unknown): HandTie | undefined {
  if (!source.bridges || !Array.isArray(data) || data.length !== 4) return undefined;
  const [step, a, b, cut] = data as unknown[];
  if (!isWhole(step, source.steps - 1) || !isWhole(a, 1e6) || !isWhole(b, 1e6) || a === b || (cut !== 0 && cut !== 1)) return undefined;
  return { step, a, b, cut: cut === 1 };
}

/** Whether the value is a whole number from 0 to the largest. */
export function isWhole(value: unknown, largest: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largest;
}
