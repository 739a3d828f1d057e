/** Prior and posterior of every calibrated number as one SVG picture: bars are the posterior, the line is the prior. */
import type { Calibration } from '../experiment/calibration/calibrate.js';
import { quantileOf } from '../experiment/design/distribution.js';
import type { Uncertain } from '../experiment/design/uncertainty.js';
import { formatNumber } from './format.js';
import { escapeHtml } from './markup.js';

const BINS = 24;
const [WIDTH, HEIGHT, ACROSS] = [300, 190, 3];
const MARGIN = { left: 14, right: 14, top: 30, bottom: 26 } as const;
/** Steps in which the prior's shares are walked to draw it. */
const STEPS = 960;

/** One panel per parameter whose values are numbers. */
export function posteriorSvg(calibration: Calibration, uncertain: readonly Uncertain[]): string {
  const numbers = uncertain.filter(({ distribution }) => distribution.kind !== 'choice');
  const across = Math.min(ACROSS, Math.max(1, numbers.length));
  const width = across * WIDTH;
  const height = Math.ceil(numbers.length / across) * HEIGHT;
  const panels = numbers.map(
    (each, k) => `<g transform="translate(${(k % across) * WIDTH} ${Math.floor(k / across) * HEIGHT})">${panel(calibration, each)}</g>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="system-ui, sans-serif" font-size="11" role="img"><title>${escapeHtml(`Calibration of ${calibration.scenario}, seed ${calibration.seed}`)}</title>` +
    `<rect width="${width}" height="${height}" fill="#ffffff"/>${panels.join('')}</svg>\n`
  );
}

function panel({ sets }: Calibration, { key, distribution }: Uncertain): string {
  const low = quantileOf(distribution, 0.001) as number;
  const high = quantileOf(distribution, 0.999) as number;
  const prior = new Float64Array(BINS);
  const posterior = new Float64Array(BINS);
  const add = (bins: Float64Array, value: number, weight: number): void => {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * BINS)));
    bins[bin] = (bins[bin] as number) + weight;
  };
  for (let k = 0; k < STEPS; k++) add(prior, quantileOf(distribution, (k + 0.5) / STEPS) as number, 1 / STEPS);
  for (const { values, weight } of sets) add(posterior, values[key] as number, weight);
  const most = Math.max(...prior, ...posterior);
  const [wide, tall] = [WIDTH - MARGIN.left - MARGIN.right, HEIGHT - MARGIN.top - MARGIN.bottom];
  const x = (bin: number): string => (MARGIN.left + (bin / BINS) * wide).toFixed(1);
  const y = (weight: number): string => (MARGIN.top + tall * (1 - weight / most)).toFixed(1);
  const bars = [...posterior].map((weight, bin) =>
    weight === 0
      ? ''
      : `<rect x="${x(bin)}" y="${y(weight)}" width="${(wide / BINS - 1).toFixed(1)}" height="${((tall * weight) / most).toFixed(1)}"/>`,
  );
  const line = [...prior].map((weight, bin) => `${bin === 0 ? 'M' : 'L'}${x(bin)} ${y(weight)}H${x(bin + 1)}`).join('');
  const name = escapeHtml(key.replace(/^parameters\./, ''));
  return (
    `<text x="${MARGIN.left}" y="18" font-size="13">${name}</text><g fill="#2f7fd1">${bars.join('')}</g>` +
    `<path d="${line}" fill="none" stroke="#7b838d" stroke-dasharray="4 3"/>` +
    `<path d="M${x(0)} ${y(0)}H${x(BINS)}" stroke="#6b7280"/>` +
    `<text x="${x(0)}" y="${HEIGHT - 10}" fill="#6b7280">${formatNumber(low, 'en')}</text>` +
    `<text x="${x(BINS)}" y="${HEIGHT - 10}" fill="#6b7280" text-anchor="end">${formatNumber(high, 'en')}</text>`
  );
}
