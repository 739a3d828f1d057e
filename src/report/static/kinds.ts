/** The figures that can be made alone; apart from what draws them, so that the help text loads nothing else. */
export const FIGURE_KINDS = ['forest', 'bands', 'dose-response', 'heatmap', 'sankey', 'ternary', 'network', 'tornado', 'sobol'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];
