/** The dependency table is law: every import of src and workers is read and judged. */
import { isBuiltin } from 'node:module';
import { describe, expect, it } from 'vitest';
import { folderOf, type Import, listFiles, packageOf, readImports, readText, resolveRelative } from './imports.js';
import { forbidden, lazyOnly, rules } from './rules.js';

const files = [...listFiles('src', '.ts', '.tsx'), ...listFiles('workers', '.ts')].filter((path) => !path.endsWith('.d.ts'));
const importsOf = new Map(files.map((path) => [path, readImports(readText(path))]));

/** What is wrong with one import of one file, or undefined. */
function problemOf(path: string, { specifier, kind }: Import): string | undefined {
  const rule = rules[folderOf(path)];
  if (rule === undefined) return `no rule for this folder`;
  if (forbidden[specifier] !== undefined) return `${specifier}: ${forbidden[specifier]}`;
  if (specifier.startsWith('.')) {
    if (kind !== 'dynamic' && !/\.js$/.test(specifier)) return `${specifier} must end in .js`;
    const target = folderOf(resolveRelative(path, specifier));
    return target === folderOf(path) || rule.folders.includes(target) ? undefined : `${folderOf(path)} may not import ${target}`;
  }
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) return `${specifier} must be written with node:`;
    return rule.node ? undefined : `${specifier} is Node and this folder is not`;
  }
  if (kind === 'static' && lazyOnly.includes(packageOf(specifier))) return `${specifier} is loaded on demand only`;
  const allowed = rule.packages.some((name) => (name.endsWith('/') ? specifier.startsWith(name) : packageOf(specifier) === name));
  return allowed ? undefined : `the package ${packageOf(specifier)} is not in the table`;
}

/** Value imports of a file that lead to other files of the project. Types vanish when compiled and close no circle. */
function targetsOf(path: string): string[] {
  return (importsOf.get(path) ?? [])
    .filter(({ kind, specifier }) => kind === 'static' && specifier.startsWith('.'))
    .map(({ specifier }) => resolveRelative(path, specifier));
}

/** First circle found by walking depth first from a file, as a list of paths. */
function findCircle(path: string, trail: readonly string[], done: Set<string>): readonly string[] | undefined {
  const at = trail.indexOf(path);
  if (at >= 0) return [...trail.slice(at), path];
  if (done.has(path)) return undefined;
  for (const target of targetsOf(path)) {
    const circle = findCircle(target, [...trail, path], done);
    if (circle !== undefined) return circle;
  }
  done.add(path);
  return undefined;
}

describe('imports', () => {
  it('are found at all', () => {
    const text = `import a from './a.js'; import type { B } from 'b'; export * from "./c.js"; export type { D } from './d.js';
      const e = await import('e'); type F = import('f').F; const g = require('g'); const h = import(name);
      // import no from 'comment';
      const text = "import no from 'text'";`;
    const found = readImports(text).map(({ specifier, kind }) => `${kind} ${specifier}`);
    expect(found).toEqual(['static ./a.js', 'type b', 'static ./c.js', 'type ./d.js', 'dynamic e', 'type f', 'dynamic g', 'dynamic ?']);
  });

  it('of the command line, until a command is given, are its own words and no package but commander', () => {
    const met = new Set(['src/cli/main.ts']);
    for (const path of met) for (const target of targetsOf(path)) met.add(target);
    const packages = [...met].flatMap((path) =>
      (importsOf.get(path) ?? []).filter(({ kind, specifier }) => kind === 'static' && !/^(\.|node:)/.test(specifier)),
    );
    expect([...new Set(packages.map(({ specifier }) => specifier))]).toEqual(['commander']);
  });

  it('follow the table', () => {
    expect(files.length).toBeGreaterThan(0);
    const problems = [...importsOf].flatMap(([path, imports]) =>
      imports
        .map((entry) => [entry.line, problemOf(path, entry)] as const)
        .flatMap(([line, problem]) => (problem ? [`${path}:${line} ${problem}`] : [])),
    );
    expect(problems).toEqual([]);
  });

  it.each([
    ['src/core/a.ts', 'static', '../models/index.js', 'core may not import models'],
    ['src/core/a.ts', 'type', 'zod', 'the package zod is not in the table'],
    ['src/experiment/design/a.ts', 'static', '../../models/index.js', 'experiment may not import models'],
    ['src/experiment/a.ts', 'static', '#mathjs-parse', '#mathjs-parse is loaded on demand only'],
    ['src/experiment/a.ts', 'static', '@stdlib/stats-base-dists-t-cdf', 'the package @stdlib/stats-base-dists-t-cdf is not in the table'],
    ['src/report/a.ts', 'static', 'node:fs', 'node:fs is Node and this folder is not'],
    ['src/node/a.ts', 'static', 'fs', 'fs must be written with node:'],
    ['src/node/a.ts', 'dynamic', 'node:worker_threads', 'node:worker_threads: threads go through piscina'],
    ['src/node/a.ts', 'static', './b', './b must end in .js'],
    ['src/cli/a.ts', 'static', '../web/page.js', 'cli may not import web'],
    ['src/other/a.ts', 'static', './b.js', 'no rule for this folder'],
  ] as const)('of %s: %s %s is refused', (path, kind, specifier, problem) => {
    expect(problemOf(path, { specifier, kind, line: 1 })).toBe(problem);
  });

  it.each([
    ['src/models/small-world/a.ts', 'static', '../../core/table.js'],
    ['src/experiment/a.ts', 'dynamic', '#mathjs-parse'],
    ['src/experiment/a.ts', 'type', 'mathjs'],
    ['src/experiment/a.ts', 'static', '#distributions'],
    ['workers/simulate.node.ts', 'static', '../src/models/index.js'],
  ] as const)('of %s: %s %s is free', (path, kind, specifier) => {
    expect(problemOf(path, { specifier, kind, line: 1 })).toBeUndefined();
  });

  it('close no circle', () => {
    const done = new Set<string>();
    const circles = files.map((path) => findCircle(path, [], done)).filter((circle) => circle !== undefined);
    expect(circles.map((circle) => circle.join(' → '))).toEqual([]);
  });

  it('name only folders that the table has a row for', () => {
    const folders = new Set(files.map(folderOf));
    expect([...folders].filter((folder) => rules[folder] === undefined)).toEqual([]);
  });
});
