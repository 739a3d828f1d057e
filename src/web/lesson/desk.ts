/** Everything the lesson page works with, made once from its data element: lesson, laboratory, workers, words. */
import { computed } from '@preact/signals';
import type { Lesson } from '../../experiment/lesson/lesson.js';
import { modelOf } from '../../experiment/run.js';
import { models } from '../../models/index.js';
import { Engine } from '../engine/engine.js';
import type { LabSource } from '../lab/choice.js';
import { Lab } from '../lab/lab.js';
import { ManyWorlds } from '../lab/many.js';
import { startClock } from '../lab/play.js';
import { listenForUndo } from '../lab/undo-keys.js';
import { lessonEn } from '../words/lesson-en.js';
import { lessonRu } from '../words/lesson-ru.js';
import { language } from '../words/words.js';

export const lessonWords = computed(() => (language.value === 'ru' ? lessonRu : lessonEn));

export interface Desk {
  readonly lesson: Lesson;
  readonly lab: Lab;
  readonly many: ManyWorlds;
  /** Set when a link has set the worlds up, which the open step then leaves as they are. */
  readonly restored: { value: boolean };
  /** Whether a step has been set up: what the page opens with cannot be undone. */
  readonly begun: { value: boolean };
  /** Makes a further worker, e.g. for the teacher's checks. */
  readonly newEngine: () => Engine;
}

/** What the laboratory needs of a lesson. */
function sourceOf(lesson: Lesson): LabSource {
  const { scenario, worlds, metrics, controls, bridges } = lesson;
  return {
    model: modelOf(models, scenario.model),
    seed: scenario.seed,
    steps: scenario.steps,
    burnIn: scenario.burnIn,
    variants: scenario.variants,
    titles: Object.fromEntries(worlds.map(({ name, title }) => [name, title])),
    ...{ metrics, controls, bridges, watch: metrics },
  };
}

/** Sets up the desk; the text of the worker stands in the page, so that no file is asked for. */
export function createDesk(lesson: Lesson, workerText: string): Desk {
  const address = URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }));
  const newEngine = (): Engine => new Engine(() => new Worker(address));
  const lab = new Lab(sourceOf(lesson), newEngine());
  startClock(lab);
  listenForUndo({ undo: () => lab.history.undo(), redo: () => lab.history.redo() });
  return { lesson, lab, many: new ManyWorlds(lab, newEngine()), restored: { value: false }, begun: { value: false }, newEngine };
}
