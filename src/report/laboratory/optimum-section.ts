/** The best division of a budget that a search found, measured on luck that the search has not seen. */
import type { OptimumFinding } from '../../experiment/findings.js';
import { shortKey } from '../../experiment/keys.js';
import type { Measured } from '../../experiment/optimal-policy/optimise.js';
import { budgetUnit } from '../../experiment/optimal-policy/policy-space.js';
import type { Section } from '../block.js';
import { type Context, instrumentOf, metricWords, wordsOf } from '../context.js';
import { formatCount, formatNumber, formatUnit, NO_VALUE } from '../format.js';
import { type Cell, escapeHtml, number, table, text } from '../markup.js';
import { findingsSection, type Part, sourceHtml, spotCell } from './parts.js';
import { laboratoryTexts } from './texts.js';

export function optimumSection(context: Context): Section | undefined {
  const texts = laboratoryTexts(context.language).optimum;
  const parts = (context.input.findings?.optima ?? []).map((finding): Part => {
    const aims = finding.aims.map(({ metric, better }) => texts.aims[better]({ metric: metricWords(context, metric).title })).join(' + ');
    return {
      heading: texts.heading({ aims, budget: `${formatCount(finding.budget, context.language)} ${moneyUnit(context, finding)}` }),
      html: findingHtml(context, finding),
      blocks: [],
    };
  });
  return findingsSection(context, 'optimum', texts, parts);
}

function findingHtml(context: Context, finding: OptimumFinding): string {
  const { language } = context;
  const texts = laboratoryTexts(language).optimum;
  const { policies, replicates, finalReplicates, worlds, atWorst, aims } = finding;
  const count = (value: number): string => formatCount(value, language);
  const course = texts.course({
    policies: count(policies),
    replicates: count(replicates),
    fresh: count(finalReplicates),
    worlds: count(worlds),
  });
  const worst = atWorst ? ` ${worlds > 1 ? texts.worst.world : texts.worst.luck}` : '';
  return [
    `<p>${escapeHtml(course + worst)}</p>`,
    moneyTable(context, finding),
    ...aims.map((_, a) => aimTable(context, finding, a)),
    aims.length === 1 ? `<p><strong>${escapeHtml(isSure(finding) ? texts.sure : texts.unsure)}</strong></p>` : '',
    sourceHtml(context, finding),
  ].join('');
}

/** Whether the best beats the equal split on fresh luck. */
function isSure({ best, aims }: OptimumFinding): boolean {
  const { low = null, high = null } = best.difference[0] ?? {};
  if (low === null || high === null) return false;
  return aims[0]?.better === 'higher' ? low > 0 : high < 0;
}

function roleText({ role }: Measured, context: Context): string {
  const { roles } = laboratoryTexts(context.language).optimum;
  const front = /^front-(\d+)$/.exec(role);
  if (front !== null) return `${roles.front} ${front[1]}`;
  if (role.endsWith('-alone')) return `${instrumentTitle(role.slice(0, -'-alone'.length), context)}: ${roles.alone}`;
  return role === 'best' || role === 'nothing' || role === 'equal-split' ? roles[role] : role;
}

function instrumentTitle(name: string, { input, language }: Context): string {
  return instrumentOf(input.model, name)?.title[language] ?? wordsOf(name);
}

function moneyUnit({ input, language }: Context, { instruments }: OptimumFinding): string {
  return formatUnit(budgetUnit(input.model, instruments), language);
}

function moneyTable(context: Context, finding: OptimumFinding): string {
  const { measured, instruments, aims } = finding;
  const { language } = context;
  const { columns, money } = laboratoryTexts(language).optimum;
  const settings = Object.keys(measured[0]?.settings ?? {});
  const many = aims.length > 1;
  const rows = measured.map((policy): Cell[] => [
    text(roleText(policy, context)),
    ...(many ? [text(policy.onFront ? '✓' : NO_VALUE)] : []),
    ...instruments.map((name) => number(formatCount(policy.budgets[name] ?? 0, language))),
    ...settings.map((key) => {
      const value = policy.settings[key];
      return number(typeof value === 'number' ? formatNumber(value, language) : String(value ?? NO_VALUE));
    }),
  ]);
  const head = [columns.policy, ...(many ? [columns.front] : []), ...instruments.map((name) => instrumentTitle(name, context))];
  return table({
    caption: `${money}, ${moneyUnit(context, finding)}`,
    head: [...head, ...settings.map(shortKey)].map(escapeHtml),
    rows,
    kind: 'cards',
  });
}

function aimTable(context: Context, { measured, aims }: OptimumFinding, a: number): string {
  const { language } = context;
  const { columns } = laboratoryTexts(language).optimum;
  const { metric, unit } = aims[a] as OptimumFinding['aims'][number];
  const spot = (estimate: Measured['fresh'][number] | undefined, signed: boolean): Cell =>
    spotCell({ value: estimate?.mean ?? null, low: estimate?.low ?? null, high: estimate?.high ?? null }, context, signed);
  const rows = measured.map((policy): Cell[] => [
    text(roleText(policy, context)),
    number(formatNumber(policy.worth[a], language, 4)),
    spot(policy.fresh[a], false),
    policy.role === 'equal-split' ? number(NO_VALUE) : spot(policy.difference[a], true),
  ]);
  const caption = [metricWords(context, metric).title, formatUnit(unit, language)].filter((word) => word !== '').join(', ');
  const head = [columns.policy, columns.search, columns.fresh, columns.difference].map(escapeHtml);
  return table({ caption, head, rows, kind: 'cards' });
}
