/** Whom an instrument reaches: parameters that all instruments share, and going through the organisations they admit. */
import { choiceParameter, integerParameter, realParameter } from '../../../core/parameter.js';
import { FIRM, GOVERNMENT, UNIVERSITY } from '../schema.js';
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
    'Region that it reaches, −1 all.',
    'Регион действия, −1 все.',
    'set by the scenario',
  ),
  target_industry: integerParameter(
    -1,
    [-1, 63],
    'industry',
    'Industry that it reaches, −1 all.',
    'Отрасль действия, −1 все.',
    'set by the scenario',
  ),
};

/** The same for instruments that only firms can make use of. */
export const firmTarget = { target_region: target.target_region, target_industry: target.target_industry };

export type PolicyValues = Readonly<Record<string, number | string | boolean>>;

/** Whether the instrument reaches organisation i. */
export function reaches(world: TrihelixWorld, values: PolicyValues, i: number): boolean {
  const { alive, kind, region, industry } = world.organisations.columns;
  if (alive[i] === 0) return false;
  if ((values.target_kind ?? 'firms') === 'firms' && kind[i] !== FIRM) return false;
  if (values.target_kind === 'universities' && kind[i] !== UNIVERSITY) return false;
  if (values.target_kind === 'governments' && kind[i] !== GOVERNMENT) return false;
  if ((values.target_region as number) >= 0 && region[i] !== values.target_region) return false;
  return (values.target_industry as number) < 0 || industry[i] === values.target_industry;
}

/** How many organisations the condition holds for. */
export function countWhere(world: TrihelixWorld, condition: (i: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < world.rows; i++) if (condition(i)) count++;
  return count;
}
