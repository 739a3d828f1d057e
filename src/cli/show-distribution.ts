/** `compare --by`: who gains. Runs the first replicates of every variant again and groups their organisations. */
import { UserError } from '../core/errors.js';
import type { AnyModel, Snapshot } from '../core/model.js';
import { createSimulation } from '../core/simulate.js';
import { distributionalEffects, type GroupEffect, type Worlds } from '../experiment/comparing/distribution.js';
import type { Grouping } from '../experiment/comparing/groupings.js';
import { simulationInput } from '../experiment/run.js';
import type { Plan, Run } from '../experiment/study.js';
import { models } from '../models/index.js';
import { formatEstimate, formatNumber } from '../report/format.js';
import { counted } from './counted.js';
import { formatTable, PAGE, wrap } from './table.js';
import type { Terminal } from './terminal.js';

/** Replicates that are run again: enough for an interval, few enough to wait for. */
const REPLICATES = 10;
const OUTCOME = 'capital_eur';
const THIRDS = ['small', 'medium', 'large'];

export interface DistributionOptions {
  readonly by?: Grouping;
  readonly outcome?: string;
}

export interface Distribution {
  readonly by: Grouping;
  readonly outcome: string;
  readonly replicates: number;
  readonly rows: readonly GroupEffect[];
  /** Names of the groups. */
  readonly groups: Readonly<Record<number, string>>;
}

/** @throws UserError where the model has no organisations with such a column, or the study has one variant */
export function distributionOf(
  plan: Plan,
  model: AnyModel,
  { by, outcome = OUTCOME }: DistributionOptions,
  terminal: Terminal,
): Distribution | undefined {
  if (by === undefined) return undefined;
  const { scenario } = plan;
  if (scenario.variants.length < 2) throw new UserError('who gains is a comparison: the study needs two variants');
  const replicates = Math.min(REPLICATES, scenario.replicates);
  const runs = plan.runs.filter((run) => run.point === 0 && run.replicate < replicates);
  terminal.note(`computing ${counted(runs.length, 'run')} again to look at their organisations`);
  const worlds: Record<string, Snapshot>[] = Array.from({ length: replicates }, () => ({}));
  let words: readonly string[] = [];
  for (const run of runs) {
    const table = organisationsOf(run, model, by, outcome);
    (worlds[run.replicate] as Record<string, Snapshot>)[run.variant] = table;
    words = table.words?.[by] ?? [];
  }
  const rows = distributionalEffects(worlds as readonly Worlds[], scenario.baseline, by, outcome);
  const groups = Object.fromEntries(
    rows.map(({ group }) => [group, by === 'size' ? (THIRDS[group] ?? '') : (words[group] ?? `${by} ${group + 1}`)]),
  );
  return { by, outcome, replicates, rows, groups };
}

function organisationsOf(run: Run, model: AnyModel, by: Grouping, outcome: string): Snapshot {
  const simulation = createSimulation(model, simulationInput(run, models));
  for (let t = 0; t < run.steps; t++) simulation.advance();
  const table = model.snapshots(simulation.world).find(({ name }) => name === 'organisations');
  if (table === undefined) throw new UserError(`the model ${model.name} has no table of organisations`);
  for (const column of ['kind', 'size', by, outcome])
    if (typeof table.columns[column]?.[0] !== 'number')
      throw new UserError(
        `the organisations of ${model.name} have no numbers "${column}"`,
        `they have ${Object.keys(table.columns).join(', ')}`,
      );
  return table;
}

export function showDistribution(distribution: Distribution, plan: Plan, terminal: Terminal): void {
  const { by, outcome, replicates, rows, groups } = distribution;
  terminal.out('');
  terminal.out(terminal.style('bold', `Who gains: ${outcome} per organisation by ${by}, differences from ${plan.scenario.baseline}`));
  const right = { align: 'right' } as const;
  const columns = [
    { title: 'variant' },
    { title: by },
    { title: 'organisations', ...right },
    { title: plan.scenario.baseline, ...right },
    { title: 'difference', ...right },
    { title: '95 % interval', ...right },
    { title: 'pairs', ...right },
  ];
  const lines = rows.map((row, r) => {
    const { mean, interval } = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, 'en', true);
    return [
      row.variant === rows[r - 1]?.variant ? '' : row.variant,
      groups[row.group] ?? '',
      formatNumber(row.organisations, 'en'),
      formatNumber(row.baselineMean, 'en'),
      mean,
      interval,
      String(row.pairs),
    ];
  });
  for (const line of formatTable(columns, lines, '  ')) terminal.out(line);
  const legend = `means over the ${by === 'kind' ? 'organisations' : 'firms'} of a group at the end of the first ${replicates} replicates, run again; paired t intervals, each row alone and not adjusted for their number`;
  for (const line of wrap(legend, terminal.width ?? PAGE, '  ')) terminal.out(terminal.style('dim', line));
}
