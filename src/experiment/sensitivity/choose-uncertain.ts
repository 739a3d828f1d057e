/** Which parameters an analysis varies: those of the scenario's uncertainty, or any number a quarter up and down. */
import { UserError } from '../../core/errors.js';
import type { AnyModel, NumberParameter } from '../../core/model.js';
import { MOST_UNCERTAIN, type Uncertain } from '../design/uncertainty.js';
import { fullKey } from '../keys.js';
import { pointOf } from '../points.js';
import { suggestion } from '../problem.js';
import type { Scenario, Variant } from '../study.js';
import { moved, SHARE } from '../validation/screening.js';

/**
 * The uncertain parameters of the scenario, or those asked for: by their uncertainty where the scenario states one, else
 * evenly within a quarter of the value that the variants have.
 * @throws UserError for an unknown key, a key that is no number, and when there is nothing to vary
 */
export function chooseUncertain(scenario: Scenario, model: AnyModel, asked?: readonly string[]): Uncertain[] {
  const known = scenario.uncertainty ?? [];
  if (asked === undefined) {
    if (known.length > 0) return [...known];
    throw new UserError(
      `the scenario ${scenario.name} names no uncertain parameter`,
      'name some with --parameters (each then varies by a quarter), or write the key uncertainty in the file',
    );
  }
  const keys = [...new Set(asked.map(fullKey))];
  if (keys.length > MOST_UNCERTAIN) throw new UserError(`${keys.length} parameters are asked for; at most ${MOST_UNCERTAIN} are possible`);
  return keys.map((key) => known.find((each) => each.key === key) ?? aroundValue(scenario, model, key));
}

/** A uniform distribution within a quarter of the value that all variants share. */
function aroundValue(scenario: Scenario, model: AnyModel, key: string): Uncertain {
  const path = key.split('.');
  const only = path[0] === 'variants' ? path[1] : undefined;
  const rest = only === undefined ? path : path.slice(2);
  const spec = specOf(model, rest, key);
  const values = scenario.variants
    .filter(({ name }) => only === undefined || name === only)
    .flatMap((variant) => valueIn(variant, spec, rest) ?? []);
  const [value] = values;
  if (value === undefined)
    throw new UserError(`"${key}" has no constant value in any variant`, 'state its uncertainty in the scenario file');
  if (values.some((other) => other !== value))
    throw new UserError(
      `"${key}" differs between the variants (${[...new Set(values)].join(', ')}), so one value for all would take the difference away`,
      `vary it in one variant: variants.NAME.${key}`,
    );
  if (value === 0) throw new UserError(`"${key}" is 0, and a quarter of it is nothing`, 'state its uncertainty in the scenario file');
  const minimum = moved(spec, value, -SHARE * Math.abs(value));
  const maximum = moved(spec, value, SHARE * Math.abs(value));
  const whole = spec.type === 'integer';
  const uncertain: Uncertain = { key, distribution: { kind: whole ? 'integer' : 'uniform', minimum, maximum }, whole };
  pointOf(scenario, model, { [key]: value });
  return uncertain;
}

function specOf(model: AnyModel, [area, name = '', setting = '', ...more]: readonly string[], key: string): NumberParameter {
  const policy = area === 'policy' ? model.policies.find((candidate) => candidate.name === name) : undefined;
  const schema = area === 'parameters' ? model.parameters : policy?.parameters;
  const wanted = area === 'parameters' ? name : setting;
  const spec = schema !== undefined && Object.hasOwn(schema, wanted) && more.length === 0 ? schema[wanted] : undefined;
  if (spec === undefined)
    throw new UserError(
      `unknown parameter "${key}"`,
      suggestion(area === 'parameters' ? name : key, Object.keys(schema ?? model.parameters)),
    );
  if (spec.type === 'real' || spec.type === 'integer') return spec;
  throw new UserError(
    `"${key}" is no number and cannot vary by a quarter`,
    'state its uncertainty in the scenario file: choice(one, other)',
  );
}

/** The number that a variant has at a path; undefined where it does not use the instrument or has a formula there. */
function valueIn(variant: Variant, spec: NumberParameter, [area, name = '', setting = '']: readonly string[]): number | undefined {
  if (area === 'parameters') return variant.parameters[name] as number;
  const used = variant.policies.find(({ instrument }) => instrument === name);
  if (used === undefined) return undefined;
  const value = used.values[setting] ?? spec.default;
  if (typeof value === 'object' && 'value' in value) return value.value;
  return typeof value === 'number' ? value : undefined;
}
