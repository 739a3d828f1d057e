/** `list`: what there is to run and to measure: scenarios, models, metrics, evaluations, instruments, presets. */

import { UserError } from '../../core/errors.js';
import type { AnyModel } from '../../core/model.js';
import { printable, wordsIn } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { listScenarios } from '../../node/scenario-files.js';
import { formatUnit } from '../../report/format.js';
import { counted } from '../counted.js';
import { EXIT } from '../exit-codes.js';
import { ProblemsError } from '../failure.js';
import { scenarioFolders } from '../package.js';
import { loadScenario } from '../prepare.js';
import type { ListName } from '../program.js';
import { formatTable } from '../table.js';
import { type Terminal, writeJson } from '../terminal.js';

/** One list, or scenarios and models when none is named. @returns the exit code */
export async function listCommand(name: ListName | undefined, options: { readonly json?: boolean }, terminal: Terminal): Promise<number> {
  const wanted: readonly ListName[] = name === undefined ? ['scenarios', 'models'] : [name];
  const lists: Partial<Record<ListName, readonly Record<string, string>[]>> = {};
  for (const each of wanted) lists[each] = await LISTERS[each]();
  if (options.json === true) writeJson(lists);
  for (const each of wanted) {
    const rows = lists[each] ?? [];
    terminal.out(terminal.style('bold', `${each} (${rows.length})`));
    const columns = Object.keys(rows[0] ?? {});
    if (rows.length === 0) terminal.out('  none');
    else
      for (const line of formatTable(
        columns.map((title) => ({ title })),
        rows.map((row) => columns.map((column) => row[column] ?? '')),
        '  ',
      ))
        terminal.out(line);
    terminal.out('');
  }
  if (name === undefined) terminal.out('more: trihelix list metrics | evaluations | instruments | presets; trihelix explain NAME');
  return EXIT.done;
}

const LISTERS: Readonly<Record<ListName, () => Promise<Record<string, string>[]>>> = {
  async scenarios() {
    const rows: Record<string, string>[] = [];
    for (const { name, path } of listScenarios(scenarioFolders())) rows.push({ name: printable(name), ...(await describe(path)) });
    return rows;
  },
  models: async () =>
    models.map((model) => ({
      name: model.name,
      title: model.title.en,
      version: model.version,
      step: model.stepUnit,
      parameters: String(Object.keys(model.parameters).length),
      metrics: String(model.metrics.length),
      instruments: String(model.policies.length),
      meaning: model.text.en,
    })),
  metrics: async () =>
    perModel((model) =>
      model.metrics.map(({ name, title, unit, better, group, text }) => ({
        name,
        title: title.en,
        unit: formatUnit(unit, 'en') || '-',
        better,
        group,
        meaning: text.en,
      })),
    ),
  evaluations: async () =>
    perModel((model) =>
      model.evaluations.flatMap((evaluation) =>
        evaluation.measures.map(({ name, title, unit, better, text }) => ({
          evaluation: evaluation.name,
          measure: name,
          title: title.en,
          unit: formatUnit(unit, 'en') || '-',
          better,
          meaning: text.en,
        })),
      ),
    ),
  instruments: async () =>
    perModel((model) =>
      model.policies.map(({ name, title, parameters, text }) => ({
        name,
        title: title.en,
        settings: Object.keys(parameters).join(', '),
        meaning: text.en,
      })),
    ),
  presets: async () => perModel((model) => model.presets.map(({ name, title, text }) => ({ name, title: title.en, meaning: text.en }))),
};

function perModel(rowsOf: (model: AnyModel) => Record<string, string>[]): Record<string, string>[] {
  return models.flatMap((model) => rowsOf(model).map((row) => (models.length > 1 ? { model: model.name, ...row } : row)));
}

/** A scenario that cannot be read is listed with what is wrong, so that it does not hide the others. */
async function describe(path: string): Promise<Record<string, string>> {
  try {
    const { scenario } = await loadScenario(path);
    return { model: scenario.model, variants: String(scenario.variants.length), title: printable(wordsIn(scenario.title, 'en'), 100) };
  } catch (error) {
    const found = error instanceof ProblemsError ? counted(error.problems.length, 'problem') : undefined;
    if (found === undefined && !(error instanceof UserError)) throw error;
    return { model: '', variants: '', title: `(${found ?? 'cannot be read'}; see trihelix check ${printable(path)})` };
  }
}
