/**
 * `validate`: runs every scenario with claims and the worlds of the stylised facts, says what became of the patterns, and
 * writes the pages. What fails is a result: the exit code is 0 unless `--strict` asks otherwise.
 */
import { join } from 'node:path';
import { printablePath } from '../../experiment/text.js';
import { findPatterns, hasContradiction, type Validation } from '../../experiment/validation/validation.js';
import { models } from '../../models/index.js';
import { makeFolders, writeWhole } from '../../node/files.js';
import { storeError } from '../../node/store-error.js';
import { claimsPage } from '../../report/pages/claims-page.js';
import { robustnessPage } from '../../report/pages/robustness-page.js';
import { validationPage } from '../../report/pages/validation-page.js';
import { EXIT } from '../exit-codes.js';
import { engineName } from '../package.js';
import { outOf, type SettleOptions, Stopped } from '../settle.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';
import { showValidation } from '../validate/show.js';
import { claimingScenarios, judgeFacts, judgeStudies } from '../validate/studies.js';
import { VALIDATION_FILE } from '../validation-file.js';

export interface ValidateOptions extends SettleOptions {
  readonly pages?: string;
  readonly robustness?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** @returns the exit code */
export async function validateCommand(asked: readonly string[], options: ValidateOptions, terminal: Terminal): Promise<number> {
  try {
    return await validate(asked, options, terminal);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    terminal.plain(`stopped (${error.stop.reason}); what is done is stored in ${printablePath(outOf(options))}, the same command goes on`);
    return error.stop.code;
  }
}

async function validate(asked: readonly string[], options: ValidateOptions, terminal: Terminal): Promise<number> {
  const scenarios = await claimingScenarios(asked);
  const studies = await judgeStudies(scenarios, options, terminal);
  const patterns = models.flatMap((model) => findPatterns(model.name, model.patterns ?? [], studies));
  const found = await judgeFacts(options, terminal);
  const validation: Validation = { format: 'trihelix-validation-1', engine: engineName(), patterns, ...found, studies };
  const robustness = options.robustness === true ? await robustnessOf(scenarios, studies, options, terminal) : undefined;
  const folder = options.pages ?? join(outOf(options), 'validation');
  const written = writePages(folder, {
    'validation.md': validationPage(validation),
    'claims.md': claimsPage(validation),
    ...(robustness !== undefined && { 'robustness.md': robustnessPage(robustness) }),
    [VALIDATION_FILE]: `${JSON.stringify(validation, null, 1)}\n`,
  });
  if (options.json === true) writeJson(robustness === undefined ? validation : { ...validation, robustness });
  showValidation(validation, robustness, terminal);
  for (const path of written) terminal.out(`wrote    ${shownPath(path)}`);
  if ([...studies, ...found.factStudies].some(({ runs }) => runs.failed > 0)) return EXIT.someFailed;
  return options.strict === true && hasContradiction(validation) ? EXIT.store : EXIT.done;
}

async function robustnessOf(...input: Parameters<typeof import('../validate/robustness.js').tryRobustness>) {
  const { tryRobustness } = await import('../validate/robustness.js');
  return tryRobustness(...input);
}

function writePages(folder: string, pages: Readonly<Record<string, string>>): string[] {
  return Object.entries(pages).map(([name, text]) => {
    const path = join(folder, name);
    try {
      makeFolders(folder);
      writeWhole(path, text);
    } catch (error) {
      throw storeError(`cannot write ${path}`, error);
    }
    return path;
  });
}
