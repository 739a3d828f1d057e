/** Top of the report: title, the one sentence to remember, what failed, and the strip that says where it comes from. */
import type { RunFailure } from '../../experiment/study.js';
import { summarise } from '../../experiment/summary.js';
import { wordsIn } from '../../experiment/text.js';
import type { Context } from '../context.js';
import { formatCount } from '../format.js';
import { escapeHtml } from '../markup.js';
import { sweepSentence } from './provenance.js';

/** Digits of a hash that a reader compares by eye; the whole stands in the provenance. */
const SHOWN_DIGITS = 12;

export function headerHtml(context: Context): string {
  const { texts, input } = context;
  const { scenario } = input.results.plan;
  const description =
    scenario.description === '' ? '' : `<p class="description">${escapeHtml(wordsIn(scenario.description, context.language))}</p>`;
  const titles = new Map(context.styles.map(({ name, title }) => [name, title]));
  const summary = `<p class="summary">${escapeHtml(summarise(input.comparison, input.model, titles)[context.language])}</p>`;
  const sentence = sweepSentence(context);
  const sweep = sentence === '' ? '' : `<p class="sweep">${escapeHtml(sentence)}</p>`;
  const noScripts = `<noscript><p class="banner">${escapeHtml(texts.noScripts)}</p></noscript>`;
  return `<header><h1>${escapeHtml(wordsIn(scenario.title, context.language))}</h1>${summary}${sweep}${description}${bannerHtml(context)}${noScripts}${stripHtml(context)}</header>`;
}

/** Failed and missing runs are said first, with counts and causes. */
function bannerHtml(context: Context): string {
  const { texts, language, input } = context;
  const { planned, done, failed } = input.comparison.runs;
  const count = (value: number): string => formatCount(value, language);
  const missing = planned - done - failed;
  const partial =
    missing > 0 ? `<p class="banner">${escapeHtml(texts.unfinishedRuns({ missing: count(missing), planned: count(planned) }))}</p>` : '';
  if (failed === 0) return partial;
  const causes = [...failureCounts(context)].map(([kind, runs]) => `<li>${escapeHtml(texts.failedCause[kind])}: ${count(runs)}</li>`);
  const sentence = escapeHtml(texts.failedRuns({ failed: count(failed), planned: count(planned), done: count(done) }));
  return `${partial}<div class="banner failed"><p><span aria-hidden="true">✗</span> ${sentence}</p><ul>${causes.join('')}</ul></div>`;
}

function failureCounts(context: Context): Map<RunFailure['kind'], number> {
  const { results, comparison } = context.input;
  const counts = new Map<RunFailure['kind'], number>();
  for (const id of results.ids) {
    const outcome = results.outcome(id);
    if (outcome?.status !== 'failed' || results.plan.runs[id]?.point !== comparison.point) continue;
    counts.set(outcome.failure.kind, (counts.get(outcome.failure.kind) ?? 0) + 1);
  }
  return counts;
}

function stripHtml(context: Context): string {
  const { texts, language, input } = context;
  const { plan } = input.results;
  const { runs } = input.comparison;
  const results = input.provenance.results_hash;
  const items = [
    [texts.strip.study, plan.study],
    [texts.strip.seed, input.comparison.seed],
    [texts.strip.runs, texts.runsDone({ done: formatCount(runs.done, language), planned: formatCount(runs.planned, language) })],
    [texts.strip.engine, plan.engine],
    [texts.strip.model, `${input.model.title[language]}, ${plan.model.name} ${plan.model.version}`],
    [texts.strip.plan, plan.hash.slice(0, SHOWN_DIGITS)],
    ...(results === undefined ? [] : [[texts.strip.results, results.slice(0, SHOWN_DIGITS)]]),
  ] as const;
  return `<dl class="strip">${items.map(([name, value]) => `<div><dt>${escapeHtml(name as string)}</dt><dd>${escapeHtml(value as string)}</dd></div>`).join('')}</dl>`;
}
