/** The commands that read a study and compute nothing of it: `query`, `export`, `figure` and `archive`. */
import { Argument, type Command, Option } from 'commander';
import { FIGURE_KINDS } from '../report/static/kinds.js';
import { FORMAT_TEXTS } from './format-texts.js';
import { bytes, day, duration, license, names, OVERRIDES, people, seed, wholeNumber } from './values.js';

type Define = (name: string, description: string) => Command;

export function addReading(define: Define): void {
  addArchive(define('archive', 'put a study with its report, findings and scenario files into a folder to deposit (RO-Crate)'));
  addFigure(define('figure', 'draw one figure of a stored study as SVG, PNG or PDF'));
  withStored(define('query', 'ask the tables of a study in SQL; reads only'))
    .argument('<sql>', 'one statement that reads, e.g. "show tables"')
    .argument('[overrides...]', OVERRIDES)
    .option('--csv', 'all rows as CSV')
    .option('--worlds', 'also organisations, ties, innovations … of one replicate of each variant, computed again')
    .addOption(new Option('--rows <n>', 'longest table').argParser(wholeNumber(1_000_000)).default(200))
    .addOption(new Option('--time-limit <time>', 'longest time for the query').argParser(duration).default(60_000, '60s'))
    .addOption(new Option('--memory <size>', 'largest memory of the query').argParser(bytes).default('2GB'));
  const formats = Object.entries(FORMAT_TEXTS).map(([name, text]) => `  ${name.padEnd(14)} ${text}`);
  withStored(define('export', 'write a study for other programs; overwrites nothing'))
    .argument('[overrides...]', OVERRIDES)
    .addOption(new Option('--format <name>', 'see below').choices(Object.keys(FORMAT_TEXTS)).makeOptionMandatory())
    .addOption(new Option('--table <names>', 'tables instead of the usual ones, joined by commas').argParser(names))
    .option('-o, --out <path>', "folder, or file where there is only one (default: export/<format> in the study's folder)")
    .option('--force', 'take the place of files that are there')
    .addHelpText('after', `\nFormats:\n${formats.join('\n')}`);
}

/** A study as a folder that can be deposited. */
function addArchive(command: Command): void {
  command
    .argument('<study>', "a study's folder, or the scenario that it was computed from")
    .argument('[overrides...]', OVERRIDES)
    .option('-o, --out <folder>', 'folder of the archive, new or empty (default: beside the study, with -archive behind its name)')
    .addOption(new Option('--author <names>', 'authors, parted by semicolons').argParser(people))
    .addOption(new Option('--license <name>', 'licence of the data, an SPDX name').argParser(license).default('CC-BY-4.0'))
    .addOption(new Option('--date <day>', 'day of publication, e.g. 2026-01-31 (default: today)').argParser(day))
    .addOption(new Option('--seed <text>', 'seed of the study, where the command that computed it had one').argParser(seed))
    .option('--results <folder>', 'folder that holds the studies (default: results)');
}

/** One picture of a study that is stored. */
function addFigure(command: Command): void {
  command
    .argument('<study>', "a study's folder, or the scenario that it was computed from")
    .addArgument(new Argument('<kind>', 'which figure').choices(FIGURE_KINDS))
    .argument('[overrides...]', OVERRIDES)
    .requiredOption('-o, --out <file>', 'file to write: .svg, .png or .pdf')
    .addOption(new Option('--language <en|ru>', 'language of the words').choices(['en', 'ru']).default('en'))
    .addOption(new Option('--metrics <names>', 'metrics to show (default: the first indicators)').argParser(names))
    .option('--variant <name>', 'variant of a heatmap or sankey (default: the last)')
    .option('--matrix <name>', "matrix of a heatmap or sankey (default: the model's first)")
    .option('--difference', 'heatmap of the difference from the baseline')
    .addOption(new Option('--point <n>', 'parameter set in a sweep, from 0 on').argParser(wholeNumber(999_999, 0)).default(0))
    .addOption(new Option('--seed <text>', 'seed of the study, where the command that computed it had one').argParser(seed))
    .option('--results <folder>', 'folder that holds the studies (default: results)');
}

/** A study that is there already, and which of its worlds a look inside is for. */
function withStored(command: Command): Command {
  return command
    .argument('<study>', "a study's folder, or the scenario that it was computed from")
    .addOption(new Option('--seed <text>', 'seed of the study, where the command that computed it had one').argParser(seed))
    .option('--variant <name>', 'variant whose world is looked into (default: all)')
    .addOption(new Option('--replicate <n>', 'its draw of luck, from 0 on').argParser(wholeNumber(99_999, 0)).default(0))
    .addOption(new Option('--point <n>', 'its parameter set in a sweep, from 0 on').argParser(wholeNumber(999_999, 0)).default(0))
    .addOption(new Option('--step <n>', 'after which step, from 0 on (default: the last)').argParser(wholeNumber(999_999, 0)));
}
