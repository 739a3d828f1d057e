/** The command line as it is shipped: its first words, its refusals, and what it can be asked. */
import { type StdioOptions, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDesk, type Desk, main, SCENARIO } from './cli-desk.js';

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => desk.clear());

describe('first words', () => {
  test('version, help and the empty command answer at once and with 0', async () => {
    const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8')) as {
      version: string;
    };
    expect(await desk.trihelix(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    for (const words of [['--help'], [], ['help', 'run'], ['run', '--help']]) {
      const { code, stdout } = await desk.trihelix(words);
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: trihelix');
    }
  });

  test.each([
    [['frobnicate'], 'unknown command'],
    [['rnu'], 'Did you mean run?'],
    [['run'], "missing required argument 'scenario'"],
    [['run', 'barter', '--worker', '2'], 'Did you mean --workers?'],
    [['run', 'barter', '--workers', 'abc'], 'from 1 to 256'],
    [['run', 'barter', '--replicates', '0'], 'from 1 to'],
    [['run', 'barter', '--time-limit', 'soon'], 'duration'],
    [['run', 'bartre'], 'did you mean "barter"?'],
    [['run', 'nowhere/at-all.yaml'], 'there is no scenario'],
    [['run', 'barter', 'organisation=5'], 'did you mean "organisations"?'],
    [['compare', 'barter', 'organisations=-5'], 'organisations'],
    [['run', 'barter', 'organisations='], 'empty value'],
    [['explain', 'rewirin'], 'did you mean "rewiring"?'],
    [['explain', 'target_region'], 'ask for one of them, such as rd_subsidy.target_region'],
    [['list', 'animals'], 'Allowed choices'],
    [['report', 'barter'], 'has no results yet'],
  ])('%j ends with 2, says why, and leaves nothing behind', async (words, message) => {
    const { code, stdout, stderr } = await desk.trihelix(words);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(desk.results()).toEqual([]);
  });

  test('a typo in the file names file, line and column, all of them at once', async () => {
    desk.write('typo.yaml', SCENARIO.replace('replicates', 'replicate').replace('rewiring: 0', 'rewirin: 0'));
    const { code, stderr } = await desk.trihelix(['run', 'typo.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain('2 problems, nothing was run');
    expect(stderr).toMatch(/typo\.yaml:5:1 {2}replicate {2}unknown key "replicate" {2}did you mean "replicates"\?/);
    expect(stderr).toMatch(/typo\.yaml:9:\d+ .*did you mean "rewiring"\?/);
    expect(desk.results()).toEqual([]);
  });
});

describe('looking up', () => {
  test('list and explain show titles, units, ranges and defaults, and the same as JSON', async () => {
    desk.write('scenarios/huge.yaml', '#'.repeat(2 ** 20 + 1));
    const list = await desk.trihelix(['list']);
    expect(list.stdout).toMatch(/huge +\(cannot be read; see trihelix check scenarios\/huge.yaml\)/);
    expect(list.stdout).toMatch(/barter +knowledge-barter +2 +Rewiring and knowledge/);
    const lists = JSON.parse((await desk.trihelix(['list', 'metrics', '--json'])).stdout) as { metrics: { name: string; unit: string }[] };
    expect(lists.metrics.map((metric) => metric.name)).toContain('mean_knowledge');
    const explained = await desk.trihelix(['explain', 'rewiring']);
    for (const text of ['parameter of knowledge-barter', 'probability', '0.09', '0 to 1', 'Cowan'])
      expect(explained.stdout).toContain(text);
    expect(JSON.parse((await desk.trihelix(['explain', 'mean_knowledge', '--json'])).stdout)).toMatchObject([
      { kind: 'metric', model: 'knowledge-barter', facts: { title: 'Mean knowledge / Средний уровень знаний' } },
    ]);
    for (const [name, title] of [
      ['metrics', 'Policy spending'],
      ['evaluations', 'Deadweight of support'],
      ['instruments', 'Cluster management'],
      ['presets', 'Triple helix'],
      ['models', 'Knowledge barter'],
    ] as const) {
      expect((await desk.trihelix(['list', name])).stdout, name).toContain(title);
    }
    for (const [name, title] of [
      ['cluster_management', 'Cluster management / Управление кластером'],
      ['helix.triple', 'Triple helix / Тройная спираль'],
      ['grant', 'Largest grant for a project'],
      ['trihelix', 'Innovation ecosystem / Инновационная экосистема'],
    ] as const)
      expect((await desk.trihelix(['explain', name])).stdout, name).toContain(title);
  });

  test('check says what a file holds, and that its laws hold', async () => {
    const sound = await desk.trihelix(['check', 'barter', '--laws']);
    expect(sound.code).toBe(0);
    expect(sound.stdout).toContain('sound; 2 variants, 8 runs of 20 steps');
    expect(sound.stdout).toContain('laws hold in 2 of 2 variants');
    desk.write('bad.yaml', 'title: Bad\nmodel: knowledge-barter\nvariants: 5\n');
    desk.write('big.yaml', `title: Big\n${'# so much\n'.repeat(400_000)}`);
    const bad = await desk.trihelix(['check', 'nowhere', 'big.yaml', 'bad.yaml', 'barter']);
    expect(bad.code).toBe(2);
    for (const line of [
      /^nowhere {2}there is no scenario/m,
      /^big\.yaml {2}.* has 4000011 bytes/m,
      /^bad\.yaml:3:/m,
      /barter\.yaml: sound/,
    ])
      expect(bad.stdout).toMatch(line);
  });

  test('schema is JSON Schema, doctor finds this machine in order', async () => {
    expect(JSON.parse((await desk.trihelix(['schema'])).stdout)).toHaveProperty('$schema');
    const doctor = await desk.trihelix(['doctor']);
    expect(doctor.stdout).toContain('This machine is ready');
    expect(doctor.stdout.match(/^good|^note/gm)).toHaveLength(10);
    expect(doctor.stdout).toMatch(/wall +threads (can read the program's own code and nothing else|may what you may)/);
    expect(doctor.code).toBe(0);
  });

  test('names from files cannot write to the terminal', async () => {
    desk.write('scenarios/evil.yaml', SCENARIO.replace('Rewiring and knowledge', '"\\e[31mred\\u202e"'));
    for (const words of [['list'], ['run', 'evil'], ['check', 'evil']]) {
      const { stdout, stderr } = await desk.trihelix(words);
      for (const hidden of ['\u001b', '\u202e']) expect(stdout + stderr).not.toContain(hidden);
    }
  });

  test('results that a full disk refuses are told of once, and the study is kept', async () => {
    const full = openSync('/dev/full', 'w');
    const ends = (stdio: StdioOptions) =>
      new Promise<[number | null, string]>((resolve) => {
        const child = spawn(process.execPath, [main, 'run', 'barter', '-j', '1', '-q', '-o', 'unheard'], { cwd: desk.folder, stdio });
        let said = '';
        child.stderr?.on('data', (part: Buffer) => {
          said += part.toString();
        });
        child.once('close', (code) => resolve([code, said]));
      });
    expect(await ends(['ignore', full, 'pipe'])).toEqual([
      4,
      expect.stringMatching(/^error: standard output takes no more: .*ENOSPC.*\n {2}.*\n$/),
    ]);
    expect(await ends(['ignore', 'ignore', full])).toEqual([0, '']);
    closeSync(full);
    expect((await desk.trihelix(['verify', 'unheard/barter'])).code).toBe(0);
  });

  test('a reader that goes away is no error', async () => {
    const child = spawn(process.execPath, [main, 'schema'], { cwd: desk.folder });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (part: Buffer) => {
      stderr += part.toString();
    });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    expect(stderr).toBe('');
  });
});
