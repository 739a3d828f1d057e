/** From a study to a figure that stands alone: one function per kind, each says what it needs where that is missing. */
import { UserError } from '../../core/errors.js';
import type { DoseCurve } from '../../experiment/comparing/dose-curves.js';
import { wordsIn } from '../../experiment/text.js';
import { type Context, keyWithUnit, linesOf, metricWords, rangeText, runCounts } from '../context.js';
import type { VariantStyle } from '../figures/figure.js';
import { HELIX_METRICS, type HelixSeries, helixPath } from '../figures/helix.js';
import { drawnSteps } from '../figures/series.js';
import { type Estimate, formatEstimate, formatUnit } from '../format.js';
import { seriesOf, type VariantMoments } from '../moments.js';
import { figureTexts } from '../texts-figures.js';
import { type BandPanel, bandsDrawing, type Point, type Strand } from './bands.js';
import { forestDrawing } from './forest.js';
import type { StudyKind } from './kinds.js';
import { heatmapPlate, sankeyPlate } from './matrix-plates.js';
import { networkPlate } from './network-plate.js';
import type { LegendItem, Plate } from './plate.js';
import type { PlateBody, PlateRequest } from './request.js';
import { sobolPlate, tornadoPlate } from './sensitivity-plates.js';
import { type Shares, ternaryDrawing } from './ternary.js';

const MAKERS: Readonly<Record<StudyKind, (request: PlateRequest) => PlateBody>> = {
  forest: forestPlate,
  bands: bandsPlate,
  'dose-response': dosePlate,
  heatmap: heatmapPlate,
  sankey: sankeyPlate,
  ternary: ternaryPlate,
  network: networkPlate,
  tornado: tornadoPlate,
  sobol: sobolPlate,
};

/**
 * The figure of a kind.
 * @throws UserError where the study or the model has no numbers for it
 */
export function plateOf(kind: StudyKind, request: PlateRequest): Plate {
  const { input, language } = request.context;
  const { plan } = input.results;
  const body = MAKERS[kind](request);
  const source = figureTexts(language).source({
    study: plan.study,
    seed: plan.scenario.seed,
    engine: plan.engine,
    model: `${plan.model.name} ${plan.model.version}`,
    hash: (input.provenance.results_hash ?? '').slice(0, 12),
  });
  return {
    ...body,
    title: wordsIn(plan.scenario.title, request.context.language),
    caption: `${body.caption} ${source}`,
    provenance: provenanceOf(request, kind),
  };
}

/** What a stranger needs to find the numbers again; runs are ids of the plan. */
function provenanceOf({ context }: PlateRequest, kind: StudyKind): Record<string, string> {
  const { results, provenance } = context.input;
  const { plan } = results;
  const done = results.ids;
  const whole = done.length === plan.runs.length;
  return {
    figure: kind,
    study: plan.study,
    seed: plan.scenario.seed,
    plan_hash: plan.hash,
    runs: whole ? `0-${plan.runs.length - 1}` : done.join(','),
    ...provenance,
  };
}

const legendOf = (styles: readonly VariantStyle[], lined: boolean): LegendItem[] =>
  styles.map(({ title, colour, symbol, dash }) => ({ text: title, colour, symbol, lined, dash: dash === 'dot' ? '2 4' : undefined }));

const baselineTitle = ({ styles }: Context): string => styles.find(({ baseline }) => baseline)?.title ?? '';

function forestPlate({ context, metrics }: PlateRequest): PlateBody {
  const { language, styles, input } = context;
  const texts = figureTexts(language).forest;
  const shown = input.comparison.rows.filter(({ metric, difference }) => metrics.includes(metric) && difference !== null);
  if (shown.length === 0)
    throw new UserError('there are no differences to draw', 'the study needs two variants, and metrics with a value in both');
  const blocks = metrics.flatMap((metric) => {
    const rows = shown.filter((row) => row.metric === metric);
    const { title, unit } = metricWords(context, metric);
    const drawn = rows.map((row) => {
      const style = styles.find(({ name }) => name === row.variant) as VariantStyle;
      const { mean, interval } = formatEstimate({ mean: row.difference, low: row.low, high: row.high }, language, true);
      return { label: style.title, style, value: row.difference as number, low: row.low, high: row.high, text: `${mean} ${interval}` };
    });
    return drawn.length === 0 ? [] : [{ title, unit, rows: drawn, smallest: Math.max(0, ...rows.map((row) => row.smallestEffect ?? 0)) }];
  });
  const n = rangeText(
    shown.map(({ pairs }) => pairs),
    language,
  );
  const smallest = blocks.some((block) => block.smallest > 0) ? ` ${texts.smallest}` : '';
  return {
    subtitle: texts.subtitle({ baseline: baselineTitle(context) }),
    legend: [],
    drawing: forestDrawing(blocks, language),
    caption: texts.caption({ n }) + smallest,
  };
}

function bandsPlate({ context, metrics }: PlateRequest): PlateBody {
  const { language, styles, moments, input } = context;
  const texts = figureTexts(language).bands;
  const panels: BandPanel[] = metrics.flatMap((metric) => {
    const strands = styles.flatMap((style): Strand[] => {
      const series = seriesOf(moments.get(style.name) as VariantMoments, metric);
      return series === undefined
        ? []
        : [{ style, line: drawnSteps(series.steps.length).map((x): Point => ({ x, ...(series.steps[x] as Estimate) })), dots: [] }];
    });
    const { title, unit } = metricWords(context, metric);
    return strands.length === 0 ? [] : [{ title, unit, strands }];
  });
  if (panels.length === 0)
    throw new UserError(
      `${metrics.join(', ')}: taken at the end of a run only, so there is no time series`,
      'choose others with --metrics',
    );
  const { burnIn } = input.results.plan.scenario;
  return {
    subtitle: texts.subtitle,
    legend: legendOf(styles, true),
    drawing: bandsDrawing(panels, {
      xTitle: formatUnit(input.model.stepUnit, language),
      before: { until: burnIn - 0.5, word: texts.burnIn },
      differences: false,
      language,
    }),
    caption: linesOf(context, texts.caption({ n: runCounts(context) })),
  };
}

function dosePlate({ context, metrics, doses }: PlateRequest): PlateBody {
  const { language, styles } = context;
  const texts = figureTexts(language).dose;
  const shown = doses.filter(({ metric }) => metrics.includes(metric));
  const [first] = shown;
  if (first === undefined)
    throw new UserError(
      'the study does not vary one number with three to thirty values',
      'e.g. give policy.rd_subsidy.budget=0,500000,1000000',
    );
  const used = styles.filter(({ name }) => shown.some(({ variant }) => variant === name));
  const panels = metrics.flatMap((metric): BandPanel[] => {
    const curves = shown.filter((curve) => curve.metric === metric);
    if (curves.length === 0) return [];
    const { title, unit } = metricWords(context, metric);
    const names = [...new Set(curves.map(({ curve }) => texts.curves[curve]))].join(', ');
    return [{ title: `${title} (${names})`, unit, strands: curves.map((curve) => doseStrand(curve, used)) }];
  });
  return {
    subtitle: first.baseline === null ? texts.figures : texts.differences({ baseline: baselineTitle(context) }),
    legend: legendOf(used, true),
    drawing: bandsDrawing(panels, { xTitle: keyWithUnit(context, first.key), differences: first.baseline !== null, language }),
    caption: texts.caption({
      n: rangeText(
        shown.map(({ replicates }) => replicates),
        language,
      ),
    }),
  };
}

function doseStrand({ variant, line, points }: DoseCurve, styles: readonly VariantStyle[]): Strand {
  const at = ({ dose, mean, low, high }: DoseCurve['line'][number]): Point => ({ x: dose, mean, low, high });
  return { style: styles.find(({ name }) => name === variant) as VariantStyle, line: line.map(at), dots: points.map(at) };
}

function ternaryPlate({ context }: PlateRequest): PlateBody {
  const { language, styles, moments, texts: own } = context;
  const texts = figureTexts(language).ternary;
  const paths = styles.flatMap((style) => {
    const held = moments.get(style.name) as VariantMoments;
    const series = Object.fromEntries(Object.entries(HELIX_METRICS).map(([corner, metric]) => [corner, seriesOf(held, metric)]));
    const { university, industry, government } = series;
    if (university === undefined || industry === undefined || government === undefined) return [];
    return [{ style, points: helixPath({ university, industry, government } satisfies HelixSeries) as unknown as readonly Shares[] }];
  });
  if (paths.every(({ points }) => points.length === 0))
    throw new UserError('the model does not measure the shares of universities, firms and government at every step');
  const { corners } = own.helix;
  return {
    subtitle: texts.subtitle,
    legend: legendOf(styles, true),
    drawing: ternaryDrawing(paths, { corners: [corners.university, corners.industry, corners.government], language }),
    caption: texts.caption({ n: runCounts(context) }),
  };
}
