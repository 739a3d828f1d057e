/** The lock file must serve every platform and every registry; the repair that sees to it is tested on a small one. */
import { describe, expect, it } from 'vitest';
import { repairLock } from '../../.build/repair-lock.mjs';
import { readText } from './imports.js';

const small = () => ({
  packages: {
    '': { name: 'sample' },
    'node_modules/tool': {
      version: '1.2.3',
      dev: true,
      optionalDependencies: { '@tool/linux-x64-musl': '1.2.3', '@tool/wasm32-wasi': '1.2.3' },
    },
    'node_modules/lib': { version: '2.0.0', optionalDependencies: { 'lib-win32-arm64-msvc': '2.0.0', 'inner-darwin-x64': '1.0.0' } },
    'node_modules/lib/node_modules/inner-darwin-x64': { version: '1.0.0', optional: true },
  } as Record<string, unknown>,
});

describe('lock repair', () => {
  it('adds what is absent, with the platform read from the name, and sorts', () => {
    const lock = small();
    expect(repairLock(lock)).toEqual(['@tool/linux-x64-musl', '@tool/wasm32-wasi', 'lib-win32-arm64-msvc']);
    expect(Object.keys(lock.packages)).toEqual([
      '',
      'node_modules/@tool/linux-x64-musl',
      'node_modules/@tool/wasm32-wasi',
      'node_modules/lib',
      'node_modules/lib-win32-arm64-msvc',
      'node_modules/lib/node_modules/inner-darwin-x64',
      'node_modules/tool',
    ]);
    expect(lock.packages['node_modules/@tool/linux-x64-musl']).toEqual({
      version: '1.2.3',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    });
    expect(lock.packages['node_modules/lib-win32-arm64-msvc']).toEqual({ version: '2.0.0', cpu: ['arm64'], optional: true, os: ['win32'] });
  });

  it('changes nothing the second time', () => {
    const lock = small();
    repairLock(lock);
    const once = JSON.stringify(lock);
    expect(repairLock(lock)).toEqual([]);
    expect(JSON.stringify(lock)).toBe(once);
  });

  it('refuses a range, because it cannot know the version', () => {
    const lock = { packages: { 'node_modules/a': { version: '1.0.0', optionalDependencies: { 'b-linux-x64': '^1.0.0' } } } };
    expect(() => repairLock(lock)).toThrow('names no exact version');
  });
});

describe('package-lock.json', () => {
  const lock = JSON.parse(readText('package-lock.json')) as {
    packages: Record<string, { resolved?: string; integrity?: string; optional?: boolean }>;
  };

  it('is complete', () => {
    expect(repairLock(lock)).toEqual([]);
  });

  it('names no host and seals every package that is always installed', () => {
    const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
    expect(entries.filter(([, entry]) => entry.integrity === undefined && entry.optional !== true)).toEqual([]);
  });
});
