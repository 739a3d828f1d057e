/** The public money behind an innovation: what was paid for its project, and services for the project and the ties of its team. */
import type { Recording } from './recording.js';

export interface PolicyMoney {
  /** Cents of grants for the project, by instrument. */
  readonly grants: Float64Array;
  /** Cents of services laid to it and to the ties of its team, by instrument: each project that a tie served has an equal part. */
  readonly services: Float64Array;
  /** Share of the knowledge it was built on, by instrument; every domain counts alike. */
  readonly knowledge: Float64Array;
  /** Cents of grants and services together. */
  readonly total: number;
}

/** @param n number of the innovation */
export function moneyBehind({ projects, world }: Recording, n: number): PolicyMoney {
  const { project, uses } = projects.innovations[n];
  const column = (): Float64Array => new Float64Array(world.programmes.names.length);
  const money = { grants: column(), services: project.cents.slice(), knowledge: column() };
  for (const { instrument, cents } of project.grants) money.grants[instrument] += cents;
  for (const tie of project.ties) for (let k = 0; k < tie.cents.length; k++) money.services[k] += tie.cents[k] / tie.projects;
  for (const { laid } of uses) for (let k = 0; k < laid.length; k++) money.knowledge[k] += laid[k] / uses.length;
  const total = [...money.grants, ...money.services].reduce((sum, cents) => sum + cents, 0);
  return { ...money, total };
}
