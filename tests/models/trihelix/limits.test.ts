/** Limit cases whose answer is known, and every parameter at both ends of its range. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { trihelix } from '../../../src/models/trihelix/index.js';
import { channelGain } from '../../../src/models/trihelix/knowledge-ledger.js';
import { type Parameters, parameters } from '../../../src/models/trihelix/parameters/index.js';
import { INSTRUMENTS } from '../../../src/models/trihelix/policies/instruments.js';
import { CHANNEL } from '../../../src/models/trihelix/schema.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { endsOf } from './parameter-sets.js';
import { at, everything, figure, runOf, SMALL, simulationOf, use } from './tiny-world.js';

const STEPS = 24;

/** The world after its last step. */
function endOf(overrides: Partial<Parameters>, policies = everything().slice(0, 0), steps = STEPS): TrihelixWorld {
  const simulation = simulationOf({ ...SMALL, ...overrides }, { policies, steps, checked: true });
  for (let t = 0; t < steps; t++) simulation.advance();
  return simulation.world;
}

const series = (result: Float64Array, metric: string): number[] => Array.from({ length: STEPS }, (_, t) => at(result, metric, t));
const always = (value: number): number[] => new Array<number>(STEPS).fill(value);
const small = (overrides: Partial<Parameters>, policies = everything().slice(0, 0)): Float64Array =>
  runOf({ ...SMALL, ...overrides }, { policies, steps: STEPS });

describe('without', () => {
  it('meetings there are no ties, whatever money is given to single projects', () => {
    const result = small({ meeting_rate: 0 }, [use('rd_subsidy', { budget: 100_000 }), use('cluster_management', { budget: 100_000 })]);
    expect(series(result, 'meetings')).toEqual(always(0));
    expect(series(result, 'ties')).toEqual(always(0));
    expect(figure(result, 'isolated_share', STEPS)).toBe(1);
  });

  it('meetings of their own people tie at events', () => {
    expect(endOf({ meeting_rate: 0 }, [use('matchmaking', { budget: 50_000 })]).network.count).toBeGreaterThan(0);
  });

  it('openness nothing spills over ties or inside regions, and nothing is published', () => {
    const { ledger, network } = endOf({ outbound_openness: 0, university_openness: 0, environment: 0.9 });
    const gain = (channel: keyof typeof CHANNEL): number => channelGain(ledger.total, ledger.sectors, CHANNEL[channel]);
    expect(network.count).toBeGreaterThan(0);
    expect([gain('tie'), gain('local'), gain('public')]).toEqual([0, 0, 0]);
    expect(gain('own')).toBeGreaterThan(0);
  });

  it('absorption firms take nothing in, whatever others let out', () => {
    const { ledger, industryCount } = endOf({ inbound_openness: 0, environment: 0.9 });
    const { bySector } = ledger.total;
    for (const channel of [CHANNEL.tie, CHANNEL.local, CHANNEL.public]) {
      for (let from = 0; from < ledger.sectors; from++) {
        for (let to = 0; to < industryCount; to++) expect(bySector[(channel * ledger.sectors + from) * ledger.sectors + to]).toBe(0);
      }
    }
  });

  it('projects there is no innovation, and continuity is 0', () => {
    const result = small({ project_rate: 0 });
    expect(series(result, 'innovations')).toEqual(always(0));
    expect([figure(result, 'continuity', STEPS), figure(result, 'continuity_whole', STEPS), figure(result, 'coverage', STEPS)]).toEqual([
      0, 0, 0,
    ]);
    expect(figure(result, 'failure_rate', STEPS)).toBeNaN();
  });

  it('entry and exit the firms stay who they are', () => {
    const result = small({ entry_rate: 0, insolvency_steps: 100 });
    expect(series(result, 'firms')).toEqual(always(40));
    expect(figure(result, 'survival', STEPS)).toBe(1);
  });

  it('environment nobody meets, and what ties there are fade', () => {
    const world = endOf({ environment: 0, environment_speed: 0 }, [use('matchmaking', { budget: 50_000 })]);
    for (let e = 0; e < world.network.rows; e++) {
      if (world.network.alive[e] === 1) expect(world.ties.columns.trust[e]).toBeLessThan(0.15);
    }
  });

  it('any learning knowledge changes by those who come and go alone', () => {
    const channels = {
      own_learning: 0,
      forgetting: 0,
      tie_learning: 0,
      local_learning: 0,
      public_learning: 0,
      basic_research: 0,
      mobility: 0,
    };
    const projects = { practice: 0, project_learning: 0 };
    const world = endOf({ ...channels, ...projects, entry_rate: 0, insolvency_steps: 100 });
    const first = simulationOf({ ...SMALL, ...channels, ...projects }).world;
    expect(world.organisations.columns.expertise.slice(0, 40 * world.domains)).toEqual(
      first.organisations.columns.expertise.slice(0, 40 * world.domains),
    );
  });
});

describe('a helix', () => {
  it('of closed kinds has no tie between kinds', () => {
    const closed = { helix_university_firm: 0, helix_university_government: 0, helix_firm_government: 0, environment: 0.9 };
    const { network, organisations } = endOf(closed, everything());
    const { kind } = organisations.columns;
    expect(network.count).toBeGreaterThan(0);
    for (let e = 0; e < network.rows; e++) {
      if (network.alive[e] === 1) expect(kind[network.endA[e]]).toBe(kind[network.endB[e]]);
    }
  });

  it.each([
    ['helix_university_firm', 0, 1],
    ['helix_firm_government', 0, 2],
    ['helix_university_government', 1, 2],
  ] as const)('with %s 0 lacks those ties alone', (name, a, b) => {
    const { network, organisations } = endOf({ [name]: 0, environment: 0.9, consensus: 1, team_scope: 'multilateral' }, everything());
    const { kind } = organisations.columns;
    const pairs = new Set<string>();
    for (let e = 0; e < network.rows; e++) {
      if (network.alive[e] === 1) pairs.add([kind[network.endA[e]], kind[network.endB[e]]].sort().join('-'));
    }
    expect(pairs).not.toContain(`${a}-${b}`);
    expect(pairs.size).toBeGreaterThan(2);
  });
});

describe('the smallest worlds', () => {
  it.each([
    ['one firm', { firms: 1, universities: 0, regions: 1 }],
    ['a firm in each of two regions', { firms: 2, universities: 0, regions: 2 }],
    ['no university', { universities: 0 }],
    ['one industry of four domains', { industries: 1, domains: 4 }],
    ['as many industries as domains', { industries: 64, domains: 64 }],
    ['no room for entrants and none come', { spare_rows: 0, entry_rate: 0 }],
    ['a region for every firm', { firms: 12, regions: 12, countries: 12 }],
  ])('%s', (_, overrides) => {
    const values = { ...SMALL, ...overrides } as Parameters;
    expect(trihelix.problems?.(values) ?? []).toEqual([]);
    const result = runOf(values, { policies: everything(), steps: STEPS, checked: true });
    for (const t of [0, STEPS - 1]) {
      expect(at(result, 'firms', t)).toBeGreaterThan(0);
      expect(at(result, 'environment', t)).toBeGreaterThan(0);
    }
  });

  it('one firm and one government can have one tie', () => {
    const { network } = endOf({ firms: 1, universities: 0, regions: 1, environment: 1, entry_rate: 0 });
    expect(network.count).toBeLessThanOrEqual(1);
  });
});

/** Metrics that have a value with the small ecosystem's parameters in its last step, whatever happens. */
const DEFINED = [
  'output',
  'exports',
  'environment',
  'knowledge',
  'mean_quality',
  'spillovers',
  'transfer',
  'ties',
  'innovations',
  'policy_spending',
];

describe('at the ends of ranges', () => {
  it.each(Object.keys(parameters) as (keyof Parameters)[])('%s', (name) => {
    for (const end of endsOf(name, parameters[name])) {
      const values = { ...SMALL, domains: 64, [name]: end } as Parameters;
      // Numbers that make no sense together are refused before a run.
      if ((trihelix.problems?.(values) ?? []).length > 0) continue;
      expectNumbers(tryRun(values), `${name} = ${end}`);
    }
  });

  function expectNumbers(result: Float64Array | undefined, where: string): void {
    if (result === undefined) return;
    for (const metric of DEFINED) expect(Number.isFinite(at(result, metric, 11)), `${metric} at ${where}`).toBe(true);
  }

  /** The result; undefined where the world is refused with a sentence for the user. */
  function tryRun(values: Parameters): Float64Array | undefined {
    try {
      return runOf(values, { policies: everything(), checked: true });
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }

  const settings = trihelix.policies.flatMap((policy) =>
    Object.entries(policy.parameters).map(([name, spec]) => [policy.name, name, spec] as const),
  );

  it.each(settings)('%s: %s', (instrument, name, spec) => {
    for (const end of endsOf(name, spec)) {
      const policies = INSTRUMENTS.map((other) =>
        use(other, other === instrument ? { budget: 100_000, [name]: end as number } : { budget: 100_000 }),
      );
      expectNumbers(runOf(SMALL, { policies, checked: true }), `${name} = ${end}`);
    }
  });
});

describe('too much', () => {
  /** What the user is told. */
  function refusal(overrides: Partial<Parameters>, policies: ReturnType<typeof everything> = [], steps = STEPS): string {
    try {
      runOf({ ...SMALL, ...overrides }, { policies, steps, checked: steps > 100 });
    } catch (error) {
      if (error instanceof UserError) return `${error.message}: ${error.hint}`;
      throw error;
    }
    return 'nothing';
  }

  it('money is refused before a cent is lost', () => {
    const rich = {
      revenue_per_employee: 1e7,
      government_spending: 0,
      anchors: 3,
      anchor_size: 166_000,
      regions: 1,
      universities: 0,
      firms: 60,
    };
    expect(refusal({ ...rich, production_stages: 1, university_wages: 0, tax_rate: 0.5 }, [], 200)).toMatch(
      /^money has grown beyond what can be counted to the cent: lower revenue_per_employee/,
    );
  });

  it('of ties, firms or meetings is refused with a sentence that says what to change', () => {
    const crowded = { smallest_size: 1000, largest_size: 1000, accept_base: 10, accept_value: 10, environment: 1, trust_decay: 0 };
    const events = [use('matchmaking', { budget: 1e9, blitz: 0, round_table: 1 })];
    expect(refusal({ ...crowded, firms: 200, spare_rows: 0, entry_rate: 0, tie_capacity_base: 0 }, events, 40)).toMatch(
      /^the network is full: .*: raise the tie capacity/,
    );
    expect(refusal({ spare_rows: 0, entry_rate: 1 })).toBe('no room for more than 40 firms: raise spare_rows or lower entry_rate');
    const blitz = [use('matchmaking', { budget: 1e9, most_meetings: 50 })];
    expect(refusal({}, blitz)).toMatch(/^more than \d+ meetings in a step: lower the budgets of matchmaking/);
  });
});
