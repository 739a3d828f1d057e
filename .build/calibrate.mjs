/**
 * `npm run calibrate`: fits the few parameters that the evidence can speak of to one half of its figures, checks them on the
 * other half, and writes docs/calibration.md. A check that fails stands there as failed; nothing is refitted after it.
 *
 * Which figures fit and which check was laid down, with the grids, before anything was run.
 */
import { writeFileSync } from 'node:fs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { place, say, stop } from './tools.mjs';

const PAGE = 'docs/calibration.md';

await install();
if (!(await build())) stop('The build failed.');
// These import from dist, which has to be there first.
const { calibrateIndustries } = await import('./calibrate/industries.mjs');
const { calibrateFunnel } = await import('./calibrate/funnel.mjs');
const { compareThrough } = await import('./calibrate/through.mjs');
const industries = await calibrateIndustries(say);
const funnel = await calibrateFunnel(say);
const through = await compareThrough(say);
writeFileSync(place(PAGE), `${head()}\n${industries.text}\n${funnel.text}\n${through.text}`);
say(`Written: ${PAGE}`);
for (const problem of industries.problems) {
  say(problem);
  process.exitCode = 1;
}

function head() {
  return `# Calibration against the evidence

Written by \`npm run calibrate\`, which fits and checks anew with seeds of its own. Only what \`docs/evidence/\` has figures
for is calibrated: the eleven emerging industries (pattern P11) and the funnel of cluster partnerships (P12). All other
parameters keep their defaults; the time to production of the through technology (P8) is compared without a fit. Which figures
are fitted and which check, the measures, the grids and the factor of two were fixed before the first run; a failed check stays
here as failed and nothing was refitted after it.
`;
}
