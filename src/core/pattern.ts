/** What a model is validated against beside its laws: patterns of the real world, named by the claims of scenarios. */
import type { Text } from './model.js';

/** Something that the real world shows and the model should be able to produce; claims of scenarios name it as their source. */
export interface Pattern {
  /** Short name as sources of claims write it, e.g. `P3`. */
  readonly name: string;
  /** One sentence. */
  readonly text: Text;
  /** Who says so. */
  readonly source: string;
}

/** Where the field expects a measure to lie, both ends included; an end that is missing is open. */
export interface AcceptedRange {
  readonly minimum?: number;
  readonly maximum?: number;
  /** Who found it; default the measure's own source. */
  readonly source?: string;
  /** Instrument under which it is taken, with its budget per step and its defaults else; default none. */
  readonly under?: { readonly instrument: string; readonly budget: number };
}
