/**
 * The report: one HTML file that opens from disk without a network, in two languages, readable without scripts.
 *
 * Both languages stand in the page as articles; the chosen one is shown. Equal input gives equal bytes: there is no
 * time stamp and no drawn number in it.
 */
import { wordsIn } from '../experiment/text.js';
import { type Block, pageData, type Section } from './block.js';
import { type Context, contextOf } from './context.js';
import type { Language } from './format.js';
import type { ReportInput } from './input.js';
import { breakSection } from './laboratory/break-section.js';
import { calibrationSection } from './laboratory/calibration-section.js';
import { optimumSection } from './laboratory/optimum-section.js';
import { bandsSection, doseSection, splitSection } from './laboratory/response-sections.js';
import { sensitivitySection } from './laboratory/sensitivity-section.js';
import { escapeHtml, escapeJson } from './markup.js';
import { momentsOf } from './moments.js';
import { contentPolicy, inlineSource, mapStyleId } from './policy.js';
import { claimsSection } from './sections/claims.js';
import { headerHtml } from './sections/header.js';
import { continuitySection, evaluationsSection, helixSection, metricsSection } from './sections/indicators.js';
import { matricesSection } from './sections/matrices.js';
import { networkSection } from './sections/network.js';
import { nullSection } from './sections/null-comparison.js';
import { limitsSection, provenanceSection } from './sections/provenance.js';
import { ladderSection, seriesSection } from './sections/series.js';
import { honestySection, precisionSection, rankingSection } from './sections/trust.js';
import { validationSection } from './sections/validation.js';
import { budgetSection, forestSection, verdictSection } from './sections/verdicts.js';
import { textsOf } from './texts.js';

const LANGUAGES: readonly Language[] = ['en', 'ru'];

/** Sections in the order of the page; those that the model has no numbers for are left out. */
const SECTIONS: readonly ((context: Context) => Section | undefined)[] = [
  verdictSection,
  rankingSection,
  budgetSection,
  forestSection,
  evaluationsSection,
  seriesSection,
  matricesSection,
  continuitySection,
  ladderSection,
  networkSection,
  helixSection,
  claimsSection,
  doseSection,
  bandsSection,
  splitSection,
  sensitivitySection,
  breakSection,
  calibrationSection,
  optimumSection,
  honestySection,
  nullSection,
  precisionSection,
  validationSection,
  metricsSection,
  provenanceSection,
  limitsSection,
];

/**
 * The report of a study as the text of one HTML file, UTF-8.
 * @throws RangeError when one of the handed-in sources cannot stand inside a page
 */
export function renderReport(input: ReportInput): string {
  const moments = momentsOf(input.results, input.comparison.point);
  const articles = LANGUAGES.map((language) => articleOf(contextOf(input, moments, language)));
  const data = pageData(articles.flatMap(({ blocks }) => blocks));
  const plotly = inlineSource('plotly', input.plotlySource);
  const page = inlineSource('page script', input.pageSource);
  const style = inlineSource('style sheet', input.styleSource);
  const mapStyle = mapStyleId(plotly);
  const { scenario } = input.results.plan;
  return [
    '<!doctype html>',
    `<html lang="${input.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentPolicy([plotly, page], [style])}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(wordsIn(scenario.title, input.language))}</title>`,
    mapStyle === undefined ? '' : `<meta id="${mapStyle}">`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    switchHtml(input.language),
    ...articles.map(({ html }) => html),
    `<script type="application/json" id="report-data">${escapeJson(data)}</script>`,
    `<script>${plotly}</script>`,
    `<script>${page}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Two radio buttons in front of the articles: the style sheet shows the article of the checked one, with no script. */
function switchHtml(start: Language): string {
  const buttons = LANGUAGES.map((language) => {
    const checked = language === start ? ' checked' : '';
    return `<input type="radio" name="language" id="language-${language}" value="${language}" autocomplete="off"${checked}><label for="language-${language}" lang="${language}">${textsOf(language).name}</label>`;
  });
  const legend = LANGUAGES.map((language) => textsOf(language).switchLanguage).join(' / ');
  return `<fieldset class="languages"><legend>${legend}</legend>${buttons.join('')}</fieldset>`;
}

function articleOf(context: Context): { html: string; blocks: readonly Block[] } {
  const { language, texts } = context;
  const sections = SECTIONS.flatMap((section) => section(context) ?? []);
  const contents = sections.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join('');
  const html = [
    `<article lang="${language}">`,
    headerHtml(context),
    `<nav aria-label="${escapeHtml(texts.contents)}"><ul>${contents}</ul></nav>`,
    ...sections.map(sectionHtml),
    '</article>',
  ];
  return { html: html.join('\n'), blocks: sections.flatMap(({ blocks }) => blocks) };
}

function sectionHtml({ id, title, lead, html }: Section): string {
  const sentence = lead === '' ? '' : `<p class="lead">${escapeHtml(lead)}</p>`;
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escapeHtml(title)}</h2>${sentence}${html}</section>`;
}
