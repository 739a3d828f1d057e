/**
 * The trihelix model: firms, universities and governments form ties, knowledge spills over, innovations come.
 *
 * This file is its table of contents: parameters, schedule, instruments, metrics, laws. Documentation: README.md (ODD).
 */
import type { Model } from '../../core/model.js';
import { evaluations } from './evaluations/index.js';
import { createWorld } from './initialise.js';
import { invariants } from './invariants.js';
import { openLedger } from './knowledge-ledger.js';
import { leverSchema } from './levers.js';
import { matrices } from './matrices.js';
import { metrics } from './metrics/index.js';
import { type Parameters, parameters } from './parameters/index.js';
import { problemsByHand } from './parameters/problems-by-hand.js';
import { patterns } from './patterns.js';
import { adaptEnvironment } from './phases/adapt-environment.js';
import { buildCapability } from './phases/build-capability.js';
import { closeStep } from './phases/close-step.js';
import { commitTies } from './phases/commit-ties.js';
import { decide } from './phases/decide.js';
import { enterAndExit } from './phases/enter-and-exit.js';
import { foundIndustries } from './phases/found-industries.js';
import { govern } from './phases/govern.js';
import { growTrust } from './phases/grow-trust.js';
import { learn } from './phases/learn.js';
import { market } from './phases/market.js';
import { meet } from './phases/meet.js';
import { research } from './phases/research.js';
import { runProjects } from './phases/run-projects.js';
import { startProjects } from './phases/start-projects.js';
import { tieByHand } from './phases/tie-by-hand.js';
import { trade } from './phases/trade.js';
import { unite } from './phases/unite.js';
import { policies } from './policies/index.js';
import { INSTRUMENTS } from './policies/instruments.js';
import { presets } from './presets.js';
import { ROWS } from './priority.js';
import { openProgrammes } from './programmes.js';
import { industrySchema, innovationSchema, organisationSchema, projectSchema, regionSchema, tieSchema } from './schema.js';
import { snapshots } from './snapshots.js';
import { clearCounts } from './step-counts.js';
import { trace } from './trace/index.js';
import { STREAMS, type TrihelixWorld } from './world.js';

export const trihelix: Model<TrihelixWorld, Parameters> = {
  name: 'trihelix',
  version: '0.1.0',
  title: { en: 'Innovation ecosystem', ru: 'Инновационная экосистема' },
  text: {
    en: 'Innovation ecosystem of firms, universities and governments: ties, spillovers, continuous innovation, policies.',
    ru: 'Инновационная экосистема фирм, университетов и власти: связи, переливы знаний, непрерывные инновации, политика.',
  },
  stepUnit: 'quarter',
  defaultSteps: 100,
  defaultBurnIn: 20,
  parameters,
  presets,
  streams: STREAMS,
  tables: {
    organisation: organisationSchema,
    tie: tieSchema,
    project: projectSchema,
    innovation: innovationSchema,
    region: regionSchema,
    industry: industrySchema,
    lever: leverSchema,
  },
  problems,
  createWorld: (input) => createWorld(input, INSTRUMENTS),
  openStep(world) {
    openLedger(world.ledger);
    openProgrammes(world.programmes);
    clearCounts(world.counts);
  },
  phases: [
    unite,
    tieByHand,
    meet,
    decide,
    commitTies,
    growTrust,
    buildCapability,
    learn,
    research,
    trade,
    startProjects,
    runProjects,
    foundIndustries,
    market,
    enterAndExit,
    { ...commitTies, name: 'commit-exits' },
    govern,
    adaptEnvironment,
    closeStep,
  ],
  policies,
  metrics,
  matrices,
  evaluations,
  patterns,
  invariants,
  snapshots,
  trace,
};

/** What single ranges cannot say: numbers that only make sense together. */
function problems(p: Parameters): readonly string[] {
  const found: string[] = [];
  if (p.regions > p.firms) found.push(`${p.regions} regions for ${p.firms} firms: some would be empty; use fewer regions or more firms`);
  if (p.pole_region >= p.regions) found.push(`pole_region ${p.pole_region} is not one of the ${p.regions} regions, counted from 0`);
  if (p.industries > p.domains) found.push(`${p.industries} industries need at least as many domains, there are ${p.domains}`);
  if (p.largest_size < p.smallest_size) found.push(`largest_size (${p.largest_size}) is below smallest_size (${p.smallest_size})`);
  if (p.ladder.length !== 4) found.push(`ladder needs four numbers, one per rung, got ${p.ladder.length}`);
  if (p.ladder.some((rung, r) => r > 0 && rung < p.ladder[r - 1])) found.push(`ladder must not fall: ${p.ladder.join(', ')}`);
  if (p.most_domains < p.least_domains) found.push(`most_domains (${p.most_domains}) is below least_domains (${p.least_domains})`);
  if (p.most_mastery < p.least_mastery) found.push(`most_mastery (${p.most_mastery}) is below least_mastery (${p.least_mastery})`);
  const rows = p.firms * (1 + p.spare_rows) + p.universities + p.regions * p.government_levels;
  if (rows > ROWS) found.push(`${rows} organisations with room for entrants; there is room for ${ROWS}`);
  if (p.begun_level > p.working_level) found.push(`begun_level (${p.begun_level}) is above working_level (${p.working_level})`);
  // Sums of money are exact as long as they are whole numbers that a double can hold; sales of all firms come near it first.
  if (p.firms * p.largest_size * p.revenue_per_employee * 100 > Number.MAX_SAFE_INTEGER)
    found.push('firms, largest_size and revenue_per_employee together exceed what can be counted to the cent');
  if (p.stage_durations.length === 0) found.push('stage_durations needs at least one stage');
  found.push(...problemsByHand(p));
  if (p.closure_share + p.local_share > 1)
    found.push(`closure_share and local_share add up to ${p.closure_share + p.local_share}, more than 1`);
  return found;
}
