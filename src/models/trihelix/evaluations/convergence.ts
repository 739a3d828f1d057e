/**
 * Do regions grow alike or apart? Sigma: change of the coefficient of variation over the measured time. Beta: slope of
 * growth on the first level, over regions; below 0 those that were behind catch up. For knowledge per organisation and for
 * the revenue of firms. Source: Barro & Sala-i-Martin 1992.
 */
import { measure, type TrihelixEvaluation } from './define.js';
import { asItIs } from './observe.js';
import { catchUp, variation } from './regions.js';

const SOURCE = 'Barro & Sala-i-Martin 1992';
const sigma = { unit: 'index', better: 'lower', source: SOURCE } as const;
const beta = { unit: '1/quarter', better: 'lower', source: SOURCE } as const;

export const convergence: TrihelixEvaluation = {
  name: 'convergence',
  title: { en: 'Convergence of regions', ru: 'Сближение регионов' },
  text: {
    en: 'Whether regions become more alike in knowledge and in output over the measured time.',
    ru: 'Становятся ли регионы ближе по знаниям и по выпуску за измеряемое время.',
  },
  measures: [
    measure(
      'sigma_knowledge',
      ['Divergence of knowledge', 'Расхождение по знаниям'],
      ['Change of the variation of knowledge between regions.', 'Изменение вариации знаний между регионами.'],
      sigma,
    ),
    measure(
      'beta_knowledge',
      ['Catching up, knowledge', 'Догоняние по знаниям'],
      [
        'Growth of knowledge by its first level; below 0 the last catch up.',
        'Рост знаний в зависимости от начального уровня; ниже 0 отстающие догоняют.',
      ],
      beta,
    ),
    measure(
      'sigma_output',
      ['Divergence of output', 'Расхождение по выпуску'],
      ['Change of the variation of revenue between regions.', 'Изменение вариации выручки между регионами.'],
      sigma,
    ),
    measure(
      'beta_output',
      ['Catching up, output', 'Догоняние по выпуску'],
      [
        'Growth of revenue by its first level; below 0 the last catch up.',
        'Рост выручки в зависимости от начального уровня; ниже 0 отстающие догоняют.',
      ],
      beta,
    ),
  ],
  evaluate(bench, out) {
    const { regionsBefore: before, regionsAfter: after } = asItIs(bench);
    const steps = bench.steps - bench.burnIn;
    if (steps <= 0) return;
    out[0] = variation(after.knowledge) - variation(before.knowledge);
    out[1] = catchUp(before.knowledge, after.knowledge, steps);
    out[2] = variation(after.output) - variation(before.output);
    out[3] = catchUp(before.output, after.output, steps);
  },
};
