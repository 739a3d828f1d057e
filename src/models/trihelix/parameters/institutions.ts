/** The institutional environment and the government: regimes are values of these, nothing else. */
import { grouped, integerParameter, listParameter, realParameter } from '../../../core/parameter.js';

export const institutions = grouped('institutions', {
  environment: realParameter(
    0.6,
    [0, 1],
    'index',
    'Institutional environment Q of a region at the start.',
    'Институциональная среда Q региона в начале.',
    'Rodríguez-Pose 2013 for the concept; the number is assumed',
  ),
  region_environment: listParameter(
    [],
    [0, 1],
    256,
    'index',
    'Environment region by region; empty: the same everywhere.',
    'Среда по регионам; пустой список: везде одинаковая.',
  ),
  environment_speed: realParameter(
    0.005,
    [0, 1],
    '1/quarter',
    'Speed at which the environment follows realised collaboration.',
    'Скорость, с которой среда следует за сложившимся сотрудничеством.',
  ),
  government_feedback: realParameter(
    0,
    [0, 1],
    'share',
    'How far money moves to instruments with more innovations per euro; 0 keeps the budgets as they are set.',
    'Насколько деньги переходят к инструментам, дающим больше инноваций на евро; 0 оставляет бюджеты как заданы.',
    'helix_regimes.csv gives the order; the number is assumed',
  ),
  government_control: realParameter(
    0,
    [0, 1],
    'share',
    'Part of the projects that may only repeat what was approved before.',
    'Часть проектов, которым разрешено лишь повторять одобренное.',
    'helix_regimes.csv gives the order; the number is assumed',
  ),
  government_capture: realParameter(
    0,
    [0, 1],
    'share',
    'Share of public programmes that is diverted.',
    'Доля государственных программ, уходящая не по назначению.',
    'helix_regimes.csv gives the order; the number is assumed',
  ),
  feedback_period: integerParameter(
    4,
    [1, 40],
    'quarters',
    'How often governments review their instruments.',
    'Как часто власть пересматривает инструменты.',
  ),
  feedback_memory: realParameter(
    0,
    [0, 1],
    'share',
    'Part of what instruments returned before the last review that governments still remember.',
    'Какую часть отдачи инструментов до последнего пересмотра власть ещё помнит.',
  ),
  feedback_floor: realParameter(
    0.2,
    [0, 1],
    'factor',
    'No instrument falls below this share of its budget, so that it can still prove itself.',
    'Ниже этой доли бюджет инструмента не падает, чтобы он мог себя проявить.',
  ),
});
