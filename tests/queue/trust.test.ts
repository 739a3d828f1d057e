/** Messages that lie, come twice or come from elsewhere, in a real Redis that others can reach: none of them touches a result. */
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/experiment/study.js';
import { openJob, sealAnswer, sealJob } from '../../src/node/queue/messages.js';
import { answersName, jobsName } from '../../src/node/queue/place.js';
import { createSeal } from '../../src/node/queue/seal.js';
import { toyPlan } from '../node/toy-study.js';
import { hasRedis } from '../support/redis.js';
import { alone, expected, hashes, ORIGIN, own, placeOf, STUDY, work } from './desk.js';
import { Stage, wait } from './stage.js';

describe.skipIf(!hasRedis)('a queue', () => {
  const stage = new Stage();

  test('answers that come twice, late, for another study, by another engine or damaged change nothing', async () => {
    const plan = toyPlan({ replicates: 20 });
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    const seal = createSeal(undefined);
    const head = { ...ORIGIN, study: STUDY, round: 0, job: 'j', worker: 'w' };
    const [run] = plan.runs as [Run];
    const lie = { ...alone(run), values: new Float64Array(3) } as ReturnType<typeof alone>;
    const [jobs, answers] = [stage.queueOf(jobsName(ORIGIN.engine)), stage.queueOf(answersName(STUDY))];
    const isOffered = async (): Promise<boolean> =>
      (await jobs.getWaiting()).some(({ data }) => openJob(data, seal).runs.some((offered) => (offered as Run).id === run.id));
    const forged = [
      sealAnswer({ ...head, outcomes: [alone(run)] }, seal),
      sealAnswer({ ...head, outcomes: [alone(run)] }, seal),
      sealAnswer({ ...head, outcomes: [{ ...alone(run), id: 777 }] }, seal),
      sealAnswer({ ...head, study: 'other', outcomes: [lie] }, seal),
      sealAnswer({ ...head, engine: 'other', outcomes: [lie] }, seal),
      sealAnswer({ ...head, answers: 'other', outcomes: [lie] }, seal),
      { ...sealAnswer({ ...head, outcomes: [lie] }, seal), bytes: 'AAAA' },
      { text: 'nonsense' },
    ];
    const done = one.compute();
    while (!(await isOffered())) await wait(20);
    await answers.addBulk(forged.map((data) => ({ name: 'answer', data })));
    while (one.executor.counts.refused < 5) await wait(20);
    // A run that has been answered is offered to nobody any more.
    while (await isOffered()) await wait(20);
    await stage.worker(placeOf(stage.redis.url));
    await done;
    await Promise.all([jobs.close(), answers.close()]);
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    expect(one.executor.counts).toMatchObject({ unknown: 1, refused: 5 });
    // The first of the two counted, the second was equal.
    expect(one.executor.counts.repeated).toBe(1);
    expect(one.notes.join()).toContain('was refused');
  });

  test('two different results of one run end the study', async () => {
    const plan = toyPlan({ replicates: 20 });
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    const [run] = plan.runs as [Run];
    const honest = alone(run);
    if (honest.status !== 'done') throw new Error('the toy failed');
    const lie = { ...honest, values: honest.values.map((value) => value + 1e-12) };
    const done = one.compute();
    done.catch(() => {});
    const jobs = stage.queueOf(jobsName(ORIGIN.engine));
    while ((await jobs.getWaitingCount()) === 0) await wait(20);
    await jobs.close();
    const answers = stage.queueOf(answersName(STUDY));
    const head = { ...ORIGIN, study: STUDY, round: 0, job: 'j', worker: 'w' };
    for (const outcome of [lie, honest]) await answers.add('answer', sealAnswer({ ...head, outcomes: [outcome] }, createSeal(undefined)));
    await answers.close();
    await expect(done).rejects.toThrow(`run ${run.id} came back with two different results`);
  });

  test('a worker refuses jobs that are none, and a study hears of a run that no scenario could have made', async () => {
    const plan = toyPlan({ replicates: 3 });
    const jobs = stage.queueOf(jobsName(ORIGIN.engine));
    const strange = { ...(plan.runs[0] as Run), parameters: { walkers: 'x' } } as unknown as Run;
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    const served = await stage.worker(placeOf(stage.redis.url));
    await jobs.addBulk([
      { name: 'runs', data: { text: '{"__proto__":{"x":1}}', seal: '' } },
      {
        name: 'runs',
        data: sealJob({ ...ORIGIN, engine: 'other', study: STUDY, round: 0, alone: false, runs: plan.runs }, createSeal(undefined)),
      },
      { name: 'runs', data: sealJob({ ...ORIGIN, study: 'unasked', round: 0, alone: false, runs: plan.runs }, createSeal(undefined)) },
    ]);
    for (let left = 3; left > 0; await wait(20)) left = await jobs.getJobCountByTypes('waiting', 'active');
    await jobs.close();
    served.stop();
    expect(await served.ended).toMatchObject({ refused: 3 });
    await stage.worker(placeOf(stage.redis.url));
    await expect(one.compute([strange])).rejects.toThrow('refused a job of this study: a run from elsewhere');
  });

  test('a worker of another engine, of other answers or with another secret is refused in one sentence', async () => {
    const plan = toyPlan({ replicates: 3 });
    const place = placeOf(stage.redis.url, { secret: 'right' });
    const one = await stage.owner(place, plan);
    const done = one.compute();
    while ((await stage.client.hlen('trihelix:default:owners')) === 0) await wait(20);
    await expect(work({ ...place, engine: '9.9.9' })).rejects.toThrow('computed by the engine 0.0.0-toy, and this worker is 9.9.9');
    await expect(work({ ...place, answers: 'other' })).rejects.toThrow('would give other numbers');
    await expect(work({ ...place, secret: 'wrong' })).rejects.toThrow('another secret');
    await expect(work(placeOf(stage.redis.url))).rejects.toThrow('another secret');
    const seal = createSeal('wrong');
    const [run] = plan.runs as [Run];
    const answers = stage.queueOf(answersName(STUDY));
    await answers.add('answer', sealAnswer({ ...ORIGIN, study: STUDY, round: 0, job: 'j', worker: 'w', outcomes: [alone(run)] }, seal));
    while (one.executor.counts.refused < 1) await wait(20);
    await answers.close();
    expect(one.outcomes.size).toBe(0);
    while (!one.notes.join().includes('a worker of the engine 9.9.9 gets no runs')) await wait(20);
    await stage.worker(place);
    await done;
    expect(hashes(plan, one.outcomes)).toEqual(expected(plan));
    expect(one.notes.join()).toContain('seal is wrong');
  });

  test('jobs whose text would be too long are made smaller', async () => {
    const plan = toyPlan({ replicates: 100 });
    // Half a megabyte beside a run, once batches have grown.
    const runs = plan.runs.map((run) => (run.id < 80 ? run : ({ ...run, note: 'y'.repeat(5e5) } as Run)));
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    let most = 0;
    const check = (run: unknown): Run => {
      most = Math.max(most, (run as { id: number }).id);
      return run as Run;
    };
    await stage.worker(placeOf(stage.redis.url), { check });
    await one.compute(runs);
    expect([one.outcomes.size, most, one.executor.counts.refused]).toEqual([200, 199, 0]);
    const huge = { ...(plan.runs[0] as Run), note: 'z'.repeat(5e6) } as Run;
    await expect(one.executor.execute([huge], () => {})).rejects.toThrow('too long a text');
  });

  test('two projects, and two studies of one project, do not meet', async () => {
    const [a, b, c] = [
      toyPlan({ seed: 'a', replicates: 30 }),
      toyPlan({ seed: 'b', replicates: 30 }),
      toyPlan({ seed: 'c', replicates: 30 }),
    ];
    const [there, here] = [placeOf(stage.redis.url, { project: 'there' }), placeOf(stage.redis.url)];
    const [one, two, three] = [
      await stage.owner(there, a),
      await stage.owner(here, b, { study: 'study-2' }),
      await stage.owner(here, c, { study: 'study-3' }),
    ];
    const idle = await stage.worker(here);
    await Promise.all([two.compute(), three.compute()]);
    expect(hashes(b, two.outcomes)).toEqual(expected(b));
    expect(hashes(c, three.outcomes)).toEqual(expected(c));
    idle.stop();
    const first = one.compute();
    await stage.worker(here);
    await wait(500);
    expect(one.outcomes.size).toBe(0);
    await stage.worker(there);
    await first;
    expect(hashes(a, one.outcomes)).toEqual(expected(a));
  });

  test('a server that drops keys, needs a password or is not there is refused at once', async () => {
    const plan = toyPlan({ replicates: 1 });
    await stage.client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await expect(own(placeOf(stage.redis.url), plan)).rejects.toThrow('drops keys when its memory is full (maxmemory-policy allkeys-lru)');
    await stage.client.config('SET', 'maxmemory-policy', 'noeviction');
    await expect(own(placeOf(stage.redis.url.replace('//', '//someone:wrong@')), plan)).rejects.toThrow(
      'cannot use the queue redis://127.0.0.1',
    );
    await expect(own(placeOf('redis://127.0.0.1:9'), plan)).rejects.toThrow('ECONNREFUSED');
    const one = await stage.owner(placeOf(stage.redis.url), plan);
    expect(one.notes.join()).toContain('keeps no append-only file');
  });
});
