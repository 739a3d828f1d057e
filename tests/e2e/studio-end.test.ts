/**
 * The end of an experiment, when tables and report are made: the studio answers meanwhile, and says what became of it. The end
 * is held as long as a test needs by a pipe in the place of a file that it reads, so nothing here depends on the time it takes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { studyId } from '../../src/cli/studio/studies.js';
import type { Progress, Saved, StudyEntry } from '../../src/experiment/studio-messages.js';
import { ownerOf } from '../../src/node/owner.js';
import { openBrowser } from '../support/browser.js';
import { childrenOf, familyOf, isRunning } from '../support/processes.mjs';
import { StudioDesk } from './studio-desk.js';
import { openStudio, PATIENCE } from './studio-page.js';

const LOOK = 20;

let desk: StudioDesk;
let cookie: string;
beforeEach(async () => {
  desk = await StudioDesk.start();
  cookie = await desk.cookie();
});
afterEach(() => desk?.close());

const get = async (path: string): Promise<{ status: number; said: unknown }> => {
  const { status, text } = await desk.send(path, { headers: { cookie } });
  return { status, said: text.startsWith('<') ? text : JSON.parse(text) };
};
const folderOf = (name: string): string => join(desk.folder, 'results', name);
const pipeOf = (name: string): string => join(folderOf(name), 'zero-dose.json');

function draft(name: string, replicates = 3): object {
  const variants = ['few', 'many'].map((from) => ({ name: from, title: from, from, changes: {}, policies: null }));
  return { base: 'classroom/bridges', run: true, name, title: name, replicates, variants };
}

/** Whoever reads the file waits until it is let go. */
function holdEnd(name: string): void {
  mkdirSync(folderOf(name), { recursive: true });
  execFileSync('mkfifo', [pipeOf(name)]);
}
const letGo = (name: string): Promise<void> => writeFile(pipeOf(name), '');

async function begin(name: string, replicates?: number): Promise<string> {
  const { status, text } = await desk.post('/api/drafts', draft(name, replicates), { cookie });
  expect([status, text]).toEqual([200, expect.any(String)]);
  return (JSON.parse(text) as Saved).experiment?.id as string;
}

async function reach(id: string, ...states: readonly Progress['state'][]): Promise<Progress> {
  for (;;) {
    const progress = (await get(`/api/experiments/${id}`)).said as Progress;
    if (states.includes(progress.state)) return progress;
    expect(['running', 'finishing'], progress.message).toContain(progress.state);
    await setTimeout(LOOK);
  }
}

async function gone(pids: readonly number[]): Promise<void> {
  while (pids.some(isRunning)) await setTimeout(LOOK);
}

describe('the end of an experiment', { timeout: PATIENCE }, () => {
  it('answers every call while another process makes the report', async () => {
    holdEnd('held');
    const id = await begin('held');
    const { done, planned, rows } = await reach(id, 'finishing');
    expect([done, planned]).toEqual([6, 6]);
    expect(rows.length).toBeGreaterThan(0);
    const study = studyId('held');
    for (const path of ['/', '/api/scenarios', '/api/studies', `/api/studies/${study}`, `/api/studies/${study}/runs`])
      expect((await get(path)).status, path).toBe(200);
    expect((await get('/api/experiments')).said).toMatchObject({ id, state: 'finishing', study: null, hash: null });
    expect((await desk.post('/api/drafts', draft('second'), { cookie })).status).toBe(409);
    expect((await get(`/api/experiments/${id}`)).said).toMatchObject({ state: 'finishing' });
    await letGo('held');
    expect(await reach(id, 'done')).toMatchObject({ study, hash: expect.stringMatching(/^[0-9a-f]{64}$/), message: '' });
    expect((await get(`/reports/${study}`)).status).toBe(200);
    expect((await get('/api/experiments')).said).toBeNull();
  });

  it('shows the end to a page that is loaded anew, which can stop it and begin it again', async () => {
    holdEnd('stopped');
    const id = await begin('stopped');
    await reach(id, 'finishing');
    const before = familyOf(desk.pid);
    const browser = await openBrowser();
    try {
      const { page, incidents } = await openStudio({ browser, desk });
      await page.waitForSelector('.live[data-state="finishing"]');
      await page.reload();
      await page.waitForSelector('.live[data-state="finishing"]');
      expect(await page.textContent('.live [role="status"]')).toContain('making tables and report');
      expect(await page.isDisabled('text="Save and run"')).toBe(true);
      await page.click('.experiment >> text="Stop"');
      await page.waitForSelector('.live[data-state="stopped"]');
      expect(incidents).toEqual([]);
    } finally {
      await browser.close();
    }
    expect(before.filter(isRunning).length).toBeLessThan(before.length);
    rmSync(pipeOf('stopped'));
    expect((await reach(await begin('stopped'), 'done')).done).toBe(6);
    expect(existsSync(join(folderOf('stopped'), 'report.html'))).toBe(true);
  });

  it('says so when its process dies, reads by another when that one dies, and goes on', async () => {
    await get('/api/studies');
    const [reader] = childrenOf(desk.pid);
    holdEnd('killed');
    const id = await begin('killed');
    await reach(id, 'finishing');
    for (const pid of childrenOf(desk.pid)) process.kill(pid, 'SIGKILL');
    const { message, study } = await reach(id, 'failed');
    expect(message).toMatch(/^the report was not made: .*SIGKILL.*; all runs are stored/);
    expect(study).toBeNull();
    await gone([reader as number]);
    expect((await get('/api/studies')).said).toContainEqual(expect.objectContaining({ name: 'killed', done: 6, report: false }));
    rmSync(pipeOf('killed'));
    await reach(await begin('killed'), 'done');
  });

  it('says so when tables cannot be written, and what makes the report then', async () => {
    mkdirSync(folderOf('full'), { recursive: true });
    writeFileSync(join(folderOf('full'), 'views'), 'no folder');
    const { message, done } = await reach(await begin('full'), 'failed');
    expect(message).toMatch(/cannot be read or written.*all runs are stored.*`trihelix report scenarios\/studio\/full\.yaml/);
    expect(done).toBe(6);
    expect((await get('/api/experiments')).said).toBeNull();
  });
});

describe('the end of the studio', { timeout: PATIENCE }, () => {
  it.each(['finishing', 'running'] as const)('leaves no process behind when it is stopped while an experiment is %s', async (state) => {
    holdEnd('left');
    await reach(await begin('left', state === 'running' ? 1000 : 3), state);
    await get('/api/studies');
    const pids = familyOf(desk.pid);
    expect(pids.length).toBeGreaterThan(1);
    await desk.end('SIGTERM');
    await gone(pids);
  });

  it('leaves no process behind when it is killed, and the next one tells how far the study is, which nobody owns, and goes on', async () => {
    const id = await begin('orphan', 1000);
    while (((await get(`/api/experiments/${id}`)).said as Progress).done === 0) await setTimeout(LOOK);
    await get('/api/studies');
    const pids = familyOf(desk.pid);
    expect(pids.length).toBeGreaterThan(2);
    await desk.end('SIGKILL');
    await gone(pids);
    expect(ownerOf(folderOf('orphan'))).toBeUndefined();
    const next = await StudioDesk.start([], {}, desk.folder);
    try {
      const headers = { cookie: await next.cookie() };
      const [study] = JSON.parse((await next.send('/api/studies', { headers })).text) as StudyEntry[];
      expect(study).toMatchObject({ name: 'orphan', planned: 2000, report: false });
      expect(study?.done).toBeGreaterThan(0);
      expect(study?.done).toBeLessThan(2000);
      expect((await next.send('/api/experiments', { headers })).text).toBe('null');
      const { experiment } = JSON.parse((await next.post('/api/drafts', draft('orphan', 1000), headers)).text) as Saved;
      const look = async () => JSON.parse((await next.send(`/api/experiments/${experiment?.id}`, { headers })).text) as Progress;
      const before = study?.done ?? Number.POSITIVE_INFINITY;
      let least = Number.POSITIVE_INFINITY;
      for (let now = await look(); now.done <= before; now = await look(), await setTimeout(LOOK)) {
        expect(now.state, now.message).toBe('running');
        if (now.done > 0) least = Math.min(least, now.done);
      }
      expect(least).toBeGreaterThanOrEqual(before);
    } finally {
      await next.end('SIGTERM');
    }
  });
});
