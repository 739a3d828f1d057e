/** The three networks of the paper. */
import type { Preset } from '../../core/model.js';

const source = 'Cowan & Jonard 2004; Watts & Strogatz 1998';

export const presets: readonly Preset[] = [
  {
    name: 'network.lattice',
    title: { en: 'Ring lattice', ru: 'Кольцевая решётка' },
    text: { en: 'Everyone is tied to the nearest on the ring.', ru: 'Каждый связан с ближайшими на кольце.' },
    source,
    parameters: { rewiring: 0 },
  },
  {
    name: 'network.small-world',
    title: { en: 'Small world', ru: 'Тесный мир' },
    text: { en: 'Most ties are near, about one in ten is far.', ru: 'Большинство связей близкие, примерно одна из десяти дальняя.' },
    source,
    parameters: { rewiring: 0.09 },
  },
  {
    name: 'network.random',
    title: { en: 'Random network', ru: 'Случайная сеть' },
    text: { en: 'Every tie leads to a random organisation.', ru: 'Каждая связь ведёт к случайной организации.' },
    source,
    parameters: { rewiring: 1 },
  },
];
