/**
 * Finds a browser for the end-to-end tests, so that `npm test` needs no manual step.
 *
 * Order: the variable CHROME_PATH, an installed Chromium or Chrome, the browser that `@sparticuz/chromium` unpacks into
 * the project's cache. Where none starts the tests fail; they never skip.
 */
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

/** Folder of the project in which caches lie. */
export const cacheFolder = fileURLToPath(new URL('../../.cache', import.meta.url));

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const SWITCHES = ['--no-sandbox', '--disable-dev-shm-usage', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/**
 * Path of a browser that can be started.
 * @throws Error when CHROME_PATH names no file
 */
async function findBrowser(): Promise<string> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names no file: ${named}`);
    return named;
  }
  return installedBrowser() ?? (await unpackedBrowser());
}

/** Starts the browser, with further switches where they are given; the caller closes it. */
export async function openBrowser(...switches: string[]): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: [...SWITCHES, ...switches], headless: true });
}

function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => INSTALLED.map((name) => join(folder, name)));
  return [...candidates, ...APPLICATIONS].find((path) => existsSync(path));
}

/** The package unpacks under fixed names into TMPDIR and brings its own libraries only if it believes to be in a cloud. */
async function unpackedBrowser(): Promise<string> {
  const folder = join(cacheFolder, 'browser');
  mkdirSync(cacheFolder, { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    const complete = join(folder, 'complete');
    // A process that died while unpacking leaves half a browser, which would be taken for a whole one.
    if (!existsSync(complete)) rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    process.env.TMPDIR = folder;
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
    process.env.FONTCONFIG_PATH ??= fontSettings(folder);
    const { default: packed } = await import('@sparticuz/chromium');
    const path = await packed.executablePath();
    writeFileSync(complete, '');
    return path;
  } finally {
    release();
  }
}

const LOCK_MILLISECONDS = 60_000;

/** One process at a time: test files run side by side. A lock older than any unpacking is left over and taken away. */
async function lock(path: string): Promise<() => void> {
  for (;;) {
    try {
      mkdirSync(path);
      return () => rmSync(path, { recursive: true, force: true });
    } catch {
      const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age > LOCK_MILLISECONDS) rmSync(path, { recursive: true, force: true });
      else await setTimeout(100);
    }
  }
}

/** The packed settings look for the fonts in /tmp only; without this the page would have no letters. */
function fontSettings(folder: string): string {
  const settings = join(folder, 'font-settings');
  mkdirSync(settings, { recursive: true });
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
  writeFileSync(
    join(settings, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>`,
  );
  return settings;
}
