/**
 * One simulated night: a study is computed by the shipped store and pool on the simulated machine, whatever happens, until it
 * is whole, while a history is kept of what was given out, computed and stored. What the history must be is checked all along.
 */

import { runHash, studyHash } from '../../../dist/src/experiment/hashes.js';
import { createMemoryResults } from '../../../dist/src/experiment/results.js';
import { scanFrames } from '../../../dist/src/node/frames.js';
import { journalFiles } from '../../../dist/src/node/journal-scan.js';
import { readPlan } from '../../../dist/src/node/plan-file.js';
import { createPool } from '../../../dist/src/node/pool.js';
import { decodeRecordHeader } from '../../../dist/src/node/records.js';
import { openStudy, readStudy } from '../../../dist/src/node/result-folder.js';
import { verifyStudy } from '../../../dist/src/node/verify.js';
import { workload } from './child-process.mjs';
import { readFileSync } from './fs.mjs';
import { planOf, settingsOf } from './settings.mjs';
import { Killed, World } from './world.mjs';

const FOLDER = '/desk/results/night';
/** After so many interrupted tries nothing goes wrong any more, and the study must come to its end. */
const MOST_TRIES = 12;
const NATURES = ['error', 'thread', 'process', 'memory', 'late'];

/** A promise that is broken; anything else thrown is a defect of the simulation or of the code under it. */
class Broken extends Error {}

/** Plays the night of a seed. @returns what happened; throws when a promise is broken */
export async function playNight(seed, { print } = {}) {
  const machine = new World(seed, { print });
  return machine.inside(() => new Night(machine).play());
}

class Night {
  constructor(machine) {
    this.machine = machine;
    this.settings = settingsOf(machine);
    this.plan = planOf(this.settings.runs);
    this.tries = 0;
    this.tally = { kills: 0, cuts: 0, refusals: 0, stops: 0, rivals: 0 };
    /** Runs that were shown as done, with the hash of what was shown. */
    this.shown = new Map();
    const expected = createMemoryResults(this.plan);
    this.natures = this.plan.runs.map(() => (machine.chance(this.settings.poison) ? machine.pick(NATURES) : 'fine'));
    for (const { id } of this.plan.runs) expected.add(this.outcomeOf(id));
    this.expected = expected;
    this.prepare();
  }

  prepare() {
    workload.natureOf = (id) => (this.natures[id] === 'error' ? 'fine' : this.natures[id]);
    workload.outcomeOf = (id) => this.outcomeOf(id);
    workload.pace = this.settings.pace;
    workload.onGiven = (id) => {
      this.machine.log('given', id);
      if (this.shown.has(id)) throw new Broken(`run ${id} is given out again although it was shown as done`);
    };
  }

  /** What a run must end in, whoever computes it and however often. */
  outcomeOf(id) {
    const nature = this.natures[id];
    if (nature === 'fine') {
      const values = Float64Array.from({ length: this.plan.layouts.only.length }, (_, n) => (id + 1) / (n + 3));
      return { id, status: 'done', values, milliseconds: 0 };
    }
    const kind = { error: 'error', late: 'time', memory: 'memory' }[nature] ?? 'crash';
    return { id, status: 'failed', failure: { kind, message: nature }, milliseconds: 0 };
  }

  async play() {
    const { machine } = this;
    machine.current.alive = false;
    for (;;) {
      this.tries++;
      const calm = this.tries > MOST_TRIES;
      machine.rates = calm ? { kill: 0, cut: 0, error: 0 } : this.settings.disk;
      workload.rates = calm ? { thread: 0, process: 0, freeze: 0, again: 0, start: 0 } : this.settings.threads;
      workload.hit = new Set();
      workload.begun = 0;
      const end = await this.attempt(calm);
      machine.log('try', this.tries, end);
      machine.rates = { kill: 0, cut: 0, error: 0 };
      this.look();
      if (this.broken !== undefined) throw this.broken;
      if (end === 'done') break;
      if (calm && end !== 'done') throw new Broken(`without any fault the study still ends with: ${end}`);
    }
    this.judge();
    return {
      ...this.tally,
      tries: this.tries,
      runs: this.plan.runs.length,
      workers: this.settings.workers,
      fingerprint: machine.fingerprint >>> 0,
    };
  }

  /** One process that computes what is missing. @returns how it ended */
  async attempt(calm) {
    const { machine } = this;
    const owner = machine.startProcess();
    let end;
    this.broken = undefined;
    this.opened = undefined;
    machine.current = owner;
    machine.later(0, () => {
      this.compute(owner).then(
        (how) => {
          end = how;
        },
        (error) => {
          if (owner.alive && !(error instanceof Killed)) end = this.refused(error);
        },
      );
    });
    if (!calm) this.disturb(owner);
    try {
      await machine.until(() => end !== undefined || this.broken !== undefined || !owner.alive);
    } finally {
      if (owner.alive) machine.end(owner, 'ends');
      else this.tally[machine.boot > (this.boot ?? 0) ? 'cuts' : 'kills']++;
      this.boot = machine.boot;
    }
    if (this.broken !== undefined) throw this.broken;
    return end ?? 'dead';
  }

  /** What the command does when it is given: open, compute, store, close. */
  async compute(owner) {
    const { machine, plan, settings } = this;
    const study = await openStudy({ folder: FOLDER, plan, journal: settings.journal });
    this.check(study.results, 'when the study is opened again');
    const pending = new Set(study.pending.map(({ id }) => id));
    for (const id of this.shown.keys()) this.demand(!pending.has(id), `run ${id} was shown as done and is pending again`);
    // The command counts as done whatever it finds.
    for (const id of study.results.ids) this.shown.set(id, runHash(study.results.outcome(id)));
    const workers = machine.chance(0.5) ? settings.workers : machine.between(1, 8);
    const pool = createPool({ worker: new URL('file:///worker.js'), child: new URL('file:///child.js'), workers, residentMegabytes: 1000 });
    this.opened = { owner, study, pool };
    let failure;
    try {
      await pool.execute(study.pending, async (outcome) => {
        await study.keep(outcome);
        this.show(outcome);
      });
    } catch (error) {
      failure = error;
    }
    await pool.close();
    this.opened = undefined;
    await study.close();
    if (failure !== undefined) throw failure;
    return study.results.ids.length === plan.runs.length ? 'done' : 'stopped';
  }

  /** The command shows a run as done. */
  show(outcome) {
    const { id } = outcome;
    this.machine.log('shown', id, outcome.status);
    this.demand(!this.shown.has(id), `run ${id} is counted twice`);
    const hash = runHash(outcome);
    this.demand(
      hash === runHash(this.expected.outcome(id)),
      `run ${id} has other results: ${JSON.stringify(outcome.failure ?? 'numbers')}`,
    );
    this.shown.set(id, hash);
  }

  /** Things that happen to a living owner at their own time. */
  disturb(owner) {
    const { machine, settings } = this;
    const { span } = settings;
    machine.later(machine.draw() * span, () => machine.chance(settings.killed) && machine.end(owner, 'killed'));
    machine.later(machine.draw() * span, () => machine.chance(settings.killed / 2) && machine.cutPower());
    machine.later(machine.draw() * span, () => machine.chance(settings.killed / 2) && this.stop());
    for (let n = 0; n < 2; n++) {
      machine.later(machine.draw() * span, () => this.rival(owner));
      machine.later(machine.draw() * span, () => this.look());
    }
  }

  /** Ctrl-C. */
  stop() {
    if (this.opened === undefined) return;
    this.machine.log('stop');
    this.tally.stops++;
    void this.opened.pool.stop();
  }

  /** The same command once more, while the first is at work. */
  rival(owner) {
    if (this.opened?.owner !== owner) return;
    const { machine } = this;
    const { rates } = machine;
    machine.rates = { kill: 0, cut: 0, error: 0 };
    machine.current = machine.startProcess();
    this.tally.rivals++;
    openStudy({ folder: FOLDER, plan: this.plan }).then(
      () => this.fail('a second process owns the study while the first is at work'),
      (error) => error.name === 'StoreError' || this.fail(`a second process ended with ${error.stack}`),
    );
    machine.end(machine.current, 'was refused');
    machine.current = owner;
    machine.rates = rates;
  }

  /** Somebody reads the study, whatever state it is in; a reader sees all that was shown as done. */
  look() {
    const { machine } = this;
    const { rates, current } = machine;
    machine.rates = { kill: 0, cut: 0, error: 0 };
    machine.current = { alive: true, pid: 1 };
    try {
      const study = machine.disk.names.has(FOLDER) ? readStudy(FOLDER) : undefined;
      if (study !== undefined) this.check(study.results, 'when it is read');
      else this.demand(this.shown.size === 0, 'the study is gone');
    } catch (error) {
      this.fail(error);
    }
    machine.rates = rates;
    machine.current = current;
  }

  check(results, when) {
    for (const [id, hash] of this.shown) {
      const outcome = results.outcome(id);
      this.demand(outcome !== undefined, `run ${id} was shown as done and is lost ${when}`);
      this.demand(runHash(outcome) === hash, `run ${id} was shown as done and has other numbers ${when}`);
    }
  }

  demand(holds, sentence) {
    if (!holds) throw this.fail(sentence);
  }

  fail(what) {
    this.broken ??= what instanceof Error ? what : new Broken(what);
    return this.broken;
  }

  /** How a command ends that the disk or its threads would not let do its work. Anything unexpected breaks a promise. */
  refused(error) {
    if (error instanceof Broken) this.fail(error);
    const expected = error.name === 'StoreError' || error.code !== undefined || /cannot start/.test(error.message);
    if (!expected) this.fail(error);
    this.tally.refusals++;
    return error.message;
  }

  /** The study at its end: whole, each run once on the disk, the same as undisturbed. */
  judge() {
    this.machine.current = { alive: true, pid: 1 };
    const { results } = readStudy(FOLDER);
    const [hash, undisturbed] = [studyHash(results), studyHash(this.expected)];
    if (hash !== undisturbed) throw new Broken('the results are not those of an undisturbed study');
    if (this.shown.size > this.plan.runs.length) throw new Broken('more runs were shown than there are');
    const { store } = readPlan(FOLDER);
    const times = new Map();
    for (const name of journalFiles(FOLDER))
      for (const { payload } of scanFrames(readFileSync(`${FOLDER}/${name}`), store).frames) {
        const { id } = decodeRecordHeader(payload);
        times.set(id, (times.get(id) ?? 0) + 1);
      }
    for (const [id, count] of times) if (count !== 1) throw new Broken(`run ${id} is stored ${count} times`);
    const { damage } = verifyStudy(FOLDER);
    if (this.machine.boot === 0 && damage.length > 0) throw new Broken(`without a power cut something is damaged: ${damage[0]}`);
  }
}
