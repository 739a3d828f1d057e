/** Continuous innovation: the five parts and their mean, over clusters and of the whole. Definitions: measures/continuity.ts. */
import { PARTS } from '../continuity-tracker.js';
import type { ContinuityStream } from '../measures/continuity-stream.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup } from './define.js';

const { step, end } = metricGroup('continuity');
type Part = (typeof PARTS)[number];

const clusters = (part: Part) => (world: TrihelixWorld) => world.continuity.clusters[PARTS.indexOf(part)];
const wholeStream = (world: TrihelixWorld): ContinuityStream =>
  world.continuity.streams[world.continuity.streams.length - 1] as ContinuityStream;

export const continuityMetrics = [
  step(
    'continuity',
    ['Continuity of innovation', 'Непрерывность инноваций'],
    [
      'Continuity of innovation: geometric mean of its five parts, mean over clusters weighted by firms.',
      'Непрерывность инноваций: среднее геометрическое пяти частей, среднее по кластерам с весом числа фирм.',
    ],
    { unit: 'index', kind: 'index', better: 'higher', summary: 'last' },
    clusters('continuity'),
  ),
  step(
    'coverage',
    ['Coverage of quarters', 'Охват кварталов'],
    [
      'Share of quarters in which a cluster brings an innovation that is new to its industry.',
      'Доля кварталов, в которых кластер даёт новую для отрасли инновацию.',
    ],
    { unit: 'share', kind: 'index', better: 'higher', summary: 'last' },
    clusters('coverage'),
  ),
  step(
    'steadiness',
    ['Steadiness of pace', 'Ровность темпа'],
    [
      'Evenness of the time between innovations: 1 a clockwork, ½ chance, 0 one burst.',
      'Равномерность промежутков между инновациями: 1 часы, ½ случай, 0 один всплеск.',
    ],
    { unit: 'index', kind: 'index', better: 'higher', summary: 'last', source: 'Kim & Jo 2016' },
    clusters('steadiness'),
  ),
  step(
    'no_long_drought',
    ['No long drought', 'Без долгих пауз'],
    [
      'Longest drought that chance would give, divided by the longest seen; at most 1.',
      'Самая долгая пауза по случаю, делённая на наблюдаемую; не больше 1.',
    ],
    { unit: 'index', kind: 'index', better: 'higher', summary: 'last' },
    clusters('no_long_drought'),
  ),
  step(
    'breadth',
    ['Breadth of innovators', 'Широта круга новаторов'],
    [
      'Effective innovators as a share of a quarter of the active firms; at most 1.',
      'Эффективное число новаторов к четверти действующих фирм; не больше 1.',
    ],
    { unit: 'index', kind: 'index', better: 'higher', summary: 'last' },
    clusters('breadth'),
  ),
  step(
    'renewal',
    ['Renewal of combinations', 'Обновление сочетаний'],
    [
      'How quickly new combinations appear: Heaps exponent over the last half.',
      'Как быстро появляются новые сочетания: показатель Хипса за вторую половину.',
    ],
    { unit: 'index', kind: 'index', better: 'higher', summary: 'last', source: 'Heaps 1978' },
    clusters('renewal'),
  ),
  step(
    'continuity_whole',
    ['Continuity as one stream', 'Непрерывность общего потока'],
    ['Continuity of all innovations taken as one stream.', 'Непрерывность всех инноваций как одного потока.'],
    { unit: 'index', kind: 'index', better: 'higher', summary: 'last' },
    (world) => world.continuity.whole[PARTS.indexOf('continuity')],
  ),
  end(
    'fano_factor',
    ['Fano factor', 'Фактор Фано'],
    [
      'Variance of innovations per quarter divided by their mean: 1 chance, above clustered in time.',
      'Дисперсия числа инноваций за квартал к среднему: 1 случай, выше сгущения.',
    ],
    { unit: '-', kind: 'index', better: 'neither', source: 'Fano 1947' },
    (world) => wholeStream(world).fanoFactor(),
  ),
];
