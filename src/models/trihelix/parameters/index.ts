/** All parameters of the model, in the order in which lists and documents show them. */
import type { ValuesOf } from '../../../core/model.js';
import { births } from './births.js';
import { byHand } from './by-hand.js';
import { chains } from './chains.js';
import { economy } from './economy.js';
import { evaluation } from './evaluation.js';
import { institutions } from './institutions.js';
import { learning } from './learning.js';
import { projects } from './projects.js';
import { structure } from './structure.js';
import { ties } from './ties.js';
import { unions } from './unions.js';

export const parameters = {
  ...structure,
  ...ties,
  ...learning,
  ...projects,
  ...economy,
  ...institutions,
  ...chains,
  ...unions,
  ...births,
  ...byHand,
  ...evaluation,
};

/** Typed values of all parameters. */
export type Parameters = ValuesOf<typeof parameters>;
