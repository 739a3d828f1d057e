import { describe, expect, it } from 'vitest';
import { createBench } from '../../../../src/core/evaluate.js';
import { createChronicle, observe } from '../../../../src/models/trihelix/facts/chronicle.js';
import { stylisedFacts } from '../../../../src/models/trihelix/facts/index.js';
import { trihelix } from '../../../../src/models/trihelix/index.js';
import { blankWorld, defaults, SMALL, simulationOf, UNIVERSITY_ROW } from '../tiny-world.js';

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

describe('chronicle', () => {
  it('counts every entry and exit of the measured time, and every quarter of a firm', () => {
    const values = { ...SMALL, fixed_cost: 400_000, entry_rate: 0.02 };
    const simulation = simulationOf(values, { steps: 40, burnIn: 10 });
    const chronicle = createChronicle(simulation.world);
    const booked = { entries: 0, exits: 0, firms: 0 };
    for (let t = 0; t < 40; t++) {
      const before = simulation.world.aliveFirms;
      simulation.advance();
      observe(chronicle, simulation.world);
      if (t < 10) continue;
      booked.entries += simulation.world.counts.entries;
      booked.exits += simulation.world.counts.exits;
      booked.firms += before;
    }
    expect(booked.exits).toBeGreaterThan(0);
    expect(booked.entries).toBeGreaterThan(0);
    expect(sum(chronicle.exits)).toBe(booked.exits);
    expect(sum(chronicle.entries)).toBe(booked.entries);
    expect(sum(chronicle.firmSteps)).toBe(booked.firms);
    expect(sum(chronicle.exitsByAge)).toBe(booked.exits);
    expect(sum(chronicle.stepsByAge)).toBe(booked.firms);
  });

  it('takes growth over a year of firms that lived through it', () => {
    const world = blankWorld({}, { steps: 12, burnIn: 0 });
    const chronicle = createChronicle(world);
    const { size, alive } = world.organisations.columns;
    for (const [step, factor] of [1, 1, 1, 1, 1, 1, 1, 2].entries()) {
      world.step = step;
      size[0] = size[0] * factor;
      if (step === 5) alive[1] = 0;
      observe(chronicle, world);
    }
    // the first year sets the start; of six firms five live through the second
    expect(chronicle.growth).toHaveLength(5);
    expect(chronicle.growth[0]).toBeCloseTo(Math.LN2, 12);
    expect(chronicle.growth.slice(1)).toEqual([0, 0, 0, 0]);
    expect(new Set(chronicle.group).size).toBe(2);
  });

  it('knows who was on a team before, and counts from the measured time on', () => {
    const world = blankWorld({}, { steps: 12, burnIn: 1 });
    const chronicle = createChronicle(world);
    const { startedAt, team, teamSize } = world.projects.columns;
    const start = (step: number, members: readonly number[]): void => {
      world.step = step;
      const leader = members[0] as number;
      startedAt[leader] = step;
      teamSize[leader] = members.length;
      team.set(members, leader * 8);
      observe(chronicle, world);
    };
    start(0, [0, 1]);
    expect(chronicle.teamPairs).toBe(0);
    start(1, [2, 1, 0]);
    expect([chronicle.teamPairs, chronicle.repeatPairs]).toEqual([3, 1]);
    start(2, [UNIVERSITY_ROW, 2, 1]);
    expect([chronicle.teamPairs, chronicle.repeatPairs]).toEqual([6, 2]);
  });
});

describe('the evaluation of stylised facts', () => {
  const measure = (values: typeof SMALL, steps: number): Float64Array => {
    const out = new Float64Array(stylisedFacts.measures.length).fill(Number.NaN);
    stylisedFacts.evaluate(createBench(trihelix, { parameters: values, policies: [], key: { high: 3, low: 4 }, steps, burnIn: 4 }), out);
    return out;
  };

  it('gives one number per fact, the same for the same luck', () => {
    const first = measure(SMALL, 24);
    expect(measure(SMALL, 24)).toEqual(first);
    const named = new Map(stylisedFacts.measures.map((fact, f) => [fact.name, first[f] as number]));
    expect(named.get('fact_clustering_ratio')).toBeGreaterThan(1);
    expect(named.get('fact_path_ratio')).toBeGreaterThan(0.5);
    expect(named.get('fact_exploration')).toBeLessThanOrEqual(1);
  });

  it('has no value where nothing happens', () => {
    const quiet = measure({ ...defaults, firms: 8, universities: 1, regions: 2, countries: 2, project_rate: 0 }, 6);
    const named = new Map(stylisedFacts.measures.map((fact, f) => [fact.name, quiet[f] as number]));
    for (const name of ['fact_innovation_dispersion', 'fact_repeat_partners', 'fact_team_advantage', 'fact_growth_shape'])
      expect(named.get(name), name).toBeNaN();
  });

  it('says for every fact where the field expects it, and who found it', () => {
    expect(stylisedFacts.measures.length).toBeGreaterThanOrEqual(12);
    for (const { name, accepted, source } of stylisedFacts.measures) {
      expect(source, name).toMatch(/\d{4}/);
      const { minimum = -Infinity, maximum = Infinity } = accepted ?? {};
      expect(minimum, name).toBeLessThan(maximum);
    }
  });
});
