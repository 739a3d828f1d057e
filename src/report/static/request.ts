/** What a figure is asked for with, and what its maker hands back. */
import type { DoseCurve } from '../../experiment/comparing/dose-curves.js';
import type { SensitivityResult } from '../../experiment/sensitivity/result.js';
import type { Context } from '../context.js';
import type { Plate } from './plate.js';

export interface PlateRequest {
  readonly context: Context;
  /** Metrics to show; the first few indicators where none is named. */
  readonly metrics: readonly string[];
  /** Variant of a heatmap or a Sankey diagram; default the last. */
  readonly variant?: string | undefined;
  /** Matrix of a heatmap or a Sankey diagram; default the model's first. */
  readonly matrix?: string | undefined;
  /** Show a heatmap as the difference from the baseline. */
  readonly difference?: boolean;
  readonly doses: readonly DoseCurve[];
  /** The analysis that a tornado or Sobol' figure draws. */
  readonly sensitivity?: SensitivityResult | undefined;
}

/** All of a plate but what every figure of a study has in common. */
export type PlateBody = Pick<Plate, 'subtitle' | 'legend' | 'drawing' | 'caption'>;
