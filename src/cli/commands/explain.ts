/** `explain NAME`: what a parameter, metric, instrument, preset or model means, from the same schema that checks it. */

import { UserError } from '../../core/errors.js';
import type { AnyModel, Measure, Metric, ParameterSpec, Policy, Preset, Text, World } from '../../core/model.js';
import { closest, printable } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { formatUnit } from '../../report/format.js';
import { EXIT } from '../exit-codes.js';
import { formatTable, wrap } from '../table.js';
import { type Terminal, writeJson } from '../terminal.js';

/** What is known about a name in one model. */
interface Entry {
  readonly model: string;
  readonly kind: 'parameter' | 'metric' | 'instrument' | 'setting' | 'preset' | 'model' | 'evaluation' | 'measure';
  readonly name: string;
  /** Label and value, in the order of the page. */
  readonly facts: Readonly<Record<string, string>>;
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

/** @returns the exit code. @throws UserError for a name that no model knows */
export function explainCommand(asked: string | undefined, options: { readonly json?: boolean }, terminal: Terminal): number {
  const known = models.flatMap(entriesOf);
  const entries = asked === undefined ? known.filter((entry) => entry.kind === 'model') : find(asked, known);
  if (options.json === true) writeJson(entries);
  for (const entry of entries) show(entry, terminal);
  return EXIT.done;
}

function find(asked: string, known: readonly Entry[]): Entry[] {
  const bare = asked.replace(/^(policy|parameters)\./, '');
  const found = known.filter((entry) => entry.name === bare);
  if (found.length > 0) return found;
  const settings = known.filter(({ kind, name }) => kind === 'setting' && name.endsWith(`.${bare}`));
  if (settings.length === 1) return settings;
  if (settings.length > 1)
    throw new UserError(
      `"${printable(asked)}" is a setting of ${settings.length} instruments`,
      `ask for one of them, such as ${settings[0]?.name}`,
    );
  const near = closest(
    bare,
    known.map((entry) => entry.name),
  );
  throw new UserError(
    `nothing is called "${printable(asked)}"`,
    near === undefined ? '`trihelix explain` shows the names there are' : `did you mean "${near}"?`,
  );
}

function entriesOf(model: AnyModel): Entry[] {
  return [
    modelEntry(model),
    ...Object.entries(model.parameters).map(([name, spec]) => parameterEntry(model, 'parameter', name, spec)),
    ...model.metrics.map((metric) => metricEntry(model, metric)),
    ...model.evaluations.flatMap((evaluation) => [
      evaluationEntry(model, evaluation),
      ...evaluation.measures.map((measure) => measureEntry(model, evaluation.name, measure)),
    ]),
    ...model.policies.flatMap((policy) => [
      instrumentEntry(model, policy),
      ...Object.entries(policy.parameters).map(([name, spec]) => parameterEntry(model, 'setting', `${policy.name}.${name}`, spec)),
    ]),
    ...model.presets.map((preset) => presetEntry(model, preset)),
  ];
}

function modelEntry(model: AnyModel): Entry {
  const rows = (kind: string, names: readonly string[]): string[][] => (names.length === 0 ? [] : [[kind, names.join(', ')]]);
  return {
    model: model.name,
    kind: 'model',
    name: model.name,
    facts: {
      title: titleText(model.title),
      meaning: model.text.en,
      version: model.version,
      'one step': model.stepUnit,
      'default steps': `${model.defaultSteps}, the first ${model.defaultBurnIn} not measured`,
    },
    table: {
      columns: ['kind', 'names'],
      rows: [
        ...rows('parameters', Object.keys(model.parameters)),
        ...rows(
          'instruments',
          model.policies.map((policy) => policy.name),
        ),
        ...rows(
          'presets',
          model.presets.map((preset) => preset.name),
        ),
        ...rows(
          'evaluations',
          model.evaluations.map((evaluation) => evaluation.name),
        ),
        ...rows(
          'metrics',
          model.metrics.map((metric) => metric.name),
        ),
      ],
    },
  };
}

function parameterEntry(model: AnyModel, kind: 'parameter' | 'setting', name: string, spec: ParameterSpec): Entry {
  return {
    model: model.name,
    kind,
    name,
    facts: {
      meaning: spec.text.en,
      unit: formatUnit(spec.unit, 'en') || 'none',
      type: spec.type,
      default: defaultText(spec),
      range: rangeText(spec),
      ...(spec.symbol !== undefined && { symbol: spec.symbol }),
      source: spec.source,
      write: kind === 'setting' ? `policy.${name}=${defaultText(spec)}` : `parameters.${name}=${defaultText(spec)}`,
    },
  };
}

function metricEntry(model: AnyModel, metric: Metric<World>): Entry {
  const figure = metric.when === 'end' ? 'taken once at the end' : `${metric.summary ?? 'mean'} of the measured steps`;
  return {
    model: model.name,
    kind: 'metric',
    name: metric.name,
    facts: {
      title: titleText(metric.title),
      meaning: metric.text.en,
      unit: formatUnit(metric.unit, 'en') || 'none',
      kind: metric.kind,
      better: metric.better,
      group: metric.group,
      figure,
      ...(metric.source !== undefined && { source: metric.source }),
    },
  };
}

function evaluationEntry(model: AnyModel, { name, title, text, measures }: AnyModel['evaluations'][number]): Entry {
  return {
    model: model.name,
    kind: 'evaluation',
    name,
    facts: { title: titleText(title), meaning: text.en, write: `trihelix evaluate SCENARIO --measures ${name}` },
    table: {
      columns: ['measure', 'unit', 'better', 'meaning'],
      rows: measures.map((measure) => [measure.name, formatUnit(measure.unit, 'en') || '-', measure.better, measure.text.en]),
    },
  };
}

function measureEntry(model: AnyModel, evaluation: string, { name, title, text, unit, better, source }: Measure): Entry {
  return {
    model: model.name,
    kind: 'measure',
    name,
    facts: {
      title: titleText(title),
      meaning: text.en,
      unit: formatUnit(unit, 'en') || 'none',
      better,
      evaluation,
      ...(source !== undefined && { source }),
      write: `trihelix evaluate SCENARIO --measures ${name}`,
    },
  };
}

function instrumentEntry(model: AnyModel, policy: Policy<World>): Entry {
  const specs = Object.entries(policy.parameters);
  return {
    model: model.name,
    kind: 'instrument',
    name: policy.name,
    facts: { title: titleText(policy.title), meaning: policy.text.en, write: `policy.${policy.name}.budget=…` },
    table: {
      columns: ['setting', 'default', 'range', 'unit', 'meaning', 'source'],
      rows: specs.map(([name, spec]) => [
        name,
        defaultText(spec),
        rangeText(spec),
        formatUnit(spec.unit, 'en') || '-',
        spec.text.en,
        spec.source,
      ]),
    },
  };
}

function presetEntry(model: AnyModel, preset: Preset): Entry {
  const rows = Object.entries(preset.parameters).map(([name, value]) => [name, valueText(value), defaultOf(model, name)]);
  return {
    model: model.name,
    kind: 'preset',
    name: preset.name,
    facts: { title: titleText(preset.title), meaning: preset.text.en, source: preset.source },
    table: { columns: ['parameter', 'value', 'default'], rows },
  };
}

const defaultOf = ({ parameters }: AnyModel, name: string): string => (parameters[name] === undefined ? '' : defaultText(parameters[name]));

/** In both languages: a report may have been read in either. */
const titleText = ({ en, ru }: Text): string => `${en} / ${ru}`;
const valueText = (value: unknown): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));
const defaultText = (spec: ParameterSpec): string => valueText(spec.default);

function rangeText(spec: ParameterSpec): string {
  if (spec.type === 'flag') return 'true or false';
  if (spec.type === 'choice') return spec.choices.join(', ');
  const range = `${spec.minimum} to ${spec.maximum}`;
  return spec.type === 'list' ? `up to ${spec.maximumLength} numbers, each ${range}` : range;
}

function show(entry: Entry, terminal: Terminal): void {
  const width = terminal.width ?? 100;
  terminal.out(`${terminal.style('bold', entry.name)}  (${entry.kind}${entry.kind === 'model' ? '' : ` of ${entry.model}`})`);
  const label = Math.max(...Object.keys(entry.facts).map((name) => name.length));
  for (const [name, value] of Object.entries(entry.facts)) {
    const [first = '', ...rest] = wrap(value, width - label - 4);
    terminal.out(`  ${name.padEnd(label)}  ${first}`);
    for (const line of rest) terminal.out(`${' '.repeat(label + 4)}${line}`);
  }
  if (entry.table !== undefined && entry.table.rows.length > 0) {
    terminal.out('');
    if (entry.kind === 'model')
      for (const [kind = '', names = ''] of entry.table.rows)
        for (const line of [`  ${kind}`, ...wrap(names, width, '    ')]) terminal.out(line);
    else
      for (const line of formatTable(
        entry.table.columns.map((title) => ({ title })),
        entry.table.rows,
        '  ',
      ))
        terminal.out(line);
  }
  terminal.out('');
}
