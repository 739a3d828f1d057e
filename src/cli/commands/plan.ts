/**
 * `plan power`: how many replicates a comparison needs before it is likely to find what matters, from a pilot. The pilot is
 * the beginning of the study itself, so nothing is computed in vain.
 */
import { UserError } from '../../core/errors.js';
import type { AnyModel } from '../../core/model.js';
import { figureOf } from '../../core/model.js';
import { type PowerGoal, type PowerRow, planPower, type Unplanned } from '../../experiment/power/power.js';
import type { Results } from '../../experiment/study.js';
import { printable, wordsIn } from '../../experiment/text.js';
import { openStudy, readStudy } from '../../node/result-folder.js';
import { formatCount, formatNumber, formatPercent, formatSetPercent, formatUnit } from '../../report/format.js';
import { refuseUnknown } from '../auto-replicates.js';
import { type ComputeOptions, computeStudy, onWait } from '../compute.js';
import { EXIT } from '../exit-codes.js';
import { commandLine, type PreparedStudy, prepareStudy, type StudyOptions } from '../prepare.js';
import { formatTable, PAGE, wrap } from '../table.js';
import { type Terminal, writeJson } from '../terminal.js';
import { refuseValueless } from '../valueless.js';

const PILOT = 20;
const POWERS = [0.8, 0.9];
/** Multiples of the scenario's smallest effect of interest. */
const EFFECTS: PowerGoal['effects'] = [0.5, 1, 2].map((value) => ({ value, of: 'smallest effect' }));

export interface PlanOptions extends Omit<StudyOptions, 'replicates'>, ComputeOptions {
  readonly pilot?: number;
  readonly metrics?: readonly string[];
  readonly effects?: readonly { readonly half: number; readonly relative: boolean }[];
  readonly power?: readonly number[];
  readonly alpha?: number;
  readonly json?: boolean;
}

/** @returns the exit code */
export async function planCommand(asked: string, overrides: readonly string[], options: PlanOptions, terminal: Terminal): Promise<number> {
  const { pilot, metrics, effects, power, alpha, ...rest } = options;
  const prepared = await prepareStudy(asked, overrides, rest);
  const { plan, model } = prepared;
  refuse(prepared, metrics, effects);
  const goal: PowerGoal = {
    metrics: metrics ?? plan.scenario.indicators,
    effects: effects?.map(({ half, relative }) => ({ value: half, of: relative ? 'mean' : 'unit' })) ?? EFFECTS,
    powers: power ?? POWERS,
    alpha: alpha ?? 0.05,
  };
  const first = await prepareStudy(asked, overrides, { ...rest, replicates: pilot ?? PILOT });
  const needs = goal.metrics.map((metric) => ({ metric, variant: plan.scenario.baseline }));
  refuseValueless(first, needs, metrics === undefined);
  const results = await pilotOf(prepared, first, options, terminal);
  if (typeof results === 'number') return results;
  const planned = planPower(results, goal);
  const { scenario } = results.plan;
  if (options.json === true)
    writeJson({
      study: plan.study,
      seed: scenario.seed,
      baseline: scenario.baseline,
      pilot: scenario.replicates,
      alpha: goal.alpha,
      ...planned,
    });
  else show(planned, goal, results, model, terminal);
  return planned.rows.length === 0 ? EXIT.usage : EXIT.done;
}

function refuse({ plan, model }: PreparedStudy, metrics: PlanOptions['metrics'], effects: PlanOptions['effects']): void {
  if (plan.scenario.variants.length < 2)
    throw new UserError('a comparison needs at least two variants', 'use --replicates auto for the precision of a single mean');
  if (plan.points !== undefined) throw new UserError('power is planned for one parameter set', 'leave the sweep out of the overrides');
  for (const name of metrics ?? []) refuseUnknown(model, name);
  if (effects?.some(({ relative }) => !relative) === true && metrics === undefined)
    throw new UserError('an effect in the unit of a metric needs to know which', 'add --metrics NAME, or write a share such as 5%');
}

/** The study as stored where it is long enough, else computed to the length of the pilot; the exit code where it was stopped. */
async function pilotOf(prepared: PreparedStudy, pilot: PreparedStudy, options: PlanOptions, terminal: Terminal): Promise<Results | number> {
  const stored = readStudy(prepared.folder);
  const study = await openStudy({ folder: pilot.folder, plan: pilot.plan, ...onWait(options, terminal) });
  if (stored === undefined) terminal.note(`the pilot is the beginning of the study ${pilot.plan.study}`);
  for (const note of study.notes) terminal.note(note);
  if (study.pending.length === 0) await study.close();
  else {
    const stop = await computeStudy(study, options, terminal);
    if (stop !== undefined) {
      terminal.plain(`stopped (${stop.reason}); go on with: ${commandLine('plan power', prepared)}`);
      return stop.code;
    }
  }
  return study.results;
}

const RIGHT = { align: 'right' } as const;

function show(
  { rows, unplanned }: ReturnType<typeof planPower>,
  goal: PowerGoal,
  { plan }: Results,
  model: AnyModel,
  terminal: Terminal,
): void {
  const { scenario } = plan;
  terminal.out(
    terminal.style('bold', `${printable(wordsIn(scenario.title, 'en'))}: pairs needed`) +
      `  (pilot of ${scenario.replicates} replicates, seed ${printable(scenario.seed)})`,
  );
  const columns = [
    { title: 'indicator' },
    { title: 'variant' },
    { title: 'effect', ...RIGHT },
    { title: 'unit' },
    { title: 'of mean', ...RIGHT },
    { title: 'effect ÷ sd', ...RIGHT },
    ...goal.powers.flatMap((power) => [
      { title: `pairs ${formatSetPercent(power, 'en')}`, ...RIGHT },
      { title: 'careful', ...RIGHT },
      { title: 'played', ...RIGHT },
    ]),
  ];
  const lines = rows.map((row, r) => lineOf(row, rows[r - 1], model));
  if (lines.length > 0) for (const line of formatTable(columns, lines, '  ')) terminal.out(line);
  const legend = `pairs = replicates with which a paired t test at ${formatSetPercent(goal.alpha, 'en')} finds a true effect of that size that often (noncentral t), for a single test; careful = the same with the upper 80 % limit of the pilot's spread; played = share of studies of that size, resampled from the pilot, that found it`;
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
  for (const each of unplanned) terminal.out(`  ${each.metric} of ${each.variant}: ${WHY[each.why]}`);
}

const pairsText = (pairs: number | null): string => (pairs === null ? '> 100,000' : formatCount(pairs, 'en'));

const WHY: Readonly<Record<Unplanned['why'], string>> = {
  'no value': 'fewer than two pairs have a value, nothing can be planned',
  'no spread': 'all paired differences are equal, two pairs are enough',
  'no scale': "the baseline's mean is 0, so shares of it mean nothing; write effects in the unit",
};

function lineOf(row: PowerRow, before: PowerRow | undefined, model: AnyModel): string[] {
  const sameMetric = before?.metric === row.metric;
  return [
    sameMetric ? '' : row.metric,
    sameMetric && before.variant === row.variant ? '' : row.variant,
    formatNumber(row.effect, 'en'),
    formatUnit(figureOf(model, row.metric)?.unit ?? '-', 'en'),
    formatPercent(row.relative, 'en'),
    formatNumber(row.effect / row.standardDeviation, 'en', 2),
    ...row.needed.flatMap(({ pairs, careful, played }) => [pairsText(pairs), pairsText(careful), formatPercent(played, 'en')]),
  ];
}
