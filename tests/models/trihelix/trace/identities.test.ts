/** What is traced is all there is: gains equal the ledger's, shares add up to 1, money in trees is the money paid. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../src/core/errors.js';
import type { TraceNode } from '../../../../src/core/trace.js';
import { activePolicies } from '../../../../src/experiment/schedule.js';
import { trihelix } from '../../../../src/models/trihelix/index.js';
import type { Parameters } from '../../../../src/models/trihelix/parameters/index.js';
import { presets } from '../../../../src/models/trihelix/presets.js';
import { TRACE_CHANNEL } from '../../../../src/models/trihelix/trace/channels.js';
import { effectsOf } from '../../../../src/models/trihelix/trace/effects.js';
import { trace } from '../../../../src/models/trihelix/trace/index.js';
import { moneyBehind } from '../../../../src/models/trihelix/trace/policy-money.js';
import { type Recording, record } from '../../../../src/models/trihelix/trace/recording.js';
import { changes, policySets } from '../parameter-sets.js';
import { at, everything, type RunOptions, runOf, SMALL, use } from '../tiny-world.js';
import { recordedOf, watched } from './recorded.js';

const preset = (name: string): Partial<Parameters> => presets.find((each) => each.name === name)?.parameters as Partial<Parameters>;
const LONG = { steps: 40, burnIn: 4 };
const POLICIES = everything(200_000);

const RUNS: readonly (readonly [string, Parameters, RunOptions])[] = [
  ['no policy', SMALL, LONG],
  ['all instruments', SMALL, { ...LONG, policies: POLICIES }],
  [
    'collaborative, 40 domains, strong environment',
    { ...SMALL, ...preset('innovation.collaborative'), domains: 40, environment: 0.9 },
    { ...LONG, policies: POLICIES },
  ],
  [
    'triple helix, closed triangles',
    { ...SMALL, ...preset('innovation.collaborative'), ...preset('helix.triple'), environment: 1, trust_growth: 0.6 },
    { ...LONG, policies: POLICIES },
  ],
  [
    'projects on behalf of clusters',
    { ...SMALL, ...preset('innovation.collaborative'), member_reach: 0.6 },
    { ...LONG, policies: POLICIES },
  ],
  ['analogies', { ...SMALL, ...preset('innovation.cross-industry') }, LONG],
  [
    'value chains, open to the world',
    { ...SMALL, outsourcing: 0.4, world_openness: 0.5, opening_rate: 0.05, upgrading_rate: 0.05, world_learning: 0.05 },
    { ...LONG, policies: POLICIES },
  ],
  ['dissemination on a platform', SMALL, { ...LONG, policies: [use('cooperation_platform', { budget: 200_000, dissemination: 1 })] }],
  ['capture', { ...SMALL, ...preset('helix.captured-double') }, { ...LONG, policies: POLICIES }],
  ['entries and exits', { ...SMALL, entry_rate: 0.1, margin: 0.04, spare_rows: 4 }, { ...LONG, policies: POLICIES }],
];

describe.each(RUNS)('%s', (_, values, options) => {
  const run = watched(values, options);
  const recording = record(run.replay);
  const { projects, ties, book } = recording;

  it('every gain is traced, and watching changes no byte', () => {
    expect(book.log.count).toBeGreaterThan(10_000);
    expect(projects.innovations.length).toBe(recording.world.innovationCount);
    expect(new Uint8Array(run.values.buffer)).toEqual(new Uint8Array(runOf(values, options).buffer));
  });

  it('shares of every stock and of every tree add up', () => {
    const [innovations] = trace(run.replay).topics;
    for (const id of innovations?.ids.slice(-20) ?? []) {
      const tree = innovations?.tree(id, { depth: 4, least: 0.02, most: 8 }) as TraceNode;
      const domains = tree.children.filter(({ kind }) => kind === 'domain');
      expect(domains.reduce((sum, node) => sum + amountOf(node, 'weight'), 0)).toBeCloseTo(1, 12);
      for (const domain of domains) expect(sumOf(domain.children)).toBeCloseTo(1, 9);
      for (const domain of domains) for (const node of domain.children) mustAddUp(node);
    }
    for (const laid of sharesByCell(book.laid, recording.world.programmes.names.length)) expect(laid).toBeLessThan(1 + 1e-9);
  });

  it('money is laid to account once', () => {
    const { services, granted, diverted } = recording;
    const total = (column: Iterable<number>): number => [...column].reduce((sum, value) => sum + value, 0);
    const spent = (total(services) + total(granted) + total(diverted)) / 100;
    const series = Array.from({ length: LONG.steps }, (_, t) => at(run.values, 'policy_spending', t));
    expect(spent).toBeCloseTo(1e6 * total(series), 2);
    expect(total(projects.grants.map(({ cents }) => cents))).toBe(total(granted));
    const other = projects.grants.filter(({ project }) => project < 0).map(({ cents }) => cents);
    expect(total(projects.projects.flatMap(({ grants }) => grants.map(({ cents }) => cents))) + total(other)).toBe(total(granted));
    const onProjects = total(projects.projects.flatMap(({ cents }) => [...cents]));
    const onTies = total(ties.records.flatMap(({ cents }) => [...cents]));
    expect(onProjects + onTies + total(ties.unplaced)).toBeCloseTo(total(services), 2);
    const parts = projects.projects.flatMap((project) => project.ties.flatMap(({ cents, projects: n }) => [...cents].map((c) => c / n)));
    const unused = ties.records.filter((tie) => tie.projects === 0).flatMap(({ cents }) => [...cents]);
    expect(total(parts) + total(unused)).toBeCloseTo(onTies, 2);
    for (const [n, { project }] of projects.innovations.entries()) {
      const ofTies = project.ties.flatMap(({ cents, projects: served }) => [...cents].map((c) => c / served));
      const money = total(project.grants.map(({ cents }) => cents)) + total(project.cents) + total(ofTies);
      expect(moneyBehind(recording, n).total).toBeCloseTo(money, 6);
    }
  });

  it('what is laid to an instrument is the same asked from either end', () => {
    const { rows } = book.means;
    for (let k = 0; k < recording.world.programmes.names.length; k++) {
      const effects = effectsOf(book.log, rows, projects.innovations, book.holders, book.domains, (n) => rows[n].weights[k]);
      for (const n of projects.innovations.keys()) expect(moneyBehind(recording, n).knowledge[k]).toBeCloseTo(effects.innovations[n], 12);
    }
  });

  it('innovations credited to an instrument have some of it behind them', () => {
    const { exposure } = recording.world.innovations.columns;
    for (const [n, { project }] of projects.innovations.entries()) {
      const set = project.grants.reduce((all, { instrument }) => all | (1 << instrument), 0);
      expect(set & ~exposure[n]).toBe(0);
    }
  });
});

describe('the runs together', () => {
  it('use every channel there is', () => {
    const seen = new Set(RUNS.flatMap(([, values, options]) => [...new Set(recordedOf(values, options).book.log.channel)]));
    expect([...seen].sort((a, b) => a - b)).toEqual(Object.values(TRACE_CHANNEL).sort((a, b) => a - b));
  });
});

describe('any parameters and policies', () => {
  it('leave no gain untraced and no share over', () => {
    let traced = 0;
    fc.assert(
      fc.property(changes(6), policySets(), fc.nat(1000), (values, policies, replicate) => {
        const active = activePolicies(trihelix, policies, 2);
        const recording = recordedUnlessRefused({ ...SMALL, ...values }, { policies: active, replicate, steps: 10 });
        traced += Number(recording !== undefined);
        for (const n of recording?.projects.innovations.keys() ?? []) {
          const laid = moneyBehind(recording as Recording, n).knowledge.reduce((sum, part) => sum + part, 0);
          expect(laid).toBeLessThan(1 + 1e-9);
        }
      }),
      { numRuns: 120, seed: 20 },
    );
    expect(traced).toBeGreaterThan(100);
  });
});

describe('a trace that would not be complete', () => {
  it('ends where knowledge changes that no event explains', () => {
    const { replay } = watched(SMALL);
    const tampered = () =>
      record((watch) =>
        replay((moment, world) => {
          if (moment === 'market' && world.step === 3) world.organisations.columns.expertise[5] += 1e-6;
          watch(moment, world);
        }),
      );
    expect(tampered).toThrow(/every change of knowledge is traced.*step 3/);
  });

  it('ends where a gain is booked that no event explains', () => {
    const { replay } = watched(SMALL);
    const tampered = () =>
      record((watch) =>
        replay((moment, world) => {
          if (moment === 'learn' && world.step === 2) world.ledger.step.bySector[7] += 1e-6;
          watch(moment, world);
        }),
      );
    expect(tampered).toThrow(/every booked gain is traced.*step 2/);
  });
});

/** Some settings ask for more meetings or entrants than there is room for, and the run says so. */
function recordedUnlessRefused(values: Parameters, options: RunOptions): Recording | undefined {
  try {
    return recordedOf(values, options);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function amountOf(node: TraceNode, name: string): number {
  return node.amounts.find((amount) => amount.name === name)?.value ?? Number.NaN;
}

const sumOf = (nodes: readonly TraceNode[]): number => nodes.reduce((sum, node) => sum + amountOf(node, 'share'), 0);

function mustAddUp(node: TraceNode): void {
  if (node.children.length === 0) return;
  expect(sumOf(node.children)).toBeCloseTo(amountOf(node, 'share'), 9);
  for (const child of node.children) mustAddUp(child);
}

function sharesByCell(laid: Float64Array, instruments: number): number[] {
  const sums: number[] = [];
  for (let c = 0; c < laid.length; c += instruments) sums.push(laid.subarray(c, c + instruments).reduce((sum, part) => sum + part, 0));
  return sums;
}
