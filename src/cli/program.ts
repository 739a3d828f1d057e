/** The commands and their options; every action loads its own code when it is called. */
import { Argument, Command, Option } from 'commander';
import { GROUPINGS } from '../experiment/comparing/groupings.js';
import { DESIGN_METHODS, MOST_POINTS } from '../experiment/design/methods.js';
import { addKeeping } from './keep-program.js';
import { packageVersion } from './package.js';
import { addBreak, addCalibrate, addEmulate, addOptimise, addSensitivity } from './program-laboratory.js';
import { addQueue, addWorker } from './program-queue.js';
import { addReading } from './program-reading.js';
import {
  duration,
  durationOrNone,
  effects,
  names,
  OVERRIDES,
  openShare,
  openShares,
  precision,
  replicates,
  seed,
  shard,
  shareOfOne,
  wholeNumber,
  workers,
} from './values.js';

/** Options of every command. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** What an action is called with: it returns the exit code. */
export type Action = (command: string, words: readonly unknown[], options: CommonOptions & Record<string, unknown>) => Promise<void>;

const LISTS = ['scenarios', 'models', 'metrics', 'evaluations', 'instruments', 'presets'] as const;
/** What `list` can show. */
export type ListName = (typeof LISTS)[number];

/** Heading of options that belong to none of the groups. */
const OPTIONS = 'Options:';

export function buildProgram(act: Action): Command {
  const program = new Command('trihelix')
    .description('Simulate innovation ecosystems and compare policies on the same luck.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nFirst steps:\n  trihelix doctor\n  trihelix list\n  trihelix run golden-rule --report\n\nExit codes: 0 done, 1 defect, 2 wrong use or settings, 3 some runs failed, 4 store or check,\n75 time budget used up, 130 interrupted; 75 and 130 go on with the same command.',
    );
  const define: Define = (name, description) => {
    const command = program.command(name).description(description).showHelpAfterError(`(trihelix ${name} --help shows what is possible)`);
    command
      .optionsGroup('Output:')
      .option('--json', 'one JSON document on standard output and nothing else there')
      .option('-q, --quiet', 'results and errors only')
      .option('-v, --verbose', 'say more')
      .option('--no-color', 'no colours (also: NO_COLOR)')
      .optionsGroup(OPTIONS);
    return command.action((...words: unknown[]) => act(name, words.slice(0, -2), command.opts()));
  };
  defineCommands(program, define);
  return program.helpCommand('help [command]', 'what a command does and takes');
}

type Define = (name: string, description: string) => Command;

/** All commands, in the groups and the order in which the help shows them. */
function defineCommands(program: Command, define: Define): void {
  program.commandsGroup('Compute a study:');
  defineStudies(define);
  program.commandsGroup('Ask more of a scenario:');
  addSensitivity(
    define('sensitivity', 'which uncertain parameters move an indicator, or the difference between two policies'),
    addComputing,
  );
  addBreak(define('break', 'where the ranking of two policies turns over: a region of the uncertain parameters, as a rule'), addComputing);
  addCalibrate(define('calibrate', 'fit uncertain parameters to a table of targets; says what the targets cannot tell'), addComputing);
  addEmulate(define('emulate', 'predict indicators at values that were never run, from the results of a design'), addComputing);
  addOptimise(define('optimise', 'find how a budget is best divided among instruments; writes the best as a scenario'), addComputing);
  program.commandsGroup('Read what was found:');
  addReport(define('report', 'make one HTML file of what a study has so far; computes nothing'));
  addTrace(define('trace', 'what lies behind the innovations of one run, and what its grants and instruments led to'));
  addReading(define);
  program.commandsGroup('Pages, and many machines:');
  addServe(define('serve', 'the studio: worlds, policies and experiments in the browser, on this machine only'));
  addLesson(define('lesson', 'make one HTML file of a lesson, which works without a network; without a name, list the lessons'));
  addWorker(define('worker', 'compute what studies on this or other machines put into a queue, until it is stopped'));
  program.commandsGroup('Look after studies:');
  addKeeping(define);
  program.commandsGroup('Check, and look things up:');
  define('check', 'read scenario files as a run would, and say what is wrong')
    .argument('<scenario...>', 'files or bare names')
    .option('--laws', 'also compute one run per variant with every law of the model checked');
  addValidate(define('validate', 'run every scenario with claims, judge patterns and stylised facts, write the pages'));
  addReferences(define);
}

/** Commands that tell what there is and compute nothing. */
function addReferences(define: Define): void {
  define('list', 'scenarios, models, metrics, evaluations, instruments, presets').addArgument(
    new Argument('[what]', 'which list').choices(LISTS),
  );
  define('explain', 'what a parameter, metric, measure, instrument, preset or model means').argument(
    '[name]',
    'e.g. rd_subsidy, rd_subsidy.budget, continuity',
  );
  define('odd', "a model's document after the ODD protocol, with tables from its schemas and what its author must still fill in")
    .argument('[model]', 'which model', 'trihelix')
    .option('--tables', 'the tables alone');
  define('schema', 'JSON Schema of scenario files, for editors');
  define('doctor', 'can this machine compute, and does it compute as others do?').option('-o, --out <folder>', 'where studies will lie');
}

function addReport(command: Command): void {
  withScenario(command, REPLICATES, "a study's folder, or the scenario that it was computed from")
    .addOption(new Option('--language <en|ru>', 'language in which the page opens').choices(['en', 'ru']).default('en'))
    .option('--open', 'open it in the browser');
}

/** The commands that compute a study. */
function defineStudies(define: Define): void {
  addPrecision(define('run', 'compute what is missing of a study, then show means, differences and claims'));
  addPrecision(define('compare', 'show how the variants of a study differ; computes only what is missing'))
    .option('--all-pairs', 'compare every variant with every other')
    .addOption(new Option('--by <grouping>', 'also who gains: differences by group of organisations').choices(GROUPINGS))
    .option('--outcome <column>', 'column of the organisations that --by compares (default: capital_eur)');
  addSweep(define('sweep', 'vary parameters by lists or by a design; says what it costs, then shows how the indicators answer'));
  addEvaluate(define('evaluate', 'compute measures that need twins of a run on the same luck, per variant and replicate'));
  addWholeStudy(define('study', 'compare, ask what the result depends on and where it breaks, draw figures, and report it all'));
  addPlan(define('plan', 'say beforehand how many replicates a comparison needs, from a pilot'));
}

function addWholeStudy(command: Command): void {
  withScenario(command)
    .option('--sobol', "also Sobol' indices, some minutes more")
    .option('--quick', 'small samples with two draws of luck, for a first look')
    .option('-n, --dry-run', 'say how many runs each part has, how long it takes and how many megabytes; run nothing')
    .addOption(
      new Option('--language <en|ru>', 'language of the figures, and in which the report opens').choices(['en', 'ru']).default('en'),
    )
    .option('--open', 'open the report in the browser');
  addComputing(command);
}

function addServe(command: Command): void {
  command
    .addOption(new Option('--port <n>', 'port to listen on (default: a free one)').argParser(wholeNumber(65_535, 1024)))
    .option('-o, --out <folder>', 'folder that holds the studies (default: results)')
    .option('--open', 'open it in the browser');
}

function addLesson(command: Command): void {
  command
    .argument('[lesson]', 'lesson file, or the name of a shipped one')
    .option('-o, --out <path>', 'where to write it (default: NAME.html in this folder; with --all the folder lessons)')
    .option('--all', 'all lessons, one file each, into a folder')
    .addOption(new Option('--language <en|ru>', 'language in which it opens').choices(['en', 'ru']).default('en'))
    .option('--open', 'open it in the browser');
}

function addEvaluate(command: Command): void {
  addStudy(command).addOption(
    new Option('--measures <names>', 'evaluations or measures, joined by commas').argParser(names).default(['all'], 'all'),
  );
}

function addSweep(command: Command): void {
  addStudy(command)
    .addOption(new Option('--design <method>', 'how uncertain parameters are sampled').choices(DESIGN_METHODS))
    .addOption(new Option('--points <n>', 'points of the sample (default: 32)').argParser(wholeNumber(MOST_POINTS)));
}

function addTrace(command: Command): void {
  command
    .argument('<scenario>', 'scenario file, or the name of a shipped one')
    .argument('[overrides...]', OVERRIDES)
    .option('--variant <name>', 'variant whose run is watched (may be left out where there is one)')
    .addOption(new Option('--replicate <n>', 'its draw of luck, from 0 on').argParser(wholeNumber(99_999, 0)).default(0))
    .addOption(new Option('--seed <text>', 'seed of all luck, instead of what the scenario says').argParser(seed))
    .option('--innovation <n>', 'the tree behind an innovation')
    .option('--grant <n>', 'what a grant led to')
    .option('--instrument <name>', 'what an instrument led to')
    .addOption(new Option('--depth <n>', 'passages of knowledge that are followed back').argParser(wholeNumber(100)).default(3))
    .addOption(new Option('--least <share>', 'branches below this share are summed up').argParser(shareOfOne).default(0.01))
    .addOption(new Option('--top <n>', 'longest list').argParser(wholeNumber(100_000)).default(10))
    .addOption(new Option('--language <en|ru>', 'language of the labels').choices(['en', 'ru']).default('en'));
}

function addValidate(command: Command): void {
  command
    .argument('[scenario...]', 'files or bare names instead of all scenarios there are')
    .option('--pages <folder>', 'where the pages are written (default: validation in the folder of the studies)')
    .option('--robustness', 'also ask every supported claim with influential parameters a quarter smaller and larger')
    .option('--strict', 'end with 4 when a pattern or a stylised fact is contradicted')
    .option('-o, --out <folder>', 'folder that holds the studies (default: results)')
    .option('--fresh', 'start over; old folders are kept under a number')
    .addOption(new Option('--replicates <n>', 'draws of luck in every study, for a trial').argParser(wholeNumber(100_000)));
  addComputing(command);
}

function addPlan(command: Command): void {
  command
    .addArgument(new Argument('<what>', 'power: pairs needed to find an effect').choices(['power']))
    .argument('<scenario>', 'scenario file, or the name of a shipped one')
    .argument('[overrides...]', OVERRIDES)
    .addOption(new Option('--pilot <n>', 'replicates to learn the spread from (default: 20)').argParser(wholeNumber(100_000, 3)))
    .addOption(new Option('--metrics <names>', 'metrics to plan for (default: the indicators)').argParser(names))
    .addOption(
      new Option('--effects <list>', "effects to find, e.g. 2%,5% of the baseline's mean (default: around the smallest effect)").argParser(
        effects,
      ),
    )
    .addOption(new Option('--power <list>', 'chances of finding them (default: 0.8,0.9)').argParser(openShares))
    .addOption(new Option('--alpha <share>', 'level of the test (default: 0.05)').argParser(openShare))
    .addOption(new Option('--seed <text>', 'seed of all luck, instead of what the scenario says').argParser(seed))
    .option('-o, --out <folder>', 'folder that holds the studies (default: results)');
  addComputing(command);
}

/** A study that may choose its own number of replicates. */
function addPrecision(command: Command): Command {
  return addStudy(
    command,
    new Option('--replicates <n|auto>', 'draws of luck per variant, or as many as --precision takes').argParser(replicates),
  )
    .optionsGroup('With --replicates auto:')
    .addOption(new Option('--precision <5%|x>', "half width to reach, of the baseline's mean or in the unit").argParser(precision))
    .addOption(new Option('--precise <names>', 'indicators that must be precise (default: all)').argParser(names))
    .addOption(new Option('--max-replicates <n>', 'draws of luck at most (default: 1000)').argParser(wholeNumber(100_000, 2)))
    .optionsGroup(OPTIONS);
}

const REPLICATES = new Option('--replicates <n>', 'draws of luck per variant, instead of what the scenario says').argParser(
  wholeNumber(100_000),
);

function withScenario(command: Command, draws = REPLICATES, what = 'scenario file, or the name of a shipped one'): Command {
  return command
    .argument('<scenario>', what)
    .argument('[overrides...]', OVERRIDES)
    .addOption(draws)
    .addOption(new Option('--seed <text>', 'seed of all luck, instead of what the scenario says').argParser(seed))
    .option('-o, --out <folder>', 'folder that holds the studies (default: results)');
}

function addStudy(command: Command, draws?: Option): Command {
  withScenario(command, draws)
    .option('-n, --dry-run', 'say how many runs, how long and how many megabytes; run nothing')
    .option('--fresh', 'start over; the old folder is kept under a number')
    .option('--retry', 'compute failed runs again')
    .addOption(new Option('--shard <i/n>', 'only this share of the runs, where several machines compute a study').argParser(shard))
    .option('--checked', 'check every law of the model after every phase (slower, same numbers)')
    .option('--all-series', 'write series.csv whatever its size')
    .option('--report', 'also make the HTML report')
    .option('--open', 'make the report and open it in the browser')
    .addOption(new Option('--language <en|ru>', 'language in which the report opens').choices(['en', 'ru']).default('en'));
  return addComputing(command);
}

/** How runs are computed, in every command that computes. */
function addComputing(command: Command): Command {
  return addQueue(command.optionsGroup('How runs are computed:'))
    .option('--wait', 'when another process is at work on the study, wait for it to end')
    .addOption(new Option('-j, --workers <n|auto>', 'threads (default: one per processor)').argParser(workers))
    .addOption(
      new Option('--time-limit <time>', 'longest time for a single run, e.g. 90s, or none (default: 1h)').argParser(durationOrNone),
    )
    .addOption(
      new Option('--memory-limit <megabytes>', 'memory of all threads together (default: four fifths)').argParser(
        wholeNumber(16_777_216, 64),
      ),
    )
    .addOption(new Option('--time-budget <time>', 'begin no more runs after this time, e.g. 2h; ends with 75').argParser(duration))
    .addOption(new Option('--progress <style>', 'bar on a terminal, JSON lines, or none').choices(['auto', 'json', 'none']).default('auto'))
    .optionsGroup(OPTIONS);
}
