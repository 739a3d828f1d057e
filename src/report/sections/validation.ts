/** What the model as a whole was held against: patterns and stylised facts with their verdicts, failures among them. */
import type { FactFinding, PatternFinding } from '../../experiment/validation/validation.js';
import type { Section } from '../block.js';
import type { Context } from '../context.js';
import { formatCount, formatEstimate, formatUnit } from '../format.js';
import { type Cell, escapeHtml, number, table } from '../markup.js';
import { rangeText } from '../range.js';

const SIGNS: Readonly<Record<PatternFinding['verdict'], { readonly sign: string; readonly kind: string }>> = {
  supported: { sign: '✓', kind: 'good' },
  contradicted: { sign: '✗', kind: 'bad' },
  mixed: { sign: '±', kind: 'bad' },
  undecided: { sign: '?', kind: 'quiet' },
  'no scenario': { sign: '–', kind: 'quiet' },
};

/** Undefined where nothing is known of the model. */
export function validationSection(context: Context): Section | undefined {
  const { input, texts, language } = context;
  const patterns = (input.validation?.patterns ?? []).filter(({ model }) => model === input.model.name);
  const facts = (input.validation?.facts ?? []).filter(({ model }) => model === input.model.name);
  if (patterns.length + facts.length === 0) return undefined;
  const { validation: words } = texts;
  const html = [
    patterns.length === 0 ? '' : patternTable(context, patterns),
    facts.length === 0 ? '' : factTable(context, facts),
    `<p class="note">${escapeHtml(words.read)}</p>`,
  ].join('');
  const lead = words.lead({ engine: input.validation?.engine ?? '' });
  return { id: `${language}-validation`, title: words.title, lead, html, blocks: [] };
}

function patternTable(context: Context, patterns: readonly PatternFinding[]): string {
  const { texts, language } = context;
  const { patternColumns: columns, patterns: caption } = texts.validation;
  const head = [columns.pattern, columns.supported, columns.claims, columns.verdict].map(escapeHtml);
  const rows = patterns.map(({ name, text, source, verdict, claims }) => {
    const supported = claims.filter(({ judged }) => judged.verdict === 'supported').length;
    return [
      said(context, `${name}. ${text[language]}`, source),
      number(formatCount(supported, language)),
      number(formatCount(claims.length, language)),
      verdictCell(context, verdict),
    ];
  });
  return table({ caption, head, rows, kind: 'cards' });
}

function factTable(context: Context, facts: readonly FactFinding[]): string {
  const { texts, language } = context;
  const { factColumns: columns, facts: caption } = texts.validation;
  const head = [columns.fact, columns.accepted, columns.found, columns.worlds, columns.verdict].map(escapeHtml);
  const rows = facts.map((fact) => {
    const { mean, interval } = formatEstimate(fact, language);
    const unit = formatUnit(fact.unit, language);
    return [
      said(context, `${fact.title[language]}. ${fact.text[language]}`, fact.source),
      number(rangeText(fact.minimum, fact.maximum, language)),
      {
        html: `<strong>${escapeHtml(mean)}</strong> <span class="interval">${escapeHtml(`${interval} ${unit}`.trim())}</span>`,
        kind: 'number',
      },
      number(formatCount(fact.worlds, language)),
      verdictCell(context, fact.verdict),
    ];
  });
  return table({ caption, head, rows, kind: 'cards' });
}

function said({ texts }: Context, sentence: string, source: string): Cell {
  const from = source === '' ? '' : `<span class="sentence">${escapeHtml(`${texts.claims.source}: ${source}`)}</span>`;
  return { html: `<span class="metric">${escapeHtml(sentence)}</span>${from}` };
}

function verdictCell({ texts }: Context, verdict: PatternFinding['verdict']): Cell {
  const { sign, kind } = SIGNS[verdict];
  const word = escapeHtml(texts.validation.words[verdict]);
  return { html: `<span class="word ${kind}"><span aria-hidden="true">${sign}</span> ${word}</span>`, kind: 'verdict' };
}
