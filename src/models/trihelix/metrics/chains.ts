/** Value chains: who climbs, who trades with whom, what comes from abroad. */
import { quantileSorted } from '../../../core/kernels.js';
import { allGains, channelGain } from '../knowledge-ledger.js';
import { CHANNEL, INNOVATION } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { firstMeasured, metricGroup, oncePerStep, ratio } from './define.js';

const { step, end } = metricGroup('value chains');

/** Sums over the living firms, in one pass. */
const survey = oncePerStep((world) => {
  const { alive, stage, worldOpenness, revenue, inputs } = world.organisations.columns;
  let stages = 0;
  let openness = 0;
  let added = 0;
  for (let i = 0; i < world.universityAt; i++) {
    if (alive[i] === 0) continue;
    stages += stage[i];
    openness += worldOpenness[i];
    added += revenue[i] - inputs[i];
  }
  return { stages, openness, added };
});

/** Times to production of the innovations after burn-in, in ascending order. */
function productionTimes(world: TrihelixWorld): Float64Array {
  const { production, step: when } = world.innovations.columns;
  const times: number[] = [];
  for (let n = 0; n < world.innovationCount; n++) if (production[n] > 0 && when[n] >= world.burnIn) times.push(production[n]);
  return Float64Array.from(times).sort();
}

function throughShare(world: TrihelixWorld): number {
  const { production, flags } = world.innovations.columns;
  let all = 0;
  let through = 0;
  for (let n = firstMeasured(world); n < world.innovationCount; n++) {
    all += Number(production[n] > 0);
    through += Number((flags[n] & INNOVATION.through) !== 0);
  }
  return ratio(through, all);
}

export const chainMetrics = [
  step(
    'mean_stage',
    ['Mean production stage', 'Средняя стадия производства'],
    ['Mean stage of firms in the value chain, 1 raw inputs.', 'Средняя стадия фирм в цепочке стоимости, 1 сырьё.'],
    { unit: 'stage', kind: 'index', better: 'higher', summary: 'last' },
    (world) => ratio(survey(world).stages, world.aliveFirms),
  ),
  step(
    'upgradings',
    ['Stages climbed', 'Подъёмы по стадиям'],
    ['Firms that climb a production stage in the quarter.', 'Фирмы, поднявшиеся на стадию за квартал.'],
    { unit: '1/quarter', kind: 'flow', better: 'higher', summary: 'mean' },
    ({ counts }) => counts.upgradings,
  ),
  step(
    'world_openness',
    ['Openness to the world', 'Открытость миру'],
    ['Mean openness of firms to buyers, suppliers and knowledge abroad.', 'Средняя открытость фирм зарубежным покупателям и знаниям.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'last' },
    (world) => ratio(survey(world).openness, world.aliveFirms),
  ),
  step(
    'value_added',
    ['Value added', 'Добавленная стоимость'],
    ['Revenue of firms less the inputs that they buy.', 'Выручка фирм без купленных ресурсов.'],
    { unit: 'EUR million/quarter', kind: 'flow', better: 'higher', summary: 'mean' },
    (world) => survey(world).added / 1e8,
  ),
  step(
    'inputs_bought',
    ['Inputs bought', 'Купленные ресурсы'],
    ['Inputs bought from firms of lower stages and abroad.', 'Ресурсы, купленные у фирм нижних стадий и за рубежом.'],
    { unit: 'EUR million/quarter', kind: 'flow', better: 'neither', summary: 'mean' },
    ({ counts }) => counts.inputs / 1e8,
  ),
  step(
    'inputs_abroad_share',
    ['Inputs from abroad', 'Ресурсы из-за рубежа'],
    ['Share of bought inputs that comes from abroad.', 'Доля купленных ресурсов из-за рубежа.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.inputsAbroad, counts.inputs),
  ),
  step(
    'learning_from_abroad',
    ['Learning from abroad', 'Обучение у мирового уровня'],
    ['Knowledge gained from the frontier abroad; no spillover inside.', 'Знания, полученные от мирового уровня; не внутренний перелив.'],
    { unit: 'mastery/quarter', kind: 'flow', better: 'higher', summary: 'mean' },
    ({ ledger }) => ledger.fromAbroad,
  ),
  end(
    'channel_supply_chain',
    ['Gains: supply chain', 'Прирост: цепочка поставок'],
    ['Share of gains between buyers and suppliers.', 'Доля прироста между покупателями и поставщиками.'],
    { unit: 'share', kind: 'index', better: 'neither' },
    ({ ledger }) => ratio(channelGain(ledger.total, ledger.sectors, CHANNEL.supply_chain), allGains(ledger.total)),
  ),
  end(
    'time_to_production',
    ['Time to production', 'Время до производства'],
    [
      'Median time from the start of a project over all production stages to production.',
      'Медианное время от начала проекта через все стадии до производства.',
    ],
    { unit: 'quarters', kind: 'index', better: 'lower' },
    (world) => quantileSorted(productionTimes(world), 0.5),
  ),
  end(
    'chain_innovations',
    ['Innovations over the chain', 'Инновации через цепочку'],
    ['Innovations of projects that ran over all production stages.', 'Инновации проектов, прошедших через все стадии производства.'],
    { unit: 'innovations', kind: 'count', better: 'higher' },
    (world) => productionTimes(world).length,
  ),
  end(
    'through_share',
    ['Through technologies', 'Сквозные технологии'],
    [
      'Share of these whose project had a member for every stage from the start.',
      'Доля тех из них, где у каждой стадии с начала был свой участник.',
    ],
    { unit: 'share', kind: 'index', better: 'neither' },
    throughShare,
  ),
];
