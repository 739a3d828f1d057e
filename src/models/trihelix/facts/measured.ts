/** The statistics of the stylised facts as functions of a finished world and the chronicle of its steps. Kernels: beside this file. */
import { log } from '../../../core/maths.js';
import { gainsByDistance } from '../knowledge-ledger.js';
import { countTriangles, createTriangles, localClustering } from '../measures/clustering.js';
import { createComponents, createFrontier, findComponents, meanPathLength, sampleSources } from '../measures/paths.js';
import { firstMeasured, ratio } from '../metrics/define.js';
import { pairsByLevel } from '../metrics/spillovers.js';
import { FIRM, INNOVATION, UNIVERSITY } from '../schema.js';
import type { TrihelixWorld } from '../world.js';
import { betweenness, meanRatio } from './betweenness.js';
import type { Chronicle } from './chronicle.js';
import { correlation, dispersion, paretoTail, skewness, topShare } from './distribution.js';
import { centre, sizeVariance, subbotinShape } from './growth.js';
import { statePersistence } from './persistence.js';

/** Tail of the size distribution, and groups of size: shares and numbers usual in the literature. */
const TAIL = 0.2;
const SIZE_GROUPS = 10;
const TOP = 0.1;
/** Two years, in quarters. */
const PERIOD = 8;

/** One number of a world at its end. */
export type FactMeasure = (world: TrihelixWorld, chronicle: Chronicle) => number;

/** Rows of the living organisations of a kind. */
function living(world: TrihelixWorld, kind: number): number[] {
  const { alive, kind: kinds } = world.organisations.columns;
  return Array.from({ length: world.rows }, (_, i) => i).filter((i) => alive[i] === 1 && kinds[i] === kind);
}

/** Innovations in the measured time per living firm. */
function innovationsPerFirm(world: TrihelixWorld): number[] {
  const { leader } = world.innovations.columns;
  const { key } = world.organisations.columns;
  const counts = new Map<number, number>();
  for (let n = firstMeasured(world); n < world.innovationCount; n++) counts.set(leader[n], (counts.get(leader[n]) ?? 0) + 1);
  return living(world, FIRM).map((i) => counts.get(key[i]) ?? 0);
}

function growth({ growth: rates, group }: Chronicle): Float64Array {
  const centred = Float64Array.from(rates);
  centre(centred, group);
  return centred;
}

export const firmSizeTail: FactMeasure = (world) =>
  paretoTail(
    living(world, FIRM).map((i) => world.organisations.columns.size[i]),
    TAIL,
  );
export const growthShape: FactMeasure = (_, chronicle) => subbotinShape(growth(chronicle));
export const growthSizeVariance: FactMeasure = (_, chronicle) => sizeVariance(chronicle.logSize, growth(chronicle), SIZE_GROUPS);
export const innovationDispersion: FactMeasure = (world) => dispersion(innovationsPerFirm(world));
export const innovationTopShare: FactMeasure = (world) => topShare(innovationsPerFirm(world), TOP);
export const entryExitCorrelation: FactMeasure = (_, { entries, exits, firmSteps }) =>
  correlation(
    entries.map((count, a) => count / firmSteps[a]),
    exits.map((count, a) => count / firmSteps[a]),
  );
export const youngHazard: FactMeasure = (_, { exitsByAge: exits, stepsByAge: steps }) => ratio(exits[0] / steps[0], exits[1] / steps[1]);
export const repeatPartners: FactMeasure = (_, { repeatPairs, teamPairs }) => ratio(repeatPairs, teamPairs);

export const degreeSkewness: FactMeasure = (world) => skewness(living(world, FIRM).map((i) => world.network.degree(i)));

/** Living organisations and the mean number of their ties. */
function density(world: TrihelixWorld): { nodes: number; ties: number } {
  const nodes = world.memberStart[world.regionCount];
  return { nodes, ties: (2 * world.network.count) / nodes };
}

/** Clustering ÷ that of a random network of the same size, k/(n − 1). */
export const clusteringRatio: FactMeasure = (world) => {
  const triangles = createTriangles(world.rows, world.network.tieCapacity);
  countTriangles(world.network, world.organisations.columns.kind, triangles);
  const { nodes, ties } = density(world);
  return ratio(localClustering(world.network, triangles), ties / (nodes - 1));
};

/** Mean path in the largest component ÷ that of a random network of the same size, ln n/ln k. */
export const pathRatio: FactMeasure = (world) => {
  const components = createComponents(world.rows);
  findComponents(world.network, world.organisations.columns.alive, components);
  const sources = new Int32Array(world.rows);
  // All members are sources, so nothing is drawn.
  const count = sampleSources(components, world.streams.measure, sources);
  const { nodes, ties } = density(world);
  const path = meanPathLength(world.network, sources, count, createFrontier(world.rows));
  return ties > 1 ? path / (log(nodes) / log(ties)) : Number.NaN;
};

export const universityBetweenness: FactMeasure = (world) =>
  meanRatio(betweenness(world.network), living(world, UNIVERSITY), living(world, FIRM));

/** Spillovers per pair of organisations inside a region ÷ those per pair of different regions. */
export const spilloverLocalisation: FactMeasure = (world) => {
  const [near = 0, ...far] = gainsByDistance(world.ledger.total, world.distance);
  const [nearPairs = 0, ...farPairs] = pairsByLevel(world);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return ratio(near / nearPairs, sum(far) / sum(farPairs));
};

/** Over two-year periods, for firms that lived through all of them. */
export const innovationPersistence: FactMeasure = (world) => {
  const { key, bornAt } = world.organisations.columns;
  const { leader, step } = world.innovations.columns;
  const periods = Math.floor((world.steps - world.burnIn) / PERIOD);
  const rows = living(world, FIRM).filter((i) => bornAt[i] < world.burnIn);
  const place = new Map(rows.map((i, at) => [key[i], at]));
  const counts = new Int32Array(rows.length * periods);
  for (let n = firstMeasured(world); n < world.innovationCount; n++) {
    const at = place.get(leader[n]);
    const period = Math.floor((step[n] - world.burnIn) / PERIOD);
    if (at !== undefined && period < periods) counts[at * periods + period] += 1;
  }
  return statePersistence(counts, periods);
};

/** Share of innovations from first measured on that carry a flag, among those that a team made or one organisation alone. */
function flagged(world: TrihelixWorld, flag: number, wanted: (teamSize: number) => boolean): number {
  const { flags, teamSize } = world.innovations.columns;
  let all = 0;
  let with_ = 0;
  for (let n = firstMeasured(world); n < world.innovationCount; n++) {
    if (!wanted(teamSize[n])) continue;
    all++;
    if ((flags[n] & flag) !== 0) with_++;
  }
  return ratio(with_, all);
}

export const teamAdvantage: FactMeasure = (world) =>
  ratio(
    flagged(world, INNOVATION.radical, (size) => size > 1),
    flagged(world, INNOVATION.radical, (size) => size === 1),
  );
export const exploration: FactMeasure = (world) => flagged(world, INNOVATION.newToWorld, () => true);
