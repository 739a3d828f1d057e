/** Names of the methods, apart from what they do, so that a list of options loads nothing else. */
export const SENSITIVITY_METHODS = ['morris', 'sobol', 'pawn', 'src'] as const;
export type SensitivityMethod = (typeof SENSITIVITY_METHODS)[number];
