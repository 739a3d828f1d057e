/**
 * `npm run validate`: runs `trihelix validate` over all shipped scenarios and writes its pages to docs/. What follows `--`
 * goes to the command, e.g. `npm run validate -- --robustness`. A pattern that fails stands there as failed.
 */
import { build } from './build.mjs';
import { install } from './install.mjs';
import { place, runNode, stop } from './tools.mjs';

await install();
if (!(await build())) stop('The build failed.');
const words = ['validate', '--pages', place('docs'), '--out', place('.cache/validation'), ...process.argv.slice(2)];
const { code } = await runNode(place('dist/src/cli/main.js'), words);
process.exitCode = code;
