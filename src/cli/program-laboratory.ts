/** Options of the commands that search among parameter sets: calibrate, emulate, optimise, sensitivity, break. */
import { type Command, Option } from 'commander';
import { DESIGN_METHODS, MOST_POINTS } from '../experiment/design/methods.js';
import { SENSITIVITY_METHODS } from '../experiment/sensitivity/methods.js';
import { keys, money, names, OVERRIDES, seed, wholeNumber } from './values.js';

/** Adds how runs are computed. */
type Computing = (command: Command) => Command;

export function addCalibrate(command: Command, addComputing: Computing): void {
  command
    .argument('<scenario>', 'scenario file, or the name of a shipped one')
    .argument('[overrides...]', `${OVERRIDES}; uniform(a,b) and the like are priors`)
    .requiredOption(
      '--targets <file>',
      'CSV table: metric, variant, over (empty, or a variant: the value is the gain over it), value, standard_error or weight, use (fit or hold)',
    )
    .addOption(new Option('--particles <n>', 'parameter sets per round').argParser(wholeNumber(10_000, 10)).default(100))
    .addOption(new Option('--rounds <n>', 'most rounds').argParser(wholeNumber(99)).default(10))
    .addOption(new Option('--replicates <n>', 'draws of luck per parameter set and variant').argParser(wholeNumber(1000)).default(1));
  addSearch(command, addComputing);
}

export function addEmulate(command: Command, addComputing: Computing): void {
  command
    .argument('<study>', 'a swept study by name or folder, or a scenario with uncertain parameters')
    .argument('[values...]', 'what if: name=value for parameters that the design varies, name=a,b for several; other words as in sweep')
    .addOption(new Option('--metrics <names>', 'metrics to predict (default: the indicators)').argParser(names))
    .addOption(new Option('--design <method>', 'how a scenario is sampled').choices(DESIGN_METHODS.filter((name) => name !== 'list')))
    .addOption(new Option('--points <n>', 'points of the sample').argParser(wholeNumber(Math.min(1000, MOST_POINTS))))
    .addOption(
      new Option('--replicates <n>', 'draws of luck per point; more that are stored are used').argParser(wholeNumber(1000)).default(2),
    );
  addSearch(command, addComputing);
}

export function addOptimise(command: Command, addComputing: Computing): void {
  command
    .argument('<scenario>', 'scenario file, or the name of a shipped one')
    .argument('[overrides...]', `${OVERRIDES}; uniform(a,b) and the like leave a setting of an instrument open, or make worlds`)
    .requiredOption('--objective <name>', 'metric or measure that is to be best; cost is the money spent')
    .addOption(new Option('--budget <money>', 'money per step for all instruments together').argParser(money).makeOptionMandatory())
    .option('--second <name>', 'a second objective: shows what one costs in terms of the other')
    .addOption(new Option('--instruments <names>', 'instruments to divide it among (default: those of the scenario)').argParser(names))
    .option('--variant <name>', 'variant whose parameters the policies get (default: the baseline)')
    .option('--worst-case', 'judge a policy by its worst world, or where there is one world by its worst luck')
    .addOption(new Option('--worlds <n>', 'parameter sets drawn from the uncertainty').argParser(wholeNumber(100)))
    .addOption(new Option('--generations <n>', 'rounds of the search').argParser(wholeNumber(1000)).default(8))
    .addOption(new Option('--candidates <n>', 'policies per round').argParser(wholeNumber(1000, 4)).default(10))
    .addOption(new Option('--replicates <n>', 'draws of luck per policy in the search').argParser(wholeNumber(1000)).default(4))
    .addOption(new Option('--final-replicates <n>', 'fresh draws of luck for the best').argParser(wholeNumber(10_000, 2)).default(20));
  addSearch(command, addComputing);
}

export function addSensitivity(command: Command, addComputing: Computing): void {
  command.addOption(
    new Option('--method <name>', 'Morris screen, Sobol indices, PAWN, or standardised regression')
      .choices(SENSITIVITY_METHODS)
      .default('morris'),
  );
  addBreak(command, addComputing);
  command.option('--second-order', 'Sobol indices of pairs too, for nearly twice the runs');
}

export function addBreak(command: Command, addComputing: Computing): void {
  command
    .argument('<scenario>', 'scenario file, or the name of a shipped one')
    .argument('[overrides...]', OVERRIDES)
    .addOption(new Option('--metric <names>', "metrics to explain, joined by commas (default: the first claim's)").argParser(names))
    .option('--variant <name>', 'variant to explain (default: the left one of the first claim, less the right one)')
    .option('--over <name>', 'variant that is taken off: explain the paired difference')
    .addOption(new Option('--parameters <keys>', 'what varies: uncertain ones of the file, others by a quarter').argParser(keys))
    .addOption(new Option('--samples <n>', 'trajectories, base points or points').argParser(wholeNumber(MOST_POINTS)))
    .addOption(new Option('--replicates <n>', 'draws of luck per point and variant').argParser(wholeNumber(1000)));
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
