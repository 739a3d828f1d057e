/** Removes everything a build or a test run made; results of studies stay. */
import { rmSync } from 'node:fs';
import { place } from './tools.mjs';

for (const folder of ['dist', 'coverage', '.cache']) rmSync(place(folder), { recursive: true, force: true });
