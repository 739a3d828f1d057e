/** Watches a run and keeps what a trace needs: events of knowledge, ties, projects, payments, and who sat in which row when. */
import type { Replay } from '../../../core/trace.js';
import { FIRM } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { TRACE_CHANNEL } from './channels.js';
import { collectors } from './collectors.js';
import { type EventIndex, indexEvents, NOBODY } from './event-log.js';
import { KnowledgeBook } from './knowledge-book.js';
import { type Payment, ProjectBook } from './project-book.js';
import { TieBook } from './tie-book.js';

/** An organisation in its row, from the step in which it came. */
export interface Tenant {
  readonly since: number;
  readonly key: number;
  readonly kind: number;
  readonly region: number;
  readonly industry: number;
}

/** All that is known of a run after it has been watched. */
export interface Recording {
  readonly world: TrihelixWorld;
  readonly book: KnowledgeBook;
  readonly ties: TieBook;
  readonly projects: ProjectBook;
  readonly index: EventIndex;
  /** Cents that left each purse for services, for grants, and to those who divert. */
  readonly services: Float64Array;
  readonly granted: Float64Array;
  readonly diverted: Float64Array;
  /** Whoever sat in each row, oldest first. */
  readonly tenants: readonly (readonly Tenant[])[];
}

/**
 * Watches a replay to its end.
 * @throws InvariantError when a change of knowledge or a booked gain is explained by no event
 */
export function record(replay: Replay<TrihelixWorld>): Recording {
  let watcher: Watcher | undefined;
  replay((moment, world) => {
    watcher ??= new Watcher(world);
    watcher.watch(moment);
  });
  if (watcher === undefined) throw new RangeError('the replay showed nothing');
  return watcher.finish();
}

class Watcher {
  private readonly world: TrihelixWorld;
  private readonly book: KnowledgeBook;
  private readonly ties: TieBook;
  private readonly projects: ProjectBook;
  private readonly services: Float64Array;
  private readonly stepServices: Float64Array;
  private readonly granted: Float64Array;
  private readonly diverted: Float64Array;
  private readonly tenants: Tenant[][];
  private payments: Payment[] = [];

  constructor(world: TrihelixWorld) {
    const column = (): Float64Array => new Float64Array(world.programmes.names.length);
    this.world = world;
    this.book = new KnowledgeBook(world);
    this.ties = new TieBook(world.programmes.names.length);
    this.projects = new ProjectBook(this.book.means, this.ties);
    this.services = column();
    this.stepServices = column();
    this.granted = column();
    this.diverted = column();
    this.tenants = Array.from({ length: world.rows }, () => []);
    world.programmes.onPayment = (k, to, cents) => this.pay(k, to, cents);
  }

  watch(moment: string): void {
    if (moment === 'start') this.begin();
    if (moment === 'start-projects') this.projects.start(this.world, this.payments);
    else this.projects.pay(this.payments, moment === 'run-projects');
    this.payments = [];
    const mine = collectors.filter(({ phase }) => phase === moment);
    for (const { collect } of mine) collect(this.world, this.book, this.projects);
    if (mine.length > 0 || moment === 'close-step') this.book.mustAgree(moment);
    this.takeDown(moment);
    if (moment === 'close-step') this.closeStep();
  }

  finish(): Recording {
    const { world, book, ties, projects, services, granted, diverted, tenants } = this;
    world.programmes.onPayment = undefined;
    const index = indexEvents(book.log, book.stock.length);
    return { world, book, ties, projects, index, services, granted, diverted, tenants };
  }

  private takeDown(moment: string): void {
    const { world, ties, projects } = this;
    if (moment === 'commit-ties' || moment === 'commit-exits') ties.open(world);
    if (moment === 'grow-trust') ties.lookAfter(world);
    if (moment === 'run-projects') projects.close(world, 'failure');
    if (moment === 'enter-and-exit') {
      projects.close(world, 'stopped');
      this.takeTenants((i) => world.organisations.columns.bornAt[i] === world.step);
    }
  }

  private begin(): void {
    const { world, book } = this;
    const { expertise } = world.organisations.columns;
    this.takeTenants(() => true);
    book.log.stepStart.push(0);
    for (let i = 0; i < world.rows; i++)
      for (let d = 0; d < world.domains; d++) book.gain(TRACE_CHANNEL.founding, NOBODY, i, d, expertise[i * world.domains + d]);
  }

  private closeStep(): void {
    const { spent } = this.world.programmes;
    this.book.mustMatchLedger();
    this.book.log.stepStart.push(this.book.log.count);
    for (let k = 0; k < spent.length; k++) this.diverted[k] += spent[k];
    this.ties.close(this.stepServices);
  }

  private pay(k: number, to: number, cents: number): void {
    // What is spent and was not paid out is what was diverted; spent grows by the payment, so it is taken off here.
    this.diverted[k] -= cents;
    if (to < 0) {
      this.services[k] += cents;
      this.stepServices[k] += cents;
    } else {
      this.granted[k] += cents;
      this.payments.push({ instrument: k, to, step: this.world.step, cents });
    }
  }

  private takeTenants(isNew: (i: number) => boolean): void {
    const { alive, key, kind, region, industry, bornAt } = this.world.organisations.columns;
    for (let i = 0; i < this.world.rows; i++) {
      if (alive[i] === 0 || !isNew(i)) continue;
      const since = kind[i] === FIRM ? bornAt[i] : -1;
      this.tenants[i].push({ since, key: key[i], kind: kind[i], region: region[i], industry: industry[i] });
    }
  }
}
