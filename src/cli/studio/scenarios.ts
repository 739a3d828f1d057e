/** Scenarios that the page can open, by names of a list. */
import { statSync } from 'node:fs';
import { UserError } from '../../core/errors.js';
import type { ScenarioEntry } from '../../experiment/studio-messages.js';
import type { Scenario } from '../../experiment/study.js';
import { listScenarios, type ScenarioFile } from '../../node/scenario-files.js';
import { ProblemsError } from '../failure.js';
import { scenarioFolders } from '../package.js';
import { loadScenario } from '../prepare.js';
import type { Studies } from './studies.js';

/** What can be opened. Reading all files takes half a second, so it is done when one has changed. */
export class ScenarioList {
  private stamp = '';
  private known = new Map<string, Promise<ScenarioEntry | undefined>>();

  async entries(): Promise<ScenarioEntry[]> {
    const files = listScenarios(scenarioFolders());
    const now = JSON.stringify(files.map(({ path }) => [path, sizeAndTime(path)]));
    // Scenarios extend each other, so one that has changed may change the others.
    if (now !== this.stamp) this.known = new Map();
    this.stamp = now;
    const found = await Promise.all(files.map((file) => this.entry(file)));
    return found.filter((entry) => entry !== undefined);
  }

  /** A file that cannot be read is left out, and tried again when the list is asked for again. */
  private entry(file: ScenarioFile): Promise<ScenarioEntry | undefined> {
    const { known } = this;
    const there = known.get(file.path);
    if (there !== undefined) return there;
    const read = entryOf(file).catch((error: unknown) => {
      known.delete(file.path);
      if (error instanceof UserError) return undefined;
      throw error;
    });
    known.set(file.path, read);
    return read;
  }
}

function sizeAndTime(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return `${stat?.size} ${stat?.mtimeMs}`;
}

/** Undefined for a scenario with problems, which are for its author to find. @throws UserError when it cannot be read */
async function entryOf({ name, path }: ScenarioFile): Promise<ScenarioEntry | undefined> {
  try {
    const { title, description } = (await loadScenario(path)).scenario;
    return { name, title, description };
  } catch (error) {
    if (error instanceof ProblemsError) return undefined;
    throw error;
  }
}

/** A scenario by a name of the list, or that of a study as `study/ID`. @throws UserError for a name that is not there: it leads nowhere */
export async function scenarioOf(name: string, studies: Studies): Promise<Scenario> {
  const id = /^study\/([0-9a-f]{16})$/.exec(name)?.[1];
  const stored = id === undefined ? undefined : studies.scenario(id);
  if (stored !== undefined) return stored;
  const file = listScenarios(scenarioFolders()).find((entry) => entry.name === name);
  if (file === undefined) throw new UserError('there is no such scenario');
  return (await loadScenario(file.path)).scenario;
}
