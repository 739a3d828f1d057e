/** Public interface of the pure part: the engine, and the way from a plan to results. Runs in Node, workers and pages. */
export * from './core/errors.js';
export { createBench, evaluate } from './core/evaluate.js';
export * as maths from './core/maths.js';
export * from './core/model.js';
export * from './core/network.js';
export * from './core/rng.js';
export * from './core/simulate.js';
export * from './core/table.js';
export type * from './experiment/comparison.js';
export type { DoseBand, DoseResponse } from './experiment/dose-response.js';
export * from './experiment/hashes.js';
export { createInlineExecutor, type InlineExecutorOptions } from './experiment/inline-executor.js';
export { estimatePlan, type PlanEstimate, type PlanInput, planStudy } from './experiment/plan.js';
export { createMemoryResults, type MemoryResults } from './experiment/results.js';
export { executeRun, runKey } from './experiment/run.js';
export type { BreakResult, BreakRule } from './experiment/sensitivity/break.js';
export type { Indices, SensitivityResult } from './experiment/sensitivity/result.js';
export type * from './experiment/study.js';
