/**
 * The records of a world keep the form in which V8 first sees them. When a form changes, in the tenth run because a spread was
 * compiled or in the fortieth step because a field that was 0 becomes a real, V8 throws away all compiled code that read it.
 */
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createSimulation } from '../../../src/core/simulate.js';
import { planStudy } from '../../../src/experiment/plan.js';
import { simulationInput } from '../../../src/experiment/run.js';
import { readScenario } from '../../../src/experiment/scenario.js';
import type { Run } from '../../../src/experiment/study.js';
import { models } from '../../../src/models/index.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { placeOf } from '../../../src/node/scenario-files.js';

setFlagsFromString('--allow-natives-syntax');
const haveSameForm = runInThisContext('(a, b) => %HaveSameMap(a, b)') as (a: object, b: object) => boolean;
const RUNS = 16;

/** Paths of records in a world that have another form than in the first step of the first run. */
function changesOfForm(runs: readonly Run[]): string[] {
  const forms = new Map<string, object>();
  const changed = new Set<string>();
  const look = (path: string, record: unknown): void => {
    if (typeof record !== 'object' || record === null || Array.isArray(record) || ArrayBuffer.isView(record) || record instanceof Map)
      return;
    const first = forms.get(path);
    if (first === undefined) forms.set(path, record);
    else if (!haveSameForm(first, record)) changed.add(path);
    for (const [name, part] of Object.entries(record)) look(`${path}.${name}`, part);
  };
  for (const run of runs) {
    const simulation = createSimulation(trihelix, simulationInput(structuredClone(run), models) as never);
    for (let t = 0; t < run.steps; t++) {
      simulation.advance();
      look('world', simulation.world);
    }
    simulation.finish();
  }
  return [...changed];
}

test.each(['golden-rule', 'lock-in', 'adaptive-government', 'global-value-chains'])('in %s', async (name) => {
  const { path, root, readText } = placeOf(fileURLToPath(new URL(`../../../scenarios/${name}.yaml`, import.meta.url)));
  const reading = await readScenario({ path, root, text: readText(path), models, readText });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { runs } = planStudy({ scenario: reading.scenario, models, engine: 'test' });
  expect(changesOfForm(runs.slice(0, RUNS))).toEqual([]);
});
