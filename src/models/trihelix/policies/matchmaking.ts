/**
 * Matchmaking: buys seats at arranged meetings, as blitz meetings of pairs, round tables or standing working groups,
 * and says whom they bring together. Funds the process. Writes the levers blitz, roundTable, workingGroup,
 * eventScope and eventFrom.
 */
import type { Policy } from '../../../core/model.js';
import { choiceParameter, realParameter } from '../../../core/parameter.js';
import { sitsInGroup } from '../phases/arranged-meetings.js';
import { fillPurse, payServices } from '../programmes.js';
import { SCOPE } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, countWhere, reaches, target } from './target.js';

const K = numberOf('matchmaking');

export const matchmaking: Policy<TrihelixWorld> = {
  name: 'matchmaking',
  title: { en: 'Matchmaking of partners', ru: 'Подбор партнёров' },
  text: { en: 'Arranged meetings of possible partners.', ru: 'Организованные встречи возможных партнёров.' },
  parameters: {
    budget,
    format: choiceParameter(
      'blitz',
      ['blitz', 'round_table', 'working_group'],
      'Pairs, round tables, or standing working groups.',
      'Пары, круглые столы или постоянные рабочие группы.',
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
    most_meetings: realParameter(
      4,
      [0, 50],
      '1/quarter',
      'Most arranged pair meetings of an organisation in a quarter: time is scarce too.',
      'Больше стольких встреч за квартал организация не посещает: время тоже ограничено.',
    ),
    ...target,
    target_kind: { ...target.target_kind, default: 'all' },
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const format = values.format as string;
    // Who sits in a standing group needs no seat in a new one.
    const wants = (i: number): boolean => reaches(world, values, i) && !(format === 'working_group' && sitsInGroup(world, i));
    const reached = countWhere(world, wants);
    if (reached < 2) return;
    const unit = Math.floor((values[`${format}_cost`] as number) * 100);
    const most = format === 'blitz' ? (values.most_meetings as number) : 1;
    const seats = Math.min(purse / unit, reached * most);
    const { eventScope, eventFrom } = world.levers.columns;
    const lever = leverOf(world, format);
    for (let i = 0; i < world.rows; i++) {
      if (!wants(i)) continue;
      lever[i] = seats / reached;
      eventScope[i] = SCOPE[values.scope as keyof typeof SCOPE];
      eventFrom[i] = K;
    }
    payServices(world, K, Math.floor(seats * unit));
  },
};

function leverOf(world: TrihelixWorld, format: string): Float64Array {
  const { blitz, roundTable, workingGroup } = world.levers.columns;
  return format === 'blitz' ? blitz : format === 'round_table' ? roundTable : workingGroup;
}
