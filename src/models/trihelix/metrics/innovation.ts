/** Innovations: how many, how new, how fast, how often projects fail. */
import type { StepCounts } from '../step-counts.js';
import { metricGroup, ratio } from './define.js';

const { step } = metricGroup('innovation');
const counted = (name: keyof StepCounts, metric: string, en: string, ru: string) =>
  step({ name: metric, unit: '1/quarter', kind: 'flow', better: 'higher', en, ru }, 'mean', (world) => world.counts[name]);

export const innovationMetrics = [
  counted('innovations', 'innovations', 'Innovations per quarter.', 'Инновации за квартал.'),
  counted(
    'newToIndustry',
    'new_to_industry',
    'Innovations new to their industry per quarter.',
    'Новые для своей отрасли инновации за квартал.',
  ),
  counted('newToWorld', 'new_to_world', 'Innovations new to the world per quarter.', 'Новые для мира инновации за квартал.'),
  counted(
    'radical',
    'radical',
    'Radical innovations per quarter: new to the industry, three domains or more, from two industries or more.',
    'Радикальные инновации за квартал: новые для отрасли, три области и более, из двух отраслей и более.',
  ),
  step(
    {
      name: 'cross_industry_innovations',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of innovations that cross industries, by team or by analogy.',
      ru: 'Доля инноваций на стыке отраслей, через команду или аналогию.',
    },
    'mean',
    ({ counts }) => ratio(counts.crossIndustry, counts.innovations),
  ),
  step(
    {
      name: 'cross_border_innovations',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of innovations made by teams from several countries.',
      ru: 'Доля инноваций команд из разных стран.',
    },
    'mean',
    ({ counts }) => ratio(counts.crossBorder, counts.innovations),
  ),
  step(
    {
      name: 'domains_per_innovation',
      unit: 'domains',
      kind: 'index',
      better: 'neither',
      en: 'Technology domains combined in an innovation.',
      ru: 'Сколько технологических областей сочетает инновация.',
    },
    'mean',
    ({ counts }) => ratio(counts.domains, counts.innovations),
  ),
  step(
    {
      name: 'lead_time',
      unit: 'quarters',
      kind: 'index',
      better: 'lower',
      en: 'Time from the start of a project to the market.',
      ru: 'Время от начала проекта до рынка.',
    },
    'mean',
    ({ counts }) => ratio(counts.leadTime, counts.innovations),
  ),
  step(
    {
      name: 'failure_rate',
      unit: 'share',
      kind: 'index',
      better: 'lower',
      en: 'Share of projects that fail.',
      ru: 'Доля неудачных проектов.',
    },
    'mean',
    ({ counts }) => ratio(counts.failures, counts.failures + counts.successes),
  ),
  step(
    {
      name: 'novelty_leverage',
      unit: 'share',
      kind: 'index',
      better: 'higher',
      en: 'Share of innovations with a domain that the leader learnt or borrowed from outside.',
      ru: 'Доля инноваций с областью, освоенной или взятой извне.',
    },
    'mean',
    ({ counts }) => ratio(counts.outside, counts.innovations),
  ),
  step(
    {
      name: 'projects_started',
      unit: '1/quarter',
      kind: 'flow',
      better: 'neither',
      en: 'Projects started per quarter.',
      ru: 'Начатые проекты за квартал.',
    },
    'mean',
    ({ counts }) => counts.projectsStarted,
  ),
  step(
    {
      name: 'team_projects',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Share of projects started by teams.',
      ru: 'Доля проектов, начатых командами.',
    },
    'mean',
    ({ counts }) => ratio(counts.teamProjectsStarted, counts.projectsStarted),
  ),
];
