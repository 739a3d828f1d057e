/**
 * Events of the phase `run-projects`, by the formulas of ODD 7.5: what each success uses, publishes, shares and practises. The
 * log of innovations has the successes in the order in which they were settled.
 */
import { hasDomain } from '../combination.js';
import { opennessOfResults } from '../phases/build-capability.js';
import { listBroughtIn } from '../project-members.js';
import { TEAM_WIDTH } from '../teams.js';
import type { TrihelixWorld } from '../world.js';
import { TRACE_CHANNEL } from './channels.js';
import { NOBODY } from './event-log.js';
import type { KnowledgeBook } from './knowledge-book.js';
import type { KnowledgeUse, ProjectBook, ProjectRecord } from './project-book.js';

export function collectProjects(world: TrihelixWorld, book: KnowledgeBook, projects: ProjectBook): void {
  const { leaderRow } = world.innovations.columns;
  for (let n = projects.innovations.length; n < world.innovationCount; n++) {
    const i = leaderRow[n];
    const project = projects.running(i);
    const domains = domainsOf(world, i);
    projects.succeed(n, project, {
      position: book.log.count,
      uses: domains.map((d) => useOf(world, book, i, d)),
    });
    for (const d of domains) publish(world, book, i, d);
    if (world.projects.columns.teamSize[i] > 1) for (const d of domains) share(world, book, i, d, project);
    if (world.parameters.member_reach > 0 && world.projects.columns.teamSize[i] > 1) shareWithMembers(world, book, domains, i, project);
    for (const d of domains) practise(world, book, i, d, project);
  }
}

function domainsOf(world: TrihelixWorld, i: number): number[] {
  const { low, high } = world.projects.columns;
  return Array.from({ length: world.domains }, (_, d) => d).filter((d) => hasDomain(low[i], high[i], d));
}

/** The best of the team in a domain, the first of them in the order of the team. */
function bestOf(world: TrihelixWorld, book: KnowledgeBook, i: number, d: number): number {
  const { team, teamSize } = world.projects.columns;
  let best = i;
  for (let m = 1; m < teamSize[i]; m++) {
    const j = team[i * TEAM_WIDTH + m];
    if (book.stock[j * world.domains + d] > book.stock[best * world.domains + d]) best = j;
  }
  return best;
}

/** Whose mastery counts for the innovation; what another industry has proven or a third actor lends works at the working level. */
function useOf(world: TrihelixWorld, book: KnowledgeBook, i: number, d: number): KnowledgeUse {
  const { analogy, helix } = world.projects.columns;
  const holder = bestOf(world, book, i, d);
  const cell = holder * world.domains + d;
  const mastery = book.stock[cell];
  const floor = analogy[i] === 1 || helix[i] === 1 ? world.parameters.working_level : 0;
  const counted = Math.max(mastery, floor);
  const own = counted > 0 ? mastery / counted : 0;
  const instruments = world.programmes.names.length;
  const laid = book.laid.slice(cell * instruments, (cell + 1) * instruments).map((part) => part * own);
  return { domain: d, holder, mastery: counted, own, laid };
}

function publish(world: TrihelixWorld, book: KnowledgeBook, i: number, d: number): void {
  const { region } = world.organisations.columns;
  const pool = book.poolOf(region[i]);
  const best = bestOf(world, book, i, d);
  const lead = book.stock[best * world.domains + d] - book.stock[pool * world.domains + d];
  book.gain(TRACE_CHANNEL.published, best, pool, d, world.parameters.publication_of_results * opennessOfResults(world, i) * lead);
}

function share(world: TrihelixWorld, book: KnowledgeBook, i: number, d: number, project: ProjectRecord): void {
  const { team, teamSize } = world.projects.columns;
  const { alive } = world.organisations.columns;
  const best = bestOf(world, book, i, d);
  for (let m = 0; m < teamSize[i]; m++) {
    const j = team[i * TEAM_WIDTH + m];
    if (j === best || alive[j] === 0) continue;
    const lead = book.stock[best * world.domains + d] - book.stock[j * world.domains + d];
    book.gain(TRACE_CHANNEL.project, best, j, d, world.parameters.project_learning * lead, project.teamMeans);
  }
}

/** Firms that their cluster organisations brought in. */
function shareWithMembers(world: TrihelixWorld, book: KnowledgeBook, domains: number[], i: number, project: ProjectRecord): void {
  const { receptivity } = world.organisations.columns;
  const count = listBroughtIn(world, i);
  for (const d of domains) {
    const best = bestOf(world, book, i, d);
    for (const f of world.scratch.rows.subarray(0, count)) {
      const lead = book.stock[best * world.domains + d] - book.stock[f * world.domains + d];
      book.gain(TRACE_CHANNEL.project, best, f, d, world.parameters.project_learning * receptivity[f] * lead, project.teamMeans);
    }
  }
}

function practise(world: TrihelixWorld, book: KnowledgeBook, i: number, d: number, project: ProjectRecord): void {
  const donor = world.projects.columns.donor[i];
  const at = i * world.domains + d;
  if (donor >= 0) {
    const lead = book.stock[donor * world.domains + d] - book.stock[at];
    const rate = world.parameters.project_learning * opennessOfResults(world, donor);
    book.gain(TRACE_CHANNEL.analogy, donor, i, d, rate * lead, project.ownMeans);
  }
  book.gain(TRACE_CHANNEL.own, NOBODY, i, d, world.parameters.practice * (1 - book.stock[at]), project.ownMeans);
}
