/**
 * What a value chain is: what each stage earns and buys, the frontier abroad, and who can supply whom.
 *
 *   margin of stage s   margin·v_s·S / Σ v                    v = stage_value (smile curve)
 *   inputs of stage s   1 − v_s / Σ_{k ≤ s} v_k               share of the work in its product done at lower stages
 *   sales abroad        world_demand·w·(s/S)·q²/(q² + W²) of the sales at home, W the quality abroad
 */
import type { Stream } from '../../core/rng.js';
import { asReals } from '../../core/table.js';
import type { Parameters } from './parameters/index.js';
import type { TrihelixWorld } from './world.js';

export interface ValueChain {
  /** Margin of a firm by stage, from 1 on. */
  readonly margin: Float64Array;
  /** Share of the work in the product of a stage that belongs to the stages below, from 1 on. */
  readonly inputs: Float64Array;
  /** Mastery of each domain abroad. */
  readonly frontier: Float64Array;
  /** Product quality abroad. */
  worldQuality: number;
  /** Whether a firm has opened or found a supplier in this run: trade then goes on without support. */
  opened: boolean;
  /** Whether anybody can open, climb or buy in this step; before the first, whether firms buy from the beginning. */
  trading: boolean;
}

/** Takes the chain from the parameters; domains abroad differ by a quarter around the mean, by lot. */
export function createValueChain(p: Parameters, luck: Stream): ValueChain {
  const stages = p.production_stages;
  const value = Array.from({ length: stages }, (_, s) =>
    p.stage_value.length === 0 ? 1 : (p.stage_value[s % p.stage_value.length] as number),
  );
  const total = value.reduce((sum, v) => sum + v, 0);
  const margin = new Float64Array(stages + 1);
  const inputs = new Float64Array(stages + 1);
  let below = 0;
  for (let s = 1; s <= stages; s++) {
    const v = value[s - 1] as number;
    // Where all stages are alike the margin is exactly the parameter's.
    margin[s] = p.stage_value.length === 0 ? p.margin : Math.min(1, (p.margin * v * stages) / total);
    inputs[s] = below / (below + v);
    below += v;
  }
  const frontier = Float64Array.from({ length: p.domains }, (_, d) => Math.min(1, p.frontier * (0.75 + 0.5 * luck.unit(d, 0))));
  return asReals({ margin, inputs, frontier, worldQuality: 1, opened: false, trading: p.outsourcing > 0 }, ['worldQuality']);
}

/** Openness to the world that closure leaves to firm i. */
export function openToWorld(world: TrihelixWorld, i: number): number {
  return world.organisations.columns.worldOpenness[i] * (1 - world.parameters.protection);
}

/** Share of the work of lower stages that firm i buys. */
export function outsourcingOf(world: TrihelixWorld, i: number): number {
  const { outsourcing, outsourcing_support: support } = world.parameters;
  return Math.min(1, outsourcing + support * world.levers.columns.chainOpening[i]);
}

/** Sales abroad as a share of sales at home. */
export function worldSales(world: TrihelixWorld, i: number): number {
  const { worldOpenness, stage, quality } = world.organisations.columns;
  if (worldOpenness[i] === 0) return 0;
  const q = quality[i] * quality[i];
  const w = world.chain.worldQuality * world.chain.worldQuality;
  return (world.parameters.world_demand * openToWorld(world, i) * (stage[i] / world.parameters.production_stages) * q) / (q + w);
}

/** Home demand against the start: closure turns imports into demand for home firms. */
export function homeDemand({ import_share: imports, protection }: Parameters): number {
  return (1 - imports * (1 - protection)) / (1 - imports);
}

/** Whether j can supply i: a living firm of the stage below. */
export function canSupply(world: TrihelixWorld, i: number, j: number): boolean {
  const { alive, stage } = world.organisations.columns;
  return j < world.universityAt && alive[j] === 1 && stage[j] === stage[i] - 1;
}
