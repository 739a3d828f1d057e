/** The figures that can be made alone; apart from what draws them, so that the help text loads nothing else. */
const STUDY_KINDS = ['forest', 'bands', 'dose-response', 'heatmap', 'sankey', 'ternary', 'network', 'tornado', 'sobol'] as const;
export type StudyKind = (typeof STUDY_KINDS)[number];
/** Those of a calibration and of a search for the best policy. */
export const FINDING_KINDS = ['posterior', 'pareto'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
export const FIGURE_KINDS = [...STUDY_KINDS, ...FINDING_KINDS] as const;
export type FigureKind = StudyKind | FindingKind;
