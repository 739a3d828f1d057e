/**
 * `study`: what a paper needs in one command: the comparison, what it depends on, where it breaks, figures as SVG and PDF,
 * and the report that brings it all together. Each part is an ordinary study in its own folder, so the same command goes on
 * where it was stopped, and every part can be asked for alone.
 */
import { join } from 'node:path';
import { compareStudy } from '../../experiment/compare.js';
import type { FindingSource, Findings } from '../../experiment/findings.js';
import { printable } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { makeFolderIn } from '../../node/files.js';
import { readStudy } from '../../node/result-folder.js';
import { storeError } from '../../node/store-error.js';
import type { FigureKind } from '../../report/static/kinds.js';
import type { ComputeOptions } from '../compute.js';
import { EXIT } from '../exit-codes.js';
import { readFindings, settingsOf } from '../findings.js';
import { type PreparedStudy, prepareStudy } from '../prepare.js';
import { PAGE, wrap } from '../table.js';
import { createTerminal, shownPath, type Terminal, writeJson } from '../terminal.js';
import { breakCommand } from './break.js';
import { figureCommand } from './figure.js';
import { reportCommand } from './report.js';
import { sensitivityCommand } from './sensitivity.js';
import { studyCommand } from './study.js';

export interface WholeStudyOptions extends ComputeOptions {
  readonly replicates?: number;
  readonly seed?: string;
  readonly out?: string;
  readonly language?: 'en' | 'ru';
  readonly sobol?: boolean;
  /** Small samples, for a first look. */
  readonly quick?: boolean;
  readonly dryRun?: boolean;
  readonly open?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Samples of `--quick`; each with two draws of luck. */
const QUICK = { morris: 6, sobol: 16, break: 48 } as const;

/** Findings that know their points. */
type Sampled = FindingSource & { readonly results: readonly { readonly points: readonly unknown[] }[] };

interface Part {
  readonly name: string;
  run(terminal: Terminal): Promise<number>;
}

/** @returns the exit code: the first part that was stopped ends the whole, failed runs do not */
export async function wholeStudyCommand(
  asked: string,
  overrides: readonly string[],
  options: WholeStudyOptions,
  terminal: Terminal,
): Promise<number> {
  const prepared = await prepareStudy(asked, overrides, placeOf(options));
  const parts = partsOf(prepared, options, terminal);
  // The tables of the parts are in the report and in their folders; here only notes and progress are shown.
  const inner = options.dryRun === true ? terminal : createTerminal({ quiet: options.quiet === true, json: true });
  let code: number = EXIT.done;
  for (const [p, part] of parts.entries()) {
    terminal.note(`part ${p + 1} of ${parts.length}: ${part.name}`);
    const ended = await part.run(inner);
    if (ended !== EXIT.done && ended !== EXIT.someFailed) return ended;
    if (ended === EXIT.someFailed) code = ended;
  }
  if (options.dryRun === true) return code;
  const figures = await drawFigures(prepared, options, inner);
  const reported = await reportCommand(asked, overrides, reportOptions(options), inner);
  conclude(prepared, figures, options, terminal);
  return reported === EXIT.done ? code : reported;
}

const placeOf = ({ replicates, seed, out }: WholeStudyOptions) => ({
  ...(replicates !== undefined && { replicates }),
  ...(seed !== undefined && { seed }),
  ...(out !== undefined && { out }),
});

const reportOptions = (options: WholeStudyOptions) => ({
  ...placeOf(options),
  ...(options.language !== undefined && { language: options.language }),
  ...(options.open !== undefined && { open: options.open }),
});

/** The comparison, and where parameters are uncertain what it depends on and where it breaks. */
function partsOf(prepared: PreparedStudy, options: WholeStudyOptions, terminal: Terminal): Part[] {
  const { asked, overrides, plan } = prepared;
  const { scenario } = plan;
  const { replicates: _, json: __, quick = false, ...rest } = options;
  const sized = (kind: keyof typeof QUICK) => (quick ? { ...rest, samples: QUICK[kind], replicates: 2 } : rest);
  const parts: Part[] = [
    { name: 'the comparison', run: (inner) => studyCommand('run', asked, overrides, { ...options, json: false }, inner) },
  ];
  if (plan.points !== undefined || (scenario.uncertainty ?? []).length === 0) {
    terminal.note(
      plan.points === undefined
        ? 'the scenario names no uncertain parameter, so nothing is said of what the result depends on; see the key uncertainty'
        : 'a study that varies parameters by itself gets no analysis of sensitivity',
    );
    return parts;
  }
  const methods = options.sobol === true ? (['morris', 'sobol'] as const) : (['morris'] as const);
  for (const method of methods)
    parts.push({
      name: `what the result depends on (${method})`,
      run: (inner) => sensitivityCommand(asked, overrides, { ...sized(method), method }, inner),
    });
  if (scenario.variants.length > 1)
    parts.push({ name: 'where the conclusion breaks', run: (inner) => breakCommand(asked, overrides, sized('break'), inner) });
  return parts;
}

const FORMATS = ['svg', 'pdf'] as const;

/** Figures of the comparison and of the analyses that belong to it, in the study's folder. */
async function drawFigures(prepared: PreparedStudy, options: WholeStudyOptions, terminal: Terminal): Promise<string[]> {
  const { asked, overrides, folder, model, plan } = prepared;
  const { seed, out, language = 'en' } = options;
  const place = join(folder, 'figures');
  try {
    makeFolderIn(folder, 'figures');
  } catch (error) {
    throw storeError(`cannot make ${place}`, error);
  }
  const own = ownFindings(prepared, options);
  const several = plan.scenario.variants.length > 1;
  const wanted: (readonly [FigureKind, string, readonly string[]])[] = [
    ...(several ? [['forest', asked, overrides] as const] : []),
    ...(model.metrics.some(({ when }) => when === 'step') ? [['bands', asked, overrides] as const] : []),
    ...(['morris', 'sobol'] as const).flatMap((method) => {
      const found = own.sensitivity.find(({ results }) => results[0]?.indices.method === method);
      return found === undefined ? [] : [[method === 'morris' ? 'tornado' : 'sobol', join(out ?? 'results', found.study), []] as const];
    }),
  ];
  const files: string[] = [];
  for (const [kind, source, words] of wanted)
    for (const format of FORMATS) {
      const file = join(place, `${kind}.${format}`);
      const study = { ...(seed !== undefined && { seed }), ...(out !== undefined && { results: out }) };
      await figureCommand(source, kind, words, { ...study, out: file, language }, terminal);
      files.push(file);
    }
  return files;
}

/** What was found under exactly these settings, the largest samples first. */
function ownFindings({ folder, plan, overrides }: PreparedStudy, options: WholeStudyOptions): Pick<Findings, 'sensitivity' | 'breaks'> {
  const settings = settingsOf(overrides, options);
  const found = readFindings(folder, plan.scenario.name, settings);
  const isOwn = (each: FindingSource): boolean => each.settings.length === settings.length;
  const bySize = (a: Sampled, b: Sampled): number => (b.results[0]?.points.length ?? 0) - (a.results[0]?.points.length ?? 0);
  return { sensitivity: found.sensitivity.filter(isOwn).sort(bySize), breaks: found.breaks.filter(isOwn).sort(bySize) };
}

/** What it all says, in a few sentences, and where it lies. */
function conclude(prepared: PreparedStudy, figures: readonly string[], options: WholeStudyOptions, terminal: Terminal): void {
  const { folder, plan } = prepared;
  const study = readStudy(folder);
  if (study === undefined) return;
  const comparison = compareStudy(study.results.withPlan(study.plan), models);
  const breaks = ownFindings(prepared, options)
    .breaks.slice(0, 1)
    .flatMap(({ results }) => results.map(({ summary }) => summary));
  const report = join(folder, 'report.html');
  if (options.json === true)
    writeJson({ study: plan.study, seed: plan.scenario.seed, summary: comparison.summary, breaks, report, figures });
  for (const sentence of [comparison.summary.en, ...breaks.map(({ en }) => en)]) {
    for (const line of wrap(printable(sentence, 2000), terminal.width ?? PAGE)) terminal.out(line);
    terminal.out('');
  }
  for (const file of figures.filter((name) => name.endsWith('.svg'))) terminal.out(`figure   ${shownPath(file)} (and .pdf)`);
  terminal.out(`report   ${shownPath(report)}`);
}
