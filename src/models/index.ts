/** The models that ship. A new one: a folder beside this file, and a line here. */
import type { AnyModel } from '../core/model.js';
import { knowledgeBarter } from './knowledge-barter/index.js';
import { trihelix } from './trihelix/index.js';

export const models: readonly AnyModel[] = [trihelix, knowledgeBarter];

/** The model of that name, if there is one. */
export function findModel(name: string): AnyModel | undefined {
  return models.find((model) => model.name === name);
}
