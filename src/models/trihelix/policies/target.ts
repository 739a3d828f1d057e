/** Whom an instrument reaches: parameters that all instruments share, and going through the organisations they admit. */
import { choiceParameter, integerParameter, realParameter } from '../../../core/parameter.js';
import { FIRM, GOVERNMENT, UNIVERSITY } from '../schema.js';
import type { Reach, Rows } from '../scratch.js';
import type { TrihelixWorld } from '../world.js';

/** The dose: money per step, taken from households by a levy and booked to the instrument. */
export const budget = realParameter(
  0,
  [0, 1e12],
  'EUR/quarter',
  'Budget per quarter; 0 switches the instrument off.',
  'Бюджет на квартал; 0 выключает инструмент.',
  'set by the scenario',
);

export const target = {
  target_kind: choiceParameter(
    'firms',
    ['firms', 'universities', 'governments', 'all'],
    'Kind of organisation that the instrument reaches.',
    'Вид организаций, которых достигает инструмент.',
    'set by the scenario',
  ),
  target_region: integerParameter(
    -1,
    [-1, 255],
    'region',
    'Region that it reaches, 0 the first (Region 1); −1 all.',
    'Регион действия, 0 — первый (Регион 1); −1 — все.',
    'set by the scenario',
  ),
  target_industry: integerParameter(
    -1,
    [-1, 63],
    'industry',
    'Industry that it reaches, 0 the first (Industry 1); −1 all.',
    'Отрасль действия, 0 — первая (Отрасль 1); −1 — все.',
    'set by the scenario',
  ),
};

/** The same for instruments that only firms can make use of. */
export const firmTarget = { target_region: target.target_region, target_industry: target.target_industry };

export type PolicyValues = Readonly<Record<string, number | string | boolean>>;

/** Kinds by the words of target_kind; −1 every kind. */
const KINDS = { firms: FIRM, universities: UNIVERSITY, governments: GOVERNMENT, all: -1 } as const;

/** Whether the instrument reaches organisation i. */
export function reaches(world: TrihelixWorld, values: PolicyValues, i: number): boolean {
  return admits(world, i, kindOf(values), values.target_region as number, values.target_industry as number);
}

function kindOf(values: PolicyValues): number {
  return KINDS[(values.target_kind ?? 'firms') as keyof typeof KINDS];
}

/** Whether organisation i lives and is of that kind, region and industry; a negative number admits all. */
function admits(world: TrihelixWorld, i: number, wanted: number, place: number, trade: number): boolean {
  const { alive, kind, region, industry } = world.organisations.columns;
  if (alive[i] === 0 || (wanted >= 0 && kind[i] !== wanted)) return false;
  return (place < 0 || region[i] === place) && (trade < 0 || industry[i] === trade);
}

/**
 * The organisations that the instrument reaches; leaders are those of them that can lead a project, so no governments.
 * Written into the same room at every call.
 */
export function reachOf(world: TrihelixWorld, values: PolicyValues): Reach {
  const { reach } = world.scratch;
  const { rows } = reach.all;
  const wanted = kindOf(values);
  const place = values.target_region as number;
  const trade = values.target_industry as number;
  let count = 0;
  let leaders = 0;
  for (let i = 0; i < world.rows; i++) {
    if (!admits(world, i, wanted, place, trade)) continue;
    rows[count++] = i;
    if (i < world.governmentAt) leaders = count;
  }
  reach.leaders.count = leaders;
  reach.all.count = count;
  return reach;
}

/** Leaves out of those organisations whom the condition does not hold for. */
export function keepWhere(list: Rows, condition: (i: number) => boolean): void {
  const { rows, count } = list;
  list.count = 0;
  for (let n = 0; n < count; n++) if (condition(rows[n])) rows[list.count++] = rows[n];
}
