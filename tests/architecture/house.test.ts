/** The order of the house: what may lie at the top, how long files are, what they may not name, and that the docs hang together. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, readText, root } from './imports.js';

const TOP = ['package.json', 'package-lock.json', 'tsconfig.json', 'src', 'scenarios', 'workers', 'tests', 'results', 'README.md'];
const BESIDE = ['LICENSE', 'CHANGELOG.md', 'docs'];
const MADE = ['node_modules', 'dist', 'coverage'];
const LONGEST_FILE = 300;

/** Every file that belongs to the project: what git would keep, or without git all but what was made. */
function ownFiles(): string[] {
  try {
    const listing = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
    return listing.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  } catch {
    return ['src', 'workers', 'tests', 'docs', 'scenarios', '.build'].flatMap((folder) => listFiles(folder, ''));
  }
}

const own = ownFiles();
const texts = own.filter((path) => /\.(ts|mjs|js|json|md|yaml|yml|html|css|grit|npmrc)$|^\.ci\//.test(path));

describe('house', () => {
  it('has only the agreed names at the top', () => {
    const names = readdirSync(root).filter((name) => !name.startsWith('.') && !MADE.includes(name));
    expect(names.filter((name) => ![...TOP, ...BESIDE].includes(name))).toEqual([]);
    expect([...TOP, ...BESIDE].filter((name) => !names.includes(name))).toEqual([]);
  });

  it(`has no source longer than ${LONGEST_FILE} lines`, () => {
    const sources = own.filter((path) => /^(src|workers|tests|\.build)\/.*\.(ts|tsx|mjs|css)$/.test(path));
    expect(sources.length).toBeGreaterThan(20);
    const long = sources.map((path) => [path, readText(path).split('\n').length - 1] as const).filter(([, lines]) => lines > LONGEST_FILE);
    expect(long).toEqual([]);
  });

  it('opens every source with a comment that says what it is', () => {
    // The name of a test file says what it tests.
    const sources = own.filter(
      (path) => /^(src|workers|tests|\.build)\/.*\.(ts|tsx|mjs)$/.test(path) && !/\.test\.ts$|\/fixtures\//.test(path),
    );
    expect(sources.filter((path) => !/^(#!.*\n)?\s*(\/\*\*|\/\/)/.test(readText(path)))).toEqual([]);
  });

  it('names no place of one machine and no registry host', () => {
    // Put together at run time, or this file would find itself.
    const places = [
      '/ho' + 'me/',
      '/ro' + 'ot/',
      '/Us' + 'ers/',
      '/wo' + 'rk/',
      '/tm' + 'p/',
      'registry.' + 'npmjs',
      'local' + 'host:4873',
    ];
    const found = texts.flatMap((path) => places.filter((place) => readText(path).includes(place)).map((place) => `${path}: ${place}`));
    expect(found).toEqual([]);
  });

  it('makes no elements of text in the pages', () => {
    const pages = own.filter((path) => /^src\/web\/.*\.tsx?$/.test(path));
    expect(pages.length).toBeGreaterThan(50);
    expect(pages.filter((path) => /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc/i.test(readText(path)))).toEqual([]);
  });

  it('keeps nothing that a build or a run made', () => {
    expect(
      own.filter(
        (path) => /^(dist|node_modules|coverage|\.cache)\//.test(path) || (path.startsWith('results/') && path !== 'results/.gitkeep'),
      ),
    ).toEqual([]);
  });
});

/** Relative targets of the links of a Markdown file, without anchors. */
function linksOf(path: string): string[] {
  const prose = readText(path).replace(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] as string).replace(/#.*$/, ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link))
    .map((link) => posix.normalize(posix.join(posix.dirname(path), link)));
}

describe('documents', () => {
  const documents = own.filter((path) => path.endsWith('.md'));

  it('link only to what exists', () => {
    const lost = documents.flatMap((path) =>
      linksOf(path)
        .filter((link) => !existsSync(join(root, link)))
        .map((link) => `${path} → ${link}`),
    );
    expect(lost).toEqual([]);
  });

  it('are all on the map in docs/README.md', () => {
    const mapped = linksOf('docs/README.md');
    const inside = documents.filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
    expect(inside.filter((path) => !mapped.some((link) => link === path))).toEqual([]);
  });

  it('number the decisions without gaps of meaning: four digits, each used once, under forty lines', () => {
    const names = own.filter((path) => dirname(path) === 'docs/decisions').map((path) => posix.basename(path));
    expect(names.filter((name) => !/^\d{4}-[a-z0-9-]+\.md$/.test(name))).toEqual([]);
    const numbers = names.map((name) => name.slice(0, 4));
    expect(numbers.length).toBe(new Set(numbers).size);
    expect(names.filter((name) => readText(`docs/decisions/${name}`).split('\n').length > 40)).toEqual([]);
  });
});
