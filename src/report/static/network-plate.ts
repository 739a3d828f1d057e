/** The network of every variant as a figure that stands alone. */
import { UserError } from '../../core/errors.js';
import type { Context } from '../context.js';
import { formatCount } from '../format.js';
import { layoutNetwork } from '../network-layout.js';
import { regionNames, unionOf } from '../sections/network.js';
import { networkRows } from '../sections/network-rows.js';
import { figureTexts } from '../texts-figures.js';
import { networkDrawing, networkLegend } from './network.js';
import type { Plate } from './plate.js';

/** @throws UserError where the model has no organisations or no run of replicate 0 is done */
export function networkPlate({ context }: { readonly context: Context }): Pick<Plate, 'subtitle' | 'legend' | 'drawing' | 'caption'> {
  const { language, styles, input, texts: own } = context;
  const texts = figureTexts(language).network;
  const networks = styles.flatMap((style) => {
    const rows = networkRows(input.snapshots?.[style.name] ?? []);
    return rows === undefined || rows.organisations.length === 0 ? [] : [{ style, rows }];
  });
  if (networks.length === 0) throw new UserError('there is no network to draw', 'the model has no ties, or no run of replicate 0 is done');
  const panels = networks.map(({ style, rows }) => ({
    title: style.title,
    subtitle: texts.counts({
      organisations: formatCount(rows.organisations.length, language),
      ties: formatCount(rows.ties.length, language),
    }),
    rows,
  }));
  const label = { label: '', kinds: own.network.kinds, region: regionNames(context) };
  return {
    subtitle: texts.subtitle,
    legend: networkLegend(own.network.kinds, own.network.levels),
    drawing: networkDrawing(panels, layoutNetwork(unionOf(networks)), label),
    caption: texts.caption,
  };
}
