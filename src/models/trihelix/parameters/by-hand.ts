/** Ties that whoever runs the experiment sets: the network of the start, a bridge between two groups, one partner less. None by default. */
import { grouped, listParameter } from '../../../core/parameter.js';

/** Numbers per tie in the lists: the step, and the two rows. */
export const HAND_WIDTH = 3;
/** Numbers per tie of the start: the two rows, and the trust. */
export const FIRST_WIDTH = 3;
/** At most sixteen ties by hand, ten thousand at the start. */
const LONGEST = 16 * HAND_WIDTH;
const LONGEST_FIRST = 10_000 * FIRST_WIDTH;
const ROW = 1e6;

export const byHand = grouped('ties by hand', {
  hand_ties: listParameter(
    [],
    [0, ROW],
    LONGEST,
    'step, row, row',
    'Ties made by hand: step and the two organisations, three numbers per tie. They live and end like all others.',
    'Связи, созданные вручную: шаг и две организации, по три числа на связь. Живут и кончаются как все прочие.',
    'set by the experimenter',
  ),
  hand_cuts: listParameter(
    [],
    [0, ROW],
    LONGEST,
    'step, row, row',
    'Ties cut by hand: step and the two organisations, three numbers per tie.',
    'Связи, разорванные вручную: шаг и две организации, по три числа на связь.',
    'set by the experimenter',
  ),
  first_ties: {
    ...listParameter(
      [],
      [0, ROW],
      LONGEST_FIRST,
      'row, row, trust',
      'Network of the start: two organisations and the trust between them, three numbers per tie, or a file of them.',
      'Начальная сеть: две организации и доверие между ними, по три числа на связь, или файл с ними.',
      'set by the experimenter',
    ),
    columns: ['a', 'b', 'trust'],
  },
});
