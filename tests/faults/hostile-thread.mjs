/** A worker that tries to leave its thread in every way it knows; says of each try what came of it, `done` or the code of the error. */
import { execFileSync, fork } from 'node:child_process';
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { Worker } from 'node:worker_threads';

export default function attempt({ runs: [{ outside, program }] }) {
  const secret = join(outside, 'secret.txt');
  const tries = {
    'read a file': () => readFileSync(secret),
    'list a folder': () => readdirSync(outside),
    'look at a file': () => statSync(secret),
    'write a file': () => writeFileSync(join(outside, 'written.txt'), ''),
    'change the program': () => writeFileSync(join(program, 'written.txt'), ''),
    'link into the program': () => symlinkSync(secret, join(program, 'linked.txt')),
    'start a program': () => execFileSync(process.execPath, ['--version']),
    'start a Node': () => fork(secret),
    'start a thread without a wall': () => new Worker(';', { eval: true, execArgv: [] }),
    'load machine code': () => process.dlopen({ exports: {} }, secret),
    'attach a debugger': () => new Session().connect(),
    'mount the disk': () => new WASI({ version: 'preview1', preopens: { '/': '/' } }),
  };
  return Object.entries(tries).map(([name, act]) => ({ name, came: outcomeOf(act) }));
}

function outcomeOf(act) {
  try {
    act();
    return 'done';
  } catch (error) {
    return error.code ?? error.message;
  }
}
