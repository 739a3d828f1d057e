/**
 * P11, emerging industries. Reported: patents in several fields, in percent, for nine of the eleven industries. Simulated:
 * share of an industry's innovations that are cross-industry. Fitted: two numbers, common to all industries, that make the
 * propensity to look abroad of the share of mergers with other industries.
 */
import { INNOVATION } from '../../dist/src/models/trihelix/schema.js';
import { permutationP, spearman } from './ranks.mjs';
import { evidence, mean, runsOf, table, worldAfter } from './study.mjs';

const SCENARIO = 'emerging-industries';
const BASES = [0, 0.25, 0.5, 1];
const SLOPES = [0, 0.5, 1, 2];
const FIT = { seed: 'calibration-fit', replicates: 3 };
const CHECK = { seed: 'calibration-check', replicates: 10 };

const all = evidence('emerging_industries.csv').map((row, industry) => ({
  industry,
  name: row.industry,
  patents: row.patents_in_several_fields_pct === undefined ? undefined : Number(row.patents_in_several_fields_pct),
  mergers: Number(row.cross_industry_mergers_pct),
}));
const known = all.filter((row) => row.patents !== undefined);
const odd = known.filter((_, n) => n % 2 === 0);
const even = known.filter((_, n) => n % 2 === 1);

/** Propensity of every industry, on hundredths and within the parameter's range of 0 to 2. */
const propensities = ({ base, slope }) => all.map(({ mergers }) => Math.min(2, Math.round(100 * (base + (slope * mergers) / 100)) / 100));

/** Percent of cross-industry innovations by industry, mean over replicates. */
async function simulated(variant, options, overrides = []) {
  const runs = await runsOf(SCENARIO, variant, { ...options, overrides });
  const shares = runs.map((run) => sharesOf(worldAfter(run)));
  return all.map(({ industry }) => mean(shares.map((share) => share[industry]).filter(Number.isFinite)));
}

function sharesOf(world) {
  const { step, industry, flags } = world.innovations.columns;
  const crossing = all.map(() => 0);
  const count = all.map(() => 0);
  for (let n = 0; n < world.innovationCount; n++) {
    if (step[n] < world.burnIn) continue;
    count[industry[n]]++;
    if ((flags[n] & INNOVATION.crossIndustry) !== 0) crossing[industry[n]]++;
  }
  return all.map((_, a) => (100 * crossing[a]) / count[a]);
}

const withPropensity = (point) => [`variants.breadth.parameters.analogy_propensity=[${propensities(point).join(',')}]`];
const errorOf = (shares, rows) => mean(rows.map(({ industry, patents }) => (shares[industry] - patents) ** 2));

/** Fits on one half and checks on the other. */
export async function calibrateIndustries(say) {
  const grid = [];
  for (const base of BASES)
    for (const slope of SLOPES) {
      say(`industries: base ${base}, slope ${slope}`);
      grid.push({ base, slope, shares: await simulated('breadth', FIT, withPropensity({ base, slope })) });
    }
  const folds = [await foldOf(grid, odd, even), await foldOf(grid, even, odd)];
  const unfitted = await simulated('breadth', CHECK);
  const problems = await problemsOf(folds[0].best);
  return { text: textOf(folds, unfitted), problems };
}

async function foldOf(grid, fitting, checking) {
  const best = grid.reduce((a, b) => (errorOf(b.shares, fitting) < errorOf(a.shares, fitting) ? b : a));
  return { best, fitting, checking, shares: await simulated('breadth', CHECK, withPropensity(best)) };
}

/** The shipped scenario must hold what the fit on the odd rows found. */
async function problemsOf(best) {
  const [run] = await runsOf(SCENARIO, 'calibrated', { seed: 'any', replicates: 1 });
  const written = run.parameters.analogy_propensity.join(', ');
  const fitted = propensities(best).join(', ');
  return written === fitted ? [] : [`scenarios/${SCENARIO}.yaml has propensities ${written}; the fit gives ${fitted}`];
}

const correlation = (rows, shares) => {
  const reported = rows.map(({ patents }) => patents);
  const found = rows.map(({ industry }) => shares[industry]);
  return { n: rows.length, rho: spearman(found, reported), p: permutationP(found, reported) };
};
const words = ({ n, rho, p }) => `ρ = ${rho.toFixed(2)} (n = ${n}, p = ${p.toFixed(3)})`;
const verdict = ({ rho, p }) =>
  p < 0.05 ? '**holds**' : rho > 0 ? '**not shown** (the order leans the right way, too few pairs or too weak)' : '**fails**';

function textOf(folds, unfitted) {
  const names = (rows) => rows.map(({ name }) => name).join(', ');
  const free = correlation(known, unfitted);
  const input = inputOf(known);
  const [first, second] = folds;
  const rows = all.map(({ industry, name, patents, mergers }) => [
    name,
    patents === undefined ? 'no figure' : patents.toFixed(1),
    mergers.toFixed(1),
    unfitted[industry].toFixed(1),
    ...folds.map(
      ({ shares, fitting }) => `${shares[industry].toFixed(1)}${fitting.some((row) => row.industry === industry) ? ' (fitted)' : ''}`,
    ),
  ]);
  return `## Emerging industries (P11)

**Reported**: \`patents_in_several_fields_pct\` of [emerging_industries.csv](evidence/emerging_industries.csv). **Simulated**: percent
of the innovations of an industry that are cross-industry, by analogy or by a team of firms of several industries, in
\`scenarios/${SCENARIO}.yaml\`. The two are not the same quantity, so the check is on ranks. **Inputs**: breadth of an
industry after \`max_technology_fields_per_patent\`, and \`cross_industry_mergers_pct\`. Creative and experience industries
have no patent figures: they get the median breadth, take part in every run, and count neither in a fit nor in a check.

**Rule**: the nine industries with a figure in the order of the file; those at odd places fit (${names(odd)}), those at even
places check (${names(even)}); then the halves change roles. **Fitted**: base and slope of

    analogy_propensity = base + slope · cross_industry_mergers_pct / 100        at most 2, analogy = 0.5

by least squares over base ${BASES.join(', ')} and slope ${SLOPES.join(', ')} (${FIT.replicates} replicates each, seed \`${FIT.seed}\`); everything below
is computed with ${CHECK.replicates} replicates of another seed, \`${CHECK.seed}\`. p is one-sided and exact, over all orders.

${folds.map(foldText).join('\n')}
- Nothing fitted (variant \`breadth\`), all nine check: ${words(free)}: ${verdict(free)}.
- For comparison, the input alone: mergers against patents, without any model: ${words(input)}. A check that is not better
  than this shows that the model passes its input on, not that it explains anything.

The check of the first fit was the one laid down, the other is its mirror; over both together ${bothTogether(folds)}.
With ${even.length} and ${odd.length} industries the smallest p that a check can reach is ${(1 / factorial(even.length)).toFixed(3)} and ${(1 / factorial(odd.length)).toFixed(3)}.
The shipped variant \`calibrated\` has base ${first.best.base} and slope ${first.best.slope}, fitted at the odd places.

${table(['industry', 'patents reported, %', 'mergers (input), %', 'unfitted', `odd fit (${first.best.base}; ${first.best.slope})`, `even fit (${second.best.base}; ${second.best.slope})`], rows)}
`;
}

/** Holm over the two checks: the smaller p counts twice. */
function bothTogether(folds) {
  const passed = folds.map(({ checking, shares }) => correlation(checking, shares).p).sort((a, b) => a - b);
  const count = passed[0] * 2 >= 0.05 ? 0 : passed[1] >= 0.05 ? 1 : 2;
  return `${count === 0 ? 'neither' : count} of the two passes Holm's correction at 5 %`;
}

function foldText({ best, fitting, checking, shares }) {
  const found = correlation(checking, shares);
  const rms = (rows) => Math.sqrt(errorOf(shares, rows)).toFixed(1);
  const edge = BASES.at(-1) === best.base || SLOPES.at(-1) === best.slope ? ' It lies on the upper edge of the grid.' : '';
  return `- Fitted at ${fitting === odd ? 'odd' : 'even'} places: base ${best.base}, slope ${best.slope}.${edge} Held-out half: ${words(found)}: ${verdict(found)}; the input alone on the same industries: ${words(inputOf(checking))}.
  Root mean squared error ${rms(fitting)} percentage points where fitted, ${rms(checking)} where held out.`;
}

/** What the ranks of the input say without any model. */
const inputOf = (rows) =>
  correlation(
    rows,
    all.map(({ mergers }) => mergers),
  );

const factorial = (n) => (n < 2 ? 1 : n * factorial(n - 1));
