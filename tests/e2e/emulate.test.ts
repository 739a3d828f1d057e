import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk, type Desk } from './cli-desk.js';

const UNSURE = `extends: barter.yaml
title: Unsure
uncertainty: { absorptive_capacity: "uniform(0.05, 0.5)", experts: "uniform(0.05, 0.4)" }
`;
const ASK = ['emulate', 'unsure', '--points', '16', '-j', '1'];

let desk: Desk;
beforeAll(() => {
  desk = createDesk();
  desk.write('scenarios/unsure.yaml', UNSURE);
});
afterAll(() => desk.clear());

describe('trihelix emulate', () => {
  it.each([
    [['emulate', 'barter', 'rewiring=0.5'], 'nothing varies'],
    [[...ASK, 'experts=0.9'], 'an emulator does not extrapolate'],
    [['emulate', 'unsure', '--points', '4'], '4 points are too few for 2 parameters'],
    [[...ASK, 'experts=0.1,0.2,0.3,0.15,0.25', `absorptive_capacity=${new Array(50).fill(0.2).join(',')}`], 'at most 200'],
    [['emulate', 'unsur'], 'did you mean "unsure"?'],
  ])('refuses %j before anything runs', async (words, hint) => {
    const { code, stderr } = await desk.trihelix(words);
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(hint);
    expect(desk.results()).toEqual([]);
  });

  it('computes the design once, then answers without running anything', async () => {
    const first = await desk.trihelix([...ASK, 'experts=0.1,0.3', '--metrics', 'mean_knowledge']);
    expect(first.code, first.stderr).toBe(0);
    expect(first.stderr).toContain('computing 64 of 64 runs');
    expect(first.stdout).toContain('learnt from 16 points × 2 draws of luck, 0 failed; predicted, not run');
    expect(first.stdout).toMatch(/mean_knowledge +ring +0\.1 .* level +\d+\.\d.% +\d+/);
    expect(first.stdout).toContain('Differences from ring on the same luck');
    const again = await desk.trihelix([...ASK, 'experts=0.2', '--json']);
    expect(again.stderr).not.toContain('computing');
    const answer = JSON.parse(again.stdout);
    expect(answer.places).toHaveLength(1);
    expect(answer.places[0]['parameters.experts']).toBe(0.2);
    const [ring] = answer.answers.filter(
      ({ metric, variant }: Record<string, string>) => metric === 'mean_knowledge' && variant === 'ring',
    );
    expect(ring.explained).toBeGreaterThan(0.5);
    expect(ring.predictions[0].low).toBeLessThan(ring.predictions[0].mean);
    const study = desk.results().find((name) => name.startsWith('unsure--')) as string;
    const byName = await desk.trihelix(['emulate', study, 'experts=0.2', '--json']);
    expect(JSON.parse(byName.stdout)).toEqual(answer);
    const wrong = await desk.trihelix(['emulate', study, 'expert=0.2']);
    expect([wrong.code, wrong.stderr.includes('did you mean "experts"?')]).toEqual([2, true]);
    const unknown = await desk.trihelix(['emulate', study, '--metrics', 'mean_knowlege']);
    expect([unknown.code, unknown.stderr.includes('did you mean "mean_knowledge"?')]).toEqual([2, true]);
  });
});
