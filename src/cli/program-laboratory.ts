/** Options of the commands that search among parameter sets: calibrate. */
import { type Command, Option } from 'commander';
import { OVERRIDES, seed, wholeNumber } from './values.js';

/** Adds how runs are computed. */
type Computing = (command: Command) => Command;

export function addCalibrate(command: Command, addComputing: Computing): void {
  command
    .argument('<scenario>', 'scenario file, or the name of a shipped one')
    .argument('[overrides...]', `${OVERRIDES}; uniform(a,b) and the like are priors`)
    .requiredOption('--targets <file>', 'CSV table: metric, variant, over, value, standard_error or weight, use (fit or hold)')
    .addOption(new Option('--particles <n>', 'parameter sets per round').argParser(wholeNumber(10_000, 10)).default(100))
    .addOption(new Option('--rounds <n>', 'most rounds').argParser(wholeNumber(99)).default(10))
    .addOption(new Option('--replicates <n>', 'draws of luck per parameter set and variant').argParser(wholeNumber(1000)).default(1));
  addSearch(command, addComputing);
}

function addSearch(command: Command, addComputing: Computing): void {
  command
    .addOption(new Option('--seed <text>', 'seed of all luck, instead of what the scenario says').argParser(seed))
    .option('-o, --out <folder>', 'folder that holds the studies (default: results)')
    .option('-n, --dry-run', 'say how many runs, how long and how many megabytes; run nothing')
    .option('--fresh', 'start over; the old folder is kept under a number');
  addComputing(command);
}
