/** Studies from the shipped command line: computed, shown, stopped, resumed, refused, and judged by what lies on disk. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDesk, type Desk, main, SCENARIO } from './cli-desk.js';

let desk: Desk;
beforeEach(() => {
  desk = createDesk();
});
afterEach(() => desk.clear());

describe('a study', () => {
  test('run shows means, differences, claims, seed, hashes and places; the same again computes nothing', async () => {
    const first = await desk.trihelix(['run', 'barter', '-j', '2']);
    expect(first.code).toBe(0);
    for (const text of [
      'seed demo',
      '8 of 8 runs done, 0 failed',
      'mean_knowledge',
      'Differences from ring',
      'random > ring in mean_knowledge',
      join('results', 'barter'),
    ])
      expect(first.stdout).toContain(text);
    expect(first.stderr).toContain('computing 8 of 8 runs on 2 threads');
    expect(first.stdout).not.toContain('\u001b');
    expect(desk.results()).toEqual(['barter']);
    const tables = readdirSync(join(desk.folder, 'results', 'barter', 'views')).sort();
    expect(tables).toEqual(['compare.csv', 'final.csv', 'matrices.csv', 'metrics.csv', 'runs.csv', 'series.csv']);
    const second = await desk.trihelix(['run', 'scenarios/barter.yaml']);
    expect(second.stderr).toContain('all 8 runs are there already');
    expect(second.stdout).toBe(first.stdout);
  });

  test('--json puts one document on standard output and nothing else; compare needs no second computing', async () => {
    const run = await desk.trihelix(['run', 'barter', '--json', '--progress', 'json', '--report']);
    const document = JSON.parse(run.stdout) as Record<string, unknown>;
    expect(document).toMatchObject({
      study: 'barter',
      seed: 'demo',
      baseline: 'ring',
      runs: { planned: 8, done: 8, failed: 0 },
      failures: [],
    });
    const lines = run.stderr.split('\n').filter((line) => line.startsWith('{'));
    expect(JSON.parse(lines.at(-1) as string)).toMatchObject({ event: 'end', planned: 8, done: 8, failed: 0, seconds_left: 0 });
    const compare = await desk.trihelix(['compare', 'barter', '--json']);
    expect(compare.stderr).toBe('');
    const compared = JSON.parse(compare.stdout) as Record<string, unknown>;
    for (const key of ['study', 'seed', 'baseline', 'rows', 'claims', 'budget', 'runs', 'summary', 'hash'])
      expect(compared).toHaveProperty(key);
    expect(compared).toMatchObject({ hash: document.hash, rows: document.rows });
    const html = readFileSync(join(desk.folder, 'results', 'barter', 'report.html'), 'utf8');
    expect(html).toContain('Rewiring and knowledge');
    expect(html).not.toContain(desk.folder);
  });

  test('compare runs first when nothing is there, and any number of threads gives the same hash', async () => {
    const hashes = new Set<unknown>();
    for (const workers of ['1', '2', '5']) {
      const { code, stdout } = await desk.trihelix(['compare', 'barter', '--json', '-q', '-j', workers, '-o', `out-${workers}`]);
      expect(code).toBe(0);
      hashes.add((JSON.parse(stdout) as { hash: string }).hash);
    }
    expect(hashes.size).toBe(1);
    expect(desk.results()).toEqual([]);
  });

  test('--dry-run tells runs, time and megabytes and makes nothing', async () => {
    const { code, stdout } = await desk.trihelix(['run', 'barter', '-n', '--replicates', '50']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/100 runs.*\n.*a run.*\n.*MB/);
    const facts = JSON.parse((await desk.trihelix(['run', 'barter', '-n', '--json'])).stdout) as Record<string, unknown>;
    expect(facts).toMatchObject({ study: 'barter', runs: 8, stored: 0 });
    expect(desk.results()).toEqual([]);
  });

  test('more threads than the memory allows are refused before anything runs, with the flag that raises the limit', async () => {
    const { code, stderr } = await desk.trihelix(['run', 'barter', '-j', '5', '--memory-limit', '64', '-o', 'narrow']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/5 threads would take about \d+ MB of memory; at most 64 MB are allowed\n.*--memory-limit/);
    expect(stderr).not.toContain('computing');
    expect((await desk.trihelix(['run', 'barter', '-j', '5', '--memory-limit', '2000', '-o', 'narrow', '-q'])).code).toBe(0);
  });

  test('overrides, seeds and sweeps are studies of their own; a sweep has one row per point', async () => {
    const sweep = await desk.trihelix(['run', 'barter', 'organisations=40,60']);
    expect(sweep.code).toBe(0);
    expect(sweep.stdout).toContain('2 points');
    expect(sweep.stdout).toMatch(/organisations=40 .*\n.*organisations=60 /);
    await desk.trihelix(['run', 'barter', '--seed', 'other']);
    expect(desk.results()).toEqual(['barter--organisations=40,60', 'barter--seed=other']);
    const json = JSON.parse((await desk.trihelix(['compare', 'barter', 'organisations=40,60', '--json'])).stdout) as {
      points: { values: object }[];
    };
    expect(json.points.map((point) => Object.values(point.values))).toEqual([[40], [60]]);
  });

  test('a changed scenario is refused with the difference, --fresh keeps the old folder', async () => {
    await desk.trihelix(['run', 'barter']);
    desk.write('scenarios/barter.yaml', SCENARIO.replace('steps: 20', 'steps: 30'));
    for (const words of [
      ['run', 'barter'],
      ['compare', 'barter'],
      ['report', 'barter'],
      ['run', 'barter', '-n'],
    ]) {
      const refused = await desk.trihelix(words);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain('steps: was 20, now 30');
      expect(refused.stderr).toContain('--fresh');
    }
    const fresh = await desk.trihelix(['run', 'barter', '--fresh']);
    expect(fresh.code).toBe(0);
    expect(desk.results()).toEqual(['barter', 'barter.1']);
  });

  test('comments, titles and claims may change without computing again', async () => {
    const before = await desk.trihelix(['run', 'barter', '--json', '-q']);
    desk.write(
      'scenarios/barter.yaml',
      `# a comment\n${SCENARIO.replace('Rewiring and knowledge', 'Another title').replace('random > ring', 'ring > random')}`,
    );
    const after = await desk.trihelix(['compare', 'barter']);
    expect(after.stdout).toContain('Another title');
    expect(after.stdout).toMatch(/ring > random in mean_knowledge .*(contradicted|undecided)/);
    expect(after.stderr).toBe('');
    expect(after.stdout).toContain((JSON.parse(before.stdout) as { hash: string }).hash);
  });

  test('runs over the time limit fail as rows, the exit code is 3, --retry computes them again', async () => {
    const slow = await desk.trihelix(['run', 'barter', 'organisations=30000', 'steps=3000', '--replicates', '1', '--time-limit', '200ms']);
    expect(slow.code).toBe(3);
    expect(slow.stdout).toContain('2 runs failed');
    expect(slow.stdout).toContain('time limit');
    const retry = await desk.trihelix([
      'run',
      'barter',
      'organisations=30000',
      'steps=3000',
      '--replicates',
      '1',
      '--time-limit',
      '200ms',
      '--retry',
    ]);
    expect(retry.stderr).toContain('computing 2 of 2 runs');
    expect(retry.code).toBe(3);
  });
});

describe('stopping', () => {
  const LONG = ['run', 'barter', 'organisations=400', 'steps=400', '--replicates', '100'];

  test('one Ctrl-C keeps what is done and says how to go on; the rest follows later', async () => {
    const child = spawn(process.execPath, [main, ...LONG, '--progress', 'json'], { cwd: desk.folder });
    let stderr = '';
    let sent = false;
    child.stderr.on('data', (part: Buffer) => {
      stderr += part.toString();
      if (!sent && stderr.includes('"event":"progress"')) sent = child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(130);
    const [, stored] = /stopped \(interrupted\): (\d+) of 200 runs are stored/.exec(stderr) ?? [];
    expect(Number(stored)).toBeGreaterThan(0);
    expect(stderr).toContain('go on with: trihelix run barter organisations=400 steps=400 --replicates 100');
    const rest = await desk.trihelix([...LONG, '--json']);
    expect(rest.stderr).toContain(`computing ${200 - Number(stored)} of 200 runs`);
    const undisturbed = await desk.trihelix([...LONG, '--json', '-q', '-o', 'elsewhere', '-j', '1']);
    expect((JSON.parse(rest.stdout) as { hash: string }).hash).toBe((JSON.parse(undisturbed.stdout) as { hash: string }).hash);
  });

  test('a share that is stopped goes on as that share', async () => {
    const share = [...LONG.slice(0, -1), '2000', '-o', 'share', '--shard', '2/3'];
    const { code, stderr } = await desk.trihelix([...share, '--time-budget', '1s', '-q', '-j', '1']);
    expect(code).toBe(75);
    expect(stderr).toContain(`go on with: trihelix ${share.join(' ').replace('-o', '--out')}\n`);
  });

  test('the time budget ends with 75, and a second process on the same study with 4', async () => {
    // More work than fits.
    const longer = [...LONG.slice(0, -1), '2000'];
    const first = spawn(process.execPath, [main, ...longer, '--time-budget', '1s', '-q'], { cwd: desk.folder, stdio: 'ignore' });
    const code = new Promise((resolve) => first.once('close', resolve));
    const folderOfStudy = (): string | undefined => desk.results()[0];
    while (folderOfStudy() === undefined || !existsSync(join(desk.folder, 'results', folderOfStudy() as string, 'plan.json')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    // At work and yet not at its end, however long the second takes to start.
    first.kill('SIGSTOP');
    const second = await desk.trihelix(longer);
    first.kill('SIGCONT');
    expect(second.code).toBe(4);
    expect(second.stderr).toContain(`in use by process ${first.pid}`);
    expect(await code).toBe(75);
  });
});
