/**
 * Tasks of a cluster's management beside its brokers. Each works by the lever of the instrument that does the same, paid
 * from the purse of cluster management: a part of the budget by weight, at its own unit cost.
 */
import type { ParameterSchema } from '../../../core/model.js';
import { integerParameter, realParameter } from '../../../core/parameter.js';
import { setFocus } from '../agenda.js';
import { offerToAll, openCall } from '../calls.js';
import { CALL, FACILITIES, FACILITY } from '../levers.js';
import type { Reach, Rows } from '../scratch.js';
import type { TrihelixWorld } from '../world.js';
import { buyService, priced, type Service, weight } from './services.js';
import type { PolicyValues } from './target.js';

/** The weights: brokers and the tasks beside them. */
export const TASKS = [
  'brokers',
  'niches',
  'infrastructure',
  'joint_research',
  'inter_cluster',
  'outsourcing',
  'shared_services',
  'training',
  'intellectual_property',
] as const;

const place = (value: number, en: string, ru: string): ReturnType<typeof realParameter> =>
  realParameter(value, [1, 1e7], 'EUR/quarter', `Cost for one organisation: ${en}`, `Стоимость на одну организацию: ${ru}`);

/** Weights, unit costs and terms of the tasks. */
export const taskParameters = {
  brokers: weight(1, 'brokers.', 'посредники.'),
  niches: weight(
    0,
    'niches, project money for the priority domains of the region.',
    'ниши, деньги проектам в приоритетных областях региона.',
  ),
  infrastructure: weight(
    0,
    'infrastructure for research, centres of collective use.',
    'инфраструктура исследований, центры коллективного пользования.',
  ),
  joint_research: weight(0, 'joint research, project money for teams.', 'совместные исследования, деньги проектам команд.'),
  inter_cluster: weight(0, 'projects between clusters, money for their teams.', 'межкластерные проекты, деньги их командам.'),
  outsourcing: weight(
    0,
    'outsourcing, support of firms that buy from suppliers of other stages.',
    'аутсорсинг, поддержка закупок у поставщиков других стадий.',
  ),
  shared_services: weight(0, 'shared services, engineering and technology transfer.', 'общие услуги, инжиниринг и трансфер технологий.'),
  training: weight(0, 'training of staff.', 'обучение персонала.'),
  intellectual_property: weight(0, 'sharing of intellectual property.', 'совместное использование интеллектуальной собственности.'),
  infrastructure_cost: place(2000, 'infrastructure.', 'инфраструктура.'),
  outsourcing_cost: place(5000, 'outsourcing.', 'аутсорсинг.'),
  service_cost: place(1750, 'each shared service.', 'каждая общая услуга.'),
  training_cost: place(2000, 'training.', 'обучение.'),
  property_cost: place(1500, 'intellectual property.', 'интеллектуальная собственность.'),
  grant_share: realParameter(
    0.5,
    [0, 1],
    'share',
    'Share of the cost of a project that the tasks with project money pay.',
    'Доля стоимости проекта, оплачиваемая задачами с деньгами на проекты.',
  ),
  priority_domains: integerParameter(
    3,
    [1, 64],
    'domains',
    'Niches: priority domains of a region.',
    'Ниши: приоритетных областей у региона.',
  ),
  review_period: integerParameter(
    8,
    [1, 400],
    'quarters',
    'Niches: how often, and over which time, regions look for them.',
    'Ниши: как часто и за какое время регионы их ищут.',
  ),
} satisfies ParameterSchema;

/** Buys the services and opens the calls of the tasks that have a weight; `part` says what money falls to a task. */
export function doTasks(
  world: TrihelixWorld,
  k: number,
  values: PolicyValues,
  part: (task: string) => number,
  { all, leaders }: Reach,
): void {
  const c = world.levers.columns;
  const cost = (name: string): ((services: number) => number) => priced(values[name] as number);
  const centre = (slot: number): Service => ({ lever: c.facility, behind: c.facilityBehind, width: FACILITIES, slot });
  buyService(world, k, part('infrastructure'), centre(FACILITY.collective_use), cost('infrastructure_cost'), leaders);
  buyService(world, k, part('shared_services') / 2, centre(FACILITY.engineering), cost('service_cost'), leaders);
  buyService(world, k, part('shared_services') / 2, centre(FACILITY.transfer), cost('service_cost'), leaders);
  buyService(world, k, part('outsourcing'), { lever: c.chainOpening }, cost('outsourcing_cost'), leaders);
  buyService(world, k, part('training'), { lever: c.training, behind: c.trainingBehind }, cost('training_cost'), all);
  buyService(world, k, part('intellectual_property'), { lever: c.sharing, behind: c.sharingBehind }, cost('property_cost'), all);
  openCalls(world, k, values, part, leaders);
}

/** What services leave in the purse waits for the projects of members. */
function openCalls(world: TrihelixWorld, k: number, values: PolicyValues, part: (task: string) => number, leaders: Rows): void {
  const offer = (call: number): void => offerToAll(world, call, leaders, values.grant_share as number);
  if (part('niches') > 0) {
    const period = values.review_period as number;
    openCall(world, CALL.niche, k, { focus: true });
    setFocus(world, CALL.niche, {
      discovery: true,
      domains: values.priority_domains as number,
      first: -1,
      period,
      memory: period,
      reference: 0,
    });
    offer(CALL.niche);
  }
  if (part('joint_research') > 0) {
    openCall(world, CALL.joint, k, { team: 2 });
    offer(CALL.joint);
  }
  if (part('inter_cluster') > 0) {
    openCall(world, CALL.interCluster, k, { team: 2, clusters: 2 });
    offer(CALL.interCluster);
  }
}
