/** The report's sentences on ranking, trust and precision, in both languages. */
import type { Language } from './format.js';

type With<Names extends string> = (values: Readonly<Record<Names, string>>) => string;

export interface StatisticsTexts {
  readonly ranking: { readonly title: string; readonly lead: string; readonly cell: With<'best' | 'rank'>; readonly replicates: string };
  readonly honesty: {
    readonly title: string;
    readonly lead: string;
    readonly runs: With<'done' | 'planned' | 'failed'>;
    readonly multiplicity: With<'tests' | 'raw' | 'adjusted' | 'chance'>;
    readonly pairing: With<'median' | 'rows' | 'lowest' | 'highest'>;
    readonly noPairing: string;
    readonly metric: Readonly<Record<'before' | 'replay', With<'metric' | 'steps' | 'variants'>>>;
    readonly equal: With<'pairs' | 'replicates' | 'distinct'>;
    readonly unequal: With<'pairs' | 'differing'>;
    readonly blind: With<'pairs' | 'replicates'>;
    readonly selection: With<'leftOut' | 'kept' | 'leftOutMean' | 'keptMean' | 'p'>;
    readonly past: With<'steps' | 'variants' | 'numbers'>;
    readonly brokenPast: With<'steps' | 'variants' | 'numbers' | 'differing'>;
    readonly noPast: string;
    readonly zeroDose: With<'variants' | 'numbers'>;
    readonly brokenZeroDose: With<'variants' | 'numbers' | 'differing'>;
  };
  readonly precision: {
    readonly title: string;
    readonly lead: With<'level' | 'looks' | 'single'>;
    readonly precise: With<'replicates' | 'wanted'>;
    readonly maximum: With<'replicates' | 'wanted' | 'open' | 'rows'>;
    readonly nothing: With<'replicates'>;
    readonly ofMean: With<'share'>;
    readonly columns: Readonly<Record<'estimate' | 'half' | 'wanted' | 'state', string>>;
    readonly states: Readonly<Record<'precise' | 'open' | 'no value' | 'no scale', string>>;
  };
}

const english: StatisticsTexts = {
  ranking: {
    title: 'Which variant is best',
    lead: 'Probability that a variant has the best mean, and its expected rank in brackets (1 is best), over resamples of the replicates that keep the shared luck together.',
    cell: ({ best, rank }) => `${best} (${rank})`,
    replicates: 'Replicates',
  },
  honesty: {
    title: 'How far to trust this',
    lead: 'What a reader must know to believe the verdicts. The null comparison below belongs to it.',
    runs: ({ done, planned, failed }) => `Runs: ${done} of ${planned} done, ${failed} failed.`,
    multiplicity: ({ tests, raw, adjusted, chance }) =>
      `Multiplicity: ${tests} tests, of which ${raw} have p below 0.05 before and ${adjusted} after Holm's adjustment; chance alone gives about ${chance} before.`,
    pairing: ({ median, rows, lowest, highest }) =>
      `Pairing saves ${median} of the variance (median of ${rows} rows; from ${lowest} to ${highest}).`,
    noPairing: 'Pairing: no indicator varies, so there is nothing to save.',
    metric: {
      before: ({ metric, steps, variants }) =>
        `Negative-control metric, ${metric} over the ${steps} steps before the first instrument acts, which no policy can have touched; ${variants} against the baseline:`,
      replay: ({ metric, variants }) =>
        `Negative-control metric, ${metric} in the first step, computed again with the baseline's luck, because ${variants} differ from the baseline from the start and share nothing but luck:`,
    },
    equal: ({ pairs, replicates, distinct }) =>
      `${distinct} values in ${replicates} replicates, and equal to the last bit in all ${pairs} pairs, so pairs share their luck.`,
    unequal: ({ pairs, differing }) =>
      `FAILED, ${differing} of ${pairs} pairs differ: they do not share their luck, and no difference on this page is to be believed.`,
    blind: ({ pairs, replicates }) =>
      `equal in all ${pairs} pairs, but it does not tell the ${replicates} replicates apart and could not reveal pairs that are mixed up.`,
    selection: ({ leftOut, kept, leftOutMean, keptMean, p }) =>
      `The ${leftOut} replicates that some row leaves out began with ${leftOutMean}, the ${kept} others with ${keptMean} (Welch's p ${p}): a small p means that what is left is a selection.`,
    past: ({ steps, variants, numbers }) =>
      `Shared past: in those ${steps} steps, when the dose is zero, ${variants} must equal the baseline in every metric. ${numbers} numbers were compared, and all are bit-identical.`,
    brokenPast: ({ steps, variants, numbers, differing }) =>
      `Shared past FAILED: in the ${steps} steps before the first instrument acts ${variants} must equal the baseline, but ${differing} of ${numbers} numbers differ.`,
    noPast: 'Shared past: none, because instruments act from the first step or the variants differ in parameters.',
    zeroDose: ({ variants, numbers }) =>
      `Zero dose: with all budgets at 0, ${variants} must equal the baseline in a whole run. ${numbers} numbers were compared, and all are bit-identical.`,
    brokenZeroDose: ({ variants, numbers, differing }) =>
      `Zero dose FAILED: with all budgets at 0, ${variants} must equal the baseline, but ${differing} of ${numbers} numbers differ.`,
  },
  precision: {
    title: 'Why this number of replicates',
    lead: ({ level, looks, single }) =>
      `The study added replicates until it was precise enough. Its intervals hold in ${level} of such studies whatever the look at which they stop (looks at ${looks} replicates, each at ${single}); intervals elsewhere on this page hold for a number of replicates fixed in advance.`,
    precise: ({ replicates, wanted }) => `Stopped after ${replicates} replicates: all intervals are within ${wanted}.`,
    maximum: ({ replicates, wanted, open, rows }) =>
      `Stopped after ${replicates} replicates, the most that was allowed: ${open} of ${rows} intervals are wider than ${wanted}.`,
    nothing: ({ replicates }) => `Stopped after ${replicates} replicates: no indicator has a value that could become precise.`,
    ofMean: ({ share }) => `±${share} of the baseline's mean`,
    columns: { estimate: 'Estimate and interval', half: 'Half width', wanted: 'Wanted', state: 'State' },
    states: { precise: 'precise', open: 'too wide', 'no value': 'no value', 'no scale': 'mean is 0' },
  },
};

const russian: StatisticsTexts = {
  ranking: {
    title: 'Какой вариант лучший',
    lead: 'Вероятность того, что среднее варианта лучшее, и в скобках его ожидаемое место (1 — лучшее) — по повторным выборкам повторов, в которых общая удача остаётся общей.',
    cell: ({ best, rank }) => `${best} (${rank})`,
    replicates: 'Повторы',
  },
  honesty: {
    title: 'Насколько этому можно верить',
    lead: 'Что нужно знать, чтобы поверить выводам. Сюда же относится нулевое сравнение ниже.',
    runs: ({ done, planned, failed }) => `Прогоны: выполнено ${done} из ${planned}, не удалось: ${failed}.`,
    multiplicity: ({ tests, raw, adjusted, chance }) =>
      `Множественность: проверок — ${tests}; p ниже 0,05 до поправки Холма — ${raw}, после неё — ${adjusted}; одна случайность дала бы до поправки около ${chance}.`,
    pairing: ({ median, rows, lowest, highest }) =>
      `Парное сравнение убирает ${median} дисперсии (медиана; строк: ${rows}; от ${lowest} до ${highest}).`,
    noPairing: 'Парное сравнение: ни один показатель не меняется, убирать нечего.',
    metric: {
      before: ({ metric, steps, variants }) =>
        `Показатель отрицательного контроля — «${metric}» до того, как подействовал первый инструмент (шагов: ${steps}); ни одна политика не могла его изменить; ${variants} и база:`,
      replay: ({ metric, variants }) =>
        `Показатель отрицательного контроля — «${metric}» на первом шаге, вычисленный заново с удачей базы: у вариантов (${variants}) с базой с самого начала нет ничего общего, кроме удачи:`,
    },
    equal: ({ pairs, replicates, distinct }) =>
      `повторов: ${replicates}, разных значений: ${distinct}; совпадает до последнего бита во всех парах (${pairs}), так что удача у пар общая.`,
    unequal: ({ pairs, differing }) =>
      `НЕ ПРОЙДЕН, различаются пар: ${differing} из ${pairs}. Удача у них не общая, и ни одной разности на этой странице верить нельзя.`,
    blind: ({ pairs, replicates }) =>
      `совпадает во всех парах (${pairs}), но не различает повторы (${replicates}) и не мог бы выявить перепутанные пары.`,
    selection: ({ leftOut, kept, leftOutMean, keptMean, p }) =>
      `Повторы, не вошедшие в какую-либо строку (${leftOut}), начинали со значения ${leftOutMean}, остальные (${kept}) — с ${keptMean} (p Уэлча ${p}): малое p означает, что осталась не случайная часть.`,
    past: ({ steps, variants, numbers }) =>
      `Общее прошлое: на этих шагах (${steps}), пока доза равна нулю, ${variants} и база должны совпадать по всем показателям. Сравнено чисел: ${numbers}; все совпадают до последнего бита.`,
    brokenPast: ({ steps, variants, numbers, differing }) =>
      `Общее прошлое НЕ ПОДТВЕРЖДЕНО: пока не подействовал первый инструмент (шагов: ${steps}), ${variants} и база должны совпадать, но различаются чисел: ${differing} из ${numbers}.`,
    noPast: 'Общего прошлого нет: инструменты действуют с первого шага или параметры вариантов различны.',
    zeroDose: ({ variants, numbers }) =>
      `Нулевая доза: при всех бюджетах, равных 0, ${variants} и база должны совпадать во всём прогоне. Сравнено чисел: ${numbers}; все совпадают до последнего бита.`,
    brokenZeroDose: ({ variants, numbers, differing }) =>
      `Нулевая доза НЕ ПРОЙДЕНА: при всех бюджетах, равных 0, ${variants} и база должны совпадать, но различаются чисел: ${differing} из ${numbers}.`,
  },
  precision: {
    title: 'Почему столько повторов',
    lead: ({ level, looks, single }) =>
      `Исследование добавляло повторы, пока точность не стала достаточной. Его интервалы верны в ${level} таких исследований, на каком бы просмотре они ни остановились (просмотры после ${looks} повторов, каждый на уровне ${single}); остальные интервалы на этой странице верны для числа повторов, выбранного заранее.`,
    precise: ({ replicates, wanted }) => `Остановлено после ${replicates} повторов: все интервалы в пределах ${wanted}.`,
    maximum: ({ replicates, wanted, open, rows }) =>
      `Остановлено после ${replicates} повторов — больше не разрешено; интервалов шире ${wanted}: ${open} из ${rows}.`,
    nothing: ({ replicates }) => `Остановлено после ${replicates} повторов: нет показателя, значение которого могло бы стать точным.`,
    ofMean: ({ share }) => `±${share} от среднего базы`,
    columns: { estimate: 'Оценка и интервал', half: 'Половина ширины', wanted: 'Нужно', state: 'Состояние' },
    states: { precise: 'точно', open: 'слишком широк', 'no value': 'нет значения', 'no scale': 'среднее равно 0' },
  },
};

const TEXTS: Readonly<Record<Language, StatisticsTexts>> = { en: english, ru: russian };

export function statisticsTexts(language: Language): StatisticsTexts {
  return TEXTS[language];
}
