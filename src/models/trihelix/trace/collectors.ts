/**
 * The table of collectors: what each does after a phase to turn the change of knowledge into events.
 *
 * They recompute gains from the formulas of the ODD document (7.4, 7.5, 7.7) in the order in which the phase makes them. A new
 * channel is one more entry; a gain that no entry explains ends the trace with an error, so that a trace is complete or none.
 */
import type { TrihelixWorld } from '../world.js';
import { collectChains } from './collect-chains.js';
import { collectEntry } from './collect-entry.js';
import { collectLocal, collectOwn, collectPublic, collectTies } from './collect-learning.js';
import { collectProjects } from './collect-projects.js';
import { collectDissemination, collectMobility, collectOpenedDomains, collectPublications } from './collect-research.js';
import type { KnowledgeBook } from './knowledge-book.js';
import type { ProjectBook } from './project-book.js';

export interface Collector {
  /** Phase after which it is called; entries of one phase are called in the order of the table. */
  readonly phase: string;
  collect(world: TrihelixWorld, book: KnowledgeBook, projects: ProjectBook): void;
}

export const collectors: readonly Collector[] = [
  { phase: 'learn', collect: collectOwn },
  { phase: 'learn', collect: collectLocal },
  { phase: 'learn', collect: collectPublic },
  { phase: 'learn', collect: collectTies },
  { phase: 'research', collect: collectOpenedDomains },
  { phase: 'research', collect: collectPublications },
  { phase: 'research', collect: collectDissemination },
  { phase: 'research', collect: collectMobility },
  { phase: 'trade', collect: collectChains },
  { phase: 'run-projects', collect: collectProjects },
  { phase: 'enter-and-exit', collect: collectEntry },
];
