/**
 * P8, the through technology: nothing is fitted. The time from the start of a project over all production stages to
 * production, of the variant that shares its stages on one platform and of the others, beside the figure that was reported.
 */
import { evidence, runsOf, table, worldAfter } from './study.mjs';

const SCENARIO = 'through-innovation';
const CHECK = { seed: 'calibration-check', replicates: 40 };
const QUARTERS_A_YEAR = 4;

const years = Number(evidence('biomed_penza.csv').find(({ key }) => key === 'time_to_production').value);
const reported = years * QUARTERS_A_YEAR;

/** Times to production of all innovations over the chain in the measured time of all replicates, sorted; and how many runs have one. */
async function timesOf(variant) {
  const runs = await runsOf(SCENARIO, variant, CHECK);
  const found = runs.map((run) => {
    const { innovations, innovationCount } = worldAfter(run);
    const { step, production } = innovations.columns;
    return Array.from({ length: innovationCount }, (_, n) => n).flatMap((n) =>
      production[n] > 0 && step[n] >= run.burnIn ? [production[n]] : [],
    );
  });
  return { variant, runs: found.filter((times) => times.length > 0).length, times: found.flat().sort((a, b) => a - b) };
}

/** Quantile of sorted values, between two of them where it falls there. */
function quantile(sorted, q) {
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

/** Compares the times of the three variants with the reported one. */
export async function compareThrough(say) {
  const found = [];
  for (const variant of ['through', 'suppliers', 'closed']) {
    say(`through-innovation: ${variant}`);
    found.push(await timesOf(variant));
  }
  return { text: textOf(found) };
}

function textOf(found) {
  const rows = found.map(({ variant, runs, times }) => {
    const [low, median, high] = [0.25, 0.5, 0.75].map((q) => quantile(times, q));
    return [
      variant,
      `**${median}**`,
      `${low} … ${high}`,
      (median / reported).toFixed(2),
      String(times.length),
      `${runs} of ${CHECK.replicates}`,
    ];
  });
  return `## Through technology (P8)

**Reported**: ${years} years or less, that is ${reported} quarters, from start to production (\`time_to_production\` of
[biomed_penza.csv](evidence/biomed_penza.csv)). **Simulated**: quarters from the start of a project over all five production stages to
production, of all such innovations of \`scenarios/${SCENARIO}.yaml\` (${CHECK.replicates} replicates, seed \`${CHECK.seed}\`). **Nothing is fitted**: work
at a stage and overlap are assumed, and the scenario was written before this was computed.

${table(['variant', 'median, quarters', 'middle half', '÷ reported', 'innovations', 'runs with one'], rows)}

Only the first variant is what was reported; the evidence says of the others that they take longer, not how long. Why the first
takes longer than reported, and what would bring it there: [why patterns fail](why-patterns-fail.md).
`;
}
