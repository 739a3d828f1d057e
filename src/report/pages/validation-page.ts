/** `validation.md`: every pattern and every stylised fact with its verdict, failures among them, and what findings rest on. */
import type { FactFinding, PatternFinding, StudyFinding, Validation } from '../../experiment/validation/validation.js';
import { rangeText } from '../range.js';
import { between, CLAIM_HEAD, cell, claimCells, count, markdownTable } from './markdown.js';

/** The page as Markdown. Equal findings give equal bytes. */
export function validationPage(validation: Validation): string {
  const { engine, patterns, facts, studies } = validation;
  const ablations = studies.filter((study) => study.without !== undefined);
  return [
    `# Validation`,
    `Written by \`trihelix validate\` (engine ${cell(engine)}, default parameters unless a scenario says otherwise). What fails stands here as failed.`,
    summary(patterns, facts),
    `## Patterns`,
    `A pattern is *supported* when all claims that name it as their source are, *mixed* when some are supported and some contradicted, *contradicted* when one is and none is supported, else *undecided*; *no scenario* means that no claim of the studies below names it. The model was not fitted to these claims; parameters without a source are marked *assumed*, and a claim may fail with other values. The scenario files say which claims were written after a look at results. All claims with their numbers: [claims](claims.md).`,
    markdownTable(['pattern', 'what it says', 'said by', 'verdict', 'claims'], patterns.map(patternRow)),
    ...patterns.filter(({ claims }) => claims.length > 0).map(patternSection),
    `## Stylised facts`,
    factLead(validation),
    markdownTable(['fact', 'accepted', 'found, 95 % interval', 'worlds', 'verdict', 'source of the range'], facts.map(factRow)),
    ...(ablations.length === 0 ? [] : ['## What findings rest on', ...ablations.map(ablation)]),
    `## Studies`,
    `The same command gives the same results hash.`,
    markdownTable(['study', 'seed', 'replicates', 'runs', 'results'], [...studies, ...validation.factStudies].map(studyRow)),
    '',
  ].join('\n\n');
}

function summary(patterns: readonly PatternFinding[], facts: readonly FactFinding[]): string {
  const tally = (verdicts: readonly string[]): string =>
    [...new Set(verdicts)]
      .map(
        (verdict) =>
          `${verdicts.filter((other) => other === verdict).length} ${verdict === 'no scenario' ? 'without a scenario' : verdict}`,
      )
      .join(', ');
  const part = (n: string, verdicts: readonly string[]): string =>
    verdicts.length === 0 ? `No ${n}.` : `Of ${count(verdicts.length, n)}: ${tally(verdicts)}.`;
  return [
    part(
      'pattern',
      patterns.map(({ verdict }) => verdict),
    ),
    part(
      'stylised fact',
      facts.map(({ verdict }) => verdict),
    ),
  ].join(' ');
}

function patternRow({ name, text, source, verdict, claims }: PatternFinding): string[] {
  const counts = (['supported', 'contradicted', 'undecided'] as const)
    .map((word) => [word, claims.filter(({ judged }) => judged.verdict === word).length] as const)
    .filter(([, n]) => n > 0)
    .map(([word, n]) => `${n} ${word}`);
  return [cell(name), cell(text.en), cell(source), `**${verdict}**`, counts.join(', ') || '–'];
}

function patternSection({ name, verdict, claims }: PatternFinding): string {
  const rows = claims.map(({ study, judged }) => [cell(study), ...claimCells(judged).slice(1)]);
  return `### ${cell(name)}: ${verdict}\n\n${markdownTable(['scenario', ...CLAIM_HEAD.slice(1)], rows)}`;
}

function factLead({ facts, factStudies }: Validation): string {
  if (facts.length === 0) return 'None of the models has stylised facts.';
  const where = factStudies.map(
    ({ study, seed, replicates }) => `${count(replicates, 'world')} of study ${cell(study)}, seed ${cell(seed)}`,
  );
  return `Statistics that are well known of real firms, inventions and networks (${where.join('; ')}). *Supported*: the whole 95 % interval of the mean over worlds lies in the accepted range; *contradicted*: all of it lies outside. Ranges were written down before they were first compared with the model.`;
}

function factRow({ title, text, unit, minimum, maximum, mean, low, high, worlds, verdict, source }: FactFinding): string[] {
  const found = `${between({ mean, low, high })}${unit === '-' ? '' : ` ${cell(unit)}`}`;
  return [
    `**${cell(title.en)}**. ${cell(text.en)}`,
    rangeText(minimum, maximum, 'en'),
    found,
    String(worlds),
    `**${verdict}**`,
    cell(source),
  ];
}

function ablation(study: StudyFinding): string {
  const { question, settings } = study.without as NonNullable<StudyFinding['without']>;
  const command = ['trihelix compare', study.scenario, ...settings].join(' ');
  return `### ${cell(question)}\n\n\`${command}\`\n\n${markdownTable(CLAIM_HEAD, study.claims.map(claimCells))}`;
}

function studyRow({
  study,
  seed,
  replicates,
  runs,
  hash,
}: Pick<StudyFinding, 'study' | 'seed' | 'replicates' | 'runs' | 'hash'>): string[] {
  const done = runs.failed > 0 ? `${runs.done}, ${runs.failed} failed` : String(runs.done);
  return [cell(study), cell(seed), String(replicates), done, `\`${hash.slice(0, 12)}\``];
}
