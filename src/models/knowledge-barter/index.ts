/**
 * Knowledge barter: organisations on a network trade knowledge when each has something to offer (Cowan & Jonard 2004).
 *
 * The smallest complete model here, and the one to copy for a new one. Documentation: README.md (ODD).
 */
import type { Model } from '../../core/model.js';
import { invariants } from './invariants.js';
import { metrics } from './metrics.js';
import { type Parameters, parameters, problems } from './parameters.js';
import { phases } from './phases.js';
import { presets } from './presets.js';
import { type BarterWorld, createWorld, organisationSchema, STREAMS } from './world.js';

export const knowledgeBarter: Model<BarterWorld, Parameters> = {
  name: 'knowledge-barter',
  version: '1.0.0',
  title: { en: 'Knowledge barter', ru: 'Обмен знаниями' },
  text: {
    en: 'Organisations on a ring with some far ties trade knowledge; which network spreads it best?',
    ru: 'Организации на кольце с дальними связями обмениваются знаниями; какая сеть распространяет их лучше всего?',
  },
  stepUnit: 'round of meetings',
  defaultSteps: 1000,
  defaultBurnIn: 0,
  parameters,
  presets,
  streams: STREAMS,
  tables: { organisation: organisationSchema },
  problems,
  createWorld,
  phases,
  policies: [],
  metrics,
  matrices: [],
  evaluations: [],
  invariants,
  snapshots({ organisations, network }) {
    const live = Array.from({ length: network.rows }, (_, e) => e).filter((e) => network.alive[e] === 1);
    return [
      { name: 'organisations', columns: { stock: organisations.columns.stock.slice() } },
      { name: 'ties', columns: { a: live.map((e) => network.endA[e]), b: live.map((e) => network.endB[e]) } },
    ];
  },
};
