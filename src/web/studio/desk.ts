/** What the studio has open: the list of scenarios, one of them in the laboratory, the studies so far. */
import { computed, signal } from '@preact/signals';
import { modelOf } from '../../experiment/run.js';
import type { Scenario } from '../../experiment/study.js';
import { models } from '../../models/index.js';
import { Engine } from '../engine/engine.js';
import { choiceOfRun, type LabSource, plainChoice } from '../lab/choice.js';
import { Lab, type Setup } from '../lab/lab.js';
import { ManyWorlds } from '../lab/many.js';
import { startClock } from '../lab/play.js';
import { studioEn } from '../words/studio-en.js';
import { studioRu } from '../words/studio-ru.js';
import { language } from '../words/words.js';
import { Refusal, type ScenarioEntry, type StoredRun, type StudyEntry, server } from './server.js';
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
  notice: signal(''),
  tab: signal('time'),
  /** The picture of the worlds that is shown. */
  view: signal('innovations'),
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
    titles: Object.fromEntries(variants.map((variant) => [variant.name, { en: variant.title, ru: variant.title }])),
    metrics: indicators,
    controls: [],
    bridges: model.parameters.hand_ties !== undefined,
    watch: small ? indicators : [],
  };
}

const startEngine = (): Engine => new Engine(startWorker());
const engines = { play: startEngine(), many: startEngine(), ask: startEngine() };

/** The baseline, and beside it the next variant. */
function firstSetup({ variants, baseline, indicators }: Scenario): Setup {
  const other = variants.find((variant) => variant.name !== baseline);
  return { left: plainChoice(baseline), right: other === undefined ? null : plainChoice(other.name), metric: indicators[0] ?? '' };
}

/** Opens a scenario. Rejects with a Refusal. */
export async function openScenario(name: string): Promise<Bench> {
  const scenario = await server.scenario(name);
  return openBench(name, scenario, scenario.seed, firstSetup(scenario));
}

/** Opens a run of a study as world A. Rejects with a Refusal. */
export async function openRun(study: string, id: number): Promise<Bench> {
  const name = `study/${study}`;
  const [scenario, stored] = await Promise.all([server.scenario(name), server.run(study, id)]);
  const left = choiceOfRun(scenario, stored.run);
  return openBench(name, scenario, stored.run.seed, { ...firstSetup(scenario), left, right: null }, { ...stored, study });
}

function openBench(name: string, scenario: Scenario, seed: string, setup: Setup, stored?: Bench['stored']): Bench {
  desk.bench.peek()?.many.stop();
  desk.bench.peek()?.lab.close();
  const lab = new Lab(sourceOf(scenario, seed), engines.play, engines.ask);
  const bench = { name, scenario, lab, many: new ManyWorlds(lab, engines.many), ...(stored !== undefined && { stored }) };
  lab.setup.value = setup;
  startClock(lab);
  desk.bench.value = bench;
  return bench;
}

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
