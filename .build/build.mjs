/**
 * Builds dist: `node .build/build.mjs` compiles what runs, with `--tests` the type check covers the tests too.
 *
 * tsc decides by itself what is out of date; the files of dist/vendor are made again only when their source or package
 * changed, so a build with nothing to do takes about half a second. What was made of sources that are gone is taken away, for it
 * would be tested and shipped.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { place, runNode, say, tools } from './tools.mjs';

/** Compiles everything out of date. @returns {Promise<boolean>} whether all of it compiled */
export async function build({ tests = false } = {}) {
  await buildSlices();
  const project = tests ? 'tsconfig.json' : 'src/tsconfig.node.json';
  const { code } = await runNode(tools.tsc, ['-b', place(project)]);
  copyDocuments();
  if (code === 0) removeOrphans();
  const main = place('dist', 'src', 'cli', 'main.js');
  if (existsSync(main)) chmodSync(main, 0o755);
  return code === 0;
}

/** The models' documents, which `trihelix odd` prints. */
function copyDocuments() {
  for (const model of readdirSync(place('src/models'), { withFileTypes: true })) {
    if (!model.isDirectory()) continue;
    mkdirSync(place('dist/src/models', model.name), { recursive: true });
    copyFileSync(place('src/models', model.name, 'README.md'), place('dist/src/models', model.name, 'README.md'));
  }
}

/** Takes away what no source makes: compiled files, documents of models, parts of packages and pages. */
function removeOrphans() {
  for (const folder of ['src', 'workers']) {
    for (const name of readdirSync(place('dist', folder), { recursive: true })) {
      const stem = join(folder, name.replace(/(\.d\.ts|\.js|\.js\.map)$/, ''));
      const made = ['', '.ts', '.tsx'].some((ending) => existsSync(place(`${stem}${ending}`)));
      if (!made) rmSync(place('dist', folder, name), { recursive: true, force: true });
    }
  }
  const targets = slices.flatMap(({ target }) => ['', '.LICENSE', '.parts'].map((ending) => `${basename(target)}${ending}`));
  for (const name of readdirSync(place('dist/vendor')))
    if (!targets.includes(name)) rmSync(place('dist/vendor', name), { recursive: true });
}

/** Pages evaluate no text. */
const alias = { '@stdlib/utils-eval': place('.build/slices/no-eval.cjs') };

/**
 * What the run time reads from dist/vendor: parts of large packages, each with its licence beside it, and the scripts and styles
 * of pages.
 */
const slices = [
  {
    source: '.build/slices/mathjs-parse.js',
    target: 'dist/vendor/mathjs-parse.js',
    packageFile: 'node_modules/mathjs/package.json',
    licence: 'node_modules/mathjs/LICENSE',
    options: { bundle: true, format: 'esm', platform: 'browser', legalComments: 'inline' },
  },
  {
    source: '.build/slices/distributions.js',
    target: 'dist/vendor/distributions.js',
    packageFile: 'node_modules/@stdlib/stats-base-dists-t-cdf/package.json',
    licence: 'node_modules/@stdlib/stats-base-dists-t-cdf/LICENSE',
    options: { bundle: true, format: 'esm', platform: 'browser', legalComments: 'eof', alias },
  },
  {
    source: 'node_modules/plotly.js-dist/plotly.js',
    target: 'dist/vendor/plotly.min.js',
    packageFile: 'node_modules/plotly.js-dist/package.json',
    licence: 'node_modules/plotly.js-dist/LICENSE',
    options: { legalComments: 'eof' },
  },
  {
    source: 'src/web/report-page/page.ts',
    target: 'dist/vendor/report-page.js',
    packageFile: 'node_modules/esbuild/package.json',
    options: { bundle: true, format: 'iife' },
  },
  {
    source: 'src/web/report-page/page.css',
    target: 'dist/vendor/report-page.css',
    packageFile: 'node_modules/esbuild/package.json',
    options: { bundle: true },
  },
  {
    source: 'src/web/lesson/page.tsx',
    target: 'dist/vendor/lesson-page.js',
    packageFile: 'node_modules/preact/package.json',
    options: { bundle: true, format: 'iife', jsx: 'automatic', jsxImportSource: 'preact', alias },
  },
  {
    source: 'src/web/lesson/page.css',
    target: 'dist/vendor/lesson-page.css',
    packageFile: 'node_modules/esbuild/package.json',
    options: { bundle: true },
  },
  {
    source: 'src/web/studio/page.tsx',
    target: 'dist/vendor/studio-page.js',
    packageFile: 'node_modules/preact/package.json',
    options: { bundle: true, format: 'iife', jsx: 'automatic', jsxImportSource: 'preact', alias },
  },
  {
    source: 'src/web/studio/page.css',
    target: 'dist/vendor/studio-page.css',
    packageFile: 'node_modules/esbuild/package.json',
    options: { bundle: true },
  },
  {
    source: 'workers/simulate.web.ts',
    target: 'dist/vendor/simulate-web.js',
    packageFile: 'node_modules/esbuild/package.json',
    options: { bundle: true, format: 'iife', alias },
  },
  {
    // One file instead of some two hundred, because every thread reads it. Names are kept for whoever looks at a profile; so are
    // those of files, which must not tell where the packages really lie.
    source: 'workers/simulate.node.ts',
    target: 'dist/vendor/simulate-node.js',
    packageFile: 'node_modules/esbuild/package.json',
    options: { bundle: true, format: 'esm', platform: 'node', external: ['piscina'], minify: false, preserveSymlinks: true },
  },
];

async function buildSlices() {
  const stale = slices.filter(isStale);
  if (stale.length === 0) return;
  const { build: bundle } = await import('esbuild');
  mkdirSync(place('dist', 'vendor'), { recursive: true });
  for (const { source, target, options, licence } of stale) {
    const { outputFiles, metafile } = await bundle({
      entryPoints: [place(source)],
      absWorkingDir: place(),
      metafile: true,
      minify: true,
      target: 'es2022',
      charset: 'utf8',
      write: false,
      logLevel: 'warning',
      ...options,
    });
    const text = outputFiles[0].text;
    // The report carries the library inside a script element, which this text would end.
    if (/<\/script/i.test(text)) throw new Error(`${source}: the bundle contains </script and cannot stand in a page`);
    writeFileSync(place(target), text);
    if (licence !== undefined) copyFileSync(place(licence), place(`${target}.LICENSE`));
    const parts = Object.keys(metafile.inputs).filter((file) => !file.includes('node_modules/'));
    writeFileSync(place(`${target}.parts`), parts.join('\n'));
  }
}

/** Whether any of our files that the last bundle was made of has changed or gone, or the package or this script has changed. */
function isStale({ target, packageFile }) {
  if (!existsSync(place(target)) || !existsSync(place(`${target}.parts`))) return true;
  const made = statSync(place(target)).mtimeMs;
  const parts = readFileSync(place(`${target}.parts`), 'utf8').split('\n');
  return [...parts, packageFile, '.build/build.mjs'].some((file) => !(statSync(place(file), { throwIfNoEntry: false })?.mtimeMs <= made));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const done = await build({ tests: process.argv.includes('--tests') });
  if (!done) say('The build failed.');
  process.exitCode = done ? 0 : 1;
}
