/** Parameters fitted to measured figures: how far they were learnt, what they predict, what should not be overlooked. */
import type { CalibrationFinding } from '../../experiment/findings.js';
import type { Section } from '../block.js';
import type { Context } from '../context.js';
import { formatCount, formatNumber, formatPercent, formatUnit } from '../format.js';
import { type Cell, escapeHtml, number, table, text } from '../markup.js';
import { findingsSection, intervalText, keyCell, type Part, sourceHtml } from './parts.js';
import { laboratoryTexts } from './texts.js';

export function calibrationSection(context: Context): Section | undefined {
  const texts = laboratoryTexts(context.language).calibration;
  const parts = (context.input.findings?.calibrations ?? []).map(
    (finding): Part => ({
      heading: finding.study,
      html: [courseHtml(context, finding), parameterTable(context, finding), targetTable(context, finding), notes(context, finding)].join(
        '',
      ),
      blocks: [],
    }),
  );
  return findingsSection(context, 'calibration', texts, parts);
}

function courseHtml({ language }: Context, { rounds, particles, replicates, tolerance, effective }: CalibrationFinding): string {
  const words = laboratoryTexts(language).calibration.course({
    rounds: formatCount(rounds.length, language),
    particles: formatCount(particles, language),
    replicates: formatCount(replicates, language),
    tolerance: formatNumber(tolerance, language),
    effective: formatNumber(effective, language),
  });
  return `<p>${escapeHtml(words)}</p>`;
}

function parameterTable(context: Context, { parameters }: CalibrationFinding): string {
  const { language } = context;
  const texts = laboratoryTexts(language);
  const { columns, parameters: caption } = texts.calibration;
  const rows = parameters.map(({ key, prior, median, low, high, chances, width }): Cell[] => [
    keyCell(key),
    text(`${prior.kind} ${prior.low === null ? '' : intervalText(prior.low, prior.high, context)}`.trim()),
    number(formatNumber(median, language)),
    number(
      chances === undefined
        ? intervalText(low, high, context)
        : chances.map(({ value, weight }) => `${String(value)} ${formatPercent(weight, language)}`).join(', '),
    ),
    number(formatPercent(width, language)),
  ]);
  const head = [texts.parameter, columns.prior, columns.median, columns.posterior, columns.width].map(escapeHtml);
  return table({ caption, head, rows, kind: 'cards' });
}

function targetTable(context: Context, { targets }: CalibrationFinding): string {
  const { language } = context;
  const { columns, uses, states, targets: caption } = laboratoryTexts(language).calibration;
  const rows = targets.map(({ target, use, value, error, median, low, high, inside, unit }): Cell[] => [
    text(target),
    text(uses[use]),
    number(
      `${formatNumber(value, language)}${error === 0 ? '' : ` ± ${formatNumber(error, language)}`} ${formatUnit(unit, language)}`.trim(),
    ),
    number(`${formatNumber(median, language)} ${intervalText(low, high, context)}`),
    text(inside === null ? states.none : inside ? states.inside : states.outside),
  ]);
  const head = [columns.target, columns.use, columns.value, columns.predicted, columns.state].map(escapeHtml);
  return table({ caption, head, rows, kind: 'cards' });
}

function notes(context: Context, finding: CalibrationFinding): string {
  const items = finding.warnings.map((warning) => `<li>${escapeHtml(warning[context.language])}</li>`).join('');
  return (items === '' ? '' : `<ul>${items}</ul>`) + sourceHtml(context, finding);
}
