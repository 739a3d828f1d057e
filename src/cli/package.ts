/** Where this program lies and which version it is. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A place inside the package, from dist/src/cli. */
export const packagePlace = (path: string): URL => new URL(`../../../${path}`, import.meta.url);

export function packageVersion(): string {
  return (JSON.parse(readFileSync(packagePlace('package.json'), 'utf8')) as { version: string }).version;
}

/** Folders in which a bare scenario name is looked up, the user's own first. */
export const scenarioFolders = (): string[] => ['scenarios', fileURLToPath(packagePlace('scenarios'))];
