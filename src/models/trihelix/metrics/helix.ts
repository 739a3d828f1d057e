/** Triple helix: synergy of universities, industry and government, always with what chance would give. */
import { countKinds, helixBalance, helixClosure, KINDS, ternaryInformation, trilateralShare } from '../measures/synergy.js';
import { bootstrapBand, permutationNull, teamSizeNull } from '../measures/synergy-null.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, oncePerStep, ratio } from './define.js';

const { step, end } = metricGroup('helix');
/** Samples of the nulls and of the band. */
const SAMPLES = 200;
/** Addresses of the stream's step that the three take. */
const NULL_STEP = 1;
const SIZE_NULL_STEP = 2;
const BAND_STEP = 3;

const firstMeasured = (world: TrihelixWorld): number => {
  const { step: steps } = world.innovations.columns;
  let n = 0;
  while (n < world.innovationCount && steps[n] < world.burnIn) n++;
  return n;
};

const cellsOf = oncePerStep((world) => {
  const cells = new Float64Array(8);
  countKinds(world.innovations.columns.kinds, firstMeasured(world), world.innovationCount, cells);
  return cells;
});
const sampled = <T>(at: number, compute: (cells: Float64Array, world: TrihelixWorld) => T) =>
  oncePerStep((world) => {
    world.streams.measure.moveTo(at);
    return compute(cellsOf(world), world);
  });
const chance = sampled(NULL_STEP, (cells, world) => permutationNull(cells, SAMPLES, world.streams.measure));
const sizeChance = sampled(SIZE_NULL_STEP, (cells, world) => teamSizeNull(cells, SAMPLES, world.streams.measure));
const band = sampled(BAND_STEP, (cells, world) => bootstrapBand(cells, SAMPLES, world.streams.measure));

const LEYDESDORFF = 'Leydesdorff & Ivanova 2014';

export const helixMetrics = [
  end(
    'synergy_teams',
    ['Synergy in teams', 'Синергия в командах'],
    [
      'Ternary mutual information T of university, industry and government in innovation teams; negative means synergy, but compare it with chance.',
      'Взаимная информация T университета, отрасли и власти в командах; отрицательная означает синергию, но сравните её со случаем.',
    ],
    { unit: 'millibit', kind: 'index', better: 'neither', source: LEYDESDORFF },
    (world) => ternaryInformation(cellsOf(world), KINDS),
  ),
  end(
    'synergy_teams_null',
    ['Synergy by chance', 'Синергия по случаю'],
    ['What T would be if each kind were shuffled over the teams.', 'Какой была бы T при случайной перестановке участников.'],
    { unit: 'millibit', kind: 'index', better: 'neither' },
    (world) => chance(world).mean,
  ),
  end(
    'synergy_teams_z',
    ['Synergy against chance', 'Синергия против случая'],
    [
      'T minus its null, in standard deviations of the null; no value where a kind is in too few teams.',
      'T минус случайное значение в его стандартных отклонениях; нет значения, если какой-то вид участвует слишком редко.',
    ],
    { unit: 'deviations', kind: 'index', better: 'neither' },
    (world) => chance(world).z,
  ),
  end(
    'synergy_partners_z',
    ['Partner synergy against chance', 'Синергия партнёров против случая'],
    [
      'The same against a null that keeps how many kinds each team has: are the partners more synergetic than chance?',
      'То же при сохранении числа видов в каждой команде: синергетичнее ли партнёры, чем по случаю?',
    ],
    { unit: 'deviations', kind: 'index', better: 'lower' },
    (world) => sizeChance(world).z,
  ),
  end(
    'synergy_teams_low',
    ['Synergy, lower end', 'Синергия, нижняя граница'],
    ['Lower end of the 95 % bootstrap band of T.', 'Нижняя граница 95 % полосы бутстрапа для T.'],
    { unit: 'millibit', kind: 'index', better: 'neither' },
    (world) => band(world).low,
  ),
  end(
    'synergy_teams_high',
    ['Synergy, upper end', 'Синергия, верхняя граница'],
    ['Upper end of the 95 % bootstrap band of T.', 'Верхняя граница 95 % полосы бутстрапа для T.'],
    { unit: 'millibit', kind: 'index', better: 'neither' },
    (world) => band(world).high,
  ),
  end(
    'helix_balance',
    ['Helix balance', 'Равновесие спирали'],
    ['Balance of the three kinds in innovations: 1 all alike, 0 one alone.', 'Равновесие трёх видов в инновациях: 1 поровну, 0 один.'],
    { unit: 'index', kind: 'index', better: 'higher' },
    (world) => helixBalance(cellsOf(world)),
  ),
  end(
    'trilateral_share',
    ['Trilateral innovations', 'Трёхсторонние инновации'],
    ['Innovations with all three kinds, of those with two or three.', 'Доля инноваций с тремя видами среди имеющих два или три.'],
    { unit: 'share', kind: 'index', better: 'higher' },
    (world) => trilateralShare(cellsOf(world)),
  ),
  end(
    'helix_closure',
    ['Helix closure', 'Замкнутость спирали'],
    ['Share of university–firm ties with a common government partner.', 'Доля связей университет–фирма с общим партнёром во власти.'],
    { unit: 'share', kind: 'index', better: 'higher', source: 'Ye, Yu & Leydesdorff 2013' },
    (world) => helixClosure(world.network, world.organisations.columns.kind, new Int32Array(world.rows)),
  ),
  step(
    'share_university',
    ['University participation', 'Участие университетов'],
    ['Participation of universities in the innovations of the quarter.', 'Участие университетов в инновациях квартала.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.shareUniversity, counts.innovations),
  ),
  step(
    'share_industry',
    ['Firm participation', 'Участие фирм'],
    ['Participation of firms in the innovations of the quarter.', 'Участие фирм в инновациях квартала.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.shareIndustry, counts.innovations),
  ),
  step(
    'share_government',
    ['Government participation', 'Участие власти'],
    ['Participation of governments in the innovations of the quarter.', 'Участие власти в инновациях квартала.'],
    { unit: 'share', kind: 'index', better: 'neither', summary: 'mean' },
    ({ counts }) => ratio(counts.shareGovernment, counts.innovations),
  ),
];
