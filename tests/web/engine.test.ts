/** The engine in the page's worker: the bytes of the command line, frames of every step, and an end when told. */
import { describe, expect, it } from 'vitest';
import { runHash } from '../../src/experiment/hashes.js';
import { executeRun } from '../../src/experiment/run.js';
import { models } from '../../src/models/index.js';
import { plainChoice, runOf } from '../../src/web/lab/choice.js';
import { served } from './served.js';
import { labSource, shippedLesson } from './shipped.js';

const lesson = await shippedLesson('bridges');
const source = labSource(lesson);
const hashOf = (run: ReturnType<typeof runOf>): string => runHash(executeRun(run, models));

describe('the worker', () => {
  it('records a run with the hash of the command line, whatever is watched', async () => {
    const choice = { ...plainChoice('few', 3), changes: { local_share: 0.4 }, hands: [{ step: 5, a: 0, b: 1, cut: false }] };
    const run = runOf(source, choice);
    const line = served();
    line.send({ kind: 'record', job: 1, run, watch: ['giant_component', 'path_length'] });
    const { hash, watched, values } = await line.until(1, 'recorded');
    expect(hash).toBe(hashOf(run));
    expect(hash).not.toBe(hashOf(runOf(source, plainChoice('few', 3))));
    expect(watched.giant_component).toHaveLength(60);
    expect(values).toContain(watched.giant_component?.[59]);
    const frames = line.answers.flatMap((answer) => (answer.kind === 'frames' ? answer.frames : []));
    expect(frames).toHaveLength(60);
    expect(frames.at(-1)?.a.length).toBeGreaterThan(50);
  });

  it('gives the figures of many worlds', async () => {
    const [left, right] = [runOf(source, plainChoice('few')), runOf(source, plainChoice('many'))];
    const line = served();
    line.send({ kind: 'sample', job: 1, left, right, first: 0, count: 3, metric: 'giant_component' });
    await line.until(1, 'sampled');
    const figures = line.answers.flatMap((answer) => (answer.kind === 'figures' ? [answer] : []));
    expect(figures.map(({ replicate }) => replicate)).toEqual([0, 1, 2]);
    expect(figures.every(({ left: few, right: many }) => many >= few && few > 0)).toBe(true);
  });

  it('stops a job that is cancelled and goes on with the next', async () => {
    const run = runOf(source, plainChoice('few'));
    const line = served();
    line.send({ kind: 'sample', job: 1, left: run, right: null, first: 0, count: 100_000, metric: 'ties' });
    line.send({ kind: 'record', job: 2, run, watch: [] });
    await line.until(1, 'figures');
    line.send({ kind: 'cancel', job: 1 });
    expect((await line.until(2, 'recorded')).hash).toBe(hashOf(run));
    expect(line.answers.some((answer) => answer.job === 1 && answer.kind === 'sampled')).toBe(false);
  });

  it('answers questions about a run: what lies behind an innovation, what an evaluation counts', async () => {
    const run = runOf(source, plainChoice('few'));
    const line = served();
    line.send({ kind: 'trace', job: 1, run, question: null });
    const { lists } = await line.until(1, 'traced');
    expect(lists.map(({ name }) => name)).toEqual(['innovation', 'grant', 'instrument']);
    const id = lists[0]?.entries[0]?.id as string;
    line.send({ kind: 'trace', job: 2, run, question: { topic: 'innovation', id } });
    const { tree } = await line.until(2, 'traced');
    expect(tree?.label).toEqual(lists[0]?.entries[0]?.label);
    expect(tree?.children.length).toBeGreaterThan(0);
    line.send({ kind: 'trace', job: 3, run, question: { topic: 'innovation', id: '999999' } });
    expect((await line.until(3, 'traced')).tree).toBeNull();
    line.send({ kind: 'evaluate', job: 4, run, evaluation: 'matchmaking_funnel' });
    expect(Object.keys((await line.until(4, 'evaluated')).figures)).toContain('funnel_ties');
  });

  it('says what a run fails of instead of dying', async () => {
    const line = served();
    line.send({ kind: 'record', job: 1, run: { ...runOf(source, plainChoice('few')), model: 'gone' }, watch: [] });
    expect((await line.until(1, 'failed')).message).toContain('there is no model "gone"');
  });
});
