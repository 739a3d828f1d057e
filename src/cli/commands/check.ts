/**
 * `check`: reads scenario files as a run would and says what is wrong or what they hold; with `--laws` it also computes
 * one run per variant with every law of the model checked after every phase.
 */

import { UserError } from '../../core/errors.js';
import { LESSON_ENDING } from '../../experiment/lesson/read-lesson.js';
import { planStudy } from '../../experiment/plan.js';
import { formatProblem, type Problem } from '../../experiment/problem.js';
import { executeRun } from '../../experiment/run.js';
import type { Plan } from '../../experiment/study.js';
import { printable } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { counted } from '../counted.js';
import { EXIT } from '../exit-codes.js';
import { ProblemsError } from '../failure.js';
import { engineName } from '../package.js';
import { loadScenario } from '../prepare.js';
import { type Terminal, writeJson } from '../terminal.js';
import { loadLesson } from './lesson.js';

export interface CheckOptions {
  readonly laws?: boolean;
  readonly json?: boolean;
}

interface Checked {
  readonly scenario: string;
  readonly problems: readonly object[];
  readonly broken: readonly { readonly variant: string; readonly message: string }[];
  readonly runs: number;
}

/** @returns the exit code: 2 when a file has problems, 4 when a law does not hold */
export async function checkCommand(files: readonly string[], options: CheckOptions, terminal: Terminal): Promise<number> {
  const checked: Checked[] = [];
  for (const file of files) checked.push(await checkFile(file, options, terminal));
  if (options.json === true) writeJson(checked);
  if (checked.some(({ problems }) => problems.length > 0)) return EXIT.usage;
  return checked.some(({ broken }) => broken.length > 0) ? EXIT.store : EXIT.done;
}

async function checkFile(file: string, options: CheckOptions, terminal: Terminal): Promise<Checked> {
  try {
    if (LESSON_ENDING.test(file)) return await checkLesson(file, terminal);
    const { scenario, points, path } = await loadScenario(file);
    const plan = planStudy({ scenario, models, engine: engineName(), checked: true, ...(points.length > 0 && { points }) });
    const broken = options.laws === true ? brokenLaws(plan) : [];
    const laws =
      options.laws === true ? `, laws hold in ${scenario.variants.length - broken.length} of ${scenario.variants.length} variants` : '';
    terminal.out(
      `${printable(path)}: sound; ${counted(scenario.variants.length, 'variant')}, ${counted(plan.runs.length, 'run')} of ${counted(scenario.steps, 'step')}, seed ${printable(scenario.seed)}${laws}`,
    );
    for (const { variant, message } of broken) terminal.out(`  ${variant}: ${message}`);
    return { scenario: path, problems: [], broken, runs: plan.runs.length };
  } catch (error) {
    const problems = problemsOf(file, error);
    for (const problem of problems) terminal.out(formatProblem(problem));
    terminal.plain(`${printable(file)}: ${counted(problems.length, 'problem')}`);
    return { scenario: file, problems, broken: [], runs: 0 };
  }
}

/** A file that cannot be read at all, or describes too large a study, has that one problem; the next file is still read. */
function problemsOf(file: string, error: unknown): readonly Problem[] {
  if (error instanceof ProblemsError) return error.problems;
  if (!(error instanceof UserError)) throw error;
  const [problem, hint] = [printable(error.message, 400), printable(error.hint ?? '', 400)];
  return [{ file: printable(file), line: 0, column: 0, path: '', problem, hint }];
}

async function checkLesson(file: string, terminal: Terminal): Promise<Checked> {
  const { steps, minutes, scenario } = await loadLesson(file);
  terminal.out(`${printable(file)}: sound; ${steps.length} steps, ${minutes} minutes, worlds of ${printable(scenario.name)}`);
  return { scenario: file, problems: [], broken: [], runs: 0 };
}

function brokenLaws(plan: Plan): Checked['broken'] {
  return plan.runs
    .filter((run) => run.replicate === 0 && run.point === 0)
    .flatMap((run) => {
      const outcome = executeRun(run, models);
      return outcome.status === 'failed' ? [{ variant: run.variant, message: outcome.failure.message }] : [];
    });
}
