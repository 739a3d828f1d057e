#!/usr/bin/env -S node --enable-source-maps
/**
 * The command line: words to calls, and the exit code. What a command needs is loaded only when it is given, so that
 * `--version` and `--help` answer at once.
 */
import { constants } from 'node:os';
import { CommanderError } from 'commander';
import { keepHeapSmall } from '../node/heap.js';
import { EXIT } from './exit-codes.js';
import { isKeeping, type Keeping } from './keep-program.js';
import { type Action, buildProgram } from './program.js';
import { createTerminal, outliveOutput, type Terminal } from './terminal.js';

const SEARCHES = ['calibrate', 'emulate', 'optimise', 'sensitivity', 'break'];
/** Milliseconds for which a command that is over may still clear up behind itself. */
const CLEARING = 500;

keepHeapSmall();
outliveOutput();
// Without a listener this signal would open a debugger's port; a batch that is computed answers it.
process.on('SIGUSR1', () => {});
if (process.pid === 1) endAtSignals();
await main(process.argv.slice(2));

/** As every process but the first of a container, which a signal that nothing listens to does not end. */
function endAtSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
    });
}

/** Never rejects; the exit code is the process's. */
async function main(words: readonly string[]): Promise<void> {
  const program = buildProgram(act);
  // Commander copies this setting only into commands that are added later.
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
}

async function act(...[name, words, options]: Parameters<Action>): Promise<void> {
  const { quiet = false, verbose = false, json = false, color } = options;
  const terminal = createTerminal({ quiet, verbose, json, color });
  try {
    const group = isKeeping(name) ? keep : SEARCHES.includes(name) ? searchAmong : perform;
    process.exitCode = await group(terminal, name, words, options);
  } catch (error) {
    process.exitCode = await tell(error, terminal);
  }
  if ('queue' in options) endSoon();
}

/**
 * Ends the process when all is said. The client of Redis leaves timers behind, and lines that it takes up again for ever when they
 * were lost as they were closed; a command that is over is not to wait for them.
 */
function endSoon(): void {
  setTimeout(() => process.stdout.write('', () => process.exit()), CLEARING).unref();
}

/** Says what went wrong. Where so few files may be open that not even the words for it can be loaded, there is one cause. */
async function tell(error: unknown, terminal: Terminal): Promise<number> {
  try {
    const { reportFailure } = await import('./failure.js');
    return reportFailure(error, terminal);
  } catch (failure) {
    terminal.error(failure instanceof Error ? failure.message : String(failure));
    terminal.plain('  the program could not be loaded: allow more open files with `ulimit -n 1024` and give the command again');
    return EXIT.store;
  }
}

/** Commands that compute a study, or put together all of it. */
async function perform(terminal: Terminal, ...[name, words, options]: Parameters<Action>): Promise<number> {
  switch (name) {
    case 'run':
    case 'sweep':
    case 'evaluate':
    case 'compare': {
      const { studyCommand } = await import('./commands/study.js');
      return studyCommand(name, words[0] as string, words[1] as string[], options, terminal);
    }
    case 'plan': {
      const { planCommand } = await import('./commands/plan.js');
      return planCommand(words[1] as string, words[2] as string[], options as Parameters<typeof planCommand>[2], terminal);
    }
    case 'report': {
      const { reportCommand } = await import('./commands/report.js');
      return reportCommand(words[0] as string, words[1] as string[], options, terminal);
    }
    case 'study': {
      const { wholeStudyCommand } = await import('./commands/whole-study.js');
      return wholeStudyCommand(words[0] as string, words[1] as string[], options, terminal);
    }
    case 'archive': {
      const { archiveCommand } = await import('./commands/archive.js');
      return archiveCommand(words[0] as string, words[1] as string[], options as unknown as Parameters<typeof archiveCommand>[2], terminal);
    }
    default:
      return lookInto(terminal, name, words, options);
  }
}

/** Commands that look into what was computed. */
async function lookInto(terminal: Terminal, ...[name, words, options]: Parameters<Action>): Promise<number> {
  switch (name) {
    case 'figure': {
      const { figureCommand } = await import('./commands/figure.js');
      const [asked, kind, overrides] = words as [string, Parameters<typeof figureCommand>[1], string[]];
      return figureCommand(asked, kind, overrides, options as unknown as Parameters<typeof figureCommand>[3], terminal);
    }
    case 'trace': {
      const { traceCommand } = await import('./commands/trace.js');
      return traceCommand(words[0] as string, words[1] as string[], options as unknown as Parameters<typeof traceCommand>[2], terminal);
    }
    case 'query': {
      const { queryCommand } = await import('./commands/query.js');
      const [study, sql, overrides] = words as [string, string, string[]];
      return queryCommand(study, sql, overrides, options as unknown as Parameters<typeof queryCommand>[3], terminal);
    }
    case 'export': {
      const { exportCommand } = await import('./commands/export.js');
      return exportCommand(words[0] as string, words[1] as string[], options as unknown as Parameters<typeof exportCommand>[2], terminal);
    }
    default:
      return performOther(terminal, name, words, options);
  }
}

/** Commands that are not about a single study. */
async function performOther(terminal: Terminal, ...[name, words, options]: Parameters<Action>): Promise<number> {
  switch (name) {
    case 'check': {
      const { checkCommand } = await import('./commands/check.js');
      return checkCommand(words[0] as string[], options, terminal);
    }
    case 'lesson': {
      const { lessonCommand } = await import('./commands/lesson.js');
      return lessonCommand(words[0] as string | undefined, options, terminal);
    }
    case 'validate': {
      const { validateCommand } = await import('./commands/validate.js');
      return validateCommand(words[0] as string[], options, terminal);
    }
    case 'worker': {
      const { workerCommand } = await import('./commands/worker.js');
      return workerCommand(options, terminal);
    }
    case 'serve': {
      // Before the server's library is loaded, which would end the process.
      (await import('./room.js')).checkAddressSpace();
      const { serveCommand } = await import('./commands/serve.js');
      return serveCommand(options as Parameters<typeof serveCommand>[0], terminal);
    }
    default:
      return lookUp(terminal, name, words, options);
  }
}

/** Commands that tell what there is. */
async function lookUp(terminal: Terminal, ...[name, words, options]: Parameters<Action>): Promise<number> {
  switch (name) {
    case 'list': {
      const { listCommand } = await import('./commands/list.js');
      return listCommand(words[0] as Parameters<typeof listCommand>[0], options, terminal);
    }
    case 'explain': {
      const { explainCommand } = await import('./commands/explain.js');
      return explainCommand(words[0] as string | undefined, options, terminal);
    }
    case 'odd': {
      const { oddCommand } = await import('./commands/odd.js');
      return oddCommand(words[0] as string, options, terminal);
    }
    case 'schema':
      return (await import('./commands/schema.js')).schemaCommand();
    default: {
      const { doctorCommand } = await import('./commands/doctor.js');
      return doctorCommand(options, terminal);
    }
  }
}

/** The commands that search among parameter sets. */
async function searchAmong(terminal: Terminal, ...[name, words, options]: Parameters<Action>): Promise<number> {
  const [asked, overrides] = words as [string, string[]];
  switch (name) {
    case 'sensitivity': {
      const { sensitivityCommand } = await import('./commands/sensitivity.js');
      return sensitivityCommand(asked, overrides, options, terminal);
    }
    case 'break': {
      const { breakCommand } = await import('./commands/break.js');
      return breakCommand(asked, overrides, options, terminal);
    }
    case 'emulate': {
      const { emulateCommand } = await import('./commands/emulate.js');
      return emulateCommand(asked, overrides, options as unknown as Parameters<typeof emulateCommand>[2], terminal);
    }
    case 'optimise': {
      const { optimiseCommand } = await import('./commands/optimise.js');
      return optimiseCommand(asked, overrides, options as unknown as Parameters<typeof optimiseCommand>[2], terminal);
    }
    default: {
      const { calibrateCommand } = await import('./commands/calibrate.js');
      return calibrateCommand(asked, overrides, options as unknown as Parameters<typeof calibrateCommand>[2], terminal);
    }
  }
}

/** The commands that look after a study on the disk. */
async function keep(terminal: Terminal, ...[name, words, options]: Parameters<Action>): Promise<number> {
  if (name === 'merge' || name === 'diff-runs') {
    const { diffRunsCommand, mergeCommand } = await import('./commands/parts.js');
    if (name === 'merge') return mergeCommand(words[0] as string[], options, terminal);
    return diffRunsCommand(words[0] as string, words[1] as number, words[2] as number | undefined, options, terminal);
  }
  const { keepCommand } = await import('./commands/keep.js');
  return keepCommand(name as Keeping, words, options, terminal);
}
