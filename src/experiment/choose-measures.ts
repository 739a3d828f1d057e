/** Which evaluations a study makes, from the names that somebody asked for. */
import { UserError } from '../core/errors.js';
import { type AnyModel, measuresOf } from '../core/model.js';
import { suggestion } from './problem.js';

/** Evaluations to make, and those of their measures that were asked for. */
export interface ChosenMeasures {
  /** The request in few words, equal for equal requests: `all`, or names joined by commas. */
  readonly name: string;
  readonly evaluations: readonly string[];
  readonly measures: readonly string[];
}

/**
 * Names may be those of measures, which give the evaluation that makes them, or of evaluations, which give all of their
 * measures; `all` gives everything. Order and repetition do not matter.
 * @throws UserError for an unknown name, and for a model without evaluations
 */
export function chooseMeasures(model: AnyModel, names: readonly string[]): ChosenMeasures {
  const known = model.evaluations.map((evaluation) => ({ name: evaluation.name, measures: evaluation.measures.map(({ name }) => name) }));
  if (known.length === 0) throw new UserError(`the model ${model.name} has no evaluations`);
  const all = names.includes('all');
  const possible = known.flatMap(({ name, measures }) => [name, ...measures]);
  for (const name of names)
    if (name !== 'all' && !possible.includes(name))
      throw new UserError(`there is no evaluation or measure "${name}"`, suggestion(name, possible));
  const evaluations = known.filter(
    ({ name, measures }) => all || names.includes(name) || measures.some((measure) => names.includes(measure)),
  );
  const wanted = new Set(
    evaluations.flatMap(({ name, measures }) => measures.filter((measure) => all || names.includes(name) || names.includes(measure))),
  );
  const used = evaluations.map(({ name }) => name);
  return {
    name: all ? 'all' : [...new Set(names)].sort().join(','),
    evaluations: used,
    measures: measuresOf(model, used).flatMap(({ name }) => (wanted.has(name) ? [name] : [])),
  };
}
