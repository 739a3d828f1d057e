/**
 * The owner's side of a queue: an executor whose threads are elsewhere.
 *
 * Plan and journal stay with the owner. Redis holds at most a window of jobs and the answers to them; whatever it loses is
 * given out again. A run counts once, by the first sound answer; a second one must be equal to it.
 */
import type { Worker } from 'bullmq';
import { UserError } from '../../core/errors.js';
import type { Executor, Run, RunOutcome } from '../../experiment/study.js';
import { printable } from '../../experiment/text.js';
import type { TriedOutcome } from '../records.js';
import { Book, meaningOf } from './book.js';
import { connectQueue, forbiddenBy, type QueueConnection, sentenceOf } from './connect.js';
import { clearInbox, openInbox } from './inbox.js';
import { type AnswerMessage, LIMITS, openAnswer, Refused } from './messages.js';
import { OWNERS, WORKERS } from './place.js';
import { BEAT, FORGOTTEN, GONE, Registry } from './registry.js';
import { createSeal, type Seal } from './seal.js';
import { Silences } from './silences.js';
import { Supply, type SupplyOptions } from './supply.js';
import { atMost } from './waiting.js';
import { Watchers } from './watchers.js';

export interface QueueOptions extends SupplyOptions {
  /** Name of the study, for people. */
  readonly title: string;
  /** Runs of a job at most, for trials. */
  readonly mostRuns?: number;
  /** Milliseconds that an answer of Redis is waited for, for trials. */
  readonly silence?: number;
  /** Numbers that a run returns. */
  readonly lengthOf: (run: Run) => number;
  /** What is stored for a run. */
  readonly stored: (id: number) => RunOutcome | undefined;
  readonly onNote: (text: string) => void;
}

/** What was ignored, refused or repeated; nothing of it touches a result. */
export interface QueueCounts {
  /** Outcomes that came again and were equal. */
  repeated: number;
  /** Outcomes of runs that nobody asked for. */
  unknown: number;
  /** Answers that were not as they should be. */
  refused: number;
  /** Jobs that Redis had lost. */
  lost: number;
  /** Jobs whose worker fell silent. */
  silent: number;
}

export interface QueueExecutor extends Executor {
  readonly counts: Readonly<QueueCounts>;
}

/**
 * Connects to the queue.
 * @throws UserError when it cannot be used; the executor's `execute` throws Error when two answers differ or a job is refused
 */
export async function createQueueExecutor(options: QueueOptions): Promise<QueueExecutor> {
  const connection = await connectQueue(options);
  for (const note of connection.notes) options.onNote(note);
  return new Owner(options, connection);
}

class Owner implements QueueExecutor {
  readonly counts: QueueCounts = { repeated: 0, unknown: 0, refused: 0, lost: 0, silent: 0 };
  private readonly options: QueueOptions;
  private readonly connection: QueueConnection;
  private readonly seal: Seal;
  private readonly supply: Supply;
  private readonly owners: Registry;
  private readonly workers: Registry;
  private readonly watchers: Watchers;
  /** Keeps the names of this process's jobs apart from those of one before it. */
  private readonly nonce = Math.floor(performance.timeOrigin + performance.now()).toString(36) + process.pid.toString(36);
  private readonly troubles = new Set<string>();
  private readonly silences: Silences;
  private answers: Worker | undefined;
  private book: Book | undefined;
  private onOutcome: (outcome: TriedOutcome) => void | Promise<void> = () => {};
  private finish: () => void = () => {};
  private fail: (error: Error) => void = () => {};
  /** What was learned in one computing holds in the next. */
  private mishaps = 0;
  private storing = 0;
  private round = -1;
  private stopped = false;
  private isDone = false;

  constructor(options: QueueOptions, connection: QueueConnection) {
    this.options = options;
    this.connection = connection;
    this.seal = createSeal(options.secret);
    this.supply = new Supply(options, connection, this.seal);
    const { redis, prefix } = connection;
    this.owners = new Registry(redis, `${prefix}:${OWNERS}`, this.seal);
    this.workers = new Registry(redis, `${prefix}:${WORKERS}`, this.seal);
    this.watchers = new Watchers(this.workers, options);
    this.silences = new Silences(this.watchers);
  }

  async execute(runs: readonly Run[], onOutcome: (outcome: TriedOutcome) => void | Promise<void>): Promise<void> {
    if (runs.length === 0 || this.stopped) return;
    this.refuseLarge(runs);
    this.round++;
    this.onOutcome = onOutcome;
    const book = this.newBook(runs);
    this.book = book;
    const over = new Promise<void>((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
    over.catch(() => {});
    this.answers ??= openInbox(this.connection, this.options.study, (data) => this.receive(data));
    const pulse = this.beatUntil(book, over);
    try {
      await over;
      this.isDone = !this.stopped;
    } finally {
      this.mishaps = book.mishaps;
      this.book = undefined;
      await atMost(BEAT, pulse);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.finish();
  }

  /**
   * Ends the connection; a server that is gone is not waited for. An owner that is done leaves the list of owners; one that is
   * not may come back, and workers that are at a job of it still put their answers into its inbox.
   */
  async close(): Promise<void> {
    this.stopped = true;
    this.finish();
    const leave = async (): Promise<void> => {
      await this.answers?.close(true);
      if (this.isDone) {
        await this.owners.leave(this.options.study);
        await clearInbox(this.connection, this.options.study);
      }
      await Promise.all([this.owners.forget(FORGOTTEN), this.workers.forget(GONE)]);
      await this.supply.close();
    };
    await atMost(
      3 * BEAT,
      leave().catch(() => {}),
    );
    this.connection.close();
  }

  private newBook(runs: readonly Run[]): Book {
    const { stored, lengthOf, mostRuns } = this.options;
    return new Book({
      runs,
      name: `${this.nonce}-${this.round}`,
      known: (id) => {
        const outcome = stored(id);
        return outcome === undefined ? undefined : meaningOf(outcome);
      },
      lengthOf,
      mostValues: LIMITS.valuesPerRun,
      mishaps: this.mishaps,
      ...(mostRuns !== undefined && { mostRuns }),
    });
  }

  private refuseLarge(runs: readonly Run[]): void {
    const large = runs.find((run) => this.options.lengthOf(run) > LIMITS.valuesPerRun);
    if (large !== undefined)
      throw new UserError(
        `a run returns ${this.options.lengthOf(large)} numbers; at most ${LIMITS.valuesPerRun} go through a queue`,
        'use fewer steps, or compute shares of the study with --shard and merge them',
      );
  }

  private async receive(data: unknown): Promise<void> {
    const { book } = this;
    let answer: AnswerMessage;
    try {
      answer = openAnswer(data, this.seal);
      this.checkOrigin(answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.refuse(error.message);
      return;
    }
    if (book === undefined) return;
    if ('refused' in answer) this.fail(new Error(`a worker refused a job of this study: ${printable(answer.refused, 300)}`));
    else if ('silent' in answer) this.silences.add(answer.job, answer.silent, answer.alone);
    else await this.accept(book, answer);
  }

  private checkOrigin({ study, engine, answers }: AnswerMessage): void {
    if (study !== this.options.study) throw new Refused('it is for another study');
    if (engine !== this.options.engine || answers !== this.options.answers) throw new Refused('another engine computed it');
  }

  private refuse(reason: string): void {
    this.counts.refused++;
    if (this.counts.refused === 1) this.options.onNote(`an answer from the queue was refused: ${reason}; it is not counted as a result`);
  }

  private async accept(book: Book, answer: Extract<AnswerMessage, { outcomes: unknown }>): Promise<void> {
    const { outcomes, job, round } = answer;
    const isOurs = round === this.round;
    const wrong = outcomes.find((outcome) => {
      const run = book.run(outcome.id);
      return run !== undefined && outcome.status === 'done' && outcome.values.length !== this.options.lengthOf(run);
    });
    if (wrong !== undefined) {
      this.refuse('its number of values is not that of the run');
      return;
    }
    const fresh: TriedOutcome[] = [];
    for (const outcome of outcomes) {
      const verdict = book.judge(outcome, isOurs);
      if (verdict === 'new') fresh.push(outcome);
      else if (verdict === 'equal') this.counts.repeated++;
      else if (verdict === 'unknown') this.counts.unknown++;
      else this.fail(new Error(`run ${outcome.id} came back with two different results: a machine or the model cannot be trusted`));
    }
    book.answered(job, outcomes);
    await this.store(book, fresh);
  }

  private async store(book: Book, outcomes: readonly TriedOutcome[]): Promise<void> {
    if (this.stopped) return;
    this.storing++;
    try {
      await Promise.all(outcomes.map((outcome) => this.onOutcome(outcome)));
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
      throw error;
    } finally {
      this.storing--;
    }
    if (book.isDone && this.storing === 0) this.finish();
    else if (book === this.book) await this.supply.fill(book, this.round, this.watchers.threads);
  }

  /** Every beat: says that this owner lives, looks who works, gives out what is lost. Errors of the way there pass by themselves. */
  private async beatUntil(book: Book, over: Promise<void>): Promise<void> {
    let going = true;
    const end = over
      .catch(() => {})
      .then(() => {
        going = false;
      });
    while (going) {
      try {
        await Promise.race([this.look(), end]);
      } catch (error) {
        const known = error instanceof UserError ? error : forbiddenBy(error, this.options.address.shown);
        if (known !== undefined) this.fail(known);
        else this.tellTrouble(sentenceOf(error));
      }
      if (going) await atMost(BEAT, end);
    }
    // What is being computed cannot be taken back; its answer waits for the next owner of the study.
    await this.supply.remove(book.names());
  }

  /** Each trouble once; what repeats itself every second is of no use. */
  private tellTrouble(sentence: string): void {
    if (!this.troubles.has(sentence) && this.troubles.size < 10) this.options.onNote(`the queue answers with an error: ${sentence}`);
    this.troubles.add(sentence);
  }

  /** Gives out again what silent workers had begun; a run that too many of them died of has failed. */
  private async bury(book: Book): Promise<void> {
    for (const { job, alone, isAlive } of this.silences.judge(book)) {
      this.counts.silent++;
      const failed = isAlive ? book.giveAgain(job, false) : book.died(job, alone);
      if (failed !== undefined) await this.store(book, [failed]);
    }
  }

  private async look(): Promise<void> {
    const { book } = this;
    if (book === undefined) return;
    const { study, engine, answers, title } = this.options;
    await this.owners.beat(study, { engine, answers, what: title.slice(0, 80) });
    await this.watchers.look();
    await this.bury(book);
    await this.supply.remove(book.settledJobs());
    this.counts.lost += await this.supply.restore(book, this.round, this.silences.jobs());
    await this.supply.fill(book, this.round, this.watchers.threads);
  }
}
