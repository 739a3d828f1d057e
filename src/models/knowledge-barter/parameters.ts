/** What can be set, with ranges and sources. */
import type { ValuesOf } from '../../core/model.js';
import { integerParameter, realParameter } from '../../core/parameter.js';

const PAPER = 'Cowan & Jonard 2004';

export const parameters = {
  organisations: integerParameter(500, [10, 100_000], 'count', 'Organisations on the ring.', 'Организации на кольце.', PAPER),
  neighbours: integerParameter(
    10,
    [2, 64],
    'count',
    'Ties per organisation on the lattice, half of them to each side; must be even.',
    'Связи организации в решётке, по половине с каждой стороны; число чётное.',
    PAPER,
  ),
  rewiring: realParameter(
    0.09,
    [0, 1],
    'probability',
    'Chance that a tie leads to a random organisation instead of a near one.',
    'Вероятность того, что связь ведёт к случайной организации, а не к соседней.',
    PAPER,
  ),
  categories: integerParameter(5, [2, 16], 'count', 'Kinds of knowledge.', 'Виды знаний.', PAPER),
  absorptive_capacity: realParameter(
    0.1,
    [0, 1],
    'share',
    'Share of a knowledge gap that one transfer closes.',
    'Доля разрыва в знаниях, которую закрывает одна передача.',
    PAPER,
  ),
  experts: realParameter(
    0.1,
    [0, 1],
    'share',
    'Share of organisations that start as experts in one kind of knowledge.',
    'Доля организаций, которые с начала являются экспертами в одном виде знаний.',
    PAPER,
  ),
  common_level: realParameter(
    10,
    [0.01, 1000],
    'level',
    'Levels of knowledge at the start are uniform between 0 and this.',
    'Начальные уровни знаний распределены равномерно от 0 до этого значения.',
    PAPER,
  ),
  expert_level: realParameter(
    30,
    [0.01, 1000],
    'level',
    'Level of an expert in the kind of knowledge it masters.',
    'Уровень эксперта в том виде знаний, которым он владеет.',
    PAPER,
  ),
  similarity: realParameter(
    0,
    [0, 0.5],
    'share',
    'Levels that differ by less than this share count as equal.',
    'Уровни, которые различаются меньше чем на эту долю, считаются равными.',
    'Mueller, Bogner, Buchmann & Kudic 2015 (0.01); 0 is the plain rule',
  ),
};

export type Parameters = ValuesOf<typeof parameters>;

/** What ranges cannot say. */
export function problems({ organisations, neighbours }: Parameters): readonly string[] {
  const found: string[] = [];
  if (neighbours % 2 !== 0) found.push(`neighbours is ${neighbours}; half of them lie on each side, so it must be even`);
  if (neighbours >= organisations - 1)
    found.push(`neighbours is ${neighbours}; with ${organisations} organisations it must be below ${organisations - 1}`);
  return found;
}
