/** The shipped lessons and what the page makes of them. */
import { fileURLToPath } from 'node:url';
import type { Lesson } from '../../src/experiment/lesson/lesson.js';
import { readLesson } from '../../src/experiment/lesson/read-lesson.js';
import { modelOf } from '../../src/experiment/run.js';
import { models } from '../../src/models/index.js';
import { placeOf } from '../../src/node/scenario-files.js';
import type { LabSource } from '../../src/web/lab/choice.js';

/** A shipped lesson by its name. */
export async function shippedLesson(name: string): Promise<Lesson> {
  const { path, root, readText } = placeOf(fileURLToPath(new URL(`../../scenarios/lessons/${name}.lesson.yaml`, import.meta.url)));
  const reading = await readLesson({ path, root, text: readText(path), models, readText });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.lesson;
}

/** What the laboratory needs of a lesson, as the page puts it together. */
export function labSource({ scenario, worlds, metrics, controls, bridges }: Lesson): LabSource {
  return {
    ...scenario,
    model: modelOf(models, scenario.model),
    titles: Object.fromEntries(worlds.map(({ name, title }) => [name, title])),
    ...{ metrics, controls, bridges, watch: metrics },
  };
}
