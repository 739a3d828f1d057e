/** The parts of pages that the build has made: scripts and style sheets below dist/vendor. */
import { readFileSync } from 'node:fs';
import { StoreError } from '../node/store-error.js';
import { packagePlace } from './package.js';

/** @throws StoreError when the part is missing */
export function vendor(name: string): string {
  try {
    return readFileSync(packagePlace(`dist/vendor/${name}`), 'utf8');
  } catch (cause) {
    throw new StoreError(`dist/vendor/${name} is missing`, 'build or install trihelix again', { cause });
  }
}
