/**
 * What the build scripts share: the project's root and a way to run a program.
 *
 * These scripts run before anything is installed, so they import nothing but Node.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Absolute path of a place in the project. */
export const place = (...parts) => join(root, ...parts);

/** Start file of an installed program, so that it runs under this very Node on every system. */
export const tools = {
  tsc: place('node_modules', 'typescript', 'bin', 'tsc'),
  vitest: place('node_modules', 'vitest', 'vitest.mjs'),
  biome: place('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  knip: place('node_modules', 'knip', 'bin', 'knip.js'),
};

/**
 * Runs a program in the project's root and waits for it. Its standard error is shown and, like its output when
 * `capture` is set, handed back.
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} `code` is 128 when a signal ended it
 */
export function run(program, args, { capture = false, quiet = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    // npm is a .cmd file on Windows, which only a shell can start.
    const shell = process.platform === 'win32' && program === 'npm';
    const child = spawn(program, args, { cwd: root, env, shell, stdio: ['ignore', capture ? 'pipe' : 'inherit', 'pipe'] });
    child.stdout?.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (part) => {
      stdout += part;
    });
    child.stderr.on('data', (part) => {
      stderr += part;
      if (!quiet) process.stderr.write(part);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 128, stdout, stderr }));
  });
}

/** Runs a JavaScript file under this Node. */
export const runNode = (file, args, options) => run(process.execPath, [file, ...args], options);

/** Runs npm: the one that started this script if there is one, else the one on the path. */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('npm-cli.js') ? runNode(npm, args, options) : run('npm', args, options);
}

/** Says one sentence on standard error, where progress belongs. */
export const say = (sentence) => process.stderr.write(`${sentence}\n`);

/** Ends the process with a message and a code. */
export function stop(sentence, code = 1) {
  say(sentence);
  process.exit(code);
}
