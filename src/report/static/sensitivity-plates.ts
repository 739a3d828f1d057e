/** What an analysis of sensitivity found, as bars: sizes of effects (tornado) and shares of the variance (Sobol'). */
import { UserError } from '../../core/errors.js';
import { shortKey } from '../../experiment/keys.js';
import type { Estimate, SensitivityResult } from '../../experiment/sensitivity/result.js';
import { type Context, metricWords } from '../context.js';
import { formatCount, formatNumber, formatUnit } from '../format.js';
import { figureTexts } from '../texts-figures.js';
import { type Bar, barsDrawing } from './bars.js';
import type { PlateBody, PlateRequest } from './request.js';

const FIRST = '#2f7fd1';
const REST = '#f0b27a';
/** More parameters than this are left out, the weakest first, and counted in the caption. */
const MOST_ROWS = 25;

/** @throws UserError where no Morris screening is at hand */
export function tornadoPlate({ context, sensitivity }: PlateRequest): PlateBody {
  const { language } = context;
  const { indices } = sensitivity ?? {};
  if (sensitivity === undefined || indices?.method !== 'morris') throw needed('morris');
  const texts = figureTexts(language).tornado;
  const rows = [...indices.rows].sort((a, b) => (b.muStar.value ?? -1) - (a.muStar.value ?? -1));
  const effects = Math.min(...rows.map((row) => row.effects));
  const shown = rows.slice(0, MOST_ROWS).map(({ key, muStar, sigma }) => ({
    label: shortKey(key),
    bars: [barOf(muStar, FIRST)],
    note: texts.sigma({ value: formatNumber(sigma.value, language, 2) }),
  }));
  return {
    subtitle: texts.subtitle({ output: outputText(context, sensitivity) }),
    legend: [],
    drawing: barsDrawing(shown, texts.axis({ unit: formatUnit(sensitivity.unit, language) }), language),
    caption: texts.caption({ n: formatCount(effects, language) }) + leftOut(context, rows.length),
  };
}

/** @throws UserError where no Sobol' analysis is at hand */
export function sobolPlate({ context, sensitivity }: PlateRequest): PlateBody {
  const { language } = context;
  const { indices } = sensitivity ?? {};
  if (sensitivity === undefined || indices?.method !== 'sobol') throw needed('sobol');
  const texts = figureTexts(language).sobol;
  const rows = [...indices.rows].sort((a, b) => (b.total.value ?? -1) - (a.total.value ?? -1));
  const shown = rows
    .slice(0, MOST_ROWS)
    .map(({ key, first, total }) => ({ label: shortKey(key), bars: [barOf(first, FIRST), barOf(total, REST)], note: '' }));
  return {
    subtitle: texts.subtitle({ output: outputText(context, sensitivity) }),
    legend: [
      { text: texts.first, colour: FIRST, symbol: 'box' },
      { text: texts.total, colour: REST, symbol: 'box' },
    ],
    drawing: barsDrawing(shown, texts.axis, language),
    caption: texts.caption({ n: formatCount(indices.bases, language) }) + leftOut(context, rows.length),
  };
}

function needed(method: 'morris' | 'sobol'): UserError {
  return new UserError(`there is no ${method} analysis to draw`, `compute it first: trihelix sensitivity SCENARIO --method ${method}`);
}

const barOf = ({ value, low, high }: Estimate, colour: string): Bar => ({ colour, value, low, high });

function leftOut({ language }: Context, rows: number): string {
  if (rows <= MOST_ROWS) return '';
  return ` ${figureTexts(language).leftOut({ count: formatCount(rows - MOST_ROWS, language) })}`;
}

/** What is explained, in words. */
function outputText(context: Context, { output }: SensitivityResult): string {
  const texts = figureTexts(context.language);
  const titleOf = (name: string): string => context.styles.find((style) => style.name === name)?.title ?? name;
  const [metric, variant] = [metricWords(context, output.metric).title, titleOf(output.variant)];
  return output.over === undefined ? texts.output({ metric, variant }) : texts.outputOver({ metric, variant, over: titleOf(output.over) });
}
