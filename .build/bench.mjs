/**
 * `npm run bench`: builds, then runs the benches one after another, each in its own process.
 *
 * A bench is a plain module tests/bench/<name>.bench.mjs that imports from dist and prints what it measured.
 * `npm run bench -- step` runs those whose name contains the word.
 */
import { existsSync, readdirSync } from 'node:fs';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { place, runNode, say, stop } from './tools.mjs';

const FOLDER = 'tests/bench';
const ENDING = '.bench.mjs';

const words = process.argv.slice(2);
const names = existsSync(place(FOLDER))
  ? readdirSync(place(FOLDER))
      .filter((name) => name.endsWith(ENDING))
      .sort()
  : [];
const wanted = names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
if (wanted.length === 0) stop(`No bench fits; there are: ${names.map((name) => name.slice(0, -ENDING.length)).join(', ') || 'none'}.`, 2);

await install();
if (!(await build())) stop('The build failed.');
for (const name of wanted) {
  say(`— ${name.slice(0, -ENDING.length)} —`);
  const { code } = await runNode(place(FOLDER, name), []);
  if (code !== 0) process.exitCode = 1;
}
