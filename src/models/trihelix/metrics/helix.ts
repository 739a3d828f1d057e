/** Triple helix: synergy of universities, industry and government, always with what chance would give. */
import { countKinds, countTieKinds, helixBalance, helixClosure, KINDS, ternaryInformation, trilateralShare } from '../measures/synergy.js';
import { type Categories, categoriesNull } from '../measures/synergy-categories.js';
import { bootstrapBand, permutationNull, teamSizeNull } from '../measures/synergy-null.js';
import type { TrihelixWorld } from '../world.js';
import { firstMeasured, metricGroup, oncePerStep, ratio } from './define.js';

const { step, end } = metricGroup('helix');
/** Samples of the nulls and of the band. */
const SAMPLES = 100;
/** Fewer for the synergy of organisations, where a sample shuffles all of them. */
const ORGANISATION_SAMPLES = 20;
/** Size classes of organisations: below 10, 50, 250 employees, and above, as in European statistics. */
const SIZE_CLASSES = [10, 50, 250];
/** Addresses of the stream's step that the samplings take. */
const NULL_STEP = 1;
const SIZE_NULL_STEP = 2;
const BAND_STEP = 3;
const TIE_NULL_STEP = 6;
const ORGANISATION_NULL_STEP = 7;

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

const tieChance = oncePerStep((world) => {
  const cells = new Float64Array(8);
  countTieKinds(world.network, world.organisations.columns.kind, cells);
  world.streams.measure.moveTo(TIE_NULL_STEP);
  return permutationNull(cells, SAMPLES, world.streams.measure);
});

/** Living organisations by region, sector and size class. */
function categoriesOf(world: TrihelixWorld): Categories {
  const { alive, region, size } = world.organisations.columns;
  const room = (): Int32Array => new Int32Array(world.rows);
  const [a, b, c] = [room(), room(), room()];
  let count = 0;
  for (let i = 0; i < world.rows; i++) {
    if (alive[i] === 0) continue;
    a[count] = region[i];
    b[count] = world.organisations.columns.sector[i];
    c[count++] = SIZE_CLASSES.filter((limit) => size[i] >= limit).length;
  }
  return { a, b, c, count, shape: [world.regionCount, world.ledger.sectors, SIZE_CLASSES.length + 1] };
}

const organisationChance = oncePerStep((world) => {
  world.streams.measure.moveTo(ORGANISATION_NULL_STEP);
  return categoriesNull(categoriesOf(world), ORGANISATION_SAMPLES, world.streams.measure);
});

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
    'synergy_ties',
    ['Synergy in ties', 'Синергия в связях'],
    ['The same T over the kinds that ties bring together.', 'Та же T по видам, которые соединяют связи.'],
    { unit: 'millibit', kind: 'index', better: 'neither', source: LEYDESDORFF },
    (world) => tieChance(world).value,
  ),
  end(
    'synergy_ties_z',
    ['Tie synergy against chance', 'Синергия связей против случая'],
    ['T of ties minus its null, in standard deviations of the null.', 'T связей минус случайное значение в его стандартных отклонениях.'],
    { unit: 'deviations', kind: 'index', better: 'neither' },
    (world) => tieChance(world).z,
  ),
  end(
    'synergy_organisations',
    ['Synergy of the economy', 'Синергия экономики'],
    ['T over organisations by region, sector and size class.', 'T по организациям: регион, отрасль, класс размера.'],
    { unit: 'millibit', kind: 'index', better: 'neither', source: 'Leydesdorff, Dolfsma & van der Panne 2006' },
    (world) => organisationChance(world).value,
  ),
  end(
    'synergy_organisations_z',
    ['Economy synergy against chance', 'Синергия экономики против случая'],
    ['The same minus its null, in standard deviations of the null.', 'То же минус случайное значение в его стандартных отклонениях.'],
    { unit: 'deviations', kind: 'index', better: 'neither' },
    (world) => organisationChance(world).z,
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
