/** What a simulated night is like: how large the study, how hostile the machine, drawn once per seed. */
import { planStudy } from '../../../dist/src/experiment/plan.js';

/** How hostile the night is and how large the study, drawn once. */
export function settingsOf(machine) {
  const rate = (...choices) => machine.pick(choices);
  const large = machine.chance(0.02);
  const workers = large ? 1000 : rate(1, 2, 3, 8, 40);
  return {
    workers,
    runs: large ? 2000 : machine.between(1, rate(6, 40, 150)),
    pace: rate(0.1, 1, 20, 300),
    poison: rate(0, 0, 0.05, 0.3),
    span: rate(50, 500, 5000),
    killed: rate(0, 0.5, 1),
    disk: { kill: rate(0, 0, 0.005, 0.03), cut: rate(0, 0, 0.005, 0.03), error: rate(0, 0, 0.005, 0.05) },
    threads: { thread: rate(0, 0.01, 0.1), process: rate(0, 0, 0.01), freeze: rate(0, 0.02), again: rate(0, 0.2), start: rate(0, 0, 0.01) },
    journal: { fileBytes: rate(1500, 20_000, 2 ** 26), groupBytes: rate(300, 2 ** 20), groupMilliseconds: rate(0, 50) },
  };
}

/** As much of a model as a plan needs. */
const text = { en: 'made up', ru: 'выдумано' };
const MODEL = {
  name: 'night',
  version: '1',
  parameters: {},
  metrics: [{ name: 'metric', when: 'step', unit: '-', kind: 'index', better: 'neither', group: '-', title: text, text }],
  matrices: [],
  evaluations: [],
  policies: [],
};

/** A study of so many runs. */
export function planOf(runs) {
  const variants = [{ name: 'only', title: 'only', parameters: {}, policies: [] }];
  const scenario = {
    name: 'night',
    title: 'Night',
    model: 'night',
    seed: 'night',
    steps: 12,
    burnIn: 0,
    replicates: runs,
    variants,
    indicators: [],
  };
  return planStudy({ scenario, models: [MODEL], engine: '0' });
}
