/** Where this program lies and which version it is. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders whose code decides what a run's numbers are. */
const NUMBER_FOLDERS = ['dist/src/core', 'dist/src/models', 'dist/src/experiment'];
/** The same code in one file, as threads load it. */
const NUMBER_FILE = 'dist/vendor/simulate-node.js';

/** A place inside the package, from dist/src/cli. */
export const packagePlace = (path: string): URL => new URL(`../../../${path}`, import.meta.url);

export function packageVersion(): string {
  return (JSON.parse(readFileSync(packagePlace('package.json'), 'utf8')) as { version: string }).version;
}

/**
 * The engine as plans name it: version and the first digits of a hash over all code that can change a number. So a study
 * that was begun by other code is never continued by this one as if nothing had happened.
 */
export function engineName(): string {
  const hash = createHash('sha256').update(readFileSync(packagePlace(NUMBER_FILE)));
  for (const folder of NUMBER_FOLDERS) {
    const root = fileURLToPath(packagePlace(folder));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    for (const name of files.sort()) hash.update(name.replaceAll('\\', '/')).update(readFileSync(join(root, name)));
  }
  return `${packageVersion()}+${hash.digest('hex').slice(0, 8)}`;
}

/** Folders in which a bare scenario name is looked up, the user's own first. */
export const scenarioFolders = (): string[] => ['scenarios', fileURLToPath(packagePlace('scenarios'))];
