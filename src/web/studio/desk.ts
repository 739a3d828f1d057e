/** What the studio has open: the list of scenarios, one of them in the laboratory, the studies so far. */
import { computed, signal } from '@preact/signals';
import { modelOf } from '../../experiment/run.js';
import type { Scenario } from '../../experiment/study.js';
import { models } from '../../models/index.js';
import { Engine } from '../engine/engine.js';
import { type LabSource, plainChoice } from '../lab/choice.js';
import { Lab } from '../lab/lab.js';
import { ManyWorlds } from '../lab/many.js';
import { startClock } from '../lab/play.js';
import { studioEn } from '../words/studio-en.js';
import { studioRu } from '../words/studio-ru.js';
import { language } from '../words/words.js';
import { Refusal, type ScenarioEntry, type StudyEntry, server } from './server.js';

export const studioWords = computed(() => (language.value === 'ru' ? studioRu : studioEn));

/** A scenario in the laboratory. */
export interface Bench {
  readonly name: string;
  readonly scenario: Scenario;
  readonly lab: Lab;
  readonly many: ManyWorlds;
}

export const desk = {
  scenarios: signal<readonly ScenarioEntry[]>([]),
  studies: signal<readonly StudyEntry[]>([]),
  bench: signal<Bench | null>(null),
  /** What is wrong, in words; empty when nothing is. */
  trouble: signal(''),
  notice: signal(''),
  tab: signal('time'),
};

/** Worlds with more firms than this are not looked at with costly metrics after every step. */
const LARGEST_WATCHED = 150;

function sourceOf(scenario: Scenario): LabSource {
  const { model: name, seed, steps, burnIn, variants, indicators } = scenario;
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

const engines = { play: new Engine(new Worker('/worker.js')), many: new Engine(new Worker('/worker.js')) };

/** Opens a scenario. Rejects with a Refusal. */
export async function openScenario(name: string): Promise<Bench> {
  const scenario = await server.scenario(name);
  desk.bench.peek()?.many.stop();
  desk.bench.peek()?.lab.close();
  const lab = new Lab(sourceOf(scenario), engines.play);
  const bench = { name, scenario, lab, many: new ManyWorlds(lab, engines.many) };
  const other = scenario.variants.find((variant) => variant.name !== scenario.baseline);
  lab.setup.value = {
    left: plainChoice(scenario.baseline),
    right: other === undefined ? null : plainChoice(other.name),
    metric: scenario.indicators[0] ?? '',
  };
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
