/**
 * `trace`: one run once more, watched: which innovations have most public money behind them, the tree behind one of them, and
 * what a grant or an instrument led to. Writes nothing.
 */
import { UserError } from '../../core/errors.js';
import type { Trace, TraceNode, TraceOptions, TraceTopic } from '../../core/trace.js';
import { runHash } from '../../experiment/hashes.js';
import { choices, suggestion } from '../../experiment/problem.js';
import type { Plan, Run } from '../../experiment/study.js';
import { printable } from '../../experiment/text.js';
import { traceRun } from '../../experiment/trace.js';
import { models } from '../../models/index.js';
import type { Language } from '../../report/format.js';
import { EXIT } from '../exit-codes.js';
import { prepareStudy } from '../prepare.js';
import { showEntries, showTree } from '../show-trace.js';
import { type Terminal, writeJson } from '../terminal.js';

/** Options that ask for one entry of the topic of the same name. */
const QUESTIONS = ['innovation', 'grant', 'instrument'] as const;

export interface TraceCommandOptions extends Partial<Record<(typeof QUESTIONS)[number], string>> {
  readonly variant?: string;
  readonly replicate: number;
  readonly seed?: string;
  readonly depth: number;
  readonly least: number;
  readonly top: number;
  readonly language: Language;
  readonly json?: boolean;
}

/** @returns the exit code. @throws UserError for a variant, an innovation, a grant or an instrument that is not there */
export async function traceCommand(
  asked: string,
  overrides: readonly string[],
  options: TraceCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const questions = QUESTIONS.filter((name) => options[name] !== undefined);
  if (questions.length > 1) throw new UserError(`--${questions.join(' and --')} are two questions`, 'ask them one at a time');
  const { seed, replicate } = options;
  const { plan } = await prepareStudy(asked, overrides, { replicates: replicate + 1, ...(seed !== undefined && { seed }) });
  const run = runOf(plan, options);
  terminal.note('computing the run, watched');
  const { trace, values } = traceRun(run, models);
  const hash = runHash({ id: run.id, status: 'done', values, milliseconds: 0 });
  const limits: TraceOptions = { depth: options.depth, least: options.least, most: options.top };
  const name = questions[0];
  const tree = name === undefined ? undefined : treeOf(trace, name, options[name] as string, limits);
  if (options.json === true) writeJson(jsonOf(plan, run, hash, trace, tree, limits));
  terminal.out(`variant ${printable(run.variant)}, replicate ${run.replicate}, seed ${printable(run.seed)}, ${run.steps} steps`);
  terminal.out('');
  if (tree !== undefined) showTree(tree, options.language, terminal);
  else showLists(trace, limits, options.language, terminal);
  terminal.out('');
  terminal.out(`result   ${hash}`);
  return EXIT.done;
}

function runOf(plan: Plan, { variant, replicate }: TraceCommandOptions): Run {
  const names = plan.scenario.variants.map(({ name }) => name);
  const wanted = variant ?? (names.length === 1 ? names[0] : undefined);
  if (wanted === undefined) throw new UserError('which variant? say --variant NAME', printable(choices(names)));
  if ((plan.points?.length ?? 1) > 1) throw new UserError('a sweep has many runs and a trace looks at one', 'give single values');
  const run = plan.runs.find((each) => each.variant === wanted && each.replicate === replicate);
  if (run !== undefined) return run;
  throw new UserError(`there is no variant "${printable(wanted)}"`, printable(suggestion(wanted, names)));
}

function treeOf(trace: Trace, name: string, id: string, limits: TraceOptions): TraceNode {
  const topic = trace.topics.find((each) => each.name === name);
  if (topic === undefined) throw new UserError(`this model's trace has no ${name}s`);
  const tree = topic.tree(id, limits);
  if (tree !== undefined) return tree;
  throw new UserError(`this run has no ${name} "${printable(id)}"`, whatThereIs(topic, id));
}

function whatThereIs({ name, ids }: TraceTopic, id: string): string {
  if (ids.length === 0) return `it has no ${name} at all`;
  if (/^\d+$/.test(ids[0] as string)) return `they are numbered from ${ids[0]} to ${ids.at(-1)}`;
  return suggestion(id, ids);
}

function showLists(trace: Trace, { most }: TraceOptions, language: Language, terminal: Terminal): void {
  for (const [t, { title, list, ids }] of trace.topics.entries()) {
    if (t > 0) terminal.out('');
    showEntries(title, list(most), language, terminal);
    if (ids.length > most) terminal.out(`  … ${ids.length - most} more; --top shows more`);
  }
  terminal.out('');
  terminal.out(`more: ${QUESTIONS.map((name) => `--${name} ID`).join(', ')}`);
}

/** The document of `--json`: the run, its hash, and either a tree or the lists. */
function jsonOf(plan: Plan, run: Run, hash: string, trace: Trace, tree: TraceNode | undefined, { most }: TraceOptions): object {
  const lists = trace.topics.map(({ name, title, ids, list }) => ({ name, title, count: ids.length, entries: list(most) }));
  return {
    scenario: plan.scenario.name,
    variant: run.variant,
    replicate: run.replicate,
    seed: run.seed,
    steps: run.steps,
    hash,
    ...(tree === undefined ? { topics: lists } : { tree }),
  };
}
