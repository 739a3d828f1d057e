/**
 * What a marginal project brings to the firm that makes it, and to all: at the end of the burn-in one idle firm per
 * industry, drawn by lot, is given the money for a project and starts it; the twin on the same luck is without.
 *
 *   private_return = Σ Δ discounted profit of the firms given money ÷ money given
 *   social_return  = Σ Δ discounted profit of all firms ÷ money given
 *   business_stealing = −Σ Δ discounted profit of the other firms of their industries ÷ money given
 *
 * Where every industry has such a firm, social = private − stealing. All three are per unit of money rather than per unit of
 * gain, because a run's own gain may be near 0, and a quotient by it has no mean.
 *
 * No value without a burn-in, because nobody can combine anything before its first step. Both returns are gross: 1 means that the money comes back. Profit is before tax; what buyers gain is not in it.
 * Source: Griliches 1992; Bloom, Schankerman & Van Reenen 2013 for the two externalities.
 */
import { zeroTable } from '../../../core/table.js';
import { HOUSEHOLDS, paySector } from '../money.js';
import { moveStreams, startProject } from '../phases/start-projects.js';
import { priority, rowOf } from '../priority.js';
import { costPerStep, durationOf } from '../project-plan.js';
import type { TrihelixWorld } from '../world.js';
import { measure, share, type TrihelixEvaluation } from './define.js';
import { asItIs, observe } from './observe.js';
import { profitsOf } from './value.js';

const SOURCE = 'Griliches 1992; Bloom, Schankerman & Van Reenen 2013';

export const researchReturns: TrihelixEvaluation = {
  name: 'research_returns',
  title: { en: 'Returns to research', ru: 'Отдача исследований' },
  text: {
    en: 'What a project that somebody else pays for brings to its firm and to all firms, against the same luck without it.',
    ru: 'Что оплаченный другими проект даёт своей фирме и всем фирмам по сравнению с той же удачей без него.',
  },
  measures: [
    measure(
      'private_return',
      ['Private return', 'Частная отдача'],
      [
        'Discounted own profit per unit of research money; 1 pays it back.',
        'Дисконтированная собственная прибыль на единицу денег на исследования; 1 их окупает.',
      ],
      { unit: 'EUR/EUR', better: 'higher', source: SOURCE },
    ),
    measure(
      'social_return',
      ['Social return', 'Общественная отдача'],
      [
        'Discounted profit of all firms per unit of research money; 1 pays it back.',
        'Дисконтированная прибыль всех фирм на единицу денег на исследования; 1 их окупает.',
      ],
      { unit: 'EUR/EUR', better: 'higher', source: SOURCE },
    ),
    measure(
      'return_ratio',
      ['Social to private', 'Общественная к частной'],
      [
        'Social return as a multiple of the private one; no value where the private one is not above 0.',
        'Во сколько раз общественная отдача больше частной; без значения, если частная не выше 0.',
      ],
      { unit: 'factor', better: 'higher', source: SOURCE },
    ),
    measure(
      'business_stealing',
      ['Business stealing', 'Отнятый рынок'],
      [
        'Discounted profit that rivals of the industry lose per unit of research money; below 0 they gain.',
        'Дисконтированная прибыль, теряемая соперниками по отрасли, на единицу денег; ниже 0 они выигрывают.',
      ],
      { unit: 'EUR/EUR', better: 'lower', source: SOURCE },
    ),
  ],
  evaluate(bench, out) {
    if (bench.burnIn >= bench.steps) return;
    const rate = bench.parameters.discount_rate;
    const draw = bench.stream('evaluate');
    draw.moveTo(bench.burnIn);
    const base = asItIs(bench);
    let gift: Gift = { keys: new Set(), amount: 0 };
    const twin = observe(bench, {}, (world) => {
      gift = fundOnePerIndustry(world, (key) => draw.unit(key, 0));
    });
    if (gift.amount === 0) return;
    const industries = new Set([...gift.keys].map((key) => base.industryOf.get(key) ?? twin.industryOf.get(key)));
    const gain = (counts: (key: number) => boolean): number => profitsOf(twin, rate, counts) - profitsOf(base, rate, counts);
    const own = gain((key) => gift.keys.has(key));
    const industryOf = (key: number): number | undefined => base.industryOf.get(key) ?? twin.industryOf.get(key);
    const rivals = gain((key) => !gift.keys.has(key) && industries.has(industryOf(key)));
    const all = gain(() => true);
    out[0] = own / gift.amount;
    out[1] = all / gift.amount;
    out[2] = share(all, own);
    out[3] = -rivals / gift.amount;
  },
};

/** Firms that were given money, by key, and the sum in cents. */
interface Gift {
  readonly keys: ReadonlySet<number>;
  readonly amount: number;
}

/** Goes through idle firms in the order of a draw; the first of each industry that can start a project is funded. */
function fundOnePerIndustry(world: TrihelixWorld, unit: (key: number) => number): Gift {
  const { alive, key, industry } = world.organisations.columns;
  const { running } = world.projects.columns;
  const order: number[] = [];
  for (let i = 0; i < world.universityAt; i++) if (alive[i] === 1 && running[i] === 0) order.push(priority(unit(key[i]), i));
  order.sort((a, b) => a - b);
  const keys = new Set<number>();
  const served = new Set<number>();
  let amount = 0;
  openStep(world);
  for (const place of order) {
    const i = rowOf(place);
    if (served.has(industry[i])) continue;
    const paid = fundProject(world, i);
    if (paid === 0) continue;
    amount += paid;
    keys.add(key[i]);
    served.add(industry[i]);
  }
  return { keys, amount };
}

/** The project begins in the first measured step, before anything else happens in it; no instrument pays for it. */
function openStep(world: TrihelixWorld): void {
  world.step = world.burnIn;
  zeroTable(world.levers);
  moveStreams(world);
}

/** Households pay for a project of firm i, which starts it. @returns cents paid, 0 where it could not start */
export function fundProject(world: TrihelixWorld, i: number): number {
  const { running, cost, granted, endsAt, startedAt } = world.projects.columns;
  const most = costPerStep(world.parameters, 0) * durationOf(world.parameters, false, 0);
  paySector(world.money, HOUSEHOLDS, i, most);
  startProject(world, i);
  const price = running[i] === 1 ? cost[i] * (endsAt[i] - startedAt[i] + 1) : 0;
  // As money of others it lowers no profit.
  if (price > 0) granted[i] = price;
  paySector(world.money, HOUSEHOLDS, i, price - most);
  return price;
}
