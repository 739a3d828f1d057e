/** Knowledge by distance from one region, the pole: what a strong cluster does for the regions around it. */
import { slope } from '../measures/least-squares.js';
import type { TrihelixWorld } from '../world.js';
import { metricGroup, ratio } from './define.js';

const { end } = metricGroup('growth pole');

/**
 * Mastery of a firm or university, summed over domains, mean over the regions' living ones. NaN where there are none.
 *
 * @param from first region that may count
 * @param to region after the last
 * @param level distance level from the pole that counts; −1: any
 */
function meanKnowledge(world: TrihelixWorld, from: number, to: number, level: number): number {
  const { expertise } = world.organisations.columns;
  const { distance, members, memberStart, parameters, regionCount, domains } = world;
  let sum = 0;
  let count = 0;
  for (let r = from; r < to; r++) {
    if (level >= 0 && distance[parameters.pole_region * regionCount + r] !== level) continue;
    for (let m = memberStart[r]; m < memberStart[r + 1]; m++) {
      const row = members[m];
      if (row >= world.governmentAt) continue;
      count++;
      for (let d = 0; d < domains; d++) sum += expertise[row * domains + d];
    }
  }
  return ratio(sum, count);
}

const atLevel = (level: number) => (world: TrihelixWorld) => meanKnowledge(world, 0, world.regionCount, level);

/** Slope of the regions' mean knowledge on their distance level from the pole, which is left out. */
export function knowledgeGradient(world: TrihelixWorld): number {
  const { distance, parameters, regionCount } = world;
  const levels = new Float64Array(regionCount);
  const means = new Float64Array(regionCount);
  let others = 0;
  for (let r = 0; r < regionCount; r++) {
    if (r === parameters.pole_region) continue;
    levels[others] = distance[parameters.pole_region * regionCount + r];
    means[others++] = meanKnowledge(world, r, r + 1, -1);
  }
  return slope(levels, means, 0, others);
}

const traits = { unit: 'mastery', kind: 'stock', better: 'higher' } as const;

export const poleMetrics = [
  end(
    'knowledge_at_pole',
    ['Knowledge at the pole', 'Знания в полюсе'],
    [
      'Mastery of a firm or university in the pole region at the end, summed over domains.',
      'Мастерство фирмы или университета региона-полюса в конце, сумма по областям.',
    ],
    traits,
    atLevel(0),
  ),
  end(
    'knowledge_near_pole',
    ['Knowledge near the pole', 'Знания рядом с полюсом'],
    ['The same in the other regions of its country.', 'То же в других регионах его страны.'],
    traits,
    atLevel(1),
  ),
  end(
    'knowledge_around_pole',
    ['Knowledge around the pole', 'Знания вокруг полюса'],
    ['The same in other countries of its grouping.', 'То же в других странах его группировки.'],
    traits,
    atLevel(2),
  ),
  end(
    'knowledge_far_from_pole',
    ['Knowledge far away', 'Знания вдали от полюса'],
    ['The same beyond its grouping.', 'То же за пределами его группировки.'],
    traits,
    atLevel(3),
  ),
  end(
    'knowledge_gradient',
    ['Knowledge gradient', 'Градиент знаний'],
    [
      'Change of a region’s knowledge per level of distance from the pole, the pole left out; below 0 it falls with distance.',
      'Изменение знаний региона на уровень удалённости от полюса, без самого полюса; ниже 0 падает с расстоянием.',
    ],
    { unit: 'mastery/level', kind: 'index', better: 'neither' },
    knowledgeGradient,
  ),
];
