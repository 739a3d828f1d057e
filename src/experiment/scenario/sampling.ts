/** What a scenario with its overrides samples: the uncertainty that is left, the design, and what of it becomes points. */
import { DEFAULT_DESIGN, type Design } from '../design/design.js';
import type { Place, ProblemList } from '../problem.js';
import type { Scenario } from '../study.js';
import type { AppliedOverrides } from './apply-overrides.js';
import type { FileTree } from './chain.js';
import { readDesign } from './design.js';
import type { ModelNames } from './layer.js';
import type { Sampling } from './sweep.js';
import { type Placed, readUncertainty } from './uncertainty.js';

/** Which uncertain parameters become points: those of the overrides, those of the file too, or none. */
export type Sample = 'overrides' | 'all' | 'none';

export interface ReadSampling {
  readonly placed: readonly Placed[];
  readonly design: Design | undefined;
}

/** Uncertainty and design of the files and the overrides; what the command line sets or sweeps is no longer uncertain. */
export function readSampling(
  files: readonly FileTree[],
  applied: AppliedOverrides,
  names: ModelNames,
  variants: readonly string[],
  problems: ProblemList,
): ReadSampling {
  const placed = new Map(readUncertainty(files, names, variants, problems));
  for (const key of applied.keys) placed.delete(key);
  for (const sampled of applied.samples) placed.set(sampled.uncertain.key, sampled);
  const written = readDesign([...files, ...applied.trees], names, variants, problems);
  const asked = applied.samples.filter(({ method }) => method !== undefined);
  const method = asked[0]?.method;
  const other = asked.find((sampled) => sampled.method !== method);
  if (other !== undefined)
    problems.add(other.place, other.uncertain.key, `${other.method} and ${method} are two designs`, 'sample all parameters by one');
  return { placed: [...placed.values()], design: method === undefined ? written : { ...(written ?? DEFAULT_DESIGN), method } };
}

/** What becomes points; undefined where nothing uncertain was asked for. */
export function samplingOf(scenario: Scenario, applied: AppliedOverrides, sample: Sample, file: Place): Sampling | undefined {
  if (sample === 'none') return undefined;
  const design = scenario.design ?? DEFAULT_DESIGN;
  const place = applied.samples[0]?.place ?? file;
  if (sample === 'all' && design.method === 'list') return { design, uncertain: [], place };
  const own = applied.samples.map(({ uncertain }) => uncertain.key);
  const uncertain = (scenario.uncertainty ?? []).filter(({ key }) => sample === 'all' || own.includes(key));
  return uncertain.length === 0 ? undefined : { design: design.method === 'list' ? DEFAULT_DESIGN : design, uncertain, place };
}
