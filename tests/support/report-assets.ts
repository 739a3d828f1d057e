/** The three texts a report carries inline, bundled as the build does; plotly is kept in the cache between runs. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { cacheFolder } from './browser.js';

export interface ReportAssets {
  readonly plotlySource: string;
  readonly pageSource: string;
  readonly styleSource: string;
}

const place = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export async function reportAssets(): Promise<ReportAssets> {
  return {
    plotlySource: await plotly(),
    pageSource: await bundle('src/web/report-page/page.ts'),
    styleSource: await bundle('src/web/report-page/page.css'),
  };
}

async function plotly(): Promise<string> {
  const source = 'node_modules/plotly.js-dist/plotly.js';
  const kept = join(cacheFolder, 'plotly.min.js');
  if (existsSync(kept) && statSync(kept).mtimeMs > statSync(place(source)).mtimeMs) return readFileSync(kept, 'utf8');
  const text = await bundle(source);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(kept, text);
  return text;
}

async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [place(source)],
    bundle: source.startsWith('src'),
    format: 'iife',
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    write: false,
    logLevel: 'warning',
  });
  return (outputFiles[0] as { text: string }).text;
}
