/** What is left of an effect where institutions are weak. Off unless a scenario lets the effect depend on them. */
import type { TrihelixWorld } from './world.js';

/**
 * Part of an effect that works in an environment: 1 − d + d·Q, exactly 1 where nothing depends on it.
 *
 * @param dependence d, 0 … 1: how far the effect rests on institutions
 * @param environment Q, 0 … 1
 */
export function institutionalFactor(dependence: number, environment: number): number {
  return 1 - dependence + dependence * environment;
}

/** Part of analogies and of the involvement of users that works in the environment of organisation i. */
export function strategyFactor(world: TrihelixWorld, i: number): number {
  return institutionalFactor(
    world.parameters.strategy_environment,
    world.regions.columns.environment[world.organisations.columns.region[i]],
  );
}
