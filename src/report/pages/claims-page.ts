/** `claims.md`: one table of every claim of every scenario with its verdict and numbers. */
import type { Validation } from '../../experiment/validation/validation.js';
import { CLAIM_HEAD, cell, claimCells, count, markdownTable } from './markdown.js';

/** The page as Markdown. Equal findings give equal bytes. */
export function claimsPage({ engine, studies }: Validation): string {
  const whole = studies.filter(({ without }) => without === undefined);
  const rows = whole.flatMap(({ study, claims }) => claims.map((judged) => [cell(study), ...claimCells(judged)]));
  const verdicts = whole.flatMap(({ claims }) => claims.map(({ verdict }) => verdict));
  const tally = (['supported', 'contradicted', 'undecided'] as const).map((word) => `${verdicts.filter((v) => v === word).length} ${word}`);
  const unequal = whole.filter(({ budget }) => budget !== null && !budget.equal).map(({ study }) => cell(study));
  return [
    '# Claims',
    `Every claim of every scenario, written by \`trihelix validate\` (engine ${cell(engine)}): of ${count(verdicts.length, 'claim')} ${tally.join(', ')}. Differences are paired: replicate r of every variant shares its luck. Intervals are 95 % paired t intervals, p is adjusted (Holm) over the claims of a file; of claims of equality it is that of the equivalence test unless they are contradicted.`,
    ...(unequal.length === 0 ? [] : [`**Budgets differ** although they should be equal: ${unequal.join(', ')}.`]),
    markdownTable(['scenario', ...CLAIM_HEAD], rows),
    '',
  ].join('\n\n');
}
