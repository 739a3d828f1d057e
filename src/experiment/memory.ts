/**
 * How much memory a run takes, before any is computed. Tables and ties have fixed capacities, so a world holds before its first
 * step nearly all it will ever hold; it is made once and measured.
 */
import type { AnyModel } from '../core/model.js';
import { createSimulation } from '../core/simulate.js';
import { layoutOfRun } from './plan.js';
import { modelOf, simulationInput } from './run.js';
import type { Plan, Run } from './study.js';

/** Worlds that live at once in a run that compares twins. */
const TWINS = 3;
/** Bytes of an object beside what it holds, about. */
const OBJECT = 48;

/**
 * Bytes that the largest run of a plan takes: its world, twice its result, thrice the world where it makes evaluations.
 * @throws RangeError when the machine cannot hold such a world at all
 */
export function estimateRunBytes(plan: Plan, models: readonly AnyModel[]): number {
  const run = largestRun(plan);
  const world = reachableBytes(createSimulation(modelOf(models, run.model), simulationInput(run, models)).world);
  return world * (run.evaluations === undefined ? 1 : TWINS) + 16 * layoutOfRun(plan, run).length;
}

/** The run with the largest whole numbers among its parameters: counts of agents, places, rooms. The first replicate speaks for all. */
function largestRun({ runs }: Plan): Run {
  const size = ({ parameters }: Run): number =>
    Object.values(parameters).reduce((sum: number, value) => sum + (Number.isInteger(value) ? (value as number) : 0), 0);
  return runs.filter(({ replicate }) => replicate === 0).reduce((largest, run) => (size(run) > size(largest) ? run : largest));
}

/** Bytes of all typed arrays and, roughly, objects that can be reached from a value; each counts once. */
export function reachableBytes(root: unknown): number {
  const seen = new Set<unknown>();
  const todo: unknown[] = [root];
  let bytes = 0;
  while (todo.length > 0) {
    const value = todo.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    bytes += OBJECT;
    if (ArrayBuffer.isView(value)) todo.push(value.buffer);
    else if (value instanceof ArrayBuffer) bytes += value.byteLength;
    else if (value instanceof Map) for (const entry of value) todo.push(...entry);
    else if (value instanceof Set) for (const entry of value) todo.push(entry);
    else for (const entry of Object.values(value)) todo.push(entry);
  }
  return bytes;
}
