/** New versions in the lock wait a week: which are new, which are too young, asked of a small registry on this machine. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askRegistry, judgeAges, LEAST_DAYS, newVersions } from '../../.build/lock-age.mjs';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-06-15T12:00:00Z');
const PUBLISHED = Date.parse('2026-06-08T12:00:01Z');
const TIMES = { created: '2026-01-01T00:00:00Z', '1.0.1': '2026-06-08T12:00:01Z' };

let server: Server;
let more: string[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    const versions = { '1.0.1': { name, version: '1.0.1', dist: { tarball: 'http://127.0.0.1/tool.tgz' } } };
    const known = name === '@small/tool' || name === 'silent';
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
    response.end(
      known ? JSON.stringify({ name, versions, 'dist-tags': { latest: '1.0.1' }, ...(name !== 'silent' && { time: TIMES }) }) : '{}',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  more = ['--registry', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, '--prefer-online', '--fetch-retries=0'];
});
afterAll(() => server.close());

describe('new versions', () => {
  it('are those that the other lock has nowhere, each once', () => {
    const before = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } } };
    const now = {
      packages: {
        '': { version: '9.9.9' },
        'node_modules/a': { version: '1.0.0' },
        'node_modules/b': { version: '2.0.0' },
        'node_modules/a/node_modules/b': { version: '2.0.0' },
        'node_modules/a/node_modules/@x/c': { version: '0.1.0' },
      },
    };
    expect(newVersions(now, before)).toEqual(['@x/c@0.1.0', 'b@2.0.0']);
    expect(newVersions(before, before)).toEqual([]);
  });
});

describe('a version', () => {
  it('is old enough to the second, too young by so many days, or of unknown age', async () => {
    expect(LEAST_DAYS).toBe(7);
    const ages = [7, 7 - 1e-6, 1.5, 0.9];
    const publishedAt = async (version: string) => {
      const age = ages[Number(version.at(-1))];
      return age === undefined ? undefined : NOW - age * DAY;
    };
    expect(await judgeAges(['a@0.0.0', 'a@0.0.1', 'a@0.0.2', 'a@0.0.3', 'a@0.0.4'], NOW, publishedAt)).toEqual({
      young: ['a@0.0.1 was published 6 days ago', 'a@0.0.2 was published a day ago', 'a@0.0.3 was published less than a day ago'],
      unknown: ['a@0.0.4'],
    });
  });

  it('has the date that the registry tells, or none', { timeout: 120_000 }, async () => {
    const asked = ['@small/tool@1.0.1', 'silent@1.0.0', 'absent@1.0.0'];
    expect(await Promise.all(asked.map((version) => askRegistry(version, more)))).toEqual([PUBLISHED, undefined, undefined]);
  });
});
