/**
 * Makes node_modules match the lock file; does nothing when it already does.
 *
 * The lock is compared with the record npm keeps of what it installed, by content, because the times of the two
 * files say little after a checkout.
 */
import { readFileSync } from 'node:fs';
import { place, runNpm, say, stop } from './tools.mjs';

const FLAGS = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
const LOCK_REFUSED = /EUSAGE|from lock file|in sync|EBADPLATFORM/;

/** Installs what is missing; ends the process with a sentence when that is not possible. */
export async function install() {
  checkNode();
  if (isInstalled()) return;
  say('Installing packages (once, about a minute) …');
  const exact = await runNpm(['ci', ...FLAGS], { quiet: true });
  if (exact.code === 0) return;
  if (!LOCK_REFUSED.test(exact.stderr)) stop(`${exact.stderr}\nnpm could not install the packages; see the message above.`);
  say('npm refuses the lock file on this platform; installing by package.json instead.');
  const loose = await runNpm(['install', ...FLAGS]);
  if (loose.code !== 0) stop('npm could not install the packages; see the message above.');
}

function checkNode() {
  const wanted = readJson('package.json').engines.node.replace('>=', '');
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = wanted.split('.').map(Number);
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  stop(`trihelix needs Node ${wanted} or newer; this is ${process.version}.`, 2);
}

/** Whether every package the lock requires on any platform is there in the version the lock names. */
function isInstalled() {
  let installed;
  try {
    installed = readJson('node_modules/.package-lock.json').packages;
  } catch {
    return false;
  }
  return Object.entries(readJson('package-lock.json').packages).every(
    ([path, entry]) => path === '' || isOptional(entry) || installed[path]?.version === entry.version,
  );
}

const isOptional = (entry) => entry.optional === true || entry.devOptional === true || entry.peer === true;

const readJson = (file) => JSON.parse(readFileSync(place(file), 'utf8'));
