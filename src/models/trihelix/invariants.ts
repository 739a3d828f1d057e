/** Laws of the model: what must hold after every phase. Each returns undefined, or both sides of what is broken. */
import type { Invariant } from '../../core/model.js';
import { impliedKnowledge } from './knowledge-ledger.js';
import { PROGRAMMES, totalMoney } from './money.js';
import { TEAM_WIDTH } from './teams.js';
import { canSupply } from './value-chain.js';
import type { TrihelixWorld } from './world.js';

const moneyAddsUp: Invariant<TrihelixWorld> = {
  name: 'money adds up to the cent',
  check(world) {
    const total = totalMoney(world.money);
    return total === world.moneyAtStart ? undefined : `all accounts hold ${total} cents, at the start they held ${world.moneyAtStart}`;
  },
};

const moneyIsWhole: Invariant<TrihelixWorld> = {
  name: 'money is whole cents',
  check(world) {
    const { capital } = world.organisations.columns;
    for (let i = 0; i < world.rows; i++) if (!Number.isSafeInteger(capital[i])) return `organisation ${i} holds ${capital[i]} cents`;
    return undefined;
  },
};

const programmesHold: Invariant<TrihelixWorld> = {
  name: 'programmes hold what is in their purses',
  check({ programmes, money }) {
    let purses = 0;
    for (let k = 0; k < programmes.names.length; k++) {
      if (programmes.purse[k] < 0) return `the purse of ${programmes.names[k]} holds ${programmes.purse[k]} cents`;
      purses += programmes.purse[k];
    }
    return purses === money.sectors[PROGRAMMES] ? undefined : `purses hold ${purses} cents, the account ${money.sectors[PROGRAMMES]}`;
  },
};

const knowledgeBooked: Invariant<TrihelixWorld> = {
  name: 'gains booked equal the change of expertise',
  check(world) {
    let held = 0;
    for (const e of world.organisations.columns.expertise) held += e;
    const implied = impliedKnowledge(world.ledger);
    return Math.abs(held - implied) <= 1e-9 * Math.max(1, held) ? undefined : `expertise adds up to ${held}, the ledger implies ${implied}`;
  },
};

/** A column whose numbers all lie in [0, 1]. */
function unitColumn(name: string, column: (world: TrihelixWorld) => Float64Array): Invariant<TrihelixWorld> {
  return {
    name: `${name} within 0 and 1`,
    check(world) {
      const values = column(world);
      for (let n = 0; n < values.length; n++) {
        const value = values[n];
        if (!(value >= 0 && value <= 1)) return `entry ${n} is ${value}`;
      }
      return undefined;
    },
  };
}

const tiesSound: Invariant<TrihelixWorld> = {
  name: 'ties are symmetric, single and between the living',
  check(world) {
    const { network } = world;
    const { alive } = world.organisations.columns;
    let halves = 0;
    for (let i = 0; i < world.rows; i++) {
      halves += network.degree(i);
      for (let r = 0; r < network.degree(i); r++) {
        const j = network.neighbour(i, r);
        const e = network.tieAt(i, r);
        if (i === j || network.find(j, i) !== e) return `tie ${e} of ${i} and ${j} is not found from the other end`;
      }
    }
    // The exits of a step take their ties along when the step commits them.
    for (let e = 0; e < network.rows; e++) {
      if (network.alive[e] === 0) continue;
      const a = network.endA[e];
      const b = network.endB[e];
      if ((alive[a] === 0 || alive[b] === 0) && world.counts.exits === 0) return `tie ${e} holds an organisation that is gone`;
    }
    return halves === 2 * network.count ? undefined : `degrees add up to ${halves}, twice the ties are ${2 * network.count}`;
  },
};

const withinCapacity: Invariant<TrihelixWorld> = {
  name: 'ties within capacity',
  check(world) {
    const { tieCapacity, bornAt } = world.organisations.columns;
    for (let i = 0; i < world.rows; i++) {
      // The row of an entrant may still show the ties of who left in the same step, until they are committed.
      if (world.network.degree(i) > tieCapacity[i] && bornAt[i] !== world.step)
        return `organisation ${i} has ${world.network.degree(i)} ties and room for ${tieCapacity[i]}`;
    }
    return undefined;
  },
};

const teamsAlive: Invariant<TrihelixWorld> = {
  name: 'teams hold the living',
  check(world) {
    const { running, team, teamSize } = world.projects.columns;
    const { alive } = world.organisations.columns;
    for (let i = 0; i < world.governmentAt; i++) {
      if (running[i] === 0) continue;
      for (let m = 0; m < teamSize[i]; m++) {
        const j = team[i * TEAM_WIDTH + m];
        if (alive[j] === 0) return `the team of ${i} holds ${j}, which is gone`;
      }
    }
    return undefined;
  },
};

const teamsTied: Invariant<TrihelixWorld> = {
  name: 'a team was tied when it began',
  check(world) {
    const { running, startedAt, team, teamSize } = world.projects.columns;
    for (let i = 0; i < world.governmentAt; i++) {
      if (running[i] === 0 || startedAt[i] !== world.step) continue;
      for (let m = 1; m < teamSize[i]; m++) {
        const j = team[i * TEAM_WIDTH + m];
        if (world.network.find(i, j) < 0 && world.counts.exits === 0) return `leader ${i} has no tie to member ${j}`;
      }
    }
    return undefined;
  },
};

const chainSound: Invariant<TrihelixWorld> = {
  name: 'stages in range, suppliers alive and one stage below',
  check(world) {
    const { alive, stage, supplier } = world.organisations.columns;
    for (let i = 0; i < world.universityAt; i++) {
      if (alive[i] === 0) continue;
      if (!(stage[i] >= 1 && stage[i] <= world.parameters.production_stages)) return `firm ${i} is at stage ${stage[i]}`;
      const j = supplier[i] - 1;
      if (j >= 0 && !canSupply(world, i, j)) return `firm ${i} of stage ${stage[i]} buys from ${j} of stage ${stage[j]}`;
    }
    return undefined;
  },
};

const engagementsHold: Invariant<TrihelixWorld> = {
  name: 'who is engaged works for a project that runs',
  check(world) {
    const { engagedBy } = world.organisations.columns;
    const { running, chain } = world.projects.columns;
    for (let j = 0; j < world.universityAt; j++) {
      const i = engagedBy[j] - 1;
      if (i >= 0 && (running[i] === 0 || chain[i] === 0)) return `firm ${j} is engaged by ${i}, which runs no project over the chain`;
    }
    return undefined;
  },
};

const industriesExist: Invariant<TrihelixWorld> = {
  name: 'firms belong to industries that exist',
  check(world) {
    const { alive, industry, sector } = world.organisations.columns;
    for (let i = 0; i < world.universityAt; i++) {
      if (alive[i] === 1 && (industry[i] >= world.births.living || sector[i] !== industry[i]))
        return `firm ${i} is of industry ${industry[i]} and sector ${sector[i]}, there are ${world.births.living} industries`;
    }
    return undefined;
  },
};

export const invariants: readonly Invariant<TrihelixWorld>[] = [
  moneyAddsUp,
  moneyIsWhole,
  programmesHold,
  knowledgeBooked,
  unitColumn('expertise', (world) => world.organisations.columns.expertise),
  unitColumn('trained capacity', (world) => world.organisations.columns.trained),
  unitColumn('absorptive capacity', (world) => world.organisations.columns.absorptive),
  unitColumn('trust', (world) => world.ties.columns.trust),
  unitColumn('environment', (world) => world.regions.columns.environment),
  unitColumn('market share', (world) => world.organisations.columns.share),
  unitColumn('trust norm', (world) => world.regions.columns.trustNorm),
  unitColumn('public knowledge', (world) => world.regions.columns.pool),
  tiesSound,
  withinCapacity,
  teamsAlive,
  teamsTied,
  chainSound,
  engagementsHold,
  industriesExist,
  unitColumn('openness to the world', (world) => world.organisations.columns.worldOpenness),
];
