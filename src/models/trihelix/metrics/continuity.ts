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
    {
      name: 'continuity',
      unit: 'index',
      kind: 'index',
      better: 'higher',
      en: 'Continuity of innovation: geometric mean of its five parts, mean over clusters weighted by firms.',
      ru: 'Непрерывность инноваций: среднее геометрическое пяти частей, среднее по кластерам с весом числа фирм.',
    },
    'last',
    clusters('continuity'),
  ),
  step(
    {
      name: 'coverage',
      unit: 'share',
      kind: 'index',
      better: 'higher',
      en: 'Share of quarters in which a cluster brings an innovation that is new to its industry.',
      ru: 'Доля кварталов, в которых кластер даёт новую для отрасли инновацию.',
    },
    'last',
    clusters('coverage'),
  ),
  step(
    {
      name: 'steadiness',
      unit: 'index',
      kind: 'index',
      better: 'higher',
      en: 'Evenness of the time between innovations: 1 a clockwork, ½ chance, 0 one burst.',
      ru: 'Равномерность промежутков между инновациями: 1 часы, ½ случай, 0 один всплеск.',
      source: 'Kim & Jo 2016',
    },
    'last',
    clusters('steadiness'),
  ),
  step(
    {
      name: 'no_long_drought',
      unit: 'index',
      kind: 'index',
      better: 'higher',
      en: 'Longest drought that chance would give, divided by the longest seen; at most 1.',
      ru: 'Самая долгая пауза по случаю, делённая на наблюдаемую; не больше 1.',
    },
    'last',
    clusters('no_long_drought'),
  ),
  step(
    {
      name: 'breadth',
      unit: 'index',
      kind: 'index',
      better: 'higher',
      en: 'Effective innovators as a share of a quarter of the active firms; at most 1.',
      ru: 'Эффективное число новаторов к четверти действующих фирм; не больше 1.',
    },
    'last',
    clusters('breadth'),
  ),
  step(
    {
      name: 'renewal',
      unit: 'index',
      kind: 'index',
      better: 'higher',
      en: 'How quickly new combinations appear: Heaps exponent over the last half.',
      ru: 'Как быстро появляются новые сочетания: показатель Хипса за вторую половину.',
      source: 'Heaps 1978',
    },
    'last',
    clusters('renewal'),
  ),
  step(
    {
      name: 'continuity_whole',
      unit: 'index',
      kind: 'index',
      better: 'higher',
      en: 'Continuity of all innovations taken as one stream.',
      ru: 'Непрерывность всех инноваций как одного потока.',
    },
    'last',
    (world) => world.continuity.whole[PARTS.indexOf('continuity')],
  ),
  end(
    {
      name: 'fano_factor',
      unit: '-',
      kind: 'index',
      better: 'neither',
      en: 'Variance of innovations per quarter divided by their mean: 1 chance, above clustered in time.',
      ru: 'Дисперсия числа инноваций за квартал к среднему: 1 случай, выше сгущения.',
      source: 'Fano 1947',
    },
    (world) => wholeStream(world).fanoFactor(),
  ),
];
