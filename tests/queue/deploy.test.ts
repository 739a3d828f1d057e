/** The files of the guide for queues, Slurm and Kubernetes: what they run is run here, without a cluster. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { createDesk, type Desk, main } from '../e2e/cli-desk.js';
import { root } from '../e2e/guide-pages.js';
import { hashOf } from '../faults/study.js';
import { hasRedis, startRedis } from '../support/redis.js';

const FILES = join(root, 'docs/guide/files');
const read = (name: string): string => readFileSync(join(FILES, name), 'utf8');

interface Container {
  readonly args: readonly string[];
  readonly command?: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
}
interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly completions?: number;
    readonly podReplacementPolicy?: string;
    readonly template?: { readonly spec: { readonly hostname?: string; readonly containers: readonly Container[] } };
  };
}

let desk: Desk;
let local: string;

/** Runs a script with the shipped command as `trihelix` on its path. */
function shell(script: string, env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
  const path = `${join(desk.folder, 'bin')}:${process.env.PATH}`;
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', script], { cwd: desk.folder, env: { ...process.env, ...env, PATH: path } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
    });
  });
}

const resources = (name: string): Resource[] => parseAllDocuments(read(name)).map((document) => document.toJS() as Resource);
const containerOf = ({ spec }: Resource): Container => spec.template?.spec.containers[0] as Container;

beforeAll(async () => {
  desk = createDesk();
  mkdirSync(join(desk.folder, 'bin'));
  writeFileSync(join(desk.folder, 'bin', 'trihelix'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(join(desk.folder, 'bin', 'trihelix'), 0o755);
  await desk.trihelix(['run', 'barter', '-q', '-o', 'local']);
  local = hashOf(join(desk.folder, 'local', 'barter'));
});
afterAll(() => desk.clear());

test('the job array of Slurm and the merge after it give the study of one machine', async () => {
  const common = { SCENARIO: 'barter', PARTS: 'slurm parts', RESULTS: 'slurm', SLURM_CPUS_PER_TASK: '1', SLURM_ARRAY_TASK_COUNT: '3' };
  for (const task of ['1', '2'])
    expect(await shell(read('array.sbatch'), { ...common, SLURM_ARRAY_TASK_ID: task })).toMatchObject({ code: 0 });
  expect(await shell(read('merge.sbatch'), common)).toMatchObject({ code: 75 });
  const alone = { SLURM_ARRAY_TASK_COUNT: '1', SHARES: '3', SLURM_ARRAY_TASK_ID: '3' };
  expect(await shell(read('array.sbatch'), { ...common, ...alone })).toMatchObject({ code: 0 });
  expect(await shell(read('merge.sbatch'), common)).toMatchObject({ code: 0 });
  expect(hashOf(join(desk.folder, 'slurm', 'barter'))).toBe(local);
  for (const name of ['array.sbatch', 'merge.sbatch']) expect(read(name)).toMatch(/^#!\/bin\/sh\n(#.*\n)*#SBATCH /);
});

test('the indexed Job of Kubernetes and the merge after it give the study of one machine', async () => {
  const job = resources('kubernetes-shards.yaml').find(({ kind }) => kind === 'Job') as Resource;
  const { command, args, env } = containerOf(job);
  expect(command).toEqual(['/bin/sh', '-c']);
  const given = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  expect(given.SHARES).toBe(String(job.spec.completions));
  const here = { ...given, SCENARIO: 'barter', RESULTS: 'pods', SHARES: '3' };
  for (const index of ['0', '1', '2'])
    expect(await shell(args[0] as string, { ...here, JOB_COMPLETION_INDEX: index })).toMatchObject({ code: 0 });
  const merge = containerOf(resources('kubernetes-merge.yaml')[0] as Resource);
  expect(await shell(merge.args[0] as string, here)).toMatchObject({ code: 0 });
  expect(hashOf(join(desk.folder, 'pods', 'whole', 'barter'))).toBe(local);
});

test('a pod of Kubernetes that writes takes over from one of the same name, and only when that has ended', () => {
  const files = ['kubernetes-shards.yaml', 'kubernetes-queue.yaml', 'kubernetes-merge.yaml'];
  const jobs = files.map((name) => resources(name).find(({ kind }) => kind === 'Job'));
  for (const job of jobs) expect(job?.spec.podReplacementPolicy).toBe('Failed');
  // Those of an indexed Job have names of their own, which stay.
  expect(jobs[0]?.spec.completions).toBeGreaterThan(1);
  expect(jobs.map((job) => job?.spec.template?.spec.hostname)).toEqual([undefined, 'trihelix-study', 'trihelix-merge']);
});

describe.skipIf(!hasRedis)('with a server', () => {
  test('worker and owner of the Kubernetes file, and the commands of the page, give the study of one machine', async () => {
    const redis = await startRedis({ durable: true });
    try {
      const [worker, owner] = ['Deployment', 'Job'].map((kind) =>
        containerOf(resources('kubernetes-queue.yaml').find((each) => each.kind === kind) as Resource),
      );
      const names = ['TRIHELIX_QUEUE', 'TRIHELIX_QUEUE_PASSWORD', 'TRIHELIX_QUEUE_SECRET', 'NODE_EXTRA_CA_CERTS'];
      for (const container of [worker, owner]) expect(container?.env.map(({ name }) => name)).toEqual(names);
      const words = (owner as Container).args.map((word) => ({ 'golden-rule': 'barter', '/results': 'owned' })[word] ?? word);
      // Workers end with the owner: how long one of them waits for it depends on the machine.
      const over = 'code=$?; kill $workers; wait; exit $code';
      const script = `trihelix ${(worker as Container).args.join(' ')} & workers=$!; trihelix ${words.join(' ')}; ${over}`;
      const env = { TRIHELIX_QUEUE: redis.url, TRIHELIX_QUEUE_SECRET: 'x' };
      expect(await shell(script, env)).toMatchObject({ code: 0 });
      expect(hashOf(join(desk.folder, 'owned', 'barter'))).toBe(local);

      const page = readFileSync(join(root, 'docs/guide/queue.md'), 'utf8');
      const given = /```sh skip\nredis-server.*\n([\s\S]*?)```/.exec(page)?.[1] as string;
      expect(given.match(/npm start --silent -- (?=worker|run night)/g)?.length).toBe(3);
      const here = given.replaceAll('npm start --silent -- ', 'trihelix ').replaceAll('redis://127.0.0.1:6379', redis.url);
      const patient = here.replaceAll('--idle 20s &', '--idle 1h & workers="$workers $!"').replace('run night', 'run barter');
      expect(patient.match(/--idle 1h/g)?.length).toBe(2);
      expect(await shell(`${patient}\n${over}`, {})).toMatchObject({ code: 0 });
      expect(hashOf(join(desk.folder, 'queued', 'barter'))).toBe(local);
    } finally {
      await redis.stop();
    }
  });
});

test('every resource has its kind and name, and an image is built by scripts that there are', () => {
  const all = readdirSync(FILES)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap(resources);
  expect(all.map(({ kind }) => kind).sort()).toEqual(['Deployment', 'Job', 'Job', 'Job', 'PersistentVolumeClaim', 'PersistentVolumeClaim']);
  for (const { apiVersion, metadata } of all)
    expect([apiVersion, metadata.name]).toEqual([expect.stringMatching(/^(apps\/|batch\/)?v1$/), expect.stringMatching(/^trihelix-/)]);
  const { scripts, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
    bin: { trihelix: string };
  };
  const dockerfile = read('Dockerfile');
  for (const [, script] of dockerfile.matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(script);
  expect(dockerfile).toContain(bin.trihelix);
});
