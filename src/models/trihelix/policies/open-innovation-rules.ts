/**
 * Open innovation rules: brings organisations to let more of their knowledge out (openness) and to share the intellectual
 * property in their results (sharing); each covered organisation costs advice and supervision. Funds the process. Writes
 * the levers openRules and sharing and who pays for them.
 */
import type { Policy } from '../../../core/model.js';
import { realParameter } from '../../../core/parameter.js';
import { fillPurse } from '../programmes.js';
import type { TrihelixWorld } from '../world.js';
import { numberOf } from './instruments.js';
import { buyService, partOf, priced, weight } from './services.js';
import { budget, reachOf, target } from './target.js';

const K = numberOf('open_innovation_rules');
const PARTS = ['openness', 'sharing'] as const;

export const openInnovationRules: Policy<TrihelixWorld> = {
  name: 'open_innovation_rules',
  title: { en: 'Open innovation rules', ru: 'Правила открытых инноваций' },
  text: {
    en: 'Rules that open organisations and let them share intellectual property.',
    ru: 'Правила, открывающие организации и их интеллектуальную собственность.',
  },
  parameters: {
    budget,
    openness: weight(1, 'outbound openness.', 'открытость наружу.'),
    sharing: weight(1, 'sharing of intellectual property.', 'совместное использование интеллектуальной собственности.'),
    openness_cost: realParameter(
      1500,
      [1, 1e6],
      'EUR/quarter',
      'Cost of covering an organisation: openness.',
      'Стоимость охвата организации: открытость.',
    ),
    sharing_cost: realParameter(
      1500,
      [1, 1e6],
      'EUR/quarter',
      'Cost of covering an organisation: intellectual property.',
      'Стоимость охвата организации: интеллектуальная собственность.',
    ),
    ...target,
  },
  apply(world, values) {
    const purse = fillPurse(world, K, values.budget as number);
    const { openRules, openRulesBehind, sharing, sharingBehind } = world.levers.columns;
    const { all } = reachOf(world, values);
    const part = (name: string): number => partOf(purse, values, PARTS, name);
    buyService(world, K, part('openness'), { lever: openRules, behind: openRulesBehind }, priced(values.openness_cost as number), all);
    buyService(world, K, part('sharing'), { lever: sharing, behind: sharingBehind }, priced(values.sharing_cost as number), all);
  },
};
