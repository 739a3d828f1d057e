/**
 * The document of a model after the ODD protocol (Grimm et al. 2020): its hand-written text, tables made from the schemas
 * that also check scenarios, and a list of what its author still has to fill in.
 *
 * The tables are what readers check a model by, and they would be wrong within a week if anybody wrote them.
 */
import type { AnyModel, ParameterSchema, ParameterSpec } from '../core/model.js';
import { NO_VALUE } from './format.js';

/** Elements of the protocol by a word that their headings have, and the design concepts that it asks about. */
const ELEMENTS: readonly (readonly [word: string, element: string])[] = [
  ['purpose', 'Purpose and patterns'],
  ['entities', 'Entities, state variables, scales'],
  ['scheduling', 'Process overview and scheduling'],
  ['design', 'Design concepts'],
  ['initialisation', 'Initialisation'],
  ['input', 'Input data'],
  ['submodels', 'Submodels'],
];
const CONCEPTS: readonly string[] = [
  'Basic principle',
  'Emergence',
  'Adaptation',
  'Objectives',
  'Learning',
  'Prediction',
  'Sensing',
  'Interaction',
  'Stochasticity',
  'Collectives',
  'Observation',
];

/** What the author of the model still has to write, or to find a source for. */
export interface OddBlanks {
  /** Elements of the protocol that no heading of the text names. */
  readonly elements: readonly string[];
  /** Design concepts that the text does not name. */
  readonly concepts: readonly string[];
  /** Parameters, and settings of instruments as `instrument.setting`, whose number is assumed. */
  readonly assumed: readonly string[];
}

/**
 * @param text the hand-written document in Markdown
 * @returns what it and the schemas leave open
 */
export function oddBlanks(model: AnyModel, text: string): OddBlanks {
  const headings = text.split('\n').filter((line) => /^##? /.test(line));
  const assumed = ([name, spec]: [string, ParameterSpec]): string[] => (/\bassumed\b/.test(spec.source) ? [name] : []);
  return {
    elements: ELEMENTS.flatMap(([word, element]) => (headings.some((line) => line.toLowerCase().includes(word)) ? [] : [element])),
    concepts: CONCEPTS.filter((concept) => !text.includes(`*${concept}`)),
    assumed: [
      ...Object.entries(model.parameters).flatMap(assumed),
      ...model.policies.flatMap(({ name, parameters }) =>
        Object.entries(parameters)
          .flatMap(assumed)
          .map((setting) => `${name}.${setting}`),
      ),
    ],
  };
}

/** The whole document in Markdown: the text, the tables, the blanks. */
export function oddDocument(model: AnyModel, text: string): string {
  return `${text.trimEnd()}\n\n${oddTables(model)}\n${blanksSection(oddBlanks(model, text))}`;
}

/** The tables alone, each under a heading of the second level. */
export function oddTables(model: AnyModel): string {
  const sections = [parameterTables, instrumentTables, presetTable, metricTable, measureTable, stateTables, streamTable];
  return sections
    .map((section) => section(model))
    .filter((section) => section !== '')
    .join('\n');
}

const PARAMETER_COLUMNS = ['name', 'default', 'range', 'unit', 'meaning', 'source'];

function parameterTables({ parameters }: AnyModel): string {
  const entries = Object.entries(parameters);
  const groups = [...new Set(entries.map(([, spec]) => spec.group ?? 'all'))];
  const tables = groups.map((group) => {
    const schema = Object.fromEntries(entries.filter(([, spec]) => (spec.group ?? 'all') === group));
    return `### ${group}\n\n${table(PARAMETER_COLUMNS, parameterRows(schema))}`;
  });
  return section('Parameters', `${entries.length} parameters, by group.`, tables);
}

function instrumentTables({ policies }: AnyModel): string {
  if (policies.length === 0) return '';
  const tables = policies.map(
    ({ name, title, text, parameters }) =>
      `### ${name}: ${title.en}\n\n${text.en}\n\n${table(PARAMETER_COLUMNS, parameterRows(parameters))}`,
  );
  return section('Instruments', 'Every number may be scheduled: constant, window with ramp, or formula.', tables);
}

const parameterRows = (schema: ParameterSchema): string[][] =>
  Object.entries(schema).map(([name, spec]) => [code(name), defaultOf(spec), rangeOf(spec), spec.unit, spec.text.en, spec.source]);

function defaultOf({ default: value }: ParameterSpec): string {
  if (typeof value !== 'object') return String(value);
  return value.length === 0 ? 'empty' : value.join(', ');
}

/** The range as text; of a choice its words, of a list the range of each entry and the length. */
function rangeOf(spec: ParameterSpec): string {
  if (spec.type === 'flag') return 'true, false';
  if (spec.type === 'choice') return spec.choices.join(', ');
  const range = `${spec.minimum} … ${spec.maximum}`;
  return spec.type === 'list' ? `up to ${spec.maximumLength} numbers, each ${range}` : range;
}

function presetTable({ presets }: AnyModel): string {
  const rows = presets.map(({ name, text, parameters, source }) => [
    code(name),
    text.en,
    Object.entries(parameters)
      .map(([parameter, value]) => `${parameter} ${Array.isArray(value) ? value.join(', ') : value}`)
      .join('; '),
    source,
  ]);
  return rows.length === 0 ? '' : section('Presets', '', [table(['name', 'meaning', 'values', 'source'], rows)]);
}

function metricTable({ metrics }: AnyModel): string {
  const rows = metrics.map(({ name, unit, better, group, when, summary, text, source }) => [
    code(name),
    group,
    unit,
    better,
    when === 'end' ? 'end' : (summary ?? 'mean'),
    text.en,
    source ?? NO_VALUE,
  ]);
  const note = "`figure` says how a run's single number comes from its measured steps; `end`: taken once after the last step.";
  return section('Metrics', note, [table(['name', 'group', 'unit', 'better', 'figure', 'meaning', 'source'], rows)]);
}

function measureTable({ evaluations }: AnyModel): string {
  const rows = evaluations.flatMap(({ name: evaluation, measures }) =>
    measures.map(({ name, unit, better, text, source }) => [code(name), code(evaluation), unit, better, text.en, source ?? NO_VALUE]),
  );
  const note = 'Numbers that need twins of a run, or a look inside its world.';
  return rows.length === 0
    ? ''
    : section('Measures of evaluations', note, [table(['name', 'evaluation', 'unit', 'better', 'meaning', 'source'], rows)]);
}

function stateTables({ tables = {} }: AnyModel): string {
  const shown = Object.entries(tables).map(([entity, schema]) => {
    const rows = Object.entries(schema).map(([name, { type, unit, text, width }]) => [code(name), type, unit, String(width ?? 1), text]);
    return `### ${entity}\n\n${table(['column', 'type', 'unit', 'numbers per row', 'meaning'], rows)}`;
  });
  return shown.length === 0 ? '' : section('State variables', 'Columns of the tables that a world is made of.', shown);
}

function streamTable({ streams }: AnyModel): string {
  return section('Random streams', `${streams.map(code).join(', ')}. Each purpose has its own; a draw's address is in the text.`, []);
}

function blanksSection({ elements, concepts, assumed }: OddBlanks): string {
  const lines = [
    elements.length === 0 ? 'All seven elements have a heading.' : `Elements without a heading: ${elements.join('; ')}.`,
    concepts.length === 0 ? 'All design concepts are named.' : `Design concepts that are not named: ${concepts.join(', ')}.`,
    assumed.length === 0
      ? 'Every number has a source.'
      : `${assumed.length} numbers are assumed, with no source for the number: ${assumed.map(code).join(', ')}.`,
  ];
  return section('What the author still has to fill in', '', [`${lines.map((line) => `- ${line}`).join('\n')}\n`]);
}

const section = (title: string, note: string, parts: readonly string[]): string =>
  [`## ${title}\n`, ...(note === '' ? [] : [`${note}\n`]), ...parts].join('\n');

const code = (name: string): string => `\`${name}\``;

/** A table in Markdown; a stroke or a line break in a cell would end it. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
  return `${[line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
