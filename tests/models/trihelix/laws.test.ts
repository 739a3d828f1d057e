/** The laws hold, step by step and phase by phase: defaults and every variant of every shipped scenario. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { executeRun } from '../../../src/experiment/run.js';
import { readScenario } from '../../../src/experiment/scenario.js';
import type { Scenario, Variant } from '../../../src/experiment/study.js';
import { models } from '../../../src/models/index.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { listScenarios, placeOf } from '../../../src/node/scenario-files.js';
import { at, defaults, everything, runOf, SMALL } from './tiny-world.js';

const STEPS = 14;
const BURN_IN = 2;

describe('the laws hold', () => {
  it('for the default ecosystem with all instruments at work', () => {
    const result = runOf(defaults, { policies: everything(1_000_000), steps: STEPS, checked: true });
    expect(result.length).toBeGreaterThan(0);
  });

  it('where many leave and come in one step, into the rows of those who left', () => {
    const turmoil = { ...SMALL, fixed_cost: 2.75e8, entry_rate: 0.3, spare_rows: 4, environment: 1 };
    const result = runOf(turmoil, { policies: everything(), steps: STEPS, checked: true });
    expect(Math.max(...Array.from({ length: STEPS }, (_, t) => at(result, 'exit_rate', t)))).toBeGreaterThan(0.5);
  });

  it('checked or not, the numbers are the same', () => {
    const policies = everything();
    expect(runOf(SMALL, { policies, checked: true })).toEqual(runOf(SMALL, { policies }));
  });
});

const folder = fileURLToPath(new URL('../../../scenarios', import.meta.url));
const files = listScenarios([folder]);

async function scenarioOf(file: string): Promise<Scenario> {
  const { path, root, readText } = placeOf(file);
  const reading = await readScenario({ path, root, text: readText(path), models, readText });
  if (!reading.ok) throw new Error(reading.problems.map(({ path: place, problem }) => `${place}: ${problem}`).join('\n'));
  return reading.scenario;
}

/** A small copy of the variant's world: few firms and, where they need the firms, few regions. */
function shrunk({ parameters }: Variant): Variant['parameters'] {
  const values = parameters as Parameters;
  const most = 48;
  const firms = Math.min(values.firms, most);
  const regions = Math.min(values.regions, firms);
  return { ...values, firms, regions, universities: Math.min(values.universities, most) };
}

/** The variant's instruments, with windows that begin in the few steps there are. */
function early({ policies }: Variant): Variant['policies'] {
  const moved = (setting: Variant['policies'][number]['values'][string]): typeof setting =>
    typeof setting === 'object' && 'value' in setting ? { ...setting, from: BURN_IN + 1, until: STEPS - 2 } : setting;
  return policies.map(({ instrument, values }) => ({
    instrument,
    values: Object.fromEntries(Object.entries(values).map(([name, setting]) => [name, moved(setting)])),
  }));
}

describe('the laws hold in every variant of', () => {
  it.each(files.map(({ name, path }) => [name, path]))('%s', async (_, path) => {
    const scenario = await scenarioOf(path as string);
    expect(scenario.variants.length).toBeGreaterThan(0);
    for (const variant of scenario.variants) {
      const own = scenario.model === trihelix.name;
      const run = {
        id: 0,
        model: scenario.model,
        variant: variant.name,
        point: 0,
        replicate: 0,
        seed: scenario.seed,
        steps: STEPS,
        burnIn: BURN_IN,
        parameters: own ? shrunk(variant) : variant.parameters,
        policies: early(variant),
        checked: true,
      };
      const outcome = executeRun(run, models);
      expect(outcome.status === 'failed' ? outcome.failure.message : 'fine', variant.name).toBe('fine');
    }
  });

  it('at least one scenario', () => {
    expect(files.length).toBeGreaterThan(0);
  });
});
