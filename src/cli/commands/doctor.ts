/**
 * `doctor`: can this machine compute, and does it compute the same as others? Plain sentences, one check a line.
 */
import { accessSync, constants, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';
import { defaultsOf } from '../../core/model.js';
import { runHash } from '../../experiment/hashes.js';
import { executeRun } from '../../experiment/run.js';
import type { Run, RunOutcome } from '../../experiment/study.js';
import { printable } from '../../experiment/text.js';
import { models } from '../../models/index.js';
import { createPool } from '../../node/pool.js';
import { allowedBytes } from '../../node/pool-process.js';
import { wallFlags } from '../../node/wall.js';
import { counted } from '../counted.js';
import { programs } from '../executor.js';
import { EXIT } from '../exit-codes.js';
import { packagePlace, packageVersion } from '../package.js';
import { draws, elementary, type Finding, world } from '../self-test.js';
import { shownPath, type Terminal, writeJson } from '../terminal.js';

/** @returns the exit code: 4 when something is bad */
export async function doctorCommand(options: { readonly out?: string; readonly json?: boolean }, terminal: Terminal): Promise<number> {
  const findings = [
    node(),
    processors(),
    memory(),
    disk(options.out ?? 'results'),
    parts(),
    draws(),
    elementary(),
    world(),
    await threads(),
    wall(),
  ];
  if (options.json === true) writeJson({ version: packageVersion(), findings });
  const marks = {
    good: terminal.style('green', 'good'),
    note: terminal.style('yellow', 'note'),
    bad: terminal.style('red', 'BAD '),
  } as const;
  for (const { check, verdict, text } of findings) terminal.out(`${marks[verdict]}  ${check.padEnd(10)}  ${text}`);
  const bad = findings.filter(({ verdict }) => verdict === 'bad');
  terminal.out('');
  terminal.out(
    bad.length === 0
      ? 'This machine is ready. Next: trihelix list'
      : `${counted(bad.length, 'thing needs', 'things need')} attention first.`,
  );
  return bad.length === 0 ? EXIT.done : EXIT.store;
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const good = major > 20 || (major === 20 && minor >= 19);
  return {
    check: 'Node',
    verdict: good ? 'good' : 'bad',
    text: `${process.version} on ${process.platform} ${arch()}${good ? '' : '; install Node 20.19 or newer'}`,
  };
}

function processors(): Finding {
  const count = availableParallelism();
  return {
    check: 'processors',
    verdict: 'good',
    text: `${count}; runs use ${count === 1 ? 'it' : 'all of them'} unless --workers says otherwise`,
  };
}

function memory(): Finding {
  const [free, total] = [Math.min(freemem(), allowedBytes()) / 2 ** 30, allowedBytes() / 2 ** 30];
  const little = total < 2 || free < 0.5;
  return {
    check: 'memory',
    verdict: little ? 'note' : 'good',
    text: `${free.toFixed(1)} of ${total.toFixed(1)} GiB free${little ? '; close other programs or use --workers 1' : ''}`,
  };
}

/** Writes where studies will lie, or where their folder would be made. */
function disk(out: string): Finding {
  const folder = existsSync(out) ? out : '.';
  try {
    accessSync(folder, constants.W_OK);
    const trial = mkdtempSync(join(folder, '.trihelix-doctor-'));
    try {
      writeFileSync(join(trial, 'trial'), 'x', { flush: true } as never);
    } finally {
      rmSync(trial, { recursive: true });
    }
    const { bavail, bsize } = statfsSync(folder);
    const free = (bavail * bsize) / 2 ** 30;
    return {
      check: 'disk',
      verdict: free < 1 ? 'note' : 'good',
      text: `${shownPath(out)} can be written, ${free.toFixed(1)} GiB free${free < 1 ? '; large studies need more' : ''}`,
    };
  } catch (error) {
    return {
      check: 'disk',
      verdict: 'bad',
      text: `cannot write to ${shownPath(folder)} (${printable(error instanceof Error ? error.message : String(error))}); choose a folder with --out`,
    };
  }
}

function parts(): Finding {
  const missing = [
    'dist/vendor/simulate-node.js',
    'dist/vendor/plotly.min.js',
    'dist/vendor/report-page.js',
    'dist/vendor/mathjs-parse.js',
  ].filter((path) => !existsSync(packagePlace(path)));
  if (missing.length === 0) return { check: 'program', verdict: 'good', text: `trihelix ${packageVersion()}, whole` };
  return { check: 'program', verdict: 'bad', text: `${missing.join(', ')} missing; build or install trihelix again` };
}

/** Whether threads are held to the program's own code. */
function wall(): Finding {
  if (wallFlags(programs().reads).length > 0)
    return {
      check: 'wall',
      verdict: 'good',
      text: "threads can read the program's own code and nothing else, and write and start nothing",
    };
  const reason = 'this Node cannot hold threads to that, or NODE_OPTIONS loads code into them; nothing is wrong';
  return { check: 'wall', verdict: 'good', text: `threads may what you may: ${reason}` };
}

/** The same small run here and on a thread must give the same bytes. */
async function threads(): Promise<Finding> {
  const model = models[0];
  if (model === undefined) return { check: 'threads', verdict: 'bad', text: 'no model is there' };
  const run: Run = {
    id: 0,
    model: model.name,
    variant: 'doctor',
    point: 0,
    replicate: 0,
    seed: 'doctor',
    steps: 3,
    burnIn: 0,
    parameters: defaultsOf(model.parameters),
    policies: [],
  };
  const pool = createPool({
    ...programs(),
    workers: 1,
    timeLimit: 60_000,
  });
  try {
    let outcome: RunOutcome | undefined;
    await pool.execute([run], (each) => {
      outcome = each;
    });
    const same = outcome?.status === 'done' && runHash(outcome) === runHash(executeRun(run, models));
    if (same) return { check: 'threads', verdict: 'good', text: 'a run gives the same bytes on a thread as in the main program' };
    return {
      check: 'threads',
      verdict: 'bad',
      text:
        outcome?.status === 'failed'
          ? outcome.failure.message
          : 'a run on a thread gives other numbers than in the main program; please report this',
    };
  } catch (error) {
    return { check: 'threads', verdict: 'bad', text: error instanceof Error ? error.message : String(error) };
  } finally {
    await pool.close();
  }
}
