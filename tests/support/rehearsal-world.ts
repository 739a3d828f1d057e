/** World of the rehearsal model and the few functions that its phases, metrics and rows share. */
import type { Text, World } from '../../src/core/model.js';
import type { Stream } from '../../src/core/rng.js';

export const INDUSTRIES = ['Agrifood', 'Biomedicine', 'Chemistry', 'Energy', 'Machinery', 'Materials', 'Software', 'Textiles & <fibre>'];
export const REGIONS = ['North', 'Coast', 'Lakes', 'Capital', 'Plain', 'Hills', 'South', 'Border'];

export type Parameters = { readonly firms: number; readonly openness: number };

export interface RehearsalWorld extends World {
  readonly luck: Stream;
  readonly parameters: Parameters;
  readonly burnIn: number;
  readonly rungs: [number, number, number, number];
  /** How well this replicate's region answers to policy, 0.4 … 1.6. */
  readonly response: number;
  trust: number;
  quality: number;
  innovations: number;
  spent: number;
  seen: { steps: number; active: number; innovations: number };
}
/** Variants share their luck until their ties differ; from then on a part of it is their own. */
export const noise = (world: RehearsalWorld, key: number): number =>
  0.6 * (world.luck.unit(key, 0) - 0.5) + 0.6 * (world.luck.unit(key, Math.trunc(world.rungs[0])) - 0.5);
export const lever = (world: RehearsalWorld, name: 'participants' | 'process'): number =>
  (world.levers.columns[name] as Float64Array)[0] as number;
export const clip = (value: number): number => Math.min(1, Math.max(0, value));
export const text = (en: string, ru: string): Text => ({ en, ru });
