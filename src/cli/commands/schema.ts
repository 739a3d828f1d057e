/** `schema`: the JSON Schema of scenario files, for completion and checks in an editor. */
import { scenarioSchema } from '../../experiment/json-schema.js';
import { models } from '../../models/index.js';
import { EXIT } from '../exit-codes.js';
import { writeJson } from '../terminal.js';

/** @returns the exit code */
export function schemaCommand(): number {
  writeJson(scenarioSchema(models));
  return EXIT.done;
}
