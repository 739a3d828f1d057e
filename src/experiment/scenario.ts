/**
 * From the text of a scenario file to a scenario: extended, checked, complete. All problems are found in one reading and
 * carry file, line and column; nothing runs while there is one.
 */
import type { AnyModel } from '../core/model.js';
import { parseOverrides } from './overrides.js';
import { type Place, type Problem, ProblemList } from './problem.js';
import { type AppliedOverrides, applyOverrides } from './scenario/apply-overrides.js';
import { type Chain, type FileTree, folderOf, type ReadText, readChain, type SourceFile } from './scenario/chain.js';
import { type Layer, type ModelNames, namesOfModel, readLayer } from './scenario/layer.js';
import { readListFiles } from './scenario/list-files.js';
import { readSampling, type Sample, samplingOf } from './scenario/sampling.js';
import { makePoints } from './scenario/sweep.js';
import {
  checkKeys,
  DEFAULT_MODEL,
  DEFAULT_REPLICATES,
  LIMITS,
  lastValue,
  readClaims,
  readCount,
  readNames,
  readSmallestEffect,
  readText,
  readWords,
} from './scenario/top-level.js';
import { tryUncertain } from './scenario/uncertainty.js';
import { listVariants, readVariants, type VariantSource } from './scenario/variants.js';
import { readWithout } from './scenario/without.js';
import type { Point, Scenario, Variant } from './study.js';

export interface ScenarioInput {
  /** Path of the file, used in messages, for its name and to find what it extends. */
  readonly path: string;
  readonly text: string;
  readonly models: readonly AnyModel[];
  readonly readText: ReadText;
  /** e.g. `policy.rd_subsidy.budget=12`, `firms=100,200`; see overrides.ts. */
  readonly overrides?: readonly string[];
  /** Folder that no reference may leave; default the file's own. */
  readonly root?: string;
  /** Which uncertain parameters become points; default those of the overrides. */
  readonly sample?: Sample;
}

export type ScenarioReading =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** Parameter sets of the sweeps and samples; empty without any. */
      readonly points: readonly Point[];
      /** Full keys that the overrides list values for; the other keys of a point are sampled. */
      readonly listed: readonly string[];
      /** Every file that was read: lists, then scenario files, base first. */
      readonly files: readonly SourceFile[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads, extends and checks a scenario file. Rejects only for faults of its own, never for what the file holds. */
export async function readScenario({
  path,
  text,
  models,
  readText: read,
  overrides = [],
  root,
  sample,
}: ScenarioInput): Promise<ScenarioReading> {
  const problems = new ProblemList();
  const parsed = parseOverrides(overrides);
  const base = root ?? folderOf(path);
  const written = await readChain(path, text, base, read, problems);
  for (const problem of parsed.problems) problems.add(problem, problem.path, problem.problem, problem.hint);
  const model = written === undefined ? undefined : findModel(written.trees, models, problems);
  const names = model === undefined ? undefined : namesOfModel(model);
  if (written !== undefined) checkKeys(written.trees, names, problems);
  if (written === undefined || names === undefined) return { ok: false, problems: problems.sorted() };
  const chain = await readListFiles(written, names, base, read, problems);
  const sources = listVariants(chain.trees, problems);
  const applied = await applyOverrides(
    parsed.overrides,
    names,
    sources.map((source) => source.name),
    problems,
  );
  const scenario = await assemble(path, chain, names, sources, applied, problems);
  const sampling = samplingOf(scenario, applied, sample ?? 'overrides', { file: path, line: 1, column: 1 });
  const points = problems.count > 0 ? [] : makePoints(scenario, names.model, applied.sweeps, sampling, problems);
  const listed = applied.sweeps.map(({ key }) => key);
  return problems.count > 0 ? { ok: false, problems: problems.sorted() } : { ok: true, scenario, points, listed, files: chain.files };
}

function findModel(trees: readonly FileTree[], models: readonly AnyModel[], problems: ProblemList): AnyModel | undefined {
  const entry = lastValue(trees, 'model');
  const place: Place = entry?.value.place ?? { file: trees.at(-1)?.file ?? '', line: 1, column: 1 };
  const name = entry?.value.kind === 'scalar' ? String(entry.value.value) : entry === undefined ? DEFAULT_MODEL : '';
  const model = models.find((candidate) => candidate.name === name);
  if (model === undefined)
    problems.unknown(
      place,
      'model',
      'model',
      name,
      models.map((candidate) => candidate.name),
    );
  for (const { tree } of trees) {
    const other = tree.entries.get('model')?.value;
    if (other?.kind === 'scalar' && other.value !== null && other.value !== name)
      problems.add(
        other.place,
        'model',
        `"${other.written}" is not the model "${name}" of the file that extends it`,
        'files of one chain have one model',
      );
  }
  return model;
}

async function assemble(
  path: string,
  chain: Chain,
  names: ModelNames,
  sources: readonly VariantSource[],
  applied: AppliedOverrides,
  problems: ProblemList,
): Promise<Scenario> {
  const trees = [...chain.trees, ...applied.trees];
  const value = (key: string): ReturnType<typeof lastValue> => lastValue(trees, key);
  const name = nameOf(path);
  const title = readWords(value('title'), LIMITS.title, problems);
  if (value('title') === undefined && chain.whole)
    problems.add({ file: path, line: 1, column: 1 }, 'title', 'is missing', 'start the file with title: …');
  const layers: Layer[] = [];
  for (const { tree } of chain.trees) layers.push(await readLayer(tree, '', names, problems));
  const before = problems.count;
  const variants = await readVariants(sources, layers, applied.layers, names, title ?? name, problems);
  if (problems.count === before) checkAcross(variants, sources, names.model, path, problems);
  const known = variants.map((variant) => variant.name);
  const baseline = readBaseline(value('baseline'), known, problems);
  const without = readWithout(value('without'), names, problems);
  const { placed, design } = readSampling(chain.trees, applied, names, known, problems);
  const scenario: Scenario = {
    name,
    title: title ?? name,
    description: readWords(value('description'), LIMITS.text, problems) ?? '',
    source: readText(value('source'), LIMITS.text, problems) ?? '',
    model: names.model.name,
    seed: readText(value('seed'), LIMITS.seed, problems) ?? name,
    ...readTimes(trees, names.model, problems),
    replicates: readCount(value('replicates'), 1, LIMITS.replicates, problems) ?? DEFAULT_REPLICATES,
    variants,
    baseline: baseline ?? (known[0] as string),
    indicators: readNames(value('indicators'), 'metric', names.metrics, 1, problems) ?? defaultIndicators(names.model),
    claims: readClaims(value('claims'), known, names.metrics, problems),
    ...(without.length > 0 && { without }),
    budgetNeutral: readNames(value('budget_neutral'), 'variant', known, 2, problems) ?? [],
    smallestEffect: readSmallestEffect(trees, names.metrics, problems),
    ...(placed.length > 0 && { uncertainty: placed.map(({ uncertain }) => uncertain) }),
    ...(design !== undefined && { design }),
  };
  if (problems.count === 0) tryUncertain(scenario, names.model, placed, problems);
  return scenario;
}

/** Steps and burn-in; a default burn-in gives way to fewer steps, a stated one does not. */
function readTimes(trees: readonly FileTree[], model: AnyModel, problems: ProblemList): Pick<Scenario, 'steps' | 'burnIn'> {
  const stated = lastValue(trees, 'burn_in');
  const steps = readCount(lastValue(trees, 'steps'), 1, LIMITS.steps, problems) ?? model.defaultSteps;
  const burnIn = readCount(stated, 0, LIMITS.steps, problems) ?? Math.min(model.defaultBurnIn, steps - 1);
  if (stated !== undefined && burnIn >= steps)
    problems.add(stated.value.place, 'burn_in', `burn_in ${burnIn} leaves nothing of ${steps} steps`, 'burn_in must be below steps');
  return { steps, burnIn };
}

function readBaseline(entry: ReturnType<typeof lastValue>, known: readonly string[], problems: ProblemList): string | undefined {
  if (entry === undefined) return undefined;
  const { value } = entry;
  const list = value.kind === 'scalar' ? { kind: 'list' as const, place: value.place, items: [value] } : value;
  if (list.kind === 'list' && list.items.length !== 1)
    problems.add(value.place, 'baseline', `must be the name of one variant, not a list of ${list.items.length}`);
  return readNames({ ...entry, value: list }, 'variant', known, 0, problems)?.[0];
}

/** Metrics that have a better side, or all where none has. */
function defaultIndicators(model: AnyModel): string[] {
  const directed = model.metrics.filter((metric) => metric.better !== 'neither');
  return (directed.length > 0 ? directed : model.metrics).map((metric) => metric.name);
}

/** The model's own checks across parameters, at the variant's place. */
function checkAcross(
  variants: readonly Variant[],
  sources: readonly VariantSource[],
  model: AnyModel,
  path: string,
  problems: ProblemList,
): void {
  const said = new Set<string>();
  for (const [v, variant] of variants.entries()) {
    for (const sentence of model.problems?.(variant.parameters) ?? []) {
      if (said.has(sentence)) continue;
      said.add(sentence);
      const place = sources[v]?.entries.at(-1)?.place ?? { file: path, line: 1, column: 1 };
      problems.add(place, `variants.${variant.name}`, sentence);
    }
  }
}

/** The file's name without folder and ending, in letters that may become part of a path. */
function nameOf(path: string): string {
  const file = path.replaceAll('\\', '/').split('/').at(-1) as string;
  const plain = file
    .replace(/\.ya?ml$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  return plain === '' ? 'scenario' : plain;
}
