/** What `trihelix/node` offers: studies on disk and runs on threads. */
export { type OpenRequest, type OpenStudy, openStudy, readStudy, reconcile, type StoredStudy } from './result-folder.js';
export { createPool, type PoolOptions } from './pool.js';
export type { TriedOutcome } from './records.js';
export { type ViewFile, type ViewRequest, writeViews } from './views.js';
export { type Manifest, manifestOf, viewsAreFresh, writeManifest } from './manifest.js';
export { findScenario, listScenarios, placeOf, type ScenarioFile, type ScenarioPlace } from './scenario-files.js';
export { StoreError } from './store-error.js';
