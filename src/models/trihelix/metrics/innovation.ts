/** Innovations: how many, how new, how fast, how often projects fail. */

import { noveltyLeverage } from '../measures/spillover.js';
import { INNOVATION } from '../schema.js';
import type { StepCounts } from '../step-counts.js';
import type { Words } from '../words.js';
import { firstMeasured, metricGroup, ratio } from './define.js';

const { step, end } = metricGroup('innovation');
const counted = (count: keyof StepCounts, name: string, title: Words, text: Words) =>
  step(name, title, text, { unit: '1/quarter', kind: 'flow', better: 'higher', summary: 'mean' }, (world) => world.counts[count]);

export const innovationMetrics = [
  counted('innovations', 'innovations', ['All innovations', 'Все инновации'], ['Innovations per quarter.', 'Инновации за квартал.']),
  counted(
    'newToIndustry',
    'new_to_industry',
    ['New to industry', 'Новое для отрасли'],
    ['Innovations new to their industry per quarter.', 'Новые для своей отрасли инновации за квартал.'],
  ),
  counted(
    'newToWorld',
    'new_to_world',
    ['New to world', 'Новое для мира'],
    ['Innovations new to the world per quarter.', 'Новые для мира инновации за квартал.'],
  ),
  counted(
    'radical',
    'radical',
    ['Radical innovations', 'Радикальные инновации'],
    [
      'Radical innovations per quarter: new to the industry, three domains or more, from two industries or more.',
      'Радикальные инновации за квартал: новые для отрасли, три области и более, из двух отраслей и более.',
    ],
  ),
  step(
    'cross_industry_innovations',
    ['Cross-industry innovations', 'Межотраслевые инновации'],
    ['Share of innovations that cross industries, by team or by analogy.', 'Доля инноваций на стыке отраслей, через команду или аналогию.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.crossIndustry, counts.innovations),
  ),
  step(
    'cross_border_innovations',
    ['Cross-border innovations', 'Международные инновации'],
    ['Share of innovations made by teams from several countries.', 'Доля инноваций команд из разных стран.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.crossBorder, counts.innovations),
  ),
  step(
    'domains_per_innovation',
    ['Domains per innovation', 'Областей на инновацию'],
    ['Technology domains combined in an innovation.', 'Сколько технологических областей сочетает инновация.'],
    { unit: 'domains', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.domains, counts.innovations),
  ),
  step(
    'lead_time',
    ['Lead time', 'Время до рынка'],
    ['Time from the start of a project to the market.', 'Время от начала проекта до рынка.'],
    { unit: 'quarters', kind: 'index', better: 'lower', summary: 'mean' },
    ({ counts }) => ratio(counts.leadTime, counts.innovations),
  ),
  step(
    'failure_rate',
    ['Failure rate', 'Доля неудач'],
    ['Share of projects that fail.', 'Доля неудачных проектов.'],
    { unit: 'share', kind: 'index', better: 'lower', summary: 'mean' },
    ({ counts }) => ratio(counts.failures, counts.failures + counts.successes),
  ),
  end(
    'novelty_leverage',
    ['Novelty leverage', 'Рычаг новизны'],
    [
      'Share of innovations with a domain that the leader learnt or borrowed from outside.',
      'Доля инноваций с областью, освоенной благодаря другим или взятой у них.',
    ],
    { unit: 'share', kind: 'index', better: 'higher' },
    (world) => noveltyLeverage(world.innovations.columns.flags, INNOVATION.outside, firstMeasured(world), world.innovationCount),
  ),
  step(
    'projects_started',
    ['Projects started', 'Начатые проекты'],
    ['Projects started per quarter.', 'Начатые проекты за квартал.'],
    { unit: '1/quarter', kind: 'flow', better: 'neither', summary: 'mean' },
    ({ counts }) => counts.projectsStarted,
  ),
  step(
    'team_projects',
    ['Team projects', 'Проекты команд'],
    ['Share of projects started by teams.', 'Доля проектов, начатых командами.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.teamProjectsStarted, counts.projectsStarted),
  ),
];
