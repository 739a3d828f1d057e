/** What `trihelix/node` offers: studies on disk and runs on threads. */

export { type Manifest, manifestOf, viewsAreFresh, writeManifest } from './manifest.js';
export { createPool, type PoolOptions } from './pool.js';
export type { TriedOutcome } from './records.js';
export { type OpenRequest, type OpenStudy, openStudy, readStudy, reconcile, type StoredStudy } from './result-folder.js';
export { findScenario, listScenarios, placeOf, type ScenarioFile, type ScenarioPlace } from './scenario-files.js';
export { StoreError } from './store-error.js';
export type { ViewFile } from './view-table.js';
export { type ViewRequest, writeViews } from './views.js';
