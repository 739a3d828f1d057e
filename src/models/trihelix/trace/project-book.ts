/** Projects, grants and innovations of a run as records, in the order in which they came. */
import { TEAM_WIDTH } from '../teams.js';
import type { TrihelixWorld } from '../world.js';
import type { MeansTable } from './means.js';
import type { Served, TieBook, TieRecord } from './tie-book.js';

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

export type Payment = Omit<GrantRecord, 'id' | 'project'>;

export interface ProjectRecord extends Served {
  readonly id: number;
  readonly leader: number;
  readonly step: number;
  readonly steps: number;
  /** Cost of all its steps in cents. */
  readonly cost: number;
  /** Rows of the team at the start, leader first, and of each partner its tie to the leader. */
  readonly team: readonly number[];
  readonly ties: readonly TieRecord[];
  /** What was paid for it, at its start and while it ran. */
  readonly grants: GrantRecord[];
  /** Instruments behind the ties of its team, and those that helped it along in another way than by these or by money. */
  readonly tieSet: number;
  readonly helpers: number;
  /** Means of what teammates learn from each other, and of the leader's own practice; known when it succeeds. */
  teamMeans: number;
  ownMeans: number;
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

  /** Takes down payments: with `forProject`, to those who lead a project for their project. */
  pay(payments: readonly Payment[], forProject: boolean): void {
    for (const payment of payments) {
      const project = forProject ? this.open[payment.to] : undefined;
      const grant = { ...payment, id: this.grants.length, project: project?.id ?? -1 };
      this.grants.push(grant);
      project?.grants.push(grant);
    }
  }

  /** Takes down the projects that began in this step; those that run are served by whoever helps them along. */
  start(world: TrihelixWorld, payments: readonly Payment[]): void {
    const { running, startedAt } = world.projects.columns;
    const payers = new Map<number, number>();
    for (const { to, instrument } of payments) payers.set(to, (payers.get(to) ?? 0) | (1 << instrument));
    for (let i = 0; i < world.governmentAt; i++)
      if (running[i] === 1 && startedAt[i] === world.step) this.add(world, i, payers.get(i) ?? 0);
    this.pay(payments, true);
    for (const project of this.open) if (project !== undefined) this.ties.serve(project, project.helpers);
  }

  succeed(n: number, project: ProjectRecord, knowledge: Omit<InnovationRecord, 'project'>): void {
    const paid = new Float64Array(this.means.instruments);
    for (const { instrument, cents } of project.grants) paid[instrument] += cents;
    project.ownMeans = this.means.ofProject(project.id, paid, project.cost, 0);
    project.teamMeans = project.tieSet === 0 ? project.ownMeans : this.means.ofProject(project.id, paid, project.cost, project.tieSet);
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

  private add(world: TrihelixWorld, i: number, payers: number): void {
    const p = world.projects.columns;
    const id = this.projects.length;
    const team = Array.from(p.team.subarray(i * TEAM_WIDTH, i * TEAM_WIDTH + p.teamSize[i]));
    const steps = p.endsAt[i] - p.startedAt[i] + 1;
    const cost = p.cost[i] * steps;
    const ties = team.slice(1).flatMap((j) => this.ties.between(world, i, j) ?? []);
    const tieSet = ties.reduce((all, tie) => all | world.ties.columns.exposure[tie.row], 0);
    for (const tie of ties) tie.projects++;
    const record: ProjectRecord = {
      id,
      leader: i,
      step: world.step,
      steps,
      cost,
      team,
      ties,
      grants: [],
      cents: new Float64Array(this.means.instruments),
      tieSet,
      helpers: p.exposure[i] & ~payers & ~tieSet,
      ownMeans: 0,
      teamMeans: 0,
      outcome: 'running',
      innovation: -1,
    };
    this.projects.push(record);
    this.open[i] = record;
  }
}
