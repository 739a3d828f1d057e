/** Choices that come from a link or a code: taken apart and checked before anything is made of them. */
import { type HandTie, type LabSource, plainChoice, type WorldChoice } from './choice.js';
import { faultOfNumber, type LinkFault } from './link-fault.js';

/** A choice as short plain data. */
export function writeChoice({ world, changes, hands, replicate, from }: WorldChoice): unknown {
  const ties = hands.map(({ step, a, b, cut }) => [step, a, b, cut ? 1 : 0]);
  return [world, changes, ties, replicate, ...(from === undefined ? [] : [from])];
}

/** What is sound in the data of a world, and every fault; no world where there is none to start from. */
export interface ChoiceReading {
  readonly choice?: WorldChoice;
  readonly faults: readonly LinkFault[];
}

/** The choice behind data that `writeChoice` made. */
export function readChoice(source: LabSource, data: unknown): ChoiceReading {
  if (!Array.isArray(data) || data.length < 4 || data.length > 5) return { faults: [{ cause: 'damaged' }] };
  const [world, changes, hands, replicate, from] = data as unknown[];
  const start = readStart(source, { world, replicate, from });
  if (start.choice === undefined) return start;
  const read = readChanges(changes, (key, value) => {
    const control = source.controls.find(({ setting }) => setting === key);
    return control === undefined ? { cause: 'parameter', name: key } : faultOfNumber(key, control, value);
  });
  const ties = readHands(source, Array.isArray(hands) ? hands.map(handOf) : undefined);
  const choice = { ...start.choice, changes: read.changes as Record<string, number>, hands: ties.hands };
  return { choice, faults: [...start.faults, ...read.faults, ...ties.faults] };
}

/** Where a world starts: variant, luck, the step it was branched off in. */
export function readStart(source: LabSource, { world, replicate, from }: Record<'world' | 'replicate' | 'from', unknown>): ChoiceReading {
  if (typeof world !== 'string') return { faults: [{ cause: 'damaged' }] };
  if (!source.variants.some(({ name }) => name === world)) return { faults: [{ cause: 'world', name: world }] };
  const faults: LinkFault[] = [];
  const luck = isWhole(replicate, 999_999) ? replicate : undefined;
  if (luck === undefined) faults.push({ cause: 'luck' });
  const branch = from === undefined || isWhole(from, source.steps - 1) ? from : undefined;
  if (branch !== from) faults.push({ cause: 'step' });
  return { choice: { ...plainChoice(world, luck ?? 0), ...(branch !== undefined && { from: branch as number }) }, faults };
}

/** The changes in which a check finds no fault, and the faults of the others. */
export function readChanges(
  data: unknown,
  check: (key: string, value: unknown) => LinkFault | undefined,
): { changes: Record<string, unknown>; faults: LinkFault[] } {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return { changes: {}, faults: [{ cause: 'damaged' }] };
  const checked = Object.entries(data).map(([key, value]) => ({ key, value, fault: check(key, value) }));
  return {
    changes: Object.fromEntries(checked.flatMap(({ key, value, fault }) => (fault === undefined ? [[key, value]] : []))),
    faults: checked.flatMap(({ fault }) => fault ?? []),
  };
}

/** Most ties by hand in a world. */
const MOST_HANDS = 16;

/** Ties by hand, all of them or none. */
export function readHands(source: LabSource, data: readonly unknown[] | undefined): { hands: HandTie[]; faults: LinkFault[] } {
  if (data === undefined) return { hands: [], faults: [{ cause: 'damaged' }] };
  const sound = data.length <= MOST_HANDS && data.every((hand) => isHand(source, hand));
  return sound ? { hands: data as HandTie[], faults: [] } : { hands: [], faults: [{ cause: 'hands' }] };
}

function handOf(data: unknown): unknown {
  if (!Array.isArray(data) || data.length !== 4 || (data[3] !== 0 && data[3] !== 1)) return undefined;
  const [step, a, b, cut] = data as unknown[];
  return { step, a, b, cut: cut === 1 };
}

function isHand(source: LabSource, data: unknown): data is HandTie {
  if (!source.bridges || data === null || typeof data !== 'object') return false;
  const { step, a, b, cut, ...more } = data as Partial<HandTie>;
  const numbers = isWhole(step, source.steps - 1) && isWhole(a, 1e6) && isWhole(b, 1e6) && a !== b;
  return numbers && typeof cut === 'boolean' && Object.keys(more).length === 0;
}

/** Whether the value is a whole number from 0 to the largest. */
export function isWhole(value: unknown, largest: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largest;
}
