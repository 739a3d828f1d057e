/**
 * Matchmaking: buys seats at arranged meetings, as blitz meetings of pairs, round tables or standing working groups,
 * and says whom they bring together. Funds the process. Writes the levers blitz, roundTable, workingGroup, eventScope.
 */
import type { Policy } from '../../../core/model.js';
import { choiceParameter, realParameter } from '../../../core/parameter.js';
import { fillPurse, payServices } from '../programmes.js';
import { SCOPE } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, countReached, reaches, target } from './target.js';

const K = numberOf('matchmaking');
/** Most seats that an organisation takes in a quarter: time is scarce too. */
const MOST_SEATS = 4;

export const matchmaking: Policy<TrihelixWorld> = {
  name: 'matchmaking',
  text: { en: 'Arranged meetings of possible partners.', ru: 'Организованные встречи возможных партнёров.' },
  parameters: {
    budget,
    format: choiceParameter(
      'blitz',
      ['blitz', 'round_table', 'working_group'],
      'Pairs, tables of six, or groups that stand for a year.',
      'Пары, столы на шестерых или группы на год.',
      'set by the scenario',
    ),
    scope: choiceParameter(
      'any',
      ['any', 'cross_industry', 'cross_cluster', 'cross_border', 'cross_kind'],
      'Whom the meetings bring together.',
      'Кого сводят встречи.',
      'set by the scenario',
    ),
    blitz_cost: realParameter(600, [1, 1e6], 'EUR/meeting', 'Cost of a pair meeting.', 'Стоимость встречи пары.'),
    round_table_cost: realParameter(1200, [1, 1e6], 'EUR/seat', 'Cost of a seat at a round table.', 'Стоимость места за круглым столом.'),
    working_group_cost: realParameter(
      4000,
      [1, 1e6],
      'EUR/seat',
      'Cost of a seat in a working group for its year.',
      'Стоимость места в рабочей группе на год.',
    ),
    ...target,
    target_kind: { ...target.target_kind, default: 'all' },
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const reached = countReached(world, values);
    if (reached < 2 || purse === 0) return;
    const unit = Math.floor((values[`${values.format}_cost`] as number) * 100);
    const seats = Math.min(purse / unit, reached * (values.format === 'blitz' ? MOST_SEATS : 1));
    const lever = leverOf(world, values.format as string);
    const scope = SCOPE[values.scope as keyof typeof SCOPE];
    for (let i = 0; i < world.governmentAt; i++) {
      if (!reaches(world, values, i)) continue;
      lever[i] = seats / reached;
      world.levers.columns.eventScope[i] = scope;
    }
    payServices(world, K, Math.floor(seats * unit));
  },
};

function leverOf(world: TrihelixWorld, format: string): Float64Array {
  const { blitz, roundTable, workingGroup } = world.levers.columns;
  return format === 'blitz' ? blitz : format === 'round_table' ? roundTable : workingGroup;
}
