/**
 * Who may import whom: the table of docs/decisions/0002 as data. A change here is a change of the architecture.
 */

export interface FolderRule {
  /** Folders of the project, besides itself, whose files it may import. */
  readonly folders: readonly string[];
  /** npm packages, subpath imports (#…) or scopes (ending in /) it may import. */
  readonly packages: readonly string[];
  /** Whether it may import modules of Node. */
  readonly node: boolean;
}

const pure = (folders: readonly string[], packages: readonly string[]): FolderRule => ({ folders, packages, node: false });

/** Rules by folder below src, plus `index` for src/index.ts and `workers` for the folder of that name. */
export const rules: Readonly<Record<string, FolderRule>> = {
  core: pure([], []),
  models: pure(['core'], ['zod', 'graphology', 'graphology-communities-louvain']),
  experiment: pure(['core'], ['zod', 'yaml', 'seedrandom', 'mathjs', '#mathjs-parse', '#distributions']),
  report: pure(['core', 'experiment'], ['graphology', 'graphology-types']),
  web: pure(['core', 'models', 'experiment', 'report'], ['preact', '@preact/signals', 'plotly.js-dist', '#plotly']),
  node: {
    folders: ['core', 'experiment'],
    packages: ['piscina', 'yaml', '@duckdb/node-api', 'bullmq', 'ioredis', '@resvg/resvg-js', 'pdfkit', 'svg-to-pdfkit'],
    node: true,
  },
  cli: {
    folders: ['core', 'models', 'experiment', 'report', 'node'],
    packages: ['commander', 'cli-progress', 'hono', '@hono/node-server'],
    node: true,
  },
  workers: { folders: ['models', 'experiment', 'core', 'web'], packages: ['piscina'], node: true },
  index: pure(['core', 'models', 'experiment', 'report'], []),
};

/** Modules that no file may import, with the reason. */
export const forbidden: Readonly<Record<string, string>> = {
  'node:worker_threads': 'threads go through piscina',
  worker_threads: 'threads go through piscina',
};

/** Packages that a browser page or a worker would pay dearly for at start: only `await import(…)`, or a type. */
export const lazyOnly: readonly string[] = [
  'mathjs',
  '#mathjs-parse',
  '@duckdb/node-api',
  'bullmq',
  'ioredis',
  '@resvg/resvg-js',
  'pdfkit',
  'svg-to-pdfkit',
];
