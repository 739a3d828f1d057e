/** What the report says of the negative-control metric: quietly where pairs share their luck, loudly where they do not. */
import { describe, expect, it } from 'vitest';
import type { NegativeControl } from '../../src/experiment/comparison.js';
import { contextOf } from '../../src/report/context.js';
import { momentsOf } from '../../src/report/moments.js';
import { honestySection } from '../../src/report/sections/trust.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy } from '../support/rehearsal-study.js';

const study = rehearseStudy({ ...rehearsalScenario, replicates: 6 });
const [metric = ''] = study.results.plan.scenario.indicators;
const QUIET: NegativeControl = {
  kind: 'before',
  metric,
  steps: 8,
  variants: study.comparison.variants.slice(1),
  replicates: 6,
  distinct: 6,
  pairs: 12,
  differing: 0,
  selection: null,
};

function said(control: Partial<NegativeControl>, language: 'en' | 'ru'): string {
  const honesty = { ...study.comparison.honesty, control: [{ ...QUIET, ...control }] };
  const input = { ...study, comparison: { ...study.comparison, honesty }, model: rehearsalModel, language, provenance: {} };
  return honestySection(contextOf(input, momentsOf(study.results), language)).html;
}

describe('the negative-control metric in the report', () => {
  it.each([
    ['en', {}, 'equal to the last bit in all 12 pairs'],
    ['ru', {}, 'совпадает до последнего бита во всех парах (12)'],
    ['en', { differing: 5 }, 'FAILED, 5 of 12 pairs differ'],
    ['ru', { differing: 5 }, 'НЕ ПРОЙДЕН, различаются пар: 5 из 12'],
    ['en', { distinct: 1 }, 'does not tell the 6 replicates apart'],
    ['ru', { distinct: 1 }, 'не различает повторы (6)'],
    ['en', { kind: 'replay' }, 'share nothing but luck'],
    ['ru', { kind: 'replay' }, 'нет ничего общего, кроме удачи'],
    [
      'en',
      { selection: { kept: 4, leftOut: 2, keptMean: 1.5, leftOutMean: 0.5, p: 0.03 } },
      'The 2 replicates that some row leaves out began with 0.5',
    ],
    ['ru', { selection: { kept: 4, leftOut: 2, keptMean: 1.5, leftOutMean: 0.5, p: 0.03 } }, 'начинали со значения 0,5'],
  ] as const)('in %s, %j', (language, control, words) => {
    expect(said(control, language)).toContain(words);
  });
});
