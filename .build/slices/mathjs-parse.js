/**
 * The parser of mathjs and nothing else: entry of the slice that esbuild writes to dist/vendor/mathjs-parse.js.
 *
 * Importing all of mathjs costs the better part of a second per process; this costs some thirty milliseconds.
 */
import { create, parseDependencies } from 'mathjs/number';

export const { parse } = create({ parseDependencies });
