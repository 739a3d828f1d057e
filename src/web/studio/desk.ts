/** What the studio has open: the list of scenarios, one of them in the laboratory, the studies so far. */
import { computed, signal } from '@preact/signals';
import { modelOf } from '../../experiment/run.js';
import type { ScenarioEntry, StoredRun, StudyEntry, StudyView } from '../../experiment/studio-messages.js';
import type { Scenario } from '../../experiment/study.js';
import { models } from '../../models/index.js';
import { Engine } from '../engine/engine.js';
import { choiceOfRun, type LabSource, plainChoice } from '../lab/choice.js';
import { History } from '../lab/history.js';
import { Lab, type Moment, type Setup } from '../lab/lab.js';
import type { Restored } from '../lab/link-fault.js';
import { ManyWorlds } from '../lab/many.js';
import { startClock } from '../lab/play.js';
import { listenForUndo } from '../lab/undo-keys.js';
import { studioEn } from '../words/studio-en.js';
import { studioRu } from '../words/studio-ru.js';
import { language, say } from '../words/words.js';
import { Refusal, server } from './server.js';
import { startWorker } from './start-worker.js';

export const studioWords = computed(() => (language.value === 'ru' ? studioRu : studioEn));

/** A scenario in the laboratory. */
export interface Bench {
  readonly name: string;
  readonly scenario: Scenario;
  readonly lab: Lab;
  readonly many: ManyWorlds;
  /** The stored run that world A began as, and what computing it again must give. */
  readonly stored?: StoredRun & { readonly study: string };
}

export const desk = {
  scenarios: signal<readonly ScenarioEntry[]>([]),
  studies: signal<readonly StudyEntry[]>([]),
  bench: signal<Bench | null>(null),
  /** What is wrong, in words; empty when nothing is. */
  trouble: signal(''),
  /** What became of the link that the page was opened with. */
  link: signal<Restored>({ kind: 'none' }),
  /** The study whose results are shown, by id. */
  study: signal(''),
};

/** Worlds with more firms than this are not looked at with costly metrics after every step. */
const LARGEST_WATCHED = 150;

function sourceOf(scenario: Scenario, seed: string): LabSource {
  const { model: name, steps, burnIn, variants, indicators } = scenario;
  const model = modelOf(models, name);
  const small = variants.every(({ parameters }) => Number(parameters.firms ?? 0) <= LARGEST_WATCHED);
  return {
    ...{ model, seed, steps, burnIn, variants },
    titles: {},
    metrics: indicators,
    controls: [],
    bridges: model.parameters.hand_ties !== undefined,
    watch: small ? indicators : [],
  };
}

const startEngine = (): Engine => new Engine(startWorker);
const engines = { play: startEngine(), many: startEngine(), ask: startEngine() };

/** The baseline, and beside it the next variant. */
function firstSetup({ variants, baseline, indicators }: Scenario): Setup {
  const other = variants.find((variant) => variant.name !== baseline);
  return { left: plainChoice(baseline), right: other === undefined ? null : plainChoice(other.name), metric: indicators[0] ?? '' };
}

/** All that can be undone: what is open, which of its moments is shown, and the study whose results are. */
interface State {
  readonly bench: Bench | null;
  readonly moment: Moment | undefined;
  readonly study: string;
}

const history = new History<State>(
  () => ({ bench: desk.bench.peek(), moment: desk.bench.peek()?.lab.moment(), study: desk.study.peek() }),
  ({ bench, moment, study }) => {
    if (bench !== null && moment !== undefined) bench.lab.restore(moment);
    put(bench);
    desk.study.value = study;
  },
);
listenForUndo({ undo: () => history.undo(), redo: () => history.redo() });

/** Puts a scenario onto the desk in place of another, whose runs are forgotten. */
function put(bench: Bench | null): void {
  const former = desk.bench.peek();
  if (bench === former) return;
  former?.many.stop();
  former?.lab.close();
  bench?.lab.reopen();
  desk.bench.value = bench;
}

/** Shows a scenario that was loaded; what was open before comes back by undo. */
export function showBench(bench: Bench): void {
  if (desk.bench.peek() !== null) history.note();
  put(bench);
}

/** Opens the results of a study, or closes them with `''`. */
export function showStudy(id: string): void {
  history.note();
  desk.study.value = id;
}

/** A scenario, ready to be shown. Rejects with a Refusal. */
export async function loadBench(name: string): Promise<Bench> {
  const scenario = await server.scenario(name);
  return benchOf(name, scenario, scenario.seed, firstSetup(scenario));
}

/** What was asked for last; what comes later of something asked for before is not shown. */
let asked = 0;

/** Opens a scenario. Rejects with a Refusal. */
export async function openScenario(name: string): Promise<void> {
  const turn = ++asked;
  const bench = await loadBench(name);
  if (turn === asked) open(bench);
  else bench.lab.close();
}

/** Opens a run of a study as world A. Rejects with a Refusal. */
export async function openRun(study: string, id: number): Promise<void> {
  const turn = ++asked;
  const name = `study/${study}`;
  const [scenario, stored] = await Promise.all([server.scenario(name), server.run(study, id)]);
  if (turn !== asked) return;
  const left = choiceOfRun(scenario, stored.run);
  open(benchOf(name, scenario, stored.run.seed, { ...firstSetup(scenario), left, right: null }, { ...stored, study }));
}

function open(bench: Bench): void {
  keepLooks(bench);
  showBench(bench);
}

const FIRST = 'golden-rule';

/** Opens the scenario that the studio begins with. */
export async function openFirst(): Promise<void> {
  const scenarios = desk.scenarios.peek();
  const first = scenarios.find(({ name }) => name === FIRST) ?? scenarios[0];
  if (first !== undefined) await attempt(() => openScenario(first.name));
}

/** Tab and picture stay when another scenario is opened. */
function keepLooks({ lab }: Bench): void {
  const { tab, view } = desk.bench.peek()?.lab.looks.peek() ?? {};
  lab.looks.value = { ...(tab !== undefined && { tab }), ...(view !== undefined && { view }) };
}

function benchOf(name: string, scenario: Scenario, seed: string, setup: Setup, stored?: Bench['stored']): Bench {
  const lab = new Lab(sourceOf(scenario, seed), engines.play, { asker: engines.ask, history, setup });
  startClock(lab);
  return { name, scenario, lab, many: new ManyWorlds(lab, engines.many), ...(stored !== undefined && { stored }) };
}

/** What a variant of a study is called. */
export const variantTitle = ({ variants }: StudyView, variant: string): string =>
  say(variants.find(({ name }) => name === variant)?.title ?? variant);

/** Does something with the server, and says what went wrong. */
export async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    const result = await action();
    desk.trouble.value = '';
    return result;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const w = studioWords.value;
    desk.trouble.value = error.status === 0 ? w.gone : error.status === 401 ? w.oldToken : `${w.refused} ${error.problems.join('; ')}`;
    return undefined;
  }
}
