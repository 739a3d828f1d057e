/** The public money behind an innovation: what was paid for its project, and its part of what was spent on its team's ties. */
import type { Recording } from './recording.js';

export interface PolicyMoney {
  /** Cents of grants for the project, by instrument. */
  readonly grants: Float64Array;
  /** Cents laid to the ties of its team, by instrument: each project that a tie served has an equal part. */
  readonly ties: Float64Array;
  /** Share of the knowledge it was built on, by instrument; every domain counts alike. */
  readonly knowledge: Float64Array;
  /** Cents of grants and ties together. */
  readonly total: number;
}

/** @param n number of the innovation */
export function moneyBehind({ projects, world }: Recording, n: number): PolicyMoney {
  const { project, uses } = projects.innovations[n];
  const column = (): Float64Array => new Float64Array(world.programmes.names.length);
  const money = { grants: column(), ties: column(), knowledge: column() };
  for (const { instrument, cents } of project.grants) money.grants[instrument] += cents;
  for (const tie of project.ties) for (let k = 0; k < tie.cents.length; k++) money.ties[k] += tie.cents[k] / tie.projects;
  for (const { laid } of uses) for (let k = 0; k < laid.length; k++) money.knowledge[k] += laid[k] / uses.length;
  const total = [...money.grants, ...money.ties].reduce((sum, cents) => sum + cents, 0);
  return { ...money, total };
}
