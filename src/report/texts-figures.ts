/** Sentences of figures that stand alone, in both languages. */
import type { Language } from './format.js';
import { FRONT, LANDMARK, TRIED } from './static/front.js';
import type { LegendItem } from './static/plate.js';

type With<Names extends string> = (values: Readonly<Record<Names, string>>) => string;

export interface FigureTexts {
  readonly forest: { readonly subtitle: With<'baseline'>; readonly caption: With<'n'>; readonly smallest: string };
  readonly bands: { readonly subtitle: string; readonly caption: With<'n'>; readonly burnIn: string };
  readonly dose: {
    readonly differences: With<'baseline'>;
    readonly figures: string;
    readonly caption: With<'n'>;
    readonly curves: Readonly<Record<'constant' | 'linear' | 'quadratic' | 'emax' | 'isotonic', string>>;
  };
  readonly heatmap: { readonly mean: With<'variant'>; readonly difference: With<'variant' | 'baseline'>; readonly caption: With<'n'> };
  readonly sankey: { readonly subtitle: With<'variant'>; readonly caption: With<'n'> };
  readonly ternary: { readonly subtitle: string; readonly caption: With<'n'> };
  readonly network: { readonly subtitle: string; readonly caption: string; readonly counts: With<'organisations' | 'ties'> };
  readonly tornado: {
    readonly subtitle: With<'output'>;
    readonly caption: With<'n'>;
    readonly axis: With<'unit'>;
    readonly sigma: With<'value'>;
  };
  readonly sobol: {
    readonly subtitle: With<'output'>;
    readonly caption: With<'n'>;
    readonly axis: string;
    readonly first: string;
    readonly total: string;
  };
  readonly posterior: {
    readonly subtitle: string;
    readonly caption: With<'n' | 'rounds' | 'effective' | 'tolerance'>;
    readonly choices: With<'count'>;
    readonly posterior: string;
    readonly prior: string;
    readonly share: string;
  };
  readonly front: {
    readonly subtitle: string;
    readonly caption: With<'n' | 'policies'>;
    readonly legend: readonly LegendItem[];
    readonly better: Readonly<Record<'higher' | 'lower', string>>;
    readonly roles: Readonly<Record<string, string>>;
  };
  /** `metric` of `variant`, or its difference from `over`. */
  readonly output: With<'metric' | 'variant'>;
  readonly outputOver: With<'metric' | 'variant' | 'over'>;
  readonly leftOut: With<'count'>;
  readonly from: string;
  readonly to: string;
  readonly source: With<'study' | 'seed' | 'engine' | 'model' | 'hash'>;
}

function frontLegend(front: string, landmark: string, tried: string): LegendItem[] {
  return [
    { text: front, colour: FRONT, symbol: 'circle', lined: true, dash: '5 3' },
    { text: landmark, colour: LANDMARK, symbol: 'square' },
    { text: tried, colour: TRIED, symbol: 'circle' },
  ];
}

const english: FigureTexts = {
  forest: {
    subtitle: ({ baseline }) => `Differences from “${baseline}”, replicate by replicate on the same luck`,
    caption: ({ n }) => `n = ${n} pairs per row. Mark: mean of the paired differences; line: 95 % paired t interval, each row alone.`,
    smallest: 'Shaded: smaller than the smallest effect of interest.',
  },
  bands: {
    subtitle: 'Means over time',
    caption: ({ n }) => `n = ${n} runs per variant. Line: mean; band: 95 % t interval of the mean, each step alone.`,
    burnIn: 'burn-in',
  },
  dose: {
    differences: ({ baseline }) => `Response to the dose: differences from “${baseline}” at the same dose and luck`,
    figures: 'Response to the dose',
    caption: ({ n }) =>
      `n = ${n} replicates per dose. Marks: means with 95 % t intervals; curve: the one with the smallest corrected AIC of five (named in brackets); band: 95 % bootstrap band over replicates with the choice made anew.`,
    curves: { constant: 'constant', linear: 'linear', quadratic: 'quadratic', emax: 'Emax', isotonic: 'monotone' },
  },
  heatmap: {
    mean: ({ variant }) => `Mean of “${variant}”`,
    difference: ({ variant, baseline }) => `“${variant}” minus “${baseline}”`,
    caption: ({ n }) => `n = ${n} runs. Means over runs, taken at the end of each; cells have no interval.`,
  },
  sankey: {
    subtitle: ({ variant }) => `Flows of “${variant}”, from left to right; widths and numbers are means`,
    caption: ({ n }) => `n = ${n} runs. Means over runs, taken at the end of each; flows have no interval.`,
  },
  ternary: {
    subtitle: 'Who takes part in innovations: from the end of burn-in (ring) to the last step (filled mark)',
    caption: ({ n }) =>
      `n = ${n} runs per variant. Paths: means over five steps each; they have no interval. The triangle may be a section, see its numbers.`,
  },
  network: {
    subtitle: 'Organisations and ties at the end of the run, in the same places in every panel',
    caption:
      'n = 1 run per variant (replicate 0), so there is no interval. Darker ties stand higher on the ladder of partnership, broader ones carry more trust.',
    counts: ({ organisations, ties }) => `organisations: ${organisations}, ties: ${ties}`,
  },
  tornado: {
    subtitle: ({ output }) => `Which parameters move ${output}: mean size of elementary effects (Morris)`,
    caption: ({ n }) =>
      `n = ${n} elementary effects per parameter. Bar: μ*, mean size of the effect of moving a parameter over its whole range; whisker: 95 % bootstrap interval; σ: spread of the effects, large where a parameter interacts or bends.`,
    axis: ({ unit }) => `μ*, ${unit === '' ? 'in the unit of the metric' : unit}`,
    sigma: ({ value }) => `σ = ${value}`,
  },
  sobol: {
    subtitle: ({ output }) => `What the variance of ${output} is made of (Sobol')`,
    caption: ({ n }) =>
      `n = ${n} base points. Bars: shares of the variance; whiskers: 95 % bootstrap intervals. Total minus first is the share of interactions.`,
    axis: 'share of the variance',
    first: 'first order: the parameter alone',
    total: 'total: with all its interactions',
  },
  posterior: {
    subtitle: 'What the targets say of every number that was fitted',
    caption: ({ n, rounds, effective, tolerance }) =>
      `n = ${n} weighted parameter sets of ${rounds} rounds, worth ${effective} equal ones, at a tolerance of ${tolerance} standard errors. Mark and line above the bars: median and 95 % credible interval.`,
    choices: ({ count }) => `Not shown: ${count} choices, see the table.`,
    posterior: 'posterior',
    prior: 'prior, before any target was seen',
    share: 'share of the weight',
  },
  front: {
    subtitle: 'What two objectives cost each other: policies that no other beats in both, on luck that played no part in the search',
    caption: ({ n, policies }) =>
      `n = ${n} fresh draws of luck per policy. Marks: means; lines through them: 95 % t intervals, each alone; dashed: what the front attains. Grey: the ${policies} policies of the search, judged by the search's own luck and so flattered.`,
    legend: frontLegend('on the front', 'behind the front on fresh luck', 'tried in the search'),
    better: { higher: 'more is better', lower: 'less is better' },
    roles: { nothing: 'no money', 'equal-split': 'equal split', best: 'best' },
  },
  output: ({ metric, variant }) => `“${metric}” of “${variant}”`,
  outputOver: ({ metric, variant, over }) => `“${metric}”, “${variant}” minus “${over}”`,
  leftOut: ({ count }) => `Not shown: ${count} weaker parameters.`,
  from: 'From',
  to: 'To',
  source: ({ study, seed, engine, model, hash }) => `Study ${study}, seed ${seed}, trihelix ${engine}, model ${model}, results ${hash}.`,
};

const russian: FigureTexts = {
  forest: {
    subtitle: ({ baseline }) => `Разности с вариантом «${baseline}», повтор за повтором при одинаковой удаче`,
    caption: ({ n }) =>
      `n = ${n} пар в строке. Знак: среднее парных разностей; линия: 95-процентный парный t-интервал, каждая строка отдельно.`,
    smallest: 'Закрашено: меньше наименьшего значимого эффекта.',
  },
  bands: {
    subtitle: 'Средние во времени',
    caption: ({ n }) => `n = ${n} прогонов на вариант. Линия: среднее; полоса: 95-процентный t-интервал среднего, каждый шаг отдельно.`,
    burnIn: 'разгон',
  },
  dose: {
    differences: ({ baseline }) => `Отклик на дозу: разности с вариантом «${baseline}» при той же дозе и удаче`,
    figures: 'Отклик на дозу',
    caption: ({ n }) =>
      `n = ${n} повторов на дозу. Знаки: средние с 95-процентными t-интервалами; кривая: с наименьшим исправленным AIC из пяти (названа в скобках); полоса: 95-процентная бутстреп-полоса по повторам, выбор кривой каждый раз заново.`,
    curves: { constant: 'постоянная', linear: 'прямая', quadratic: 'парабола', emax: 'Emax', isotonic: 'монотонная' },
  },
  heatmap: {
    mean: ({ variant }) => `Среднее варианта «${variant}»`,
    difference: ({ variant, baseline }) => `«${variant}» минус «${baseline}»`,
    caption: ({ n }) => `n = ${n} прогонов. Средние по прогонам, взятые в конце каждого; у ячеек нет интервала.`,
  },
  sankey: {
    subtitle: ({ variant }) => `Потоки варианта «${variant}» слева направо; ширина и числа — средние`,
    caption: ({ n }) => `n = ${n} прогонов. Средние по прогонам, взятые в конце каждого; у потоков нет интервала.`,
  },
  ternary: {
    subtitle: 'Кто участвует в инновациях: от конца разгона (кольцо) до последнего шага (залитый знак)',
    caption: ({ n }) =>
      `n = ${n} прогонов на вариант. Пути: средние по пяти шагам, без интервала. Треугольник может быть частью целого, см. числа у сторон.`,
  },
  network: {
    subtitle: 'Организации и связи в конце прогона, на одних и тех же местах во всех частях',
    caption:
      'n = 1 прогон на вариант (повтор 0), поэтому интервала нет. Чем темнее связь, тем выше она на лестнице партнёрства; чем шире, тем больше в ней доверия.',
    counts: ({ organisations, ties }) => `организаций: ${organisations}, связей: ${ties}`,
  },
  tornado: {
    subtitle: ({ output }) => `Какие параметры меняют ${output}: средний размер элементарных эффектов (Моррис)`,
    caption: ({ n }) =>
      `n = ${n} элементарных эффектов на параметр. Полоса: μ*, средний размер эффекта, когда параметр проходит весь диапазон; ус: 95-процентный бутстреп-интервал; σ: разброс эффектов, велик там, где параметр взаимодействует с другими или нелинеен.`,
    axis: ({ unit }) => `μ*, ${unit === '' ? 'в единицах показателя' : unit}`,
    sigma: ({ value }) => `σ = ${value}`,
  },
  sobol: {
    subtitle: ({ output }) => `Из чего складывается дисперсия: ${output} (Соболь)`,
    caption: ({ n }) =>
      `n = ${n} базовых точек. Полосы: доли дисперсии; усы: 95-процентные бутстреп-интервалы. Полный индекс минус первый — доля взаимодействий.`,
    axis: 'доля дисперсии',
    first: 'первый порядок: сам параметр',
    total: 'полный: со всеми взаимодействиями',
  },
  posterior: {
    subtitle: 'Что цели говорят о каждом подобранном числе',
    caption: ({ n, rounds, effective, tolerance }) =>
      `n = ${n} взвешенных наборов параметров (раундов: ${rounds}), что равноценно ${effective} равным, при допуске в ${tolerance} стандартных ошибок. Знак и линия над столбиками: медиана и 95-процентный интервал апостериорного распределения.`,
    choices: ({ count }) => `Не показано (выбор из значений): ${count}, см. таблицу.`,
    posterior: 'апостериорное',
    prior: 'априорное, до сравнения с целями',
    share: 'доля веса',
  },
  front: {
    subtitle:
      'Чего две цели стоят друг другу: политики, которых ни одна другая не превосходит в обеих (на удаче, не участвовавшей в поиске)',
    caption: ({ n, policies }) =>
      `n = ${n} новых розыгрышей удачи на политику. Знаки: средние; линии через них: 95-процентные t-интервалы, каждый отдельно; пунктир: что достижимо на фронте. Серое: политики поиска (${policies}) по удаче самого поиска, то есть приукрашенные.`,
    legend: frontLegend('на фронте', 'позади фронта на новой удаче', 'испробовано при поиске'),
    better: { higher: 'больше — лучше', lower: 'меньше — лучше' },
    roles: { nothing: 'без денег', 'equal-split': 'поровну', best: 'лучшая' },
  },
  output: ({ metric, variant }) => `«${metric}» варианта «${variant}»`,
  outputOver: ({ metric, variant, over }) => `«${metric}», «${variant}» минус «${over}»`,
  leftOut: ({ count }) => `Не показано более слабых параметров: ${count}.`,
  from: 'Откуда',
  to: 'Куда',
  source: ({ study, seed, engine, model, hash }) =>
    `Исследование ${study}, зерно ${seed}, trihelix ${engine}, модель ${model}, результаты ${hash}.`,
};

const TEXTS: Readonly<Record<Language, FigureTexts>> = { en: english, ru: russian };

export function figureTexts(language: Language): FigureTexts {
  return TEXTS[language];
}
