/** A queue behind TLS and a password, as one that is not on this machine must be, with a server and certificates of this test. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Desk } from '../e2e/cli-desk.js';
import { createFaultDesk, hashOf, type Started, start } from '../faults/study.js';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { hasRedis, PASSWORD, type RedisServer, startRedis, USER } from '../support/redis.js';

const SHORT = `title: Behind TLS
model: knowledge-barter
seed: tls
steps: 10
replicates: 5
parameters: { organisations: 40 }
variants:
  ring: { parameters: { rewiring: 0 } }
  random: { parameters: { rewiring: 1 } }
`;

describe.skipIf(!hasRedis)('a queue behind TLS', () => {
  let desk: Desk;
  let certificates: Certificates;
  let redis: RedisServer;
  const begun: Started[] = [];
  const give = (words: readonly string[], env: NodeJS.ProcessEnv): Started => {
    const made = start(desk, words, { TRIHELIX_PROJECT: 'team-a', ...env });
    begun.push(made);
    return made;
  };
  /** What a worker says that trusts an authority, or none but the usual ones, and knows a password or none. */
  const refused = async (address: string, env: NodeJS.ProcessEnv): Promise<string> => {
    const { code, stderr } = await give(['worker', '--queue', address, '-j', '1', '--idle', '1s'], env).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining('queue')]);
    expect(stderr).not.toContain(PASSWORD);
    expect(stderr).not.toMatch(/\n\s+at /);
    return stderr;
  };

  beforeAll(async () => {
    desk = createFaultDesk();
    desk.write('scenarios/short.yaml', SHORT);
    certificates = makeCertificates();
    redis = await startRedis({ guarded: 'team-a', tls: certificates });
  });
  afterEach(async () => {
    for (const { child, ended } of begun.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  });
  afterAll(async () => {
    await redis?.stop();
    certificates?.clear();
    desk.clear();
  });

  test('gives the numbers of this machine to whoever knows its authority and the password', async () => {
    // An address that does not count as this machine, so that both are demanded.
    const address = `rediss://${USER}@0.0.0.0:${redis.port}`;
    const env = { NODE_EXTRA_CA_CERTS: certificates.authority, TRIHELIX_QUEUE_PASSWORD: PASSWORD };
    give(['worker', '--queue', address, '-j', '1'], env);
    const { code, stderr } = await give(['run', 'short', '-o', 'queued', '--queue', address], env).ended;
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('INSECURE')]);
    await start(desk, ['run', 'short', '-o', 'local', '-q']).ended;
    expect(hashOf(join(desk.folder, 'queued', 'short'))).toBe(hashOf(join(desk.folder, 'local', 'short')));
  });

  test('is refused when nobody known, or somebody else, stands for its certificate', async () => {
    const address = `rediss://${USER}@127.0.0.1:${redis.port}`;
    expect(await refused(address, { TRIHELIX_QUEUE_PASSWORD: PASSWORD })).toMatch(/certificate/);
    expect(await refused(address, { TRIHELIX_QUEUE_PASSWORD: PASSWORD, NODE_EXTRA_CA_CERTS: certificates.stranger })).toMatch(
      /certificate/,
    );
  });

  test('lets nobody in without its password, and nobody without TLS', async () => {
    const env = { NODE_EXTRA_CA_CERTS: certificates.authority };
    expect(await refused(`rediss://127.0.0.1:${redis.port}`, env)).toMatch(/NOAUTH|[Aa]uthentication|password/);
    await refused(`redis://${USER}@127.0.0.1:${redis.port}`, { ...env, TRIHELIX_QUEUE_PASSWORD: PASSWORD });
  });

  test('elsewhere is not even asked without TLS or without a password', async () => {
    const env = { NODE_EXTRA_CA_CERTS: certificates.authority };
    expect(await refused(`rediss://0.0.0.0:${redis.port}`, env)).toContain('has no password');
    expect(await refused(`redis://${USER}@0.0.0.0:${redis.port}`, { ...env, TRIHELIX_QUEUE_PASSWORD: PASSWORD })).toContain('has no TLS');
  });
});
