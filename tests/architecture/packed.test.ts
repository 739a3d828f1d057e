/** What `npm pack` would publish: what was built from the sources, the documents and the scenarios, and nothing else. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listFiles, readText, root } from './imports.js';

interface Packed {
  readonly shasum: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

function pack(folder = root): Packed {
  const npm = process.env.npm_execpath;
  const words = ['pack', '--dry-run', '--ignore-scripts', '--json', '--loglevel=error'];
  const [program, before] = npm?.endsWith('npm-cli.js') ? [process.execPath, [npm]] : ['npm', []];
  const text = execFileSync(program, [...before, ...words], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [first] = Object.values(JSON.parse(text) as Record<string, Packed>);
  return first as Packed;
}

const packed = pack();
const paths = packed.files.map(({ path }) => path);

test('every packed file is a document, a scenario, or was built', () => {
  const made = readText('tests/architecture/packed.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const strange = paths.filter((path) => {
    if (/^(README\.md|LICENSE|CHANGELOG\.md|package\.json)$/.test(path)) return false;
    if (/^(docs|scenarios)\//.test(path)) return !/\.(md|json|ya?ml|csv|png|svg|html|ipynb|acl|sbatch)$|\/Dockerfile$/.test(path);
    if (/^dist\/(src|workers)\/.+\.(js|js\.map|d\.ts)$/.test(path)) return false;
    return !made.includes(path);
  });
  expect(strange).toEqual([]);
  // What was compiled from sources that are no more is gone before anything is packed.
  expect((JSON.parse(readText('package.json')) as { scripts: { prepack: string } }).scripts.prepack).toMatch(
    /^npm run clean && npm run build$/,
  );
  expect(made.filter((path) => !paths.includes(path))).toEqual([]);
});

test('every source of the program is in it, compiled, and no test, log or secret', () => {
  const sources = [...listFiles('src', '.ts'), ...listFiles('workers', '.ts')].filter(
    (path) => !path.endsWith('.d.ts') && !path.startsWith('src/web/'),
  );
  expect(sources.length).toBeGreaterThan(200);
  const missing = sources.filter((path) => !path.endsWith('.web.ts') && !paths.includes(`dist/${path.replace(/\.ts$/, '.js')}`));
  expect(missing).toEqual([]);
  expect(paths.filter((path) => /(^|\/)(tests?|\.[^/]+|node_modules)\/|\.(log|env|pem|key|tsbuildinfo|tgz)$/.test(path))).toEqual([]);
});

/** A copy of what a build needs, elsewhere, with the packages of this folder. */
function copyOfSources(): string {
  const copy = mkdtempSync(join(tmpdir(), 'trihelix-twice-'));
  const names = ['.build', 'src', 'workers', 'docs', 'scenarios', 'package.json', 'tsconfig.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];
  for (const name of names) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

test('built twice, in two places, it is the same tarball', { timeout: 600_000 }, () => {
  const copy = copyOfSources();
  try {
    execFileSync(process.execPath, [join(copy, '.build', 'build.mjs')], { cwd: copy, stdio: ['ignore', 'ignore', 'pipe'] });
    const second = pack(copy);
    // What was compiled here before from sources that are no more would not be in a tarball, which is made after a cleaning.
    const built = second.files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
    rmSync(join(copy, 'dist'), { recursive: true });
    for (const path of built) cpSync(join(root, path), join(copy, path));
    expect(pack(copy).shasum).toBe(second.shasum);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
