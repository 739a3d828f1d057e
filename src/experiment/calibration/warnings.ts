/** What should not be overlooked in a calibration: what is not identified, what presses against its prior, what does not fit. */
import { weightedTotal } from '../linear-algebra.js';
import type { Posterior, PosteriorInput } from './posterior.js';

/** A sentence in both languages. */
export interface Warning {
  readonly en: string;
  readonly ru: string;
}

/** A posterior that keeps more than this of its prior's width has learnt next to nothing. */
const WIDE = 0.8;
const CORRELATED = 0.8;
/** A posterior with more than half of its weight in this share of the prior, at one of its ends, presses against it. */
const EDGE = 0.05;

const rounded = (value: number): number => Math.floor(100 * value + 0.5);

export function warningsOf(input: PosteriorInput, found: Omit<Posterior, 'warnings'>): Warning[] {
  return [...toleranceWarnings(input), ...wideWarnings(found), ...edgeWarnings(input), ...pairWarnings(found), ...targetWarnings(found)];
}

function toleranceWarnings({ tolerance }: PosteriorInput): Warning[] {
  if (tolerance <= 1) return [];
  const at = tolerance.toPrecision(2);
  return [
    {
      en: `the tolerance ended at ${at} standard errors, so the intervals are too wide: more rounds or particles, or more replicates where luck scatters the figures by more than their errors, bring it to 1 if the model can come that close`,
      ru: `допуск остановился на ${at.replace('.', ',')} стандартных ошибки, поэтому интервалы слишком широки: больше раундов или наборов, или больше повторов там, где удача разбрасывает показатели сильнее их ошибок, доведут его до 1, если модель может подойти так близко`,
    },
  ];
}

function wideWarnings({ parameters }: Omit<Posterior, 'warnings'>): Warning[] {
  return parameters
    .filter(({ width }) => width > WIDE)
    .map(({ key, width }) => ({
      en: `${key} is not identified: its posterior keeps ${rounded(width)} % of the width of its prior`,
      ru: `${key} не определяется: апостериорное распределение сохраняет ${rounded(width)} % ширины априорного`,
    }));
}

function edgeWarnings({ uncertain, shares, weights }: PosteriorInput): Warning[] {
  return uncertain.flatMap(({ key, distribution }, d) => {
    if (distribution.kind === 'choice') return [];
    const low = weightedTotal(weights, (p) => ((shares[p] as Float64Array)[d] as number) < EDGE);
    const high = weightedTotal(weights, (p) => ((shares[p] as Float64Array)[d] as number) > 1 - EDGE);
    if (Math.max(low, high) <= 0.5) return [];
    const isLow = low > high;
    return [
      {
        en: `${key} presses against the ${isLow ? 'lower' : 'upper'} end of its prior: widen it`,
        ru: `${key} упирается в ${isLow ? 'нижний' : 'верхний'} край априорного распределения: расширьте его`,
      },
    ];
  });
}

function pairWarnings({ correlations }: Omit<Posterior, 'warnings'>): Warning[] {
  return correlations
    .filter(({ correlation }) => Math.abs(correlation) > CORRELATED)
    .map(({ a, b, correlation }) => {
      const r = (rounded(correlation) / 100).toFixed(2);
      return {
        en: `${a} and ${b} are only known together (correlation ${r}): another target could tell them apart`,
        ru: `${a} и ${b} известны только вместе (корреляция ${r.replace('.', ',')}): их мог бы различить ещё один целевой показатель`,
      };
    });
}

function targetWarnings({ targets }: Omit<Posterior, 'warnings'>): Warning[] {
  return targets
    .filter(({ inside }) => inside === false)
    .map(({ target, use }) => ({
      en: `${target}, ${use === 'fit' ? 'which was fitted' : 'held out'}, lies outside what the posterior predicts`,
      ru: `${target} (${use === 'fit' ? 'показатель подгонялся' : 'показатель был отложен'}) лежит вне того, что предсказывает апостериорное распределение`,
    }));
}
