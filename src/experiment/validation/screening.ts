/**
 * Which parameters matter most: elementary effects around the defaults.
 *
 * A radial design (Campolongo, Saltelli & Cariboni 2011) in the box of ±25 % around the defaults: from each drawn base
 * point every number is moved alone by a quarter of its default, towards the middle. The effect is the change of the
 * output per quarter; μ* is the mean of its size (Morris 1991; Campolongo, Cariboni & Saltelli 2007), σ its spread.
 */
import type { AnyModel, NumberParameter, ParameterValues } from '../../core/model.js';
import { defaultsOf } from '../../core/model.js';
import { createGenerator } from '../random.js';
import { effectsOf, sizeAndSpread } from '../sensitivity/elementary-effects.js';
import { mean } from '../statistics.js';

/** Half the width of the box, and the size of a step, as a share of the default. */
export const SHARE = 0.25;
const MOST_TRIES = 200;

/** One step of the design: the point it starts from, the one it leads to, and how many quarters it goes. */
interface Move {
  readonly parameter: string;
  readonly from: number;
  readonly to: number;
  readonly quarters: number;
}

export interface ScreeningDesign {
  readonly points: readonly ParameterValues[];
  readonly moves: readonly Move[];
  /** Numbers that were not moved, because a quarter of 0 is nothing or no neighbouring value is possible. */
  readonly unmoved: readonly string[];
}

/** Parameters that are numbers, with their schema. */
export function numbersOf(model: AnyModel): [string, NumberParameter][] {
  return Object.entries(model.parameters).filter(
    (entry): entry is [string, NumberParameter] => entry[1].type === 'real' || entry[1].type === 'integer',
  );
}

/** A number moved by a share of `unit` and held in its range; whole numbers go at least to the next one. */
export function moved({ type, minimum, maximum }: NumberParameter, value: number, by: number): number {
  const held = Math.min(maximum, Math.max(minimum, value + by));
  if (type === 'real') return held;
  const whole = by < 0 ? Math.ceil(held - 0.5) : Math.floor(held + 0.5);
  const next = whole === value ? value + Math.sign(by) : whole;
  return Math.min(maximum, Math.max(minimum, next));
}

/** The design: `bases` base points, and from each one step per number that can be moved. Deterministic by its seed. */
export function screeningDesign(model: AnyModel, bases: number, seed: string): ScreeningDesign {
  const draw = createGenerator('screening', seed);
  const numbers = numbersOf(model).filter(([, spec]) => spec.default !== 0);
  const points: ParameterValues[] = [];
  const moves: Move[] = [];
  for (let b = 0; b < bases; b++) {
    const base = basePoint(model, numbers, draw);
    const from = points.push(base) - 1;
    for (const [parameter, spec] of numbers) {
      const value = base[parameter] as number;
      const toMiddle = value > spec.default ? -1 : 1;
      const next = [toMiddle, -toMiddle]
        .map((side) => moved(spec, value, side * SHARE * Math.abs(spec.default)))
        .find((candidate) => candidate !== value && isPossible(model, { ...base, [parameter]: candidate }));
      if (next === undefined) continue;
      const to = points.push({ ...base, [parameter]: next }) - 1;
      moves.push({ parameter, from, to, quarters: (next - value) / (SHARE * Math.abs(spec.default)) });
    }
  }
  const unmoved = numbersOf(model).filter(([name]) => !moves.some(({ parameter }) => parameter === name));
  return { points, moves, unmoved: unmoved.map(([name]) => name) };
}

/** A point of the box that the model accepts; the box shrinks towards the defaults while it finds none. */
function basePoint(model: AnyModel, numbers: readonly [string, NumberParameter][], draw: () => number): ParameterValues {
  const defaults = defaultsOf(model.parameters);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const width = SHARE * (1 - tries / MOST_TRIES);
    const drawn = numbers.map(([name, spec]) => [name, moved(spec, spec.default, (2 * draw() - 1) * width * Math.abs(spec.default))]);
    const point = { ...defaults, ...Object.fromEntries(drawn) };
    if (isPossible(model, point)) return point;
  }
  return defaults;
}

export function isPossible(model: AnyModel, point: ParameterValues): boolean {
  return (model.problems?.(point) ?? []).length === 0;
}

export interface Influence {
  readonly parameter: string;
  /** By output: mean size and spread of the change per quarter of the default. */
  readonly effects: readonly { readonly output: string; readonly size: number; readonly spread: number }[];
  /** Mean over the outputs of the size as a share of the largest of that output: what the order follows. */
  readonly rank: number;
}

/** Influence of every moved parameter, the greatest first; moves with an undefined figure do not count. */
export function influences(design: ScreeningDesign, outputs: Readonly<Record<string, ArrayLike<number>>>): Influence[] {
  const names = [...new Set(design.moves.map(({ parameter }) => parameter))];
  const effects = Object.entries(outputs).map(([output, figures]) => ({
    output,
    byName: new Map(names.map((name) => [name, effectsOfParameter(design, name, figures)])),
  }));
  const largest = effects.map(({ byName }) => Math.max(...[...byName.values()].map(({ size }) => size)));
  const found = names.map((parameter): Influence => {
    const sizes = effects.map(({ output, byName }) => ({ output, ...(byName.get(parameter) as ReturnType<typeof sizeAndSpread>) }));
    return {
      parameter,
      effects: sizes,
      rank: mean(sizes.map(({ size }, o) => ((largest[o] as number) > 0 ? size / (largest[o] as number) : 0))),
    };
  });
  return found.sort((a, b) => b.rank - a.rank || (a.parameter < b.parameter ? -1 : 1));
}

function effectsOfParameter({ moves }: ScreeningDesign, name: string, figures: ArrayLike<number>): ReturnType<typeof sizeAndSpread> {
  const steps = moves.filter(({ parameter }) => parameter === name).map(({ from, to, quarters }) => ({ from, to, length: quarters }));
  return sizeAndSpread(effectsOf(steps, figures));
}
