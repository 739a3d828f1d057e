/** Questions that are answered in one piece: the trace of a run, an evaluation. The last trace is kept for the next question. */
import { layoutOf } from '../../core/simulate.js';
import type { Trace } from '../../core/trace.js';
import { executeRun, modelOf } from '../../experiment/run.js';
import type { Run } from '../../experiment/study.js';
import { traceRun } from '../../experiment/trace.js';
import { models } from '../../models/index.js';
import type { Answer, Request } from './messages.js';

type Question = Extract<Request, { kind: 'trace' | 'evaluate' }>;

/** Entries that a list shows. */
const LISTED = 20;
/** How far a tree is followed, and what is summed up as smaller sources. */
const TREE = { depth: 3, least: 0.02, most: 12 };

let kept: { readonly key: string; readonly trace: Trace } | undefined;

/** The answer to a question. Throws what the run throws. */
export function answerOnce(question: Question): Answer {
  if (question.kind === 'evaluate') return { kind: 'evaluated', job: question.job, figures: figuresOf(question.run, question.evaluation) };
  const { topics } = traceOf(question.run);
  if (question.question === null) {
    const lists = topics.map(({ name, title, ids, list }) => ({ name, title, count: ids.length, entries: list(LISTED) }));
    return { kind: 'traced', job: question.job, lists, tree: null };
  }
  const { topic, id } = question.question;
  const tree = topics.find(({ name }) => name === topic)?.tree(id, TREE) ?? null;
  return { kind: 'traced', job: question.job, lists: [], tree };
}

function traceOf(run: Run): Trace {
  const key = JSON.stringify(run);
  if (kept?.key !== key) kept = { key, trace: traceRun(run, models).trace };
  return kept.trace;
}

/** Measures of one evaluation by name. */
function figuresOf(run: Run, evaluation: string): Record<string, number> {
  const outcome = executeRun({ ...run, evaluations: [evaluation] }, models);
  if (outcome.status === 'failed') throw new Error(outcome.failure.message);
  const model = modelOf(models, run.model);
  const { metrics, figuresAt } = layoutOf(model, run.parameters, run.steps, run.burnIn, [evaluation]);
  const first = model.metrics.length;
  return Object.fromEntries(metrics.slice(first).map((name, m) => [name, outcome.values[figuresAt + first + m] as number]));
}
