/** Names and limits of designs, apart from what makes them, so that a list of options loads nothing else. */

/** Ways to choose points. */
export const DESIGN_METHODS = ['lhs', 'sobol', 'random', 'grid', 'list'] as const;
export type DesignMethod = (typeof DESIGN_METHODS)[number];

/**
 * What exchange improves in a Latin hypercube: `maximin` keeps the points apart (the criterion φ of Morris & Mitchell 1995
 * with p = 20), `correlation` makes the columns uncorrelated, `none` leaves the design as drawn.
 */
export const IMPROVEMENTS = ['maximin', 'correlation', 'none'] as const;
export type Improvement = (typeof IMPROVEMENTS)[number];

/** Points of one study, before variants and replicates. */
export const MOST_POINTS = 10_000;
