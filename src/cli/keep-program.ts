/** Options of the commands that look after a study on the disk. */
import { Argument, type Command, Option } from 'commander';
import { wholeNumber } from './values.js';

const KEEPING = ['verify', 'repair', 'rebuild', 'hash', 'merge', 'diff-runs'] as const;
/** A command that looks after studies as they lie on the disk. */
export type Keeping = Exclude<(typeof KEEPING)[number], 'merge' | 'diff-runs'>;

export const isKeeping = (name: string): boolean => (KEEPING as readonly string[]).includes(name);

/** Adds `verify`, `repair`, `rebuild`, `hash`, `merge` and `diff-runs`. */
export function addKeeping(define: (name: string, description: string) => Command): void {
  const keep = (name: string, description: string): Command =>
    define(name, description)
      .argument('<study>', 'folder of a study, or its name among the results')
      .option('-o, --out <folder>', 'folder that holds the studies (default: results)');
  keep('verify', 'read every byte of a study and check it; ends with 4 when something is damaged').addOption(
    new Option('--sample <n>', 'also compute so many runs again and compare').argParser(wholeNumber(100_000)),
  );
  keep('repair', 'keep the sound records of a damaged study and set the rest aside; deletes nothing');
  keep('rebuild', 'make the tables of a study again from its journal').option('--all-series', 'write series.csv whatever its size');
  keep('hash', 'hashes of a study: its plan, its results, the root of the tree over its runs').addOption(
    new Option('--run <n>', 'show the proof that this run belongs to the root').argParser(wholeNumber(999_999, 0)),
  );
  define('merge', 'put together the parts of a study that several machines computed with --shard')
    .argument('<study...>', 'folders of the parts')
    .option('-o, --out <folder>', 'folder that gets the whole study (default: results)');
  const number = wholeNumber(999_999, 0);
  keep('diff-runs', 'name the first step, column and row in which two runs differ; ends with 4 when they do')
    .addArgument(new Argument('<run>', 'number of a run').argParser(number))
    .addArgument(new Argument('[other]', 'number of the other').argParser(number))
    .option('--write <file>', 'instead write the states of the run, to compare on another machine')
    .option('--with <file>', 'compare with states written on another machine');
}
