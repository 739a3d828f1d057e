/** Groups of organisations that effects are shown by; a file of its own, because the command line names them before it computes. */

export const GROUPINGS = ['region', 'industry', 'kind', 'size'] as const;
export type Grouping = (typeof GROUPINGS)[number];
