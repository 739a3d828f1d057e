/** Matrices of a model as figures that stand alone: cells and flows. */
import { UserError } from '../../core/errors.js';
import type { Matrix } from '../../core/model.js';
import { runCounts, wordsOf } from '../context.js';
import type { VariantStyle } from '../figures/figure.js';
import { matrixDifference } from '../figures/heatmap.js';
import { formatUnit } from '../format.js';
import { type MeanMatrix, matrixOf, type VariantMoments } from '../moments.js';
import { figureTexts } from '../texts-figures.js';
import { heatmapDrawing } from './heatmap.js';
import type { PlateBody, PlateRequest } from './request.js';
import { sankeyDrawing } from './sankey.js';

interface ChosenMatrix {
  readonly style: VariantStyle;
  readonly matrix: MeanMatrix;
  readonly title: string;
  readonly sentence: string;
  readonly unit: string;
  readonly flow: boolean;
  readonly n: string;
}

/** The asked variant's mean of the asked matrix. */
function chosenMatrix({ context, variant, matrix: asked }: PlateRequest): ChosenMatrix {
  const { language, styles, moments, input } = context;
  const matrices = input.model.matrices as readonly Matrix<unknown>[];
  const described = asked === undefined ? matrices[0] : matrices.find(({ name }) => name === asked);
  if (described === undefined)
    throw new UserError(`the model has no matrix "${asked ?? ''}"`, `known: ${matrices.map(({ name }) => name).join(', ')}`);
  const style = variant === undefined ? styles.at(-1) : styles.find(({ name }) => name === variant);
  if (style === undefined)
    throw new UserError(`there is no variant "${variant ?? ''}"`, `known: ${styles.map(({ name }) => name).join(', ')}`);
  const held = moments.get(style.name) as VariantMoments;
  const found = matrixOf(held, described.name);
  if (found === undefined || held.runs === 0 || found.rows.length === 0)
    throw new UserError(`the matrix ${described.name} has no numbers in ${style.name}`);
  const label = (word: string): string => wordsOf(word, context.texts.words);
  return {
    style,
    matrix: { ...found, rows: found.rows.map(label), columns: found.columns.map(label) },
    title: described.title[language],
    sentence: described.text[language],
    unit: formatUnit(described.unit, language),
    flow: found.rows.join('\n') === found.columns.join('\n'),
    n: runCounts(context, [held]),
  };
}

/** @throws UserError for a matrix or variant that is not there */
export function heatmapPlate(request: PlateRequest): PlateBody {
  const { context, difference = false } = request;
  const { language, styles } = context;
  const { heatmap: texts, from, to } = figureTexts(language);
  const chosen = chosenMatrix(request);
  const base = styles.find(({ baseline }) => baseline) as VariantStyle;
  const values = difference
    ? matrixDifference(chosen.matrix, chosenMatrix({ ...request, variant: base.name }).matrix)
    : chosen.matrix.values;
  const what = difference
    ? texts.difference({ variant: chosen.style.title, baseline: base.title })
    : texts.mean({ variant: chosen.style.title });
  return {
    subtitle: `${chosen.title}. ${what}`,
    legend: [],
    drawing: heatmapDrawing(
      { ...chosen.matrix, values },
      { unit: chosen.unit, from: chosen.flow ? from : '', to: chosen.flow ? to : '', difference, language },
    ),
    caption: `${chosen.sentence} ${texts.caption({ n: chosen.n })}`,
  };
}

/** @throws UserError for a matrix or variant that is not there */
export function sankeyPlate(request: PlateRequest): PlateBody {
  const { language } = request.context;
  const { sankey: texts, from, to } = figureTexts(language);
  const { style, matrix, title, sentence, unit, n } = chosenMatrix(request);
  return {
    subtitle: `${title}${unit === '' ? '' : ` (${unit})`}. ${texts.subtitle({ variant: style.title })}`,
    legend: [],
    drawing: sankeyDrawing(matrix, { unit, from, to, language }),
    caption: `${sentence} ${texts.caption({ n })}`,
  };
}
