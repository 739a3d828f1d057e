/** What must not change when something else does: seeds, replicates, horizons, idle instruments, checks, names of streams. */
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/rng.js';
import { createSimulation, type Simulation, simulate } from '../../../src/core/simulate.js';
import { models } from '../../../src/models/index.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import type { Parameters } from '../../../src/models/trihelix/parameters/index.js';
import { INSTRUMENTS } from '../../../src/models/trihelix/policies/instruments.js';
import { presets } from '../../../src/models/trihelix/presets.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { at, everything, runOf, SMALL, seriesOf, simulationOf, use } from './tiny-world.js';

const bytes = (result: Float64Array): Uint8Array => new Uint8Array(result.buffer);
/** Where the series of the first `steps` steps ends in a result. */
const stepsEnd = (steps: number): number => steps * trihelix.metrics.filter(({ when }) => when === 'step').length;

describe('a run', () => {
  it('has the same bytes each time', () => {
    const policies = everything();
    expect(bytes(runOf(SMALL, { policies }))).toEqual(bytes(runOf(SMALL, { policies })));
  });

  it('has the same bytes beside another run', () => {
    const alone = runOf(SMALL, { policies: everything() });
    const one = simulationOf(SMALL, { policies: everything() });
    const other = simulationOf({ ...SMALL, environment: 0.9 }, { replicate: 5 });
    for (let t = 0; t < 12; t++) {
      one.advance();
      other.advance();
    }
    other.finish();
    expect(bytes(one.finish())).toEqual(bytes(alone));
  });

  it('has other numbers in another replicate', () => {
    expect(seriesOf(runOf(SMALL, { replicate: 1 }), 12)).not.toEqual(seriesOf(runOf(SMALL), 12));
  });

  it('is the beginning of a longer one', () => {
    const policies = everything();
    const long = runOf(SMALL, { policies, steps: 40, burnIn: 6 });
    const short = runOf(SMALL, { policies, steps: 24, burnIn: 6 });
    expect(seriesOf(short, 24)).toEqual(seriesOf(long, 24));
  });

  it('lives the same life whatever part of it is measured', () => {
    const measured = ['continuity', 'coverage', 'steadiness', 'no_long_drought', 'breadth', 'renewal', 'continuity_whole'];
    const early = runOf(SMALL, { steps: 20, burnIn: 0 });
    const late = runOf(SMALL, { steps: 20, burnIn: 10 });
    expect(seriesOf(early, 20, measured)).toEqual(seriesOf(late, 20, measured));
  });
});

describe('instruments', () => {
  it('that reach nobody change nothing but the books', () => {
    const books = ['policy_spending', 'policy_unspent', 'diverted', 'innovations_per_million', 'spillovers_per_million'];
    const without = seriesOf(runOf(SMALL), 12, books);
    for (const name of INSTRUMENTS) {
      const idle = runOf(SMALL, { policies: [use(name, { budget: 1_000_000, target_region: 200 })] });
      expect(seriesOf(idle, 12, books), name).toEqual(without);
      expect(at(idle, 'policy_unspent', 11), name).toBe(12);
    }
  });

  it.each(INSTRUMENTS)('%s takes a schedule in every number, and one that stands still changes nothing', (name) => {
    const { policy, values } = use(name, { budget: 100_000 });
    const constant = Object.entries(values).map(([key, value]) => [key, typeof value === 'number' ? () => value : value]);
    const scheduled = [{ policy, values: Object.fromEntries(constant) }];
    expect(runOf(SMALL, { policies: scheduled })).toEqual(runOf(SMALL, { policies: [{ policy, values }] }));
    const numbers = Object.entries(policy.parameters).filter(([, { type }]) => type === 'real' || type === 'integer');
    const wild = Object.fromEntries(
      numbers.map(([key]) => [key, (t: number) => (key === 'budget' ? 100_000 : t % 3 === 0 ? -1e15 : 1e15)]),
    );
    const held = runOf(SMALL, { policies: [{ policy, values: { ...values, ...wild } }], checked: true });
    expect(at(held, 'policy_spending', 11)).not.toBeNaN();
  });

  it('may be named in any order', () => {
    const forwards = everything();
    // The model applies them in its own order; purses and levers of different instruments do not meet.
    const backwards = [...forwards].reverse();
    expect(runOf(SMALL, { policies: backwards })).toEqual(runOf(SMALL, { policies: forwards }));
  });

  it('that begin later leave all before as it was, whichever begins', () => {
    const begins = 7;
    const from = (step: number): number => (step < begins ? 0 : 300_000);
    const without = runOf(SMALL);
    for (const name of INSTRUMENTS) {
      const later = runOf(SMALL, { policies: [use(name, { budget: from })] });
      expect(bytes(later.slice(0, stepsEnd(begins))), name).toEqual(bytes(without.slice(0, stepsEnd(begins))));
      expect(at(later, 'policy_spending', begins) + at(later, 'policy_unspent', begins), name).toBeGreaterThan(0);
    }
  });

  it('that join others later leave all before as it was', () => {
    const begins = 7;
    const others = everything().slice(1);
    const joined = [use('rd_subsidy', { budget: (step: number) => (step < begins ? 0 : 300_000) }), ...others];
    const short = runOf(SMALL, { policies: joined });
    expect(bytes(short.slice(0, stepsEnd(begins)))).toEqual(bytes(runOf(SMALL, { policies: others }).slice(0, stepsEnd(begins))));
  });

  it('do not change who is there at the start', () => {
    const start = (policies: ReturnType<typeof everything>): unknown =>
      structuredClone(simulationOf(SMALL, { policies }).world.organisations.columns);
    expect(start(everything())).toEqual(start([]));
  });
});

describe('variants', () => {
  /** What of an organisation is drawn and not set by a parameter. */
  const drawn = ({ organisations }: TrihelixWorld): unknown => {
    const { region, industry, stage, size, quality, expertise, foundedLow, foundedHigh, key } = organisations.columns;
    return structuredClone({ region, industry, stage, size, quality, expertise, foundedLow, foundedHigh, key });
  };

  it('begin with the same organisations under every preset', () => {
    const first = drawn(simulationOf(SMALL).world);
    for (const preset of presets) {
      const values = { ...SMALL, ...(preset.parameters as Partial<Parameters>) };
      expect(drawn(simulationOf(values).world), preset.name).toEqual(first);
    }
  });

  it('begin with the same organisations in every environment', () => {
    expect(drawn(simulationOf({ ...SMALL, environment: 0.1 }).world)).toEqual(drawn(simulationOf({ ...SMALL, environment: 0.9 }).world));
  });

  it('keep the first firms when more are added, in what each draws alone', () => {
    const few = simulationOf({ ...SMALL, spare_rows: 0 }).world.organisations.columns;
    const many = simulationOf({ ...SMALL, firms: 60, spare_rows: 0 }).world.organisations.columns;
    for (const column of ['region', 'industry', 'stage', 'size', 'quality'] as const) {
      expect(many[column].slice(0, 40), column).toEqual(few[column].slice(0, 40));
    }
  });
});

describe('money', () => {
  it('spent twice as fast by halves is the same money', () => {
    const once = runOf(SMALL, { policies: [use('institution_building', { budget: 200_000 })] });
    const captured = runOf({ ...SMALL, government_capture: 0.5 }, { policies: [use('institution_building', { budget: 400_000 })] });
    const rest = ['policy_spending', 'diverted', 'innovations_per_million', 'spillovers_per_million'];
    expect(seriesOf(captured, 12, rest)).toEqual(seriesOf(once, 12, rest));
  });
});

describe('streams', () => {
  it('of every model have names of their own and keys that are far apart', () => {
    const names = [...new Set(models.flatMap(({ streams }) => streams))];
    for (const model of models) expect(new Set(model.streams).size, model.name).toBe(model.streams.length);
    // 64 bits of two draws at the same address stand for the key.
    for (const key of [
      { high: 0, low: 0 },
      { high: 1, low: 2 },
      { high: -5, low: 77 },
    ]) {
      const rng = createRng(key);
      const seen = new Set(names.map((name) => rng.stream(name).unit(0, 0)));
      expect(seen.size).toBe(names.length);
    }
  });

  it('do not repeat each other along their addresses', () => {
    const rng = createRng({ high: 3, low: 4 });
    const draws = trihelix.streams.flatMap((name) => Array.from({ length: 500 }, (_, a) => rng.stream(name).unit(a, 0)));
    expect(new Set(draws).size).toBe(draws.length);
  });
});

describe('draws', () => {
  /** As many draws per purpose as parameters allow. */
  const GREEDY = {
    analogy: 1,
    analogy_looks: 16,
    core_margin: 8,
    domains: 64,
    entry_rate: 0.05,
    environment: 1,
    firm_domains: 16,
    founder_domains: 8,
    inertia: 0.5,
    most_domains: 6,
    search_sample: 64,
    spare_rows: 2,
    team_scope: 'multilateral',
    university_domains: 32,
    university_random_domains: 32,
  } as const;

  it.each([
    ['by default', {}],
    ['at most', GREEDY],
  ])('of one organisation do not depend on the others: an address is used for one purpose, %s', (_, overrides) => {
    // Every (stream, step, address) that a step asks for is asked with one bound only.
    const asked = new Map<string, number>();
    const clashes: string[] = [];
    const watched: typeof trihelix = {
      ...trihelix,
      createWorld: (input) => trihelix.createWorld({ ...input, rng: watch(input.rng, asked, clashes) }),
    };
    const simulation: Simulation<TrihelixWorld> = createSimulation(watched, {
      parameters: { ...SMALL, firms: 120, universities: 60, ...overrides },
      policies: everything(),
      key: { high: 77, low: 0 },
      steps: 16,
      burnIn: 2,
    });
    for (let t = 0; t < 16; t++) simulation.advance();
    expect(asked.size).toBeGreaterThan(10_000);
    expect([...new Set(clashes)]).toEqual([]);
  });

  /** Notes every address with what was asked there; a second question of another kind is a clash. */
  function watch(rng: ReturnType<typeof createRng>, asked: Map<string, number>, clashes: string[]): ReturnType<typeof createRng> {
    return {
      stream(name) {
        const stream = rng.stream(name);
        let step = 0;
        const note = (a: number, b: number, bound: number): void => {
          const address = `${name} ${step} ${a} ${b}`;
          const before = asked.get(address);
          if (before !== undefined && before !== bound) clashes.push(`${name}: asked below ${before} and below ${bound}`);
          asked.set(address, bound);
        };
        return {
          name,
          moveTo(next) {
            step = next;
            stream.moveTo(next);
          },
          unit(a, b) {
            note(a, b, 1);
            return stream.unit(a, b);
          },
          below(bound, a, b) {
            note(a, b, bound);
            return stream.below(bound, a, b);
          },
          fillUnit: (out, keys, count, b) => stream.fillUnit(out, keys, count, b),
        };
      },
    };
  }

  it('are not shifted by one another: a world without mobility meets the same people', () => {
    const meetings = (overrides: Partial<Parameters>): number =>
      at(runOf({ ...SMALL, ...overrides }, { steps: 1, burnIn: 0 }), 'meetings', 0);
    expect(meetings({ mobility: 0, basic_research: 0, project_rate: 0 })).toBe(
      meetings({ mobility: 1, basic_research: 1, project_rate: 1 }),
    );
  });
});

describe('profiling', () => {
  it('changes nothing, and names every phase', () => {
    const phases: string[] = [];
    const input = { parameters: SMALL, policies: [], key: { high: 77, low: 0 }, steps: 3, burnIn: 1 };
    const watched = simulate(trihelix, { ...input, afterPhase: (phase) => phases.push(phase) });
    expect(watched).toEqual(simulate(trihelix, input));
    for (const { name } of trihelix.phases) expect(phases.filter((phase) => phase === name)).toHaveLength(3);
  });
});
