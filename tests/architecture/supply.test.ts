/** The supply chain: how many packages, where from, what they may do at installation, and that the list of them is complete. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPackages } from '../../.build/sbom.mjs';
import { readText, root } from './imports.js';

interface Entry {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly hasInstallScript?: boolean;
}
interface Package {
  readonly scripts: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const MOST_NAMED = 20;
const MOST_IN_ALL = 80;
/** Versions from which on no hole is known: CVE-2026-41139 and -40897, CVE-2025-64718, CVE-2026-33532. */
const LEAST: Readonly<Record<string, readonly number[]>> = { mathjs: [15, 2, 0], 'js-yaml': [4, 1, 1], yaml: [2, 8, 3] };

const own = JSON.parse(readText('package.json')) as Package;
const lock = JSON.parse(readText('package-lock.json')) as { readonly packages: Readonly<Record<string, Entry>> };
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13);
const atRunTime = entries.filter(([, entry]) => entry.dev !== true);
const named = Object.entries({ ...own.dependencies, ...own.optionalDependencies });

describe('packages at run time', () => {
  it(`are at most ${MOST_NAMED} named ones, each with a reason in docs/packages.md and at most ${MOST_IN_ALL} in all on a platform`, () => {
    expect(named.length).toBeLessThanOrEqual(MOST_NAMED);
    const reasons = readText('docs/packages.md')
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .flatMap((line) => (line.split('|')[1] as string).split(',').map((name) => name.trim()));
    expect(named.filter(([name]) => !reasons.includes(name)).map(([name]) => name)).toEqual([]);
    expect(reasons.filter((name) => name !== 'package' && name !== '---' && !named.some(([other]) => other === name))).toEqual([]);
    // Of packages made for one platform each, only those of the machine at hand are installed.
    expect(atRunTime.filter(([, { os, cpu }]) => os === undefined && cpu === undefined).length).toBeLessThanOrEqual(MOST_IN_ALL);
  });

  it('have no known hole, nested copies included', () => {
    const old = entries.filter(([path, { version }]) => {
      const least = LEAST[nameOf(path)];
      return least !== undefined && isBelow(version, least);
    });
    expect(old).toEqual([]);
    expect(Object.keys(LEAST).filter((name) => entries.some(([path]) => nameOf(path) === name))).toEqual(['mathjs', 'yaml']);
  });
});

function isBelow(version: string, least: readonly number[]): boolean {
  const parts = version.split(/[.-]/).map(Number);
  const differs = least.findIndex((part, n) => parts[n] !== part);
  return differs >= 0 && (parts[differs] as number) < (least[differs] as number);
}

describe('where packages come from', () => {
  it('is a registry, in exact versions with strong checksums', () => {
    expect(entries.filter(([, { version }]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(version)).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { link, resolved }]) => link === true || resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, { integrity = 'sha512-' }]) => !integrity.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  });

  it('is never a repository, an address, a folder or another name', () => {
    const asked = [...named, ...Object.entries(own.devDependencies)];
    expect(asked.filter(([, range]) => !/^[\^~]?\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
  });

  it('is the lock file for whatever builds and tests', () => {
    const fetching = [...readdirSync(join(root, '.build')), ...readdirSync(join(root, '.ci')).map((name) => `../.ci/${name}`)]
      .filter((name) => /\.mjs$|run$/.test(name))
      .filter((name) =>
        /\b(curl|wget|npx|yarn|pnpm)\b|https?:\/\//.test(readText(join('.build', name)).replace(/^\s*(\*|#|\/\/).*$/gm, '')),
      );
    expect(fetching).toEqual([]);
  });
});

describe('installation', () => {
  it('runs nothing of ours', () => {
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];
    expect(Object.keys(own.scripts).filter((name) => atInstall.includes(name))).toEqual([]);
  });

  it('needs no script of a package: those that have one are named and off', () => {
    const having = [...new Set(entries.filter(([, entry]) => entry.hasInstallScript === true).map(([path]) => nameOf(path)))];
    expect(having.filter((name) => own.allowScripts[name] !== false)).toEqual([]);
    expect(Object.values(own.allowScripts)).not.toContain(true);
    expect(readText('.build/install.mjs')).toContain("'--ignore-scripts'");
  });
});

describe('the list of packages', () => {
  it('is CycloneDX, holds every package that is installed with its checksum, and is the same each time', async () => {
    const text = await listPackages();
    const document = JSON.parse(text) as {
      bomFormat: string;
      components: { name: string; version: string; hashes?: { alg: string }[] }[];
      metadata: { component: { name: string } };
    };
    expect([document.bomFormat, document.metadata.component.name]).toEqual(['CycloneDX', 'trihelix']);
    const listed = new Map(document.components.map((component) => [`${component.name}@${component.version}`, component]));
    const missing = atRunTime.filter(([path, { version }]) => !listed.has(`${nameOf(path)}@${version}`)).map(([path]) => path);
    expect(missing).toEqual([]);
    const sealed = atRunTime.filter(([, { integrity }]) => integrity !== undefined);
    const unsealed = sealed.filter(([path, { version }]) => listed.get(`${nameOf(path)}@${version}`)?.hashes?.[0]?.alg !== 'SHA-512');
    expect(unsealed.map(([path]) => path)).toEqual([]);
    expect(await listPackages()).toBe(text);
  });
});
