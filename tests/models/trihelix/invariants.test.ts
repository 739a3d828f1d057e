/** Every law can be broken, and is then reported by its own name. */
import { describe, expect, it } from 'vitest';
import { invariants } from '../../../src/models/trihelix/invariants.js';
import { fillPurse } from '../../../src/models/trihelix/programmes.js';
import type { TrihelixWorld } from '../../../src/models/trihelix/world.js';
import { everything, SMALL, simulationOf } from './tiny-world.js';

/** A world in the middle of its life, all instruments at work. */
function living(): TrihelixWorld {
  const simulation = simulationOf(SMALL, { policies: everything(), steps: 30, checked: true });
  for (let t = 0; t < 25; t++) simulation.advance();
  expect(simulation.world.network.count).toBeGreaterThan(20);
  expect(brokenBy(simulation.world)).toEqual([]);
  return simulation.world;
}

/** Names of the laws that do not hold. */
function brokenBy(world: TrihelixWorld): string[] {
  return invariants.filter((law) => law.check(world) !== undefined).map(({ name }) => name);
}

/** The first row of a column with this value. */
const rowWith = (column: ArrayLike<number>, value: number): number => Array.from(column).indexOf(value);

/** A project that runs with partners; put together where there is none. */
function teamOf(world: TrihelixWorld): number {
  const { running, teamSize, team, startedAt } = world.projects.columns;
  const i = rowWith(world.organisations.columns.alive, 1);
  running[i] = 1;
  teamSize[i] = 2;
  startedAt[i] = -1;
  team[i * 8] = i;
  team[i * 8 + 1] = rowWith(world.organisations.columns.kind, 1);
  world.counts.exits = 0;
  return i;
}

const damages: Readonly<Record<string, (world: TrihelixWorld) => void>> = {
  'money adds up to the cent': (world) => {
    world.organisations.columns.capital[0] += 1;
  },
  'money is whole cents': (world) => {
    world.organisations.columns.capital[0] += 0.5;
    world.money.sectors[0] -= 0.5;
  },
  'programmes hold what is in their purses': (world) => {
    world.programmes.purse[1] += 1;
  },
  'gains booked equal the change of expertise': (world) => {
    const { expertise } = world.organisations.columns;
    const at = rowWith(expertise, 0);
    expertise[at] = 0.001;
  },
  'expertise within 0 and 1': (world) => {
    const { expertise } = world.organisations.columns;
    world.ledger.balance += 1.5 - expertise[0];
    expertise[0] = 1.5;
  },
  'trained capacity within 0 and 1': (world) => {
    world.organisations.columns.trained[0] = 1.01;
  },
  'absorptive capacity within 0 and 1': (world) => {
    world.organisations.columns.absorptive[0] = -0.01;
  },
  'trust within 0 and 1': (world) => {
    world.ties.columns.trust[0] = Number.NaN;
  },
  'environment within 0 and 1': (world) => {
    world.regions.columns.environment[0] = 1.01;
  },
  'market share within 0 and 1': (world) => {
    world.organisations.columns.share[0] = 2;
  },
  'trust norm within 0 and 1': (world) => {
    world.regions.columns.trustNorm[0] = -1;
  },
  'public knowledge within 0 and 1': (world) => {
    world.regions.columns.pool[0] = 1.1;
  },
  'ties within capacity': (world) => {
    world.organisations.columns.tieCapacity[world.network.endA[rowWith(world.network.alive, 1)]] = 0;
  },
  'teams hold the living': (world) => {
    const i = teamOf(world);
    world.projects.columns.team[i * 8 + 1] = rowWith(world.organisations.columns.alive, 0);
  },
  'a team was tied when it began': (world) => {
    const i = teamOf(world);
    world.projects.columns.startedAt[i] = world.step;
    const stranger = Array.from(world.organisations.columns.alive).findIndex(
      (alive, j) => alive === 1 && j !== i && world.network.find(i, j) < 0,
    );
    world.projects.columns.team[i * 8 + 1] = stranger;
  },
  'stages in range, suppliers alive and one stage below': (world) => {
    world.organisations.columns.stage[rowWith(world.organisations.columns.alive, 1)] = 9;
  },
  'who is engaged works for a project that runs': (world) => {
    world.organisations.columns.engagedBy[0] = 3;
    world.projects.columns.running[2] = 0;
  },
  'firms belong to industries that exist': (world) => {
    world.organisations.columns.sector[rowWith(world.organisations.columns.alive, 1)] = 5;
  },
  'openness to the world within 0 and 1': (world) => {
    world.organisations.columns.worldOpenness[0] = 1.2;
  },
};

describe('the laws of the model', () => {
  it.each(Object.entries(damages))('%s', (name, damage) => {
    const world = living();
    damage(world);
    expect(brokenBy(world)).toEqual([name]);
  });

  it('ties are symmetric, single and between the living: counts', () => {
    const world = living();
    world.network.degrees[world.network.endA[rowWith(world.network.alive, 1)]] -= 1;
    expect(brokenBy(world)).toContain('ties are symmetric, single and between the living');
  });

  it('ties are symmetric, single and between the living: the living', () => {
    const world = living();
    world.counts.exits = 0;
    const i = world.network.endA[rowWith(world.network.alive, 1)];
    world.projects.columns.running.fill(0);
    world.organisations.columns.supplier.fill(0);
    world.organisations.columns.alive[i] = 0;
    expect(brokenBy(world)).toEqual(['ties are symmetric, single and between the living']);
  });

  it('a purse is never negative', () => {
    const world = living();
    fillPurse(world, 0, 1);
    world.programmes.purse[0] -= 1e12;
    world.programmes.purse[1] += 1e12;
    expect(brokenBy(world)).toEqual(['programmes hold what is in their purses']);
  });

  it('are all tested here', () => {
    const tested = [...Object.keys(damages), 'ties are symmetric, single and between the living'];
    expect(invariants.map(({ name }) => name).filter((name) => !tested.includes(name))).toEqual([]);
  });

  it('stop a checked run, which says the law, the step and the phase', () => {
    const simulation = simulationOf(SMALL, { checked: true });
    simulation.advance();
    simulation.world.organisations.columns.absorptive[0] = 7;
    expect(() => simulation.advance()).toThrow(
      /^invariant "absorptive capacity within 0 and 1" broken in step 1 after phase "unite": entry 0 is 7$/,
    );
  });
});
