/** The build in dist computes the numbers that hashes.json holds, to the last bit, under this Node and in a browser. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.js';

const expected = JSON.parse(readFileSync(new URL('hashes.json', import.meta.url), 'utf8')) as Record<string, string>;
const HINT =
  'If the numbers are meant to change: npm run build && node tests/golden/print-hashes.mjs --update, and say so in the changelog.';

describe('hashes', () => {
  let printed: Record<string, string> = {};
  beforeAll(() => {
    const script = fileURLToPath(new URL('print-hashes.mjs', import.meta.url));
    printed = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })) as Record<string, string>;
  });

  it.each(Object.keys(expected))('%s', (name) => {
    expect(printed[name], HINT).toBe(expected[name]);
  });

  it('are all expected, and no two are alike', () => {
    expect(Object.keys(printed)).toEqual(Object.keys(expected));
    expect(new Set(Object.values(printed)).size).toBe(Object.keys(printed).length);
  });
});

it('are the same in a browser', async () => {
  const place = fileURLToPath(new URL('.', import.meta.url));
  const contents = "import { goldenHashes } from './golden-hashes.mjs';\nglobalThis.golden = goldenHashes();";
  const stdin = { contents, resolveDir: place };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'iife', platform: 'browser', logLevel: 'silent' });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text as string });
    expect(await page.evaluate('globalThis.golden')).toEqual(expected);
  } finally {
    await browser.close();
  }
});
