/** `odd`: a model's document after the ODD protocol, its tables made from the schemas that check scenarios. */
import { readFileSync } from 'node:fs';
import { UserError } from '../../core/errors.js';
import { findModel, models } from '../../models/index.js';
import { oddBlanks, oddDocument, oddTables } from '../../report/odd.js';
import { EXIT } from '../exit-codes.js';
import { packagePlace } from '../package.js';
import { type Terminal, writeJson } from '../terminal.js';

/** @returns the exit code. @throws UserError for a model that is not there */
export function oddCommand(asked: string, options: { readonly tables?: boolean; readonly json?: boolean }, terminal: Terminal): number {
  const model = findModel(asked);
  if (model === undefined) throw new UserError(`there is no model "${asked}"`, `known: ${models.map(({ name }) => name).join(', ')}`);
  const text = readFileSync(packagePlace(`dist/src/models/${model.name}/README.md`), 'utf8');
  const document = options.tables === true ? tablesPage(model) : oddDocument(model, text);
  if (options.json === true) writeJson({ model: model.name, version: model.version, document, blanks: oddBlanks(model, text) });
  else terminal.out(document.trimEnd());
  return EXIT.done;
}

/** The page of tables as it lies in docs. */
const tablesPage = (model: (typeof models)[number]): string =>
  `# ${model.title.en}: tables of the model ${model.name}\n\nMade by \`trihelix odd ${model.name} --tables\` from the schemas that check scenarios; a test compares. The text that goes\nwith them is the model's ODD document.\n\n${oddTables(model)}`;
