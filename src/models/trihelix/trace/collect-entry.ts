/** Events of the phase `enter-and-exit`: leavers take their knowledge along, entrants inherit a part of a parent's. */
import { InvariantError } from '../../../core/errors.js';
import { GOVERNMENT } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { TRACE_CHANNEL } from './channels.js';
import { NOBODY } from './event-log.js';
import type { KnowledgeBook } from './knowledge-book.js';

export function collectEntry(world: TrihelixWorld, book: KnowledgeBook): void {
  const { alive, bornAt } = world.organisations.columns;
  for (let i = 0; i < world.universityAt; i++) {
    const entrant = alive[i] === 1 && bornAt[i] === world.step;
    if (alive[i] === 0 || entrant) book.stock.fill(0, i * world.domains, (i + 1) * world.domains);
  }
  for (let i = 0; i < world.universityAt; i++) if (alive[i] === 1 && bornAt[i] === world.step) endow(world, book, i);
}

/** What an entrant inherits comes from its parent, the rest of what it begins with is its own. */
function endow(world: TrihelixWorld, book: KnowledgeBook, i: number): void {
  const { expertise } = world.organisations.columns;
  const parent = parentOf(world, i);
  for (let d = 0; d < world.domains; d++) {
    book.gain(TRACE_CHANNEL.inherited, parent, i, d, world.parameters.inheritance * expertise[parent * world.domains + d]);
    const at = i * world.domains + d;
    book.gain(TRACE_CHANNEL.founding, NOBODY, i, d, expertise[at] - book.stock[at]);
  }
}

/** The parent is found by its knowledge: nobody else in the region fits the entrant's in every domain. */
function parentOf(world: TrihelixWorld, i: number): number {
  const { alive, kind, region, bornAt } = world.organisations.columns;
  const government = world.regions.columns.government[region[i]];
  for (let j = 0; j < world.rows; j++) {
    if (alive[j] === 0 || region[j] !== region[i] || bornAt[j] === world.step || kind[j] === GOVERNMENT) continue;
    if (isParent(world, j, i)) return j;
  }
  if (isParent(world, government, i)) return government;
  throw new InvariantError('every entrant has a parent', world.step, 'enter-and-exit', `row ${i} fits nobody of its region`);
}

function isParent(world: TrihelixWorld, j: number, i: number): boolean {
  const { expertise } = world.organisations.columns;
  const { inheritance, working_level: level } = world.parameters;
  for (let d = 0; d < world.domains; d++) {
    const inherited = expertise[j * world.domains + d] * inheritance;
    const has = expertise[i * world.domains + d];
    if (has !== inherited && !(has === level && inherited < level)) return false;
  }
  return true;
}
