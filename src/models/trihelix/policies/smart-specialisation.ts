/**
 * Smart specialisation: puts project money on pairs of region and domain, from a list fixed in advance or by
 * entrepreneurial discovery: where the region's firms, and those of similar regions, recently found what was new, and have
 * mastery. Opens the call focus and writes its priority domains.
 */
import type { Policy } from '../../../core/model.js';
import { choiceParameter, integerParameter, realParameter } from '../../../core/parameter.js';
import { setFocus } from '../agenda.js';
import { offerToAll, openCall } from '../calls.js';
import { CALL } from '../levers.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('smart_specialisation');

export const smartSpecialisation: Policy<TrihelixWorld> = {
  name: 'smart_specialisation',
  title: { en: 'Smart specialisation', ru: 'Умная специализация' },
  text: {
    en: 'Project money for the domains that a region puts first.',
    ru: 'Деньги проектам в приоритетных областях региона.',
  },
  parameters: {
    budget,
    mode: choiceParameter(
      'entrepreneurial_discovery',
      ['top_down_list', 'entrepreneurial_discovery'],
      'Domains from a list fixed in advance, or where firms found novelty and have mastery.',
      'Области по заранее заданному списку или там, где фирмы нашли новое и владеют областью.',
      'Foray 2015 for the two ways',
    ),
    share: realParameter(0.5, [0, 1], 'share', 'Share of the cost of a project that is paid.', 'Оплачиваемая доля стоимости проекта.'),
    priority_domains: integerParameter(3, [1, 64], 'domains', 'Priority domains of a region.', 'Приоритетных областей у региона.'),
    first_domain: integerParameter(
      -1,
      [-1, 63],
      'domain',
      'Top-down: first of neighbouring domains that all regions get; −1 by lot for each region.',
      'Сверху вниз: первая из соседних областей для всех регионов; −1 — по жребию для каждого.',
      'set by the scenario',
    ),
    review_period: integerParameter(
      8,
      [1, 400],
      'quarters',
      'Discovery: how often the list is chosen anew.',
      'Поиск: как часто список выбирается заново.',
    ),
    memory: integerParameter(
      12,
      [1, 400],
      'quarters',
      'Discovery: how far back innovations count.',
      'Поиск: за сколько кварталов учитываются инновации.',
    ),
    reference_weight: realParameter(
      0.5,
      [0, 10],
      'factor',
      'Discovery: weight of what regions of similar structure found.',
      'Поиск: вес находок регионов со схожей структурой.',
    ),
    ...target,
  },
  apply(world, values) {
    fillPurse(world, K, values.budget as number);
    openCall(world, CALL.focus, K, { focus: true });
    setFocus(world, CALL.focus, {
      discovery: values.mode === 'entrepreneurial_discovery',
      domains: values.priority_domains as number,
      first: values.first_domain as number,
      period: values.review_period as number,
      memory: values.memory as number,
      reference: values.reference_weight as number,
    });
    offerToAll(world, CALL.focus, reachOf(world, values).leaders, values.share as number);
  },
};
