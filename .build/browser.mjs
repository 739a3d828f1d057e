/** The browser of the end-to-end tests for plain modules: its finder is TypeScript, which the oldest Node does not read. */
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { place } from './tools.mjs';

// As deep as the finder itself: it looks for the cache two folders up.
const finder = place('.cache', 'bench', 'browser.mjs');
await build({
  entryPoints: [place('tests/support/browser.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile: finder,
});

export const { openBrowser } = await import(pathToFileURL(finder).href);
