/**
 * The stylised facts of the field that a run is held against: statistic, accepted range, and who found it.
 *
 * The order is that of the page. Where a publication gives numbers, the range is theirs or wider; where it gives only a
 * direction, or its unit is not the model's, the range is assumed after it, and the source says so. The model was not
 * fitted to any of them.
 */
import type { Measure } from '../../../core/model.js';
import { inBoth, type Words } from '../words.js';
import * as measured from './measured.js';

export interface Fact extends Measure {
  readonly accepted: NonNullable<Measure['accepted']>;
  readonly measure: measured.FactMeasure;
}

type Range = readonly [minimum: number | undefined, maximum: number | undefined];

const fact = (
  name: string,
  title: Words,
  text: Words,
  unit: string,
  [minimum, maximum]: Range,
  source: string,
  measure: measured.FactMeasure,
): Fact => ({
  name,
  title: inBoth(title),
  unit,
  better: 'neither',
  text: inBoth(text),
  source,
  accepted: { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) },
  measure,
});

export const facts: readonly Fact[] = [
  fact(
    'fact_firm_size_tail',
    ['Zipf exponent of sizes', 'Показатель Ципфа размеров'],
    [
      'Firm sizes are skewed: Pareto exponent of the largest fifth, by rank minus one half.',
      'Размеры фирм скошены: показатель Парето для крупнейшей пятой части, по рангу минус одна вторая.',
    ],
    'exponent',
    [0.8, 1.4],
    'Axtell 2001, Science 293 (1.06 for US firms); method Gabaix & Ibragimov 2011; width of the range assumed',
    measured.firmSizeTail,
  ),
  fact(
    'fact_growth_shape',
    ['Shape of growth rates', 'Форма темпов роста'],
    [
      'Growth rates of firms have fat tails: Subbotin shape of yearly growth beside its industry, 1 Laplace, 2 Gauss.',
      'У темпов роста фирм тяжёлые хвосты: показатель Субботина годового роста относительно отрасли, 1 Лаплас, 2 Гаусс.',
    ],
    'shape',
    [0.5, 1.5],
    'Bottazzi & Secchi 2006, RAND Journal of Economics 37 (near 1, Laplace); width of the range assumed',
    measured.growthShape,
  ),
  fact(
    'fact_growth_size_variance',
    ['Growth spread by size', 'Разброс роста и размер'],
    [
      'Growth of larger firms varies less: exponent of its standard deviation on size.',
      'Рост крупных фирм меняется меньше: показатель зависимости стандартного отклонения роста от размера.',
    ],
    'exponent',
    [-0.3, -0.05],
    'Stanley et al. 1996, Nature 379 (about −0.2 by employees, −0.15 by sales); width of the range assumed',
    measured.growthSizeVariance,
  ),
  fact(
    'fact_innovation_dispersion',
    ['Innovation counts overdispersed', 'Сверхдисперсия инноваций'],
    [
      'Innovations per firm vary more than chance would let them: variance ÷ mean, 1 if all firms were alike.',
      'Число инноваций на фирму различается больше случайного: дисперсия ÷ среднее, 1 при одинаковых фирмах.',
    ],
    'ratio',
    [1.5, undefined],
    'assumed range, after Hausman, Hall & Griliches 1984, Econometrica 52 (patents are overdispersed)',
    measured.innovationDispersion,
  ),
  fact(
    'fact_innovation_top_share',
    ['Share of top innovators', 'Доля лучших инноваторов'],
    [
      'A few firms make most innovations: share of the tenth of firms with most of them.',
      'Большинство инноваций создают немногие фирмы: доля десятой части фирм с наибольшим их числом.',
    ],
    'share',
    [0.3, 0.9],
    'assumed range, after Cefis & Orsenigo 2001, Research Policy 30 (a disproportionate share stems from few firms)',
    measured.innovationTopShare,
  ),
  fact(
    'fact_innovation_persistence',
    ['Persistence of innovators', 'Устойчивость инноваторов'],
    [
      'Innovators go on innovating: probability to innovate in two years after innovating, minus without.',
      'Инноваторы продолжают: вероятность инновации за два года после инновации минус вероятность без неё.',
    ],
    'difference',
    [0.05, 0.8],
    'assumed range, after Cefis & Orsenigo 2001; Cefis 2003, IJIO 21; Peters 2009, Journal of Technology Transfer 34',
    measured.innovationPersistence,
  ),
  fact(
    'fact_degree_skewness',
    ['Skewness of ties', 'Скошенность числа связей'],
    [
      'Few firms have many ties: skewness of their number over firms, 0 where symmetric.',
      'Немногие фирмы имеют много связей: скошенность их числа по фирмам, 0 при симметрии.',
    ],
    'skewness',
    [0.5, undefined],
    'assumed range, after Powell et al. 2005, American Journal of Sociology 110 (right-skewed degrees in biotechnology)',
    measured.degreeSkewness,
  ),
  fact(
    'fact_clustering_ratio',
    ['Clustering over chance', 'Кластеризация против случайной'],
    [
      'Partners of partners are partners: clustering ÷ that of a random network of the same size.',
      'Партнёры партнёров связаны: кластеризация ÷ кластеризация случайной сети того же размера.',
    ],
    'ratio',
    [2, undefined],
    'assumed range, after Watts & Strogatz 1998, Nature 393; Uzzi & Spiro 2005, American Journal of Sociology 111',
    measured.clusteringRatio,
  ),
  fact(
    'fact_path_ratio',
    ['Paths over chance', 'Пути против случайных'],
    [
      'Paths stay short: mean path ÷ that of a random network of the same size.',
      'Пути остаются короткими: средний путь ÷ путь случайной сети того же размера.',
    ],
    'ratio',
    [0.8, 2],
    'Watts & Strogatz 1998, Nature 393 (1.2 to 1.5 in three networks); width of the range assumed',
    measured.pathRatio,
  ),
  fact(
    'fact_repeat_partners',
    ['Repeat partners', 'Повторные партнёры'],
    [
      'Teams form of those who worked together before: share of such pairs of teammates.',
      'Команды собираются из тех, кто уже работал вместе: доля таких пар.',
    ],
    'share',
    [0.2, 0.8],
    'assumed range, after Gulati 1995, Academy of Management Journal 38 (repeated alliances are common)',
    measured.repeatPartners,
  ),
  fact(
    'fact_university_betweenness',
    ['Betweenness of universities', 'Посредничество университетов'],
    [
      'Universities stand between others: their mean betweenness ÷ that of firms.',
      'Университеты стоят между другими: их среднее посредничество ÷ посредничество фирм.',
    ],
    'ratio',
    [1, undefined],
    'assumed range, after Owen-Smith & Powell 2004, Organization Science 15 (public research anchors the network)',
    measured.universityBetweenness,
  ),
  fact(
    'fact_spillover_localisation',
    ['Localisation of spillovers', 'Локализация переливов'],
    [
      'Spillovers are local: gain per pair of organisations within a region ÷ that across regions.',
      'Переливы локальны: прирост на пару организаций внутри региона ÷ между регионами.',
    ],
    'ratio',
    [1.5, undefined],
    'assumed range, after Jaffe, Trajtenberg & Henderson 1993, QJE 108 (citations are localised beyond the control frequency)',
    measured.spilloverLocalisation,
  ),
  fact(
    'fact_entry_exit_correlation',
    ['Entry and exit together', 'Вход и выход вместе'],
    [
      'Industries with much entry have much exit: correlation of the two rates over industries.',
      'Где много входа, там много выхода: корреляция двух показателей по отраслям.',
    ],
    'correlation',
    [0.1, 1],
    'assumed range, after Dunne, Roberts & Samuelson 1988, RAND Journal of Economics 19 (positive across industries)',
    measured.entryExitCorrelation,
  ),
  fact(
    'fact_young_hazard',
    ['Exit of the young', 'Выход молодых'],
    [
      'Young firms fail more often: exit rate in the first five years ÷ that of older firms.',
      'Молодые фирмы уходят чаще: доля выхода в первые пять лет ÷ доля у старших.',
    ],
    'ratio',
    [1.1, undefined],
    'assumed range, after Dunne, Roberts & Samuelson 1989, QJE 104 (failure falls with age)',
    measured.youngHazard,
  ),
  fact(
    'fact_team_advantage',
    ['Advantage of teams', 'Преимущество команд'],
    [
      'Teams make more of what is exceptional: share of radical innovations among those of teams ÷ of one alone.',
      'Команды чаще создают исключительное: доля радикальных инноваций у команд ÷ у одиночек.',
    ],
    'ratio',
    [1.1, undefined],
    'assumed range, after Wuchty, Jones & Uzzi 2007, Science 316 (teams are over-represented in work of high impact)',
    measured.teamAdvantage,
  ),
  fact(
    'fact_exploration',
    ['New combinations', 'Новые сочетания'],
    [
      'Invention explores and exploits: share of innovations whose combination of domains is new to the world.',
      'Изобретение ищет и использует: доля инноваций с новым для мира сочетанием областей.',
    ],
    'share',
    [0.3, 0.9],
    'assumed range, after Youn et al. 2015, Journal of the Royal Society Interface 12 (a steady rate of both)',
    measured.exploration,
  ),
];
