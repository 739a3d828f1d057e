/** What evaluations and metrics reckon with; no behaviour reads these. */
import { grouped, integerParameter, realParameter } from '../../../core/parameter.js';

export const evaluation = grouped('evaluation', {
  discount_rate: realParameter(
    0.01,
    [0, 1],
    '1/quarter',
    'Rate at which evaluations discount money to the end of the burn-in.',
    'Ставка, по которой оценки дисконтируют деньги к концу разгона.',
    'European Commission 2014 advises 3 to 5 per cent a year for public projects',
  ),
  marginal_change: realParameter(
    0.01,
    [0.0001, 1],
    'share',
    'Part by which all budgets are raised and cut to find what the last unit of public money brings.',
    'Доля, на которую все бюджеты повышаются и снижаются, чтобы найти отдачу последней единицы денег.',
  ),
  after_support: integerParameter(
    12,
    [1, 400],
    'quarters',
    'Time after the end of support at which its lasting effect is taken.',
    'Через какое время после окончания поддержки измеряется её остаточный эффект.',
  ),
  pole_region: integerParameter(
    0,
    [0, 255],
    'region',
    'Region from which the metrics of a growth pole count distance, 0 the first (Region 1).',
    'Регион, от которого считают расстояние показатели полюса роста, 0 — первый (Регион 1).',
    'assumed: the first region',
  ),
});
