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
    {
      name: 'synergy_teams',
      unit: 'millibit',
      kind: 'index',
      better: 'neither',
      en: 'Ternary mutual information T of university, industry and government in innovation teams; negative means synergy, but compare it with chance.',
      ru: 'Взаимная информация T университета, отрасли и власти в командах; отрицательная означает синергию, но сравните её со случаем.',
      source: LEYDESDORFF,
    },
    (world) => ternaryInformation(cellsOf(world), KINDS),
  ),
  end(
    {
      name: 'synergy_teams_null',
      unit: 'millibit',
      kind: 'index',
      better: 'neither',
      en: 'What T would be if each kind were shuffled over the teams.',
      ru: 'Какой была бы T при случайной перестановке участников.',
    },
    (world) => chance(world).mean,
  ),
  end(
    {
      name: 'synergy_teams_z',
      unit: 'deviations',
      kind: 'index',
      better: 'neither',
      en: 'T minus its null, in standard deviations of the null.',
      ru: 'T минус случайное значение в его стандартных отклонениях.',
    },
    (world) => chance(world).z,
  ),
  end(
    {
      name: 'synergy_partners_z',
      unit: 'deviations',
      kind: 'index',
      better: 'lower',
      en: 'The same against a null that keeps how many kinds each team has: are the partners more synergetic than chance?',
      ru: 'То же при сохранении числа видов в каждой команде: синергетичнее ли партнёры, чем по случаю?',
    },
    (world) => sizeChance(world).z,
  ),
  end(
    {
      name: 'synergy_teams_low',
      unit: 'millibit',
      kind: 'index',
      better: 'neither',
      en: 'Lower end of the 95 % bootstrap band of T.',
      ru: 'Нижняя граница 95 % полосы бутстрапа для T.',
    },
    (world) => band(world).low,
  ),
  end(
    {
      name: 'synergy_teams_high',
      unit: 'millibit',
      kind: 'index',
      better: 'neither',
      en: 'Upper end of the 95 % bootstrap band of T.',
      ru: 'Верхняя граница 95 % полосы бутстрапа для T.',
    },
    (world) => band(world).high,
  ),
  end(
    {
      name: 'helix_balance',
      unit: 'index',
      kind: 'index',
      better: 'higher',
      en: 'Balance of the three kinds in innovations: 1 all alike, 0 one alone.',
      ru: 'Равновесие трёх видов в инновациях: 1 поровну, 0 один.',
    },
    (world) => helixBalance(cellsOf(world)),
  ),
  end(
    {
      name: 'trilateral_share',
      unit: 'share',
      kind: 'index',
      better: 'higher',
      en: 'Innovations with all three kinds, of those with two or three.',
      ru: 'Доля инноваций с тремя видами среди имеющих два или три.',
    },
    (world) => trilateralShare(cellsOf(world)),
  ),
  end(
    {
      name: 'helix_closure',
      unit: 'share',
      kind: 'index',
      better: 'higher',
      en: 'Share of university–firm ties with a common government partner.',
      ru: 'Доля связей университет–фирма с общим партнёром во власти.',
      source: 'Ye, Yu & Leydesdorff 2013',
    },
    (world) => helixClosure(world.network, world.organisations.columns.kind, new Int32Array(world.rows)),
  ),
  step(
    {
      name: 'share_university',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Participation of universities in the innovations of the quarter.',
      ru: 'Участие университетов в инновациях квартала.',
    },
    'mean',
    ({ counts }) => ratio(counts.shareUniversity, counts.innovations),
  ),
  step(
    {
      name: 'share_industry',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Participation of firms in the innovations of the quarter.',
      ru: 'Участие фирм в инновациях квартала.',
    },
    'mean',
    ({ counts }) => ratio(counts.shareIndustry, counts.innovations),
  ),
  step(
    {
      name: 'share_government',
      unit: 'share',
      kind: 'index',
      better: 'neither',
      en: 'Participation of governments in the innovations of the quarter.',
      ru: 'Участие власти в инновациях квартала.',
    },
    'mean',
    ({ counts }) => ratio(counts.shareGovernment, counts.innovations),
  ),
];
