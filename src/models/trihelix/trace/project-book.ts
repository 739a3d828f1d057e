/** Projects, grants and innovations of a run as records, in the order in which they came. */
import { TEAM_WIDTH } from '../teams.js';
import type { TrihelixWorld } from '../world.js';
import type { MeansTable } from './means.js';
import type { TieBook, TieRecord } from './tie-book.js';

/** A payment from a purse to an organisation. */
export interface GrantRecord {
  readonly id: number;
  readonly instrument: number;
  readonly to: number;
  readonly step: number;
  readonly cents: number;
  /** Project that it pays for, −1 where it was paid for something else. */
  readonly project: number;
}

export interface ProjectRecord {
  readonly id: number;
  readonly leader: number;
  readonly step: number;
  readonly steps: number;
  /** Cost of all its steps in cents. */
  readonly cost: number;
  readonly analogy: boolean;
  readonly helix: boolean;
  /** Rows of the team at the start, leader first, and of each partner its tie to the leader. */
  readonly team: readonly number[];
  readonly ties: readonly TieRecord[];
  readonly grants: readonly GrantRecord[];
  /** Means of what teammates learn from each other, and of the leader's own practice. */
  readonly teamMeans: number;
  readonly ownMeans: number;
  outcome: 'running' | 'success' | 'failure' | 'stopped';
  /** Innovation it led to, −1 none. */
  innovation: number;
}

/** Mastery of one domain that an innovation was built on. */
export interface KnowledgeUse {
  readonly domain: number;
  readonly holder: number;
  /** Mastery that counted. */
  readonly mastery: number;
  /** Share of it that the holder had; the rest was proven elsewhere or lent. */
  readonly own: number;
  /** Share of it that is laid to each instrument. */
  readonly laid: Float64Array;
}

export interface InnovationRecord {
  readonly project: ProjectRecord;
  /** Events in the log before it. */
  readonly position: number;
  readonly uses: readonly KnowledgeUse[];
}

export class ProjectBook {
  readonly projects: ProjectRecord[] = [];
  readonly grants: GrantRecord[] = [];
  readonly innovations: InnovationRecord[] = [];
  private readonly means: MeansTable;
  private readonly ties: TieBook;
  /** The running project of each leader's row. */
  private readonly open: (ProjectRecord | undefined)[] = [];

  constructor(means: MeansTable, ties: TieBook) {
    this.means = means;
    this.ties = ties;
  }

  /** The project that row i leads. @throws RangeError where it leads none */
  running(i: number): ProjectRecord {
    const project = this.open[i];
    if (project === undefined) throw new RangeError(`row ${i} leads no project`);
    return project;
  }

  /** Takes down a grant that is paid for no project. */
  payOther(payment: Omit<GrantRecord, 'id' | 'project'>): void {
    this.grants.push({ ...payment, id: this.grants.length, project: -1 });
  }

  /** Takes down the projects that began in this step, with the payments made while they did. */
  start(world: TrihelixWorld, payments: readonly Omit<GrantRecord, 'id' | 'project'>[]): void {
    const { running, startedAt } = world.projects.columns;
    const byLeader = new Map<number, Omit<GrantRecord, 'id' | 'project'>[]>();
    for (const payment of payments) byLeader.set(payment.to, [...(byLeader.get(payment.to) ?? []), payment]);
    for (let i = 0; i < world.governmentAt; i++) {
      if (running[i] === 0 || startedAt[i] !== world.step) continue;
      this.add(world, i, byLeader.get(i) ?? []);
      byLeader.delete(i);
    }
    for (const rest of byLeader.values()) for (const payment of rest) this.payOther(payment);
  }

  succeed(n: number, project: ProjectRecord, knowledge: Omit<InnovationRecord, 'project'>): void {
    project.outcome = 'success';
    project.innovation = n;
    this.innovations.push({ project, ...knowledge });
  }

  /** Ends the records of projects that do not run any more; what did not succeed has failed, or stopped with its leader. */
  close(world: TrihelixWorld, outcome: 'failure' | 'stopped'): void {
    for (let i = 0; i < world.governmentAt; i++) {
      const project = this.open[i];
      if (project === undefined || world.projects.columns.running[i] === 1) continue;
      if (project.outcome === 'running') project.outcome = outcome;
      this.open[i] = undefined;
    }
  }

  private add(world: TrihelixWorld, i: number, payments: readonly Omit<GrantRecord, 'id' | 'project'>[]): void {
    const p = world.projects.columns;
    const id = this.projects.length;
    const team = Array.from(p.team.subarray(i * TEAM_WIDTH, i * TEAM_WIDTH + p.teamSize[i]));
    const steps = p.endsAt[i] - p.startedAt[i] + 1;
    const cost = p.cost[i] * steps;
    const ties = team.slice(1).flatMap((j) => this.ties.between(world, i, j) ?? []);
    const set = ties.reduce((all, tie) => all | world.ties.columns.exposure[tie.row], 0);
    const paid = new Float64Array(this.means.instruments);
    for (const { instrument, cents } of payments) paid[instrument] += cents;
    const grants = payments.map((payment, n): GrantRecord => ({ ...payment, id: this.grants.length + n, project: id }));
    this.grants.push(...grants);
    for (const tie of ties) tie.projects++;
    const ownMeans = this.means.ofProject(id, paid, cost, 0);
    const record: ProjectRecord = {
      id,
      leader: i,
      step: world.step,
      steps,
      cost,
      analogy: p.analogy[i] === 1,
      helix: p.helix[i] === 1,
      team,
      ties,
      grants,
      ownMeans,
      teamMeans: set === 0 ? ownMeans : this.means.ofProject(id, paid, cost, set),
      outcome: 'running',
      innovation: -1,
    };
    this.projects.push(record);
    this.open[i] = record;
  }
}
