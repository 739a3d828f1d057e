/** What a study that varies parameters says as a whole: curves over doses, differences over a sample, split of the variance. */
import type { ResponseFinding } from '../../experiment/findings.js';
import { shortKey } from '../../experiment/keys.js';
import { type Block, blockHtml, type Section } from '../block.js';
import { type Context, keySentence, keyWithUnit, metricHead, metricWords, variantLegend, variantTitle } from '../context.js';
import { doseFigure } from '../figures/dose.js';
import type { VariantStyle } from '../figures/figure.js';
import { formatCount, formatPercent } from '../format.js';
import { type Cell, escapeHtml, number, table, text } from '../markup.js';
import { findingsSection, intervalText, type Part, sourceHtml, spotCell } from './parts.js';
import { laboratoryTexts } from './texts.js';

export function doseSection(context: Context): Section | undefined {
  const found = (context.input.findings?.responses ?? []).filter(({ doses }) => doses.length > 0);
  return findingsSection(
    context,
    'doses',
    laboratoryTexts(context.language).dose,
    found.map((each, k) => dosePart(context, each, k)),
  );
}

function dosePart(context: Context, finding: ResponseFinding, k: number): Part {
  const { language, texts } = context;
  const { dose } = laboratoryTexts(language);
  const { doses } = finding;
  const key = shortKey(doses[0]?.key ?? '');
  const axis = shortKey(keyWithUnit(context, doses[0]?.key ?? ''));
  const metrics = [...new Set(doses.map(({ metric }) => metric))];
  const compared = doses[0]?.baseline ?? undefined;
  const baseline = compared === undefined ? undefined : variantTitle(context, compared);
  const differences = baseline === undefined ? '' : ` ${dose.differences({ baseline })}`;
  const stylesOf = (names: readonly string[]): VariantStyle[] => context.styles.filter(({ name }) => names.includes(name));
  const figures = metrics.map((metric) => {
    const { title, unit: plain } = metricWords(context, metric);
    const unit = baseline === undefined ? plain : dose.difference({ unit: plain, baseline });
    const styles = stylesOf(doses.filter((curve) => curve.metric === metric).map(({ variant }) => variant));
    const curves = styles.flatMap(({ name }) => doses.find((curve) => curve.metric === metric && curve.variant === name) ?? []);
    return [
      metric,
      { label: dose.label({ metric: title, key }) + differences, figure: doseFigure(curves, styles, { dose: axis, unit }, language) },
    ] as const;
  });
  const block: Block = {
    id: `${language}-dose-${k}`,
    selector: {
      label: texts.series.metric,
      options: metrics.map((metric) => ({ value: metric, label: metricWords(context, metric).title, hint: metric })),
    },
    panels: [{ key: 'dose' }],
    figures: Object.fromEntries(figures),
    legend: variantLegend(context, stylesOf(doses.map(({ variant }) => variant))),
    caption: texts.caption({
      n: dose.replicates({ count: formatCount(finding.replicates, language) }),
      interval: dose.interval + differences,
      seed: finding.seed,
    }),
    numbers: doseTable(context, finding),
  };
  const sentence = keySentence(context, doses[0]?.key ?? '');
  const said = sentence === '' ? '' : `<p>${escapeHtml(sentence)}</p>`;
  return { heading: dose.heading({ key }), html: said + blockHtml(block, context) + sourceHtml(context, finding), blocks: [block] };
}

function doseTable(context: Context, { doses }: ResponseFinding): string {
  const { language, texts } = context;
  const { columns, curves, title } = laboratoryTexts(language).dose;
  const rows = doses.map(({ metric, variant, curve, choice, line }, r) => [
    metric === doses[r - 1]?.metric ? undefined : { html: metricHead({ ...metricWords(context, metric), sentence: '' }) },
    text(variantTitle(context, variant), 'variant'),
    text(curves[curve]),
    number(formatPercent(choice.find((each) => each.curve === curve)?.share, language)),
    endCell(context, line[0]),
    endCell(context, line.at(-1)),
  ]);
  const names = texts.verdicts.columns;
  const head = [names.indicator, names.variant, columns.curve, columns.chosen, columns.lowest, columns.highest].map(escapeHtml);
  return table({ caption: title, head, rows, kind: 'cards' });
}

function endCell(context: Context, end: ResponseFinding['doses'][number]['line'][number] | undefined): Cell {
  return spotCell({ value: end?.mean ?? null, low: end?.low ?? null, high: end?.high ?? null }, context, true);
}

/** Differences over the points of a sample, a band per dose where doses were crossed with it. */
export function bandsSection(context: Context): Section | undefined {
  const texts = laboratoryTexts(context.language).bands;
  const found = (context.input.findings?.responses ?? []).flatMap((finding) => {
    const bands = finding.bands.filter((band) => band.of === 'difference');
    return bands.length === 0 ? [] : [bandsPart(context, finding, bands)];
  });
  return findingsSection(context, 'bands', texts, found);
}

function bandsPart(context: Context, finding: ResponseFinding, bands: ResponseFinding['bands']): Part {
  const { language, texts } = context;
  const { columns, title } = laboratoryTexts(language).bands;
  const doseOf = (band: (typeof bands)[number]): string =>
    Object.entries(band.dose)
      .map(([key, value]) => `${shortKey(key)}=${String(value)}`)
      .join(' ');
  const dosed = bands.some((band) => doseOf(band) !== '');
  const rows = bands.map((band, r) => [
    band.metric === bands[r - 1]?.metric ? undefined : { html: metricHead({ ...metricWords(context, band.metric), sentence: '' }) },
    text(variantTitle(context, band.variant), 'variant'),
    ...(dosed ? [text(doseOf(band))] : []),
    spotCell({ value: band.mean, low: null, high: null }, context, true),
    number(intervalText(band.low, band.high, context)),
    number(formatPercent(band.above, language)),
    number(formatCount(band.points, language)),
  ]);
  const names = texts.verdicts.columns;
  const head = [
    names.indicator,
    names.variant,
    ...(dosed ? [columns.dose] : []),
    columns.mean,
    columns.band,
    columns.above,
    columns.points,
  ];
  const html = table({ caption: title, quiet: true, head: head.map(escapeHtml), rows, kind: 'cards' });
  return { heading: finding.study, html: html + sourceHtml(context, finding), blocks: [] };
}

const SHARES = ['policy', 'parameters', 'luck', 'policyByParameters', 'policyByLuck', 'parametersByLuck', 'allThree'] as const;

export function splitSection(context: Context): Section | undefined {
  const { language, texts } = context;
  const { split } = laboratoryTexts(language);
  const found = (context.input.findings?.responses ?? []).filter((finding) => finding.split.length > 0);
  const parts = found.map((finding): Part => {
    const rows = finding.split.map((shares) => [
      { html: metricHead({ ...metricWords(context, shares.metric), sentence: '' }) },
      ...SHARES.map((name) => number(formatPercent(shares[name], language))),
      number(formatCount(shares.replicates, language)),
    ]);
    const head = [texts.verdicts.columns.indicator, ...SHARES.map((name) => split.columns[name]), split.columns.replicates].map(escapeHtml);
    const html = table({ caption: split.title, quiet: true, head, rows, kind: 'cards' });
    return { heading: finding.study, html: html + sourceHtml(context, finding), blocks: [] };
  });
  return findingsSection(context, 'split', split, parts);
}
