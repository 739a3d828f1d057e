/** Where the numbers come from: command, parameters that differ, policy settings, versions, and what is not shown. */
import type { ParameterSpec, ParameterValue } from '../../core/model.js';
import type { PolicySetting, ScheduleSetting, Variant } from '../../experiment/study.js';
import { wordsIn } from '../../experiment/text.js';
import type { Section } from '../block.js';
import { type Context, identifier, instrumentOf, wordsOf } from '../context.js';
import { formatCount, formatExact, formatUnit, type Language, NO_VALUE } from '../format.js';
import { type Cell, escapeHtml, number, table, text } from '../markup.js';

/** Key of the provenance that holds the command line to repeat the study. */
const COMMAND = 'command';

export function provenanceSection(context: Context): Section {
  const { texts, language } = context;
  const parts = [reproduceHtml(context), parametersHtml(context), policiesHtml(context), versionsHtml(context)];
  return { id: `${language}-provenance`, title: texts.provenance.title, lead: texts.provenance.lead, html: parts.join(''), blocks: [] };
}

export function limitsSection(context: Context): Section {
  const { limits } = context.texts;
  const html = limits.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('');
  return { id: `${context.language}-limits`, title: limits.title, lead: '', html, blocks: [] };
}

function reproduceHtml(context: Context): string {
  const { scenario } = context.input.results.plan;
  const quoted = /^[\w.-]+$/.test(scenario.seed) ? scenario.seed : `'${scenario.seed.replaceAll("'", "'\\''")}'`;
  const command =
    context.input.provenance[COMMAND] ??
    `trihelix run scenarios/${scenario.name}.yaml --replicates ${scenario.replicates} --seed ${quoted}`;
  return `<h3>${escapeHtml(context.texts.provenance.reproduce)}</h3><pre><code>${escapeHtml(command)}</code></pre>`;
}

/** The variants as the compared parameter set has them. */
function variantsOf({ input }: Context): readonly Variant[] {
  const { plan } = input.results;
  return plan.points?.[input.comparison.point]?.variants ?? plan.scenario.variants;
}

/** Parameters whose values are not the same in all variants. */
function parametersHtml(context: Context): string {
  const { texts, language } = context;
  const variants = variantsOf(context);
  const schema = context.input.model.parameters;
  const names = Object.keys(schema).filter((name) => new Set(variants.map((variant) => JSON.stringify(variant.parameters[name]))).size > 1);
  const heading = `<h3>${escapeHtml(texts.provenance.parameters)}</h3>`;
  if (names.length === 0) return `${heading}<p>${escapeHtml(texts.provenance.sameParameters)}</p>`;
  const rows = names.map((name) => [
    parameterHead(name, schema[name] as ParameterSpec, language),
    ...variants.map((variant) => valueCell(variant.parameters[name], language)),
  ]);
  const head = [texts.provenance.parameter, ...variants.map((variant) => wordsIn(variant.title, language))].map(escapeHtml);
  return heading + table({ caption: texts.provenance.parameters, quiet: true, head, rows, kind: 'cards' });
}

/** A list may take several lines, a single value never. */
function valueCell(value: ParameterValue | undefined, language: Language): Cell {
  const words = valueText(value, language);
  return Array.isArray(value) ? { html: `<span class="list">${escapeHtml(words)}</span>`, kind: 'number' } : number(words);
}

function parameterHead(name: string, spec: ParameterSpec, language: Context['language']): Cell {
  const unit = formatUnit(spec.unit, language);
  const unitHtml = unit === '' ? '' : ` <span class="unit">${escapeHtml(unit)}</span>`;
  return {
    html: `<span class="metric"><code>${escapeHtml(name)}</code>${unitHtml}</span><span class="sentence">${escapeHtml(spec.text[language])}</span>`,
  };
}

function policiesHtml(context: Context): string {
  const { texts } = context;
  const variants = variantsOf(context);
  const rows = variants.flatMap((variant) => {
    const settings = variant.policies.map((policy) => policyCells(policy, context));
    return (settings.length > 0 ? settings : [[text(texts.provenance.noPolicy), text(NO_VALUE)]]).map((cells, k) => [
      k === 0 ? text(wordsIn(variant.title, context.language)) : undefined,
      ...cells,
    ]);
  });
  const head = [texts.verdicts.columns.variant, texts.provenance.policies, texts.provenance.value].map(escapeHtml);
  return `<h3>${escapeHtml(texts.provenance.policies)}</h3>${table({ caption: texts.provenance.policies, quiet: true, head, rows, kind: 'cards' })}`;
}

function policyCells(policy: PolicySetting, context: Context): Cell[] {
  const values = Object.entries(policy.values).map(
    ([name, value]) =>
      `<code>${escapeHtml(name)}</code> = ${escapeHtml(settingText(value, context))}${unitOf(policy.instrument, name, context)}`,
  );
  const title = instrumentOf(context.input.model, policy.instrument)?.title[context.language] ?? '';
  return [{ html: `${escapeHtml(title)} ${identifier(policy.instrument)}`.trim() }, { html: values.join('<br>') || NO_VALUE }];
}

function unitOf(instrument: string, name: string, context: Context): string {
  const unit = formatUnit(instrumentOf(context.input.model, instrument)?.parameters[name]?.unit ?? '-', context.language);
  return unit === '' ? '' : ` <span class="unit">${escapeHtml(unit)}</span>`;
}

/** A setting as written: a number, a window in words, or the text of a formula. */
function settingText(value: ScheduleSetting | string | boolean, context: Context): string {
  const { language } = context;
  if (typeof value === 'number') return formatExact(value, language);
  if (typeof value !== 'object') return String(value);
  if ('formula' in value) return value.text;
  const { from = 0, until, ramp = 0 } = value;
  return context.texts.provenance.window({
    value: formatExact(value.value, language),
    from: formatExact(from, language),
    until: until === undefined ? context.texts.provenance.lastStep : formatExact(until, language),
    ramp: formatExact(ramp, language),
  });
}

function valueText(value: ParameterValue | undefined, language: Language): string {
  if (value === undefined) return NO_VALUE;
  if (typeof value === 'number') return formatExact(value, language);
  return typeof value === 'object' ? value.map((entry) => formatExact(entry, language)).join('; ') || NO_VALUE : String(value);
}

/** In a study that varies parameters: which set is shown, and what it sets. */
function pointRows(context: Context): Cell[][] {
  const { points } = context.input.results.plan;
  const { point } = context.input.comparison;
  const shown = points?.[point];
  if (points === undefined || shown === undefined) return [];
  const { language, texts } = context;
  const count = { point: formatCount(point + 1, language), points: formatCount(points.length, language) };
  const values = Object.entries(shown.values).map(
    ([name, value]) => `<code>${escapeHtml(name)}</code> = ${escapeHtml(valueText(value, language))}`,
  );
  return [[text(texts.provenance.point(count)), { html: values.join('<br>') }]];
}

/** The sentence that a page of a sweep begins with; empty where there is one parameter set. */
export function sweepSentence(context: Context): string {
  const { points } = context.input.results.plan;
  const { point } = context.input.comparison;
  const shown = points?.[point];
  if (points === undefined || points.length < 2 || shown === undefined) return '';
  const { language, texts } = context;
  const values = Object.entries(shown.values).map(([name, value]) => `${name} = ${valueText(value, language)}`);
  return texts.sweep({ points: formatCount(points.length, language), point: formatCount(point + 1, language), values: values.join('; ') });
}

function versionsHtml(context: Context): string {
  const { texts, language, input } = context;
  const { plan } = input.results;
  const { scenario } = plan;
  const design = `${texts.provenance.steps({ steps: formatCount(scenario.steps, language), unit: formatUnit(input.model.stepUnit, language), burnIn: formatCount(scenario.burnIn, language) })}; ${texts.provenance.replicates({ replicates: formatCount(scenario.replicates, language) })}`;
  const known: Record<string, string> = {
    trihelix: plan.engine,
    model: `${plan.model.name} ${plan.model.version}`,
    scenario: scenario.name,
    seed: scenario.seed,
    plan_hash: plan.hash,
  };
  const given = Object.entries(input.provenance).filter(([key]) => key !== COMMAND && known[key] === undefined);
  const label = (key: string): string => texts.provenance.known[key] ?? wordsOf(key);
  const rows = [
    [text(texts.provenance.design), text(design)],
    ...pointRows(context),
    ...[...Object.entries(known), ...given].map(([key, value]) => [
      text(label(key)),
      { html: `<code>${escapeHtml(value)}</code>`, kind: 'hash' },
    ]),
  ];
  const head = [texts.provenance.item, texts.provenance.value].map(escapeHtml);
  return `<h3>${escapeHtml(texts.provenance.versions)}</h3>${table({ caption: texts.provenance.versions, quiet: true, head, rows })}`;
}
