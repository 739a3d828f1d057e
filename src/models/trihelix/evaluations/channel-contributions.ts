/**
 * What each channel of learning contributes: the run is made again with every set of channels shut, on the same luck,
 * from its first step, and the total is shared by Shapley values. A channel is shut by a rate of 0.
 *
 *   projects  project_learning (teams and analogies)     ties      tie_learning
 *   region    local_learning, mobility_share              reading   public_learning
 *
 * The contributions to an outcome add up to the run's outcome minus that of the twin with all four shut. Source: Shapley
 * 1953 for the shares.
 */
import { PARTS } from '../continuity-tracker.js';
import { spilloverGain } from '../knowledge-ledger.js';
import type { Parameters } from '../parameters/index.js';
import type { Words } from '../words.js';
import { measure, type TrihelixEvaluation } from './define.js';
import { asItIs, type Observation, observe } from './observe.js';
import { shapley } from './shapley.js';
import { sumOver } from './value.js';

/** Channels in the order of their bits, with the parameters that shut them. */
const CHANNELS: readonly { readonly name: string; readonly words: Words; readonly shut: Partial<Parameters> }[] = [
  { name: 'projects', words: ['projects', 'проекты'], shut: { project_learning: 0 } },
  { name: 'ties', words: ['ties', 'связи'], shut: { tie_learning: 0, supply_learning: 0 } },
  { name: 'region', words: ['region', 'регион'], shut: { local_learning: 0, mobility_share: 0 } },
  { name: 'reading', words: ['reading', 'чтение'], shut: { public_learning: 0 } },
];

interface Outcome {
  readonly name: string;
  readonly words: Words;
  readonly unit: string;
  of(seen: Observation): number;
}

const OUTCOMES: readonly Outcome[] = [
  {
    name: 'spillovers',
    words: ['Spillovers', 'Переливы'],
    unit: 'mastery/quarter',
    of: ({ world }) => spilloverGain(world.ledger.total, world.ledger.sectors) / (world.steps - world.burnIn),
  },
  {
    name: 'new_to_industry',
    words: ['Novelty', 'Новизна'],
    unit: '1/quarter',
    of: ({ world, newToIndustry }) => sumOver(newToIndustry, world.burnIn) / (world.steps - world.burnIn),
  },
  {
    name: 'continuity',
    words: ['Continuity', 'Непрерывность'],
    unit: 'index',
    of: ({ world }) => world.continuity.clusters[PARTS.indexOf('continuity')],
  },
];

const ALL = (1 << CHANNELS.length) - 1;

export const channelContributions: TrihelixEvaluation = {
  name: 'channel_contributions',
  title: { en: 'Contributions of channels', ru: 'Вклад каналов' },
  text: {
    en: 'What each channel of learning adds to spillovers, novelty and continuity, shared so that the parts make the whole.',
    ru: 'Что каждый канал обучения добавляет к переливам, новизне и непрерывности; доли в сумме дают целое.',
  },
  measures: OUTCOMES.flatMap((outcome) => [
    ...CHANNELS.map((channel) =>
      measure(
        `${outcome.name}_by_${channel.name}`,
        [`${outcome.words[0]} by ${channel.words[0]}`, `${outcome.words[1]}: ${channel.words[1]}`],
        [
          `Contribution of the channel to the outcome: its Shapley value over all sets of channels.`,
          `Вклад канала в результат: значение Шепли по всем наборам каналов.`,
        ],
        { unit: outcome.unit, better: 'neither', source: 'Shapley 1953' },
      ),
    ),
    measure(
      `${outcome.name}_by_channels`,
      [`${outcome.words[0]} by all channels`, `${outcome.words[1]}: все каналы`],
      ['What all channels together add; the contributions make this sum.', 'Что добавляют все каналы вместе; вклады дают эту сумму.'],
      { unit: outcome.unit, better: 'neither' },
    ),
  ]),
  evaluate(bench, out) {
    const values = OUTCOMES.map(() => new Float64Array(ALL + 1));
    for (let open = 0; open <= ALL; open++) {
      const seen = open === ALL ? asItIs(bench) : observe(bench, { parameters: shutExcept(open) });
      for (const [o, outcome] of OUTCOMES.entries()) (values[o] as Float64Array)[open] = outcome.of(seen);
    }
    const width = CHANNELS.length + 1;
    for (const [o, value] of values.entries()) {
      shapley(value, CHANNELS.length, out.subarray(o * width, o * width + CHANNELS.length));
      out[o * width + CHANNELS.length] = value[ALL] - value[0];
    }
  },
};

/** Parameters that shut every channel whose bit is not set. */
function shutExcept(open: number): Partial<Parameters> {
  let change: Partial<Parameters> = {};
  for (const [k, channel] of CHANNELS.entries()) if ((open & (1 << k)) === 0) change = { ...change, ...channel.shut };
  return change;
}
