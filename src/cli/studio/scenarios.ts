/** Scenarios that the page can open, by names of a list. */
import { statSync } from 'node:fs';
import { UserError } from '../../core/errors.js';
import type { ScenarioEntry } from '../../experiment/studio-messages.js';
import type { Scenario } from '../../experiment/study.js';
import { listScenarios } from '../../node/scenario-files.js';
import { ProblemsError } from '../failure.js';
import { scenarioFolders } from '../package.js';
import { loadScenario } from '../prepare.js';
import type { Studies } from './studies.js';

/** What can be opened. Reading all files takes half a second, so it is done when one has changed. */
export class ScenarioList {
  private read = '';
  private found: Promise<ScenarioEntry[]> = Promise.resolve([]);

  entries(): Promise<ScenarioEntry[]> {
    const files = listScenarios(scenarioFolders());
    const now = JSON.stringify(files.map(({ path }) => [path, sizeAndTime(path)]));
    if (now !== this.read) this.found = titlesOf(files);
    this.read = now;
    return this.found;
  }
}

function sizeAndTime(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return `${stat?.size} ${stat?.mtimeMs}`;
}

async function titlesOf(files: ReturnType<typeof listScenarios>): Promise<ScenarioEntry[]> {
  const found: ScenarioEntry[] = [];
  for (const { name, path } of files) {
    try {
      const { title, description } = (await loadScenario(path)).scenario;
      found.push({ name, title, description });
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
    }
  }
  return found;
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
