/** The flags of the wall around the code that computes. That they hold is shown by tests/faults/wall.mjs on the Nodes that know them. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wallFlags, wallOfThreads } from '../../src/node/wall.js';

const KNOWN = new Set(['--permission']);
let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'trihelix-flags-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program whose packages lie behind a link, as a shared installation has them. */
function program(): URL {
  mkdirSync(join(root, 'store', 'piscina'), { recursive: true });
  mkdirSync(join(root, 'here', 'app', 'dist'), { recursive: true });
  symlinkSync(join(root, 'store'), join(root, 'here', 'node_modules'));
  return pathToFileURL(join(root, 'here', 'app', 'dist'));
}

test('what may be read is the program, the places where its packages may lie, and where a link leads', () => {
  const flags = wallFlags([program()], { known: KNOWN, given: '' });
  const reads = ['here/app/dist', 'here/app/dist/node_modules', 'here/app/node_modules', 'here/node_modules', 'store/piscina'];
  expect(flags).toEqual(['--permission', '--allow-worker', ...reads.map((path) => `--allow-fs-read=${join(root, path)}`)]);
  expect(flags.join(' ')).not.toMatch(/write|child|addons|wasi|inspector/);
});

test('of links that lead to links, each may be read', () => {
  const dist = program();
  mkdirSync(join(root, 'linked', 'node_modules'), { recursive: true });
  symlinkSync(join('..', '..', 'here', 'node_modules', 'piscina'), join(root, 'linked', 'node_modules', 'piscina'));
  const flags = wallFlags([pathToFileURL(join(root, 'linked', 'dist')), dist], { known: KNOWN, given: '' });
  const places = ['linked/node_modules/piscina', 'here/node_modules', 'store/piscina'];
  expect(flags.slice(-3)).toEqual(places.map((path) => `--allow-fs-read=${join(root, path)}`));
});

test('threads have the same wall and may start no others', () => {
  const flags = wallFlags([program()], { known: KNOWN, given: '' });
  expect(wallOfThreads(flags)).toEqual(flags.filter((flag) => flag !== '--allow-worker'));
  expect(wallOfThreads(['--allow-worker', '--cpu-prof'])).toEqual([]);
});

test.each([
  ['a Node without a stable model', { known: new Set(['--experimental-permission']), given: '' }],
  ['code loaded by a flag', { known: KNOWN, given: '--max-old-space-size=1000 --require /opt/agent.js' }],
  ['code loaded by a flag with an equals sign', { known: KNOWN, given: '--import=/opt/agent.mjs' }],
  ['code loaded by a short flag', { known: KNOWN, given: '-r /opt/agent.js' }],
])('no wall with %s', (_, surroundings) => {
  expect(wallFlags([program()], surroundings)).toEqual([]);
});

test('other settings of all Nodes leave the wall where it is', () => {
  expect(wallFlags([program()], { known: KNOWN, given: '--max-old-space-size=1000 --unhandled-rejections=strict' })).not.toEqual([]);
});
