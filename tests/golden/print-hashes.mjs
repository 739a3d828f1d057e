/**
 * Prints the golden hashes as JSON. `npm run test:lts` compares what several versions of Node print; hashes.test.ts compares
 * with hashes.json, here and in a browser.
 *
 * After a change that is meant to change numbers: npm run build && node tests/golden/print-hashes.mjs --update
 */
import { writeFileSync } from 'node:fs';
import { goldenHashes } from './golden-hashes.mjs';

const hashes = goldenHashes();
if (process.argv[2] === '--update') writeFileSync(new URL('hashes.json', import.meta.url), `${JSON.stringify(hashes, undefined, 2)}\n`);
console.log(JSON.stringify(hashes));
