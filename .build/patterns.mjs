/**
 * `npm run patterns`: runs the studies whose claims are patterns of the model's specification and writes what came out to
 * docs/patterns.md. A claim that the model contradicts stands there as contradicted.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { place, runNode, say, stop } from './tools.mjs';

/** Studies, and what is taken out of the model to see what a finding rests on. */
const STUDIES = [
  { study: 'innovation-models' },
  { study: 'golden-rule' },
  { study: 'golden-rule', without: 'trust_brokers=0', question: 'What is left of the golden rule when brokers do nothing for trust?' },
  { study: 'bicycle' },
  { study: 'helix-regimes' },
  {
    study: 'helix-regimes',
    without: 'government_control=0',
    question: 'What is left of the regimes when no project may be told to repeat what was approved?',
  },
];
const PAGE = 'docs/patterns.md';

await install();
if (!(await build())) stop('The build failed.');
const sections = [];
for (const { study, without, question } of STUDIES) {
  const words = ['compare', `scenarios/${study}.yaml`, ...(without === undefined ? [] : [without])];
  say(`— ${words.join(' ')} —`);
  const { code, stdout } = await runNode(
    place('dist/src/cli/main.js'),
    [...words, '--json', '-q', '--fresh', '--out', place('.cache/patterns')],
    { capture: true },
  );
  if (code !== 0) stop(`${study} ended with ${code}.`, code);
  sections.push(sectionOf(question ?? study, words, JSON.parse(stdout)));
}
const version = JSON.parse(readFileSync(place('package.json'), 'utf8')).version;
writeFileSync(place(PAGE), `${head(version)}\n${sections.join('\n')}`);
say(`Written: ${PAGE}`);

function head(version) {
  return `# Patterns the trihelix model shows, and those it does not

Written by \`npm run patterns\` (engine ${version}, default parameters). Every claim is judged on replicates that share
their luck; p after Holm over the claims of a file. Pattern numbers are those of the model's
[ODD document](../src/models/trihelix/README.md). The model was not fitted to these claims; parameters without a source
are marked *assumed*, and a claim may fail with other values. The claims on gains in the bicycle study were written after
a first look at its results, so they describe rather than test. The others put patterns into words that were specified
before the model was built; their metrics were chosen when trial runs had been seen.
`;
}

function sectionOf(title, words, found) {
  const rows = found.claims.map(({ claim, verdict, difference, low, high, pAdjusted, pairs }) => {
    const interval = difference === null ? 'no value' : `${short(difference)} [${short(low)}, ${short(high)}]`;
    return `| ${claim.source ?? ''} | ${claim.text} | **${verdict}** | ${interval} | ${probability(pAdjusted)} | ${pairs} |`;
  });
  const budget = found.budget === null ? '' : `\nBudgets of ${found.budget.variants.join(', ')}: ${budgetWords(found.budget)}.\n`;
  return `## ${title}

\`trihelix ${words.join(' ')}\` (seed ${found.seed}, results ${found.hash.slice(0, 12)})

| pattern | claim | verdict | difference, 95 % interval | p | pairs |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
${budget}`;
}

function budgetWords({ equal, largestGap }) {
  return `${equal ? 'equal' : 'not equal'} by the ledger (largest gap ${(100 * largestGap).toFixed(1)} %)`;
}

function short(value) {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

function probability(p) {
  return p === null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3);
}
