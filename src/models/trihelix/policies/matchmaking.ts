/**
 * Matchmaking: buys seats at arranged meetings, in formats that share the budget by weight: blitz meetings of pairs, round
 * tables, standing working groups, lobbying between stakeholders of different kinds; and says whom the first three bring
 * together. Funds the process. Writes the levers blitz, roundTable, workingGroup, lobbying, eventScope and eventFrom.
 */
import type { Policy } from '../../../core/model.js';
import { choiceParameter, realParameter } from '../../../core/parameter.js';
import { sitsInGroup } from '../phases/arranged-meetings.js';
import { fillPurse, payServices } from '../programmes.js';
import { SCOPE } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { partOf, weight } from './services.js';
import { budget, keepWhere, type PolicyValues, reachOf, target } from './target.js';

const K = numberOf('matchmaking');
const FORMATS = ['blitz', 'round_table', 'working_group', 'stakeholder_lobbying'] as const;
type Format = (typeof FORMATS)[number];

const seatCost = (value: number, unit: string, en: string, ru: string): ReturnType<typeof realParameter> =>
  realParameter(value, [1, 1e6], unit, en, ru);

export const matchmaking: Policy<TrihelixWorld> = {
  name: 'matchmaking',
  title: { en: 'Matchmaking of partners', ru: 'Подбор партнёров' },
  text: { en: 'Arranged meetings of possible partners.', ru: 'Организованные встречи возможных партнёров.' },
  parameters: {
    budget,
    blitz: weight(1, 'meetings of pairs.', 'встречи пар.'),
    round_table: weight(0, 'round tables.', 'круглые столы.'),
    working_group: weight(0, 'standing working groups.', 'постоянные рабочие группы.'),
    stakeholder_lobbying: weight(
      0,
      'meetings of firms, universities and governments with each other.',
      'встречи фирм, университетов и власти друг с другом.',
    ),
    scope: choiceParameter(
      'any',
      ['any', 'cross_industry', 'cross_cluster', 'cross_border', 'cross_kind'],
      'Whom the meetings bring together; stakeholder lobbying always crosses kinds.',
      'Кого сводят встречи; лоббирование всегда сводит разные виды.',
      'set by the scenario',
    ),
    blitz_cost: seatCost(600, 'EUR/meeting', 'Cost of a pair meeting.', 'Стоимость встречи пары.'),
    round_table_cost: seatCost(1200, 'EUR/seat', 'Cost of a seat at a round table.', 'Стоимость места за круглым столом.'),
    working_group_cost: seatCost(
      4000,
      'EUR/seat',
      'Cost of a seat in a working group for its year.',
      'Стоимость места в рабочей группе на год.',
    ),
    stakeholder_lobbying_cost: seatCost(
      1000,
      'EUR/seat',
      'Cost of a seat at meetings of stakeholders.',
      'Стоимость места на встречах сторон.',
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
    for (const format of FORMATS) buySeats(world, values, format, partOf(purse, values, FORMATS, format));
  },
};

/** Buys seats of one format for that many cents, spread evenly over those whom the instrument reaches. */
function buySeats(world: TrihelixWorld, values: PolicyValues, format: Format, money: number): void {
  if (money === 0) return;
  const { all } = reachOf(world, values);
  // Who sits in a standing group needs no seat in a new one.
  if (format === 'working_group') keepWhere(all, (i) => !sitsInGroup(world, i));
  const { rows, count: reached } = all;
  if (reached < 2) return;
  const unit = Math.floor((values[`${format}_cost`] as number) * 100);
  const most = format === 'blitz' ? (values.most_meetings as number) : 1;
  const seats = Math.min(money / unit, reached * most);
  const { eventScope, eventFrom } = world.levers.columns;
  const lever = leverOf(world, format);
  const scope = SCOPE[values.scope as keyof typeof SCOPE];
  for (let n = 0; n < reached; n++) {
    const i = rows[n];
    lever[i] = seats / reached;
    eventScope[i] = scope;
    eventFrom[i] = K;
  }
  payServices(world, K, Math.min(Math.floor(seats * unit), world.programmes.purse[K]));
}

function leverOf(world: TrihelixWorld, format: Format): Float64Array {
  const { blitz, roundTable, workingGroup, lobbying } = world.levers.columns;
  const levers = { blitz, round_table: roundTable, working_group: workingGroup, stakeholder_lobbying: lobbying };
  return levers[format];
}
