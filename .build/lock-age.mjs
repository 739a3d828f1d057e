/**
 * `npm run lock:age`: no version may come into package-lock.json before it has been public for a week, because most packages
 * that were tampered with are found out within days. Asked of the registry for versions that the last commit has not.
 *
 * npm's own setting for this, min-release-age, is not used: decision 0040 says why.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { place, run, runNpm, say, stop } from './tools.mjs';

const DAY = 24 * 60 * 60 * 1000;
export const LEAST_DAYS = 7;

/** Name and version of every package of a lock (version 3) that another lock has not, each once, sorted. */
export function newVersions(lock, before) {
  const known = new Set(versionsOf(before));
  return [...new Set(versionsOf(lock))].filter((each) => !known.has(each)).sort();
}

function versionsOf({ packages }) {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`);
}

/**
 * Which versions are younger than a week, one sentence each, and of which the registry does not tell the age.
 * @param publishedAt asks for the time in milliseconds since 1970 at which `name@version` was published; undefined: not told
 */
export async function judgeAges(versions, now, publishedAt) {
  const young = [];
  const unknown = [];
  for (const version of versions) {
    const time = await publishedAt(version);
    if (time === undefined) unknown.push(version);
    else if (now - time < LEAST_DAYS * DAY) young.push(`${version} was published ${daysText((now - time) / DAY)}`);
  }
  return { young, unknown };
}

const daysText = (days) => (days < 1 ? 'less than a day ago' : days < 2 ? 'a day ago' : `${Math.floor(days)} days ago`);

/** Asks the registry that npm is set up for; `more` are further words for npm. */
export async function askRegistry(versionedName, more = []) {
  const at = versionedName.lastIndexOf('@');
  const { code, stdout } = await runNpm(['view', versionedName.slice(0, at), 'time', '--json', '--loglevel=error', ...more], {
    capture: true,
    quiet: true,
  });
  if (code !== 0 || stdout.trim() === '') return undefined;
  const time = Date.parse(JSON.parse(stdout)[versionedName.slice(at + 1)]);
  return Number.isNaN(time) ? undefined : time;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const since = process.argv[2] ?? 'HEAD';
  const { code, stdout } = await run('git', ['show', `${since}:package-lock.json`], { capture: true });
  if (code !== 0) stop(`There is no package-lock.json in the commit ${since} to compare with.`, 2);
  const versions = newVersions(JSON.parse(readFileSync(place('package-lock.json'), 'utf8')), JSON.parse(stdout));
  const { young, unknown } = await judgeAges(versions, Date.now(), askRegistry);
  if (unknown.length > 0) say(`The registry does not tell the age of ${unknown.join(', ')}.`);
  const day = new Date(Date.now() - LEAST_DAYS * DAY).toISOString().slice(0, 10);
  if (young.length > 0)
    stop(`${young.join('\n')}\nWait, or take what was there a week ago: npm update NAME --package-lock-only --before=${day}`);
  say(`${versions.length} new versions since ${since}, none younger than ${LEAST_DAYS} days.`);
}
