/**
 * `npm start`: installs what is missing, builds what is out of date, then runs the main job, or with arguments
 * (`npm start -- list`) the command line.
 *
 * The command line runs in this very process, so signals and the exit code need no passing on.
 */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { place, stop } from './tools.mjs';

const MAIN_JOB = ['run', 'scenarios/golden-rule.yaml', '--report'];

await install();
if (!(await build())) stop('The build failed; the messages above say where.');

const main = place('dist', 'src', 'cli', 'main.js');
if (!existsSync(main)) stop('dist/src/cli/main.js is missing although the build passed; run `npm run clean` and try again.');
const args = process.argv.slice(2);
process.argv = [process.execPath, main, ...(args.length > 0 ? args : MAIN_JOB)];
process.setSourceMapsEnabled(true);
await import(pathToFileURL(main).href);
